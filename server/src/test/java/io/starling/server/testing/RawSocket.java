package io.starling.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A client whose every byte the test writes itself. Confined to the test's thread. */
public final class RawSocket implements AutoCloseable {

  public static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private boolean deflates;

  /** A frame from the server, inflated; opcode -1 is the end of the connection. */
  public record Frame(int opcode, String text, int closeCode, boolean deflated) {
    static final Frame END = new Frame(-1, "", 0, false);

    public boolean isClose() {
      return opcode == 8;
    }

    public boolean isEnd() {
      return opcode == -1;
    }
  }

  private RawSocket(int port, int receiveBuffer, String from) throws IOException {
    if (!from.isEmpty()) {
      socket.bind(new InetSocketAddress(from, 0));
    }
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** Not yet upgraded. */
  public static RawSocket connected(int port) throws IOException {
    return new RawSocket(port, 0, "");
  }

  /** The same, from an address of 127.0.0.0/8. */
  public static RawSocket connectedFrom(String address, int port) throws IOException {
    return new RawSocket(port, 0, address);
  }

  /** Upgraded, and welcomed where it is the graph. */
  public static RawSocket upgraded(int port, String path) throws IOException {
    return upgraded(port, path, 0);
  }

  /** The same, with a receive buffer of so many bytes. */
  public static RawSocket upgraded(int port, String path, int receiveBuffer) throws IOException {
    var raw = new RawSocket(port, receiveBuffer, "");
    raw.write(handshake(path, port));
    String head = raw.readHead();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError("not upgraded: " + head);
    }
    if (path.startsWith("/ws/graph")) {
      raw.readText("connection_established");
    }
    return raw;
  }

  /** One that has agreed to permessage-deflate. */
  public static RawSocket deflating(int port, String path) throws IOException {
    var raw = new RawSocket(port, 0, "");
    raw.write(handshake(path, port, "Sec-WebSocket-Extensions: permessage-deflate"));
    String head = raw.readHead();
    if (!head.contains("permessage-deflate")) {
      throw new AssertionError("not agreed: " + head);
    }
    raw.deflates = true;
    return raw;
  }

  public static String handshake(String path, int port, String... more) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + port
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
        + KEY
        + "\r\nSec-WebSocket-Version: 13\r\n"
        + (more.length == 0 ? "" : String.join("\r\n", more) + "\r\n")
        + "\r\n";
  }

  public RawSocket write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  public RawSocket write(String text) throws IOException {
    return write(text.getBytes(ISO_8859_1));
  }

  /** A masked frame, as a client's should be. */
  public static byte[] frame(int firstByte, byte[] payload) {
    var out = new ByteArrayOutputStream();
    out.write(firstByte);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      out.write(0x80 | 126);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      out.write(0x80 | 127);
      out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    byte[] mask = {0x12, 0x34, 0x56, 0x78};
    out.writeBytes(mask);
    for (int i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ mask[i & 3]);
    }
    return out.toByteArray();
  }

  public static byte[] text(String text) {
    return frame(0x81, text.getBytes(UTF_8));
  }

  public static byte[] binary(byte[] payload) {
    return frame(0x82, payload);
  }

  /** Status line and headers of the answer. */
  public String readHead() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** The rest of what comes until the other side ends the connection. */
  public String readAll() throws IOException {
    try {
      return new String(in.readAllBytes(), UTF_8);
    } catch (SocketException reset) {
      return "";
    }
  }

  /** The next frame. */
  public Frame read() throws IOException {
    try {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      boolean deflated = (first & 0x40) != 0;
      if ((first & 0xB0) != 0x80 || (deflated && !deflates) || length > 127) {
        throw new AssertionError("a frame of the server begins with " + first + ", " + length);
      }
      int bytes =
          length == 126
              ? in.readUnsignedShort()
              : length == 127 ? Math.toIntExact(in.readLong()) : length;
      byte[] sent = in.readNBytes(bytes);
      byte[] payload = deflated ? Deflated.inflate(sent) : sent;
      int opcode = first & 0x0F;
      if (opcode == 8) {
        int code = bytes == 0 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        String reason = bytes == 0 ? "" : new String(payload, 2, bytes - 2, UTF_8);
        return new Frame(8, reason, code, false);
      }
      return new Frame(opcode, new String(payload, opcode == 1 ? UTF_8 : ISO_8859_1), 0, deflated);
    } catch (EOFException | SocketException end) {
      return Frame.END;
    }
  }

  /** The next text frame that holds this; an end before it fails. */
  public Frame readText(String part) throws IOException {
    while (true) {
      Frame frame = read();
      if (frame.opcode() == 1 && frame.text().contains(part)) {
        return frame;
      }
      if (frame.isClose() || frame.isEnd()) {
        throw new AssertionError("no " + part + " came, but " + frame);
      }
    }
  }

  /** All frames up to the end of the connection. */
  public List<Frame> readToEnd() throws IOException {
    List<Frame> frames = new ArrayList<>();
    for (Frame frame = read(); !frame.isEnd(); frame = read()) {
      frames.add(frame);
    }
    return frames;
  }

  public InputStream in() {
    return in;
  }

  /** Says that nothing more comes, and still listens. */
  public void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
