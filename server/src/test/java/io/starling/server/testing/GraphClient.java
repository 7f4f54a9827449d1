package io.starling.server.testing;

import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Message.Closed;
import io.starling.server.testing.Message.Headerless;
import io.starling.server.testing.Message.Place;
import io.starling.server.testing.Message.Pong;
import io.starling.server.testing.Message.Text;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client that behaves: the JDK's WebSocket, and all that came in order. What is waited for and
 * what comes before it is taken from the queue. Confined to the test's thread.
 */
public final class GraphClient implements AutoCloseable {

  public static final int PAUSE = 0x01;
  public static final int HIGH_FREQUENCY = 0x02;
  public static final int LOW_BANDWIDTH = 0x04;
  public static final int FULL_UPDATE = 0x20;
  public static final int INTERACTING = 0x40;
  public static final int BACKGROUND = 0x80;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LinkedBlockingQueue<Message> received = new LinkedBlockingQueue<>();
  private final List<Message> taken = new ArrayList<>();
  private final Map<Integer, Place> places = new HashMap<>();
  private final WebSocket socket;
  private int version = 2;

  /** Of the headerless stream that is agreed on, 0 for none; the receiver's from then on. */
  private volatile int recordBytes;

  private GraphClient(int port, String pathAndQuery) {
    socket =
        Http.CLIENT
            .newWebSocketBuilder()
            .connectTimeout(PATIENCE)
            .buildAsync(URI.create("ws://127.0.0.1:" + port + pathAndQuery), new Receiver())
            .join();
  }

  /** Connects, whatever is behind the path. */
  public static GraphClient open(int port, String pathAndQuery) {
    return new GraphClient(port, pathAndQuery);
  }

  /** Connects to the graph and waits for the welcome. */
  public static GraphClient connect(int port, String pathAndQuery) {
    var client = new GraphClient(port, pathAndQuery);
    client.next("connection_established");
    return client;
  }

  /** Puts fragments together. On the JDK's threads, one call at a time. */
  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        Text whole = Text.of(text.toString());
        if (whole.is("handshake")) {
          recordBytes = recordBytes(whole.json().getString("format"));
        }
        received.add(whole);
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
        ByteBuffer whole = ByteBuffer.wrap(bytes.toByteArray());
        if (recordBytes > 0) {
          received.add(Headerless.of(recordBytes, whole));
        } else {
          received.addAll(Binary.all(whole));
        }
        bytes.reset();
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
      received.add(new Pong(payload));
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      received.add(new Closed(code, reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      received.add(new Closed(1006, String.valueOf(error)));
    }
  }

  /** The next message for which the function gives something; what comes before it is taken. */
  public <T> T await(String what, Function<Message, Optional<T>> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Message message = poll(deadline - System.nanoTime());
      if (message == null) {
        throw new AssertionError("no " + what + " came, but " + summary());
      }
      Optional<T> found = wanted.apply(message);
      if (found.isPresent()) {
        return found.get();
      }
      if (message instanceof Closed) {
        throw new AssertionError("no " + what + " came, but " + summary());
      }
    }
  }

  /** The next text message of this type. */
  public JsonObject next(String type) {
    return await(
        type,
        message ->
            message instanceof Text text && text.is(type)
                ? Optional.of(text.json())
                : Optional.empty());
  }

  /** The next error; its code. */
  public String error() {
    return next("error").getString("code");
  }

  /** The next binary message of this type. */
  public Binary binary(int type) {
    return await(
        "binary message " + Integer.toHexString(type),
        message ->
            message instanceof Binary binary && binary.type() == type
                ? Optional.of(binary)
                : Optional.empty());
  }

  /** The next frame of a headerless stream. */
  public Headerless records() {
    return await(
        "records",
        message -> message instanceof Headerless records ? Optional.of(records) : Optional.empty());
  }

  /** The end of the connection. */
  public Closed closed() {
    return await(
        "end",
        message -> message instanceof Closed closed ? Optional.of(closed) : Optional.empty());
  }

  /** The next positions, of whichever format. */
  public Binary positions() {
    return await(
        "positions",
        message ->
            message instanceof Binary binary && binary.isPositions()
                ? Optional.of(binary)
                : Optional.empty());
  }

  /** Waits until this node has been said to be exactly there. */
  public void awaitPlace(Place place) {
    if (!place.equals(places.get(place.id()))) {
      await(
          "node at " + place,
          _ -> place.equals(places.get(place.id())) ? Optional.of(place) : Optional.empty());
    }
  }

  /** All that came before the answer to a ping that is sent now. */
  public List<Message> untilNow() {
    int from = taken.size();
    send("ping");
    await(
        "pong",
        message ->
            message instanceof Text text && text.text().equals("pong")
                ? Optional.of(text)
                : Optional.empty());
    return List.copyOf(taken.subList(from, taken.size() - 1));
  }

  /** All that has been taken from the queue, in order. */
  public List<Message> taken() {
    return List.copyOf(taken);
  }

  /** Where each node was last said to be. */
  public Map<Integer, Place> places() {
    return Map.copyOf(places);
  }

  /** Where this node was last said to be. */
  public Place place(int id) {
    Place place = places.get(id);
    if (place == null) {
      throw new AssertionError("nothing was said of node " + id);
    }
    return place;
  }

  public void send(String text) {
    socket.sendText(text, true).join();
  }

  public void send(JsonObject json) {
    send(json.encode());
  }

  public void send(byte[] binary) {
    socket.sendBinary(ByteBuffer.wrap(binary), true).join();
  }

  public void ping(byte[] payload) {
    socket.sendPing(ByteBuffer.wrap(payload)).join();
  }

  /** The version in the headers of what is sent from now on. */
  public GraphClient speaking(int newVersion) {
    version = newVersion;
    return this;
  }

  /** Reads what comes as records of this format, which the URL asked for. */
  public GraphClient reading(String format) {
    recordBytes = recordBytes(format);
    return this;
  }

  private static int recordBytes(String format) {
    return switch (format) {
      case "wire34" -> 34;
      case "wire36" -> 36;
      case "compute48" -> 48;
      default -> 0;
    };
  }

  /** Sets the control bits and waits for those in force. */
  public int control(int bits) {
    send(new byte[] {0x30, (byte) version, 1, 0, (byte) bits});
    if (recordBytes > 0) {
      return next("control_bits").getInteger("bits");
    }
    return binary(0x30).payload().get(0) & 0xFF;
  }

  /** Drags nodes in one message. */
  public void drag(Place... moved) {
    send(Bytes.positions(version, moved));
  }

  public void filter(JsonObject filter) {
    send(new JsonObject().put("type", "filter_update").mergeIn(filter));
  }

  /** Sets no filter and waits for the whole graph. */
  public JsonObject load() {
    return load(new JsonObject());
  }

  /** Sets a filter and waits for what it leaves. */
  public JsonObject load(JsonObject filter) {
    filter(filter);
    next("filter_confirmed");
    return next("initialGraphLoad");
  }

  public void subscribe(String... events) {
    send(new JsonObject().put("type", "subscribe").put("events", new JsonArray(List.of(events))));
    next("subscribed");
  }

  /** Ends the connection as one should, and waits for the answer. */
  public Closed leave() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    return closed();
  }

  /** Cuts the connection. */
  @Override
  public void close() {
    socket.abort();
  }

  private @Nullable Message poll(long nanos) {
    try {
      Message message = received.poll(nanos, TimeUnit.NANOSECONDS);
      if (message != null) {
        taken.add(message);
        if (message instanceof Binary binary && binary.isPositions()) {
          binary.places().forEach(place -> places.put(place.id(), place));
        }
        if (message instanceof Headerless records) {
          records.places().forEach(place -> places.put(place.id(), place));
        }
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String summary() {
    int from = Math.max(0, taken.size() - 10);
    String last = taken.subList(from, taken.size()).toString();
    return last.length() > 2_000 ? last.substring(last.length() - 2_000) : last;
  }

  /** Bytes of chapter 2. */
  public static final class Bytes {
    private Bytes() {}

    public static byte[] positions(int version, Place... places) {
      int record = version == 1 ? 19 : 21;
      ByteBuffer out =
          ByteBuffer.allocate(4 + record * places.length).order(ByteOrder.LITTLE_ENDIAN);
      out.put((byte) 0x10).put((byte) version).putShort((short) (record * places.length));
      for (Place place : places) {
        if (version == 1) {
          out.putShort((short) place.id());
        } else {
          out.putInt(place.id());
        }
        out.putFloat(place.x()).putFloat(place.y()).putFloat(place.z()).putInt(0).put((byte) 1);
      }
      return out.array();
    }

    public static byte[] handshake(int min, int max, int format, int capabilities) {
      return new byte[] {
        0x32,
        2,
        5,
        0,
        (byte) min,
        (byte) max,
        (byte) format,
        (byte) capabilities,
        (byte) (capabilities >> 8)
      };
    }
  }
}
