package io.starling.server.testing;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack;
import org.msgpack.value.Value;

/**
 * A client of one of the JSON dialects that knows nothing of our code: the JDK's WebSocket, texts
 * as they come, binary messages read as MessagePack. What is waited for and what comes before it is
 * taken from the queue. Confined to the test's thread.
 */
public final class DialectClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LinkedBlockingQueue<Heard> received = new LinkedBlockingQueue<>();
  private final List<Heard> taken = new ArrayList<>();
  private final WebSocket socket;

  /** What came: a message, or how the connection ended. */
  public record Heard(String text, boolean binary, int code) {
    boolean isEnd() {
      return code > 0;
    }

    public JsonObject json() {
      return new JsonObject(text);
    }
  }

  /** How to connect, beyond the address. */
  public record Options(List<String> headers, List<String> subprotocols) {
    public static final Options NONE = new Options(List.of(), List.of());

    public static Options header(String name, String value) {
      return new Options(List.of(name, value), List.of());
    }

    public static Options subprotocols(String... names) {
      return new Options(List.of(), List.of(names));
    }
  }

  private DialectClient(int port, String path, Options options) {
    WebSocket.Builder builder = Http.CLIENT.newWebSocketBuilder().connectTimeout(PATIENCE);
    for (int i = 0; i < options.headers().size(); i += 2) {
      builder.header(options.headers().get(i), options.headers().get(i + 1));
    }
    List<String> offered = options.subprotocols();
    if (!offered.isEmpty()) {
      builder.subprotocols(
          offered.getFirst(), offered.subList(1, offered.size()).toArray(String[]::new));
    }
    socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), new Receiver()).join();
  }

  public static DialectClient connect(int port, String path) {
    return new DialectClient(port, path, Options.NONE);
  }

  public static DialectClient connect(int port, String path, Options options) {
    return new DialectClient(port, path, options);
  }

  /** The HTTP status that a handshake is refused with. */
  public static int refused(int port, String path, Options options) {
    try (var _ = new DialectClient(port, path, options)) {
      throw new AssertionError("was let in at " + path);
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof WebSocketHandshakeException refusal) {
        return refusal.getResponse().statusCode();
      }
      throw failed;
    }
  }

  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        received.add(new Heard(text.toString(), false, 0));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] part = new byte[data.remaining()];
      data.get(part);
      bytes.writeBytes(part);
      if (last) {
        received.add(new Heard(unpacked(bytes.toByteArray()), true, 0));
        bytes.reset();
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      received.add(new Heard(reason, false, code));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      received.add(new Heard(String.valueOf(error), false, 1006));
    }
  }

  private static String unpacked(byte[] bytes) {
    try (var unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      return unpacker.unpackValue().toJson();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String subprotocol() {
    return socket.getSubprotocol();
  }

  public DialectClient send(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  /** Sends a MessagePack value. */
  public DialectClient send(Value value) {
    try (var packer = MessagePack.newDefaultBufferPacker()) {
      packer.packValue(value);
      socket.sendBinary(ByteBuffer.wrap(packer.toByteArray()), true).join();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next message, whatever it is. */
  public Heard next() {
    try {
      Heard heard = received.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (heard == null) {
        throw new AssertionError("nothing came behind " + taken);
      }
      taken.add(heard);
      return heard;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The next message, which is JSON. */
  public JsonObject json() {
    return next().json();
  }

  /** The next message like this; what comes before it is passed over. */
  public JsonObject next(Predicate<JsonObject> wanted) {
    while (true) {
      Heard heard = next();
      if (heard.isEnd()) {
        throw new AssertionError("the connection ended behind " + taken);
      }
      if (heard.text().startsWith("{") && wanted.test(heard.json())) {
        return heard.json();
      }
    }
  }

  /** The next message of this type. */
  public JsonObject next(String type) {
    return next(json -> type.equals(json.getString("type")));
  }

  /** The next event of this channel, in whichever dialect's words. */
  public JsonObject event(String channel) {
    return next(
        json ->
            (channel.equals(json.getString("channel")) && "event".equals(json.getString("type")))
                || channel.equals(json.getString("type")));
  }

  /** Asks in the words of the dialect that most have in common, and waits for what answers it. */
  public JsonObject ask(String request) {
    send(request);
    Object id = new JsonObject(request).getValue("id");
    return next(json -> id.equals(json.getValue("id")));
  }

  /** What came before the answer to a ping that is sent now. */
  public List<Heard> untilNow() {
    send("ping");
    int from = taken.size();
    while (!next().text().equals("pong")) {
      // taken
    }
    return List.copyOf(taken.subList(from, taken.size() - 1));
  }

  /** The code that the connection ends with. */
  public int closed() {
    while (true) {
      Heard heard = next();
      if (heard.isEnd()) {
        return heard.code();
      }
    }
  }

  /** Says goodbye and waits until the server has, too. */
  public void leave() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    closed();
  }

  /** Is gone without a word. */
  public void cutOff() {
    socket.abort();
  }

  @Override
  public void close() {
    cutOff();
  }
}
