package io.starling.protocol.settings;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that nobody changes, compared by what they are. Immutable. */
public final class ByteString {
  /** No bytes. */
  public static final ByteString EMPTY = new ByteString(new byte[0]);

  private final byte[] bytes;

  private ByteString(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns a copy of the bytes. */
  public static ByteString copyOf(byte[] bytes) {
    return new ByteString(bytes.clone());
  }

  /** Reads so many bytes, which the caller knows to be there. */
  static ByteString read(ByteBuf in, int length) {
    byte[] bytes = new byte[length];
    in.readBytes(bytes);
    return new ByteString(bytes);
  }

  /** Returns how many there are. */
  public int length() {
    return bytes.length;
  }

  /** Returns a copy. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** Returns a view, not to be released. */
  ByteBuf view() {
    return Unpooled.wrappedBuffer(bytes).asReadOnly();
  }

  void writeTo(ByteBuf out) {
    out.writeBytes(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Returns the bytes as hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
