package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;

/** What a client receives: bytes, put together to messages. */
final class Wire {

  /** One WebSocket message. */
  record Message(int opcode, ByteBuffer payload) {
    String text() {
      return StandardCharsets.UTF_8.decode(data()).toString();
    }

    ByteBuffer data() {
      return payload.duplicate();
    }
  }

  private static final byte[] FLUSHED = {0, 0, -1, -1};

  private final Consumer<Message> client;
  private final boolean deflates;
  private byte[] bytes = new byte[256];
  private int size;
  private long total;

  Wire(Consumer<Message> client) {
    this(client, false);
  }

  /** One to whom compressed frames may be sent. */
  Wire(Consumer<Message> client, boolean deflates) {
    this.client = client;
    this.deflates = deflates;
  }

  static Wire into(List<Message> received) {
    return new Wire(received::add);
  }

  static Wire nowhere() {
    return new Wire(_ -> {});
  }

  void add(ByteBuf memory, int from, int length) {
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
    }
    memory.getBytes(from, bytes, size, length);
    size += length;
    total += length;
    List<Message> whole = new ArrayList<>(4);
    int at = 0;
    for (int end = end(at); end >= 0; end = end(at)) {
      whole.add(message(at, end));
      at = end;
    }
    System.arraycopy(bytes, at, bytes, 0, size - at);
    size -= at;
    whole.forEach(client);
  }

  /** Bytes received in all. */
  long total() {
    return total;
  }

  /** Bytes of a message that has not come whole. */
  int rest() {
    return size;
  }

  private Message message(int start, int end) {
    boolean deflated = (bytes[start] & 0x40) != 0;
    if ((bytes[start] & 0xB0) != 0x80 || (deflated && !deflates)) {
      throw new AssertionError("no final frame begins here");
    }
    byte[] payload = Arrays.copyOfRange(bytes, payload(start), end);
    return new Message(
        bytes[start] & 0x0F, ByteBuffer.wrap(deflated ? inflated(payload) : payload));
  }

  private static byte[] inflated(byte[] payload) {
    var plain = new ByteArrayOutputStream();
    try (var out = new InflaterOutputStream(plain, new Inflater(true))) {
      out.write(payload);
      out.write(FLUSHED);
    } catch (IOException e) {
      throw new AssertionError("can't be inflated", e);
    }
    return plain.toByteArray();
  }

  private int payload(int start) {
    int length = bytes[start + 1];
    return start + (length < 126 ? 2 : length == 126 ? 4 : 10);
  }

  /** An independent reading of RFC 6455, so that it does not share a mistake with Frames. */
  private int end(int start) {
    if (size - start < 2) {
      return -1;
    }
    int length = bytes[start + 1];
    if (length < 0 || length > 127) {
      throw new AssertionError("masked frame from a server");
    }
    int payload = payload(start);
    if (size < payload) {
      return -1;
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    long bytesOfPayload =
        switch (length) {
          case 126 -> header.getShort(start + 2) & 0xFFFF;
          case 127 -> header.getLong(start + 2);
          default -> length;
        };
    return size - payload >= bytesOfPayload ? (int) (payload + bytesOfPayload) : -1;
  }
}
