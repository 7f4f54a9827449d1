package io.starling.benchmarks.voice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** The client's side of one WebSocket, as thin as it can be, so that little of it is measured. */
final class Connection {

  private static final int TEXT = 1;
  private static final int BINARY = 2;

  private final SocketChannel socket;

  private Connection(SocketChannel socket) {
    this.socket = socket;
  }

  static Connection open(int port) throws IOException {
    SocketChannel socket =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    write(
        socket,
        ByteBuffer.wrap(
            """
            GET /ws/graph HTTP/1.1\r
            Host: 127.0.0.1:%d\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """
                .formatted(port)
                .getBytes(StandardCharsets.US_ASCII)));
    ByteBuffer one = ByteBuffer.allocate(1);
    for (int newlines = 0; newlines < 4; ) {
      one.clear();
      if (socket.read(one) < 0) {
        throw new IOException("the server has closed");
      }
      newlines = one.get(0) == '\r' || one.get(0) == '\n' ? newlines + 1 : 0;
    }
    return new Connection(socket);
  }

  SocketChannel socket() {
    return socket;
  }

  void text(String text) throws IOException {
    send(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a frame of at most 65,535 bytes, masked with zeros. */
  void binary(byte[] payload) throws IOException {
    send(BINARY, payload);
  }

  private void send(int opcode, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(8 + payload.length).put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    write(socket, frame.putInt(0).put(payload).flip());
  }

  private static void write(SocketChannel socket, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      socket.write(bytes);
    }
  }
}
