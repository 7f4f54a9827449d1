package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

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

  private final Consumer<Message> client;
  private byte[] bytes = new byte[256];
  private int size;
  private long total;

  Wire(Consumer<Message> client) {
    this.client = client;
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
    if ((bytes[start] & 0xF0) != 0x80) {
      throw new AssertionError("no final frame begins here");
    }
    byte[] payload = Arrays.copyOfRange(bytes, payload(start), end);
    return new Message(bytes[start] & 0x0F, ByteBuffer.wrap(payload));
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
