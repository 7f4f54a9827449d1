package io.starling.protocol.settings;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads little-endian fields and trusts none of them: whatever is not there is refused before
 * anything is made for it. Confined to one decoding.
 */
final class FieldReader {
  private final ByteBuf in;
  private final Weight weight;
  private final int start;

  /** The least that the rest of the lists that are open takes: no list inside may claim it too. */
  private int owed;

  FieldReader(ByteBuf body, Weight weight) {
    in = body;
    this.weight = weight;
    start = body.readerIndex();
    weight.body(body.readableBytes());
  }

  Weight weight() {
    return weight;
  }

  int u8() {
    require(1);
    return in.readUnsignedByte();
  }

  int u16() {
    require(2);
    return in.readUnsignedShortLE();
  }

  int i32() {
    require(4);
    return in.readIntLE();
  }

  long i64() {
    require(8);
    return in.readLongLE();
  }

  boolean bool() {
    int value = u8();
    if (value > 1) {
      throw refusal("A bool is neither 0 nor 1");
    }
    return value == 1;
  }

  /** Reads bytes behind their length, a u32. */
  ByteString bytes() {
    int length = length(Integer.toUnsignedLong(i32()));
    weight.copy(length);
    return ByteString.read(in, length);
  }

  /** Reads 32 bytes. */
  ByteString hash() {
    require(SettingsTree.HASH_BYTES);
    return ByteString.read(in, SettingsTree.HASH_BYTES);
  }

  /** Reads UTF-8 behind its length, a u32. */
  String text() {
    return text(length(Integer.toUnsignedLong(i32())));
  }

  /** Reads UTF-8 behind its length, a u16. */
  String shortText() {
    return text(length(u16()));
  }

  private String text(int length) {
    if (!ByteBufUtil.isText(in, in.readerIndex(), length, StandardCharsets.UTF_8)) {
      throw refusal("A text is no UTF-8");
    }
    weight.copy(length);
    String text = in.toString(in.readerIndex(), length, StandardCharsets.UTF_8);
    in.skipBytes(length);
    return text;
  }

  /** Reads a count, a u32, and as many elements of at least so many bytes each. */
  <T> List<T> list(int elementBytes, Supplier<T> element) {
    long count = Integer.toUnsignedLong(i32());
    if (count * elementBytes > in.readableBytes() - owed) {
      throw refusal("%d elements cannot be in what is left".formatted(count));
    }
    owed += (int) count * elementBytes;
    weight.items((int) count);
    List<T> list = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) {
      owed -= elementBytes;
      list.add(element.get());
    }
    return list;
  }

  void requireEnd() {
    if (in.isReadable()) {
      throw refusal("%d bytes are left over".formatted(in.readableBytes()));
    }
  }

  ProtocolException refusal(String message) {
    return ProtocolException.at(ErrorCode.MALFORMED_FRAME, message, in.readerIndex() - start);
  }

  private int length(long declared) {
    if (declared > in.readableBytes() - owed) {
      throw refusal("%d bytes are more than what is left".formatted(declared));
    }
    return (int) declared;
  }

  private void require(int bytes) {
    if (in.readableBytes() < bytes) {
      throw refusal("The message is cut off");
    }
  }
}
