package io.starling.server.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.messagepack.MessagePackReader;
import io.starling.protocol.messagepack.MessagePackWriter;
import io.starling.server.testing.RawSocket.Frame;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client of any path that talks in messages, as text or as MessagePack. Confined to the test's
 * thread.
 */
public final class Talker implements AutoCloseable {

  /** One path of each dialect. */
  public static final List<String> DIALECTS = List.of("/ws/graph", "/api/v1/ws/dev", "/", "/ws");

  private static final String MESSAGE_PACK = "starling.msgpack";

  private final RawSocket socket;
  private final String head;
  private final List<JsonObject> heard = new ArrayList<>();
  private int lastId;

  private Talker(RawSocket socket, String head) {
    this.socket = socket;
    this.head = head;
  }

  /** Asks for an upgrade, and is upgraded. */
  public static Talker connect(int port, String path, String... headers) throws IOException {
    return from("127.0.0.1", port, path, headers);
  }

  /** The same, from an address of 127.0.0.0/8. */
  public static Talker from(String address, int port, String path, String... headers)
      throws IOException {
    Talker talker = attempt(address, port, path, headers);
    if (talker.status() != 101) {
      throw new AssertionError("not upgraded: " + talker.head);
    }
    return talker;
  }

  /** Asks for an upgrade, whatever is answered. */
  public static Talker attempt(String address, int port, String path, String... headers)
      throws IOException {
    RawSocket socket = RawSocket.connectedFrom(address, port);
    socket.write(RawSocket.handshake(path, port, headers));
    return new Talker(socket, socket.readHead());
  }

  public int status() {
    return Integer.parseInt(head.substring(9, 12));
  }

  /** A header of the answer to the handshake; null where there is none. */
  public @Nullable String header(String name) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse(null);
  }

  public RawSocket socket() {
    return socket;
  }

  /** All that was heard. */
  public List<JsonObject> heard() {
    return List.copyOf(heard);
  }

  /** Forgets what was heard. */
  public void forget() {
    heard.clear();
  }

  public Talker say(String text) throws IOException {
    socket.write(RawSocket.text(text));
    return this;
  }

  public Talker say(JsonObject message) throws IOException {
    socket.write(frame(message));
    return this;
  }

  /** A message as a frame, in what was agreed on. */
  public byte[] frame(JsonObject message) {
    if (!isMessagePack()) {
      return RawSocket.text(message.encode());
    }
    ByteBuf packed = Unpooled.buffer();
    MessagePackWriter.fromJson(
        Unpooled.copiedBuffer(message.encode(), StandardCharsets.UTF_8), packed);
    byte[] bytes = new byte[packed.readableBytes()];
    packed.readBytes(bytes);
    return RawSocket.binary(bytes);
  }

  /** Calls a query or a command; its answer, or the error. */
  public JsonObject ask(String kind, String name, JsonObject params) throws IOException {
    return request(new JsonObject().put("type", kind).put("name", name).put("params", params));
  }

  /** Who the server says that this is. */
  public JsonObject whoAmI() throws IOException {
    JsonObject answer = ask("query", "session.get", new JsonObject());
    return answer.getJsonObject("result", answer);
  }

  /** Authenticates; the answer. */
  public JsonObject authenticate(String token) throws IOException {
    return request(new JsonObject().put("type", "authenticate").put("token", token));
  }

  /** Subscribes; the answer. */
  public JsonObject subscribe(String... channels) throws IOException {
    return request(
        new JsonObject()
            .put("type", "subscribe")
            .put("channels", new JsonArray(List.of(channels))));
  }

  /** Sends a request and waits for what has its id. */
  public JsonObject request(JsonObject message) throws IOException {
    String id = "r" + ++lastId;
    say(message.copy().put("id", id));
    return hear(answer -> id.equals(answer.getValue("id")));
  }

  /** The next message of which this is true. */
  public JsonObject hear(Predicate<JsonObject> wanted) throws IOException {
    while (true) {
      Frame frame = socket.read();
      if (frame.isClose() || frame.isEnd()) {
        throw new AssertionError("the connection ended: " + frame + " behind " + heard);
      }
      JsonObject message = read(frame);
      if (message != null) {
        heard.add(message);
        if (wanted.test(message)) {
          return message;
        }
      }
    }
  }

  /** All that comes before the answer to a ping that is sent now. */
  public List<JsonObject> untilPong() throws IOException {
    int from = heard.size();
    say("ping");
    for (Frame frame = socket.read(); !frame.text().equals("pong"); frame = socket.read()) {
      if (frame.isClose() || frame.isEnd()) {
        throw new AssertionError("the connection ended: " + frame + " behind " + heard);
      }
      JsonObject message = read(frame);
      if (message != null) {
        heard.add(message);
      }
    }
    return List.copyOf(heard.subList(from, heard.size()));
  }

  /** The next error. */
  public JsonObject error() throws IOException {
    return hear(message -> code(message) != null);
  }

  /** The code of an error in any dialect; null for anything else. */
  public static @Nullable String code(JsonObject message) {
    if ("error".equals(message.getString("status")) || message.containsKey("category")) {
      return message.getString("code");
    }
    return "error".equals(message.getString("type")) && message.containsKey("data")
        ? message.getJsonObject("data").getString("code")
        : null;
  }

  /** The close frame; what comes before it is heard. */
  public Frame closed() throws IOException {
    for (Frame frame = socket.read(); !frame.isEnd(); frame = socket.read()) {
      if (frame.isClose()) {
        return frame;
      }
      JsonObject message = read(frame);
      if (message != null) {
        heard.add(message);
      }
    }
    throw new AssertionError("ended without a close frame behind " + heard);
  }

  private @Nullable JsonObject read(Frame frame) {
    if (frame.opcode() == 1 && frame.text().startsWith("{")) {
      return new JsonObject(frame.text());
    }
    if (frame.opcode() == 2 && isMessagePack()) {
      ByteBuf json = Unpooled.buffer();
      MessagePackReader.toJson(
          Unpooled.wrappedBuffer(frame.text().getBytes(StandardCharsets.ISO_8859_1)), json);
      return new JsonObject(json.toString(StandardCharsets.UTF_8));
    }
    return null;
  }

  private boolean isMessagePack() {
    return MESSAGE_PACK.equals(header("Sec-WebSocket-Protocol"));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
