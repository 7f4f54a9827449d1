package io.starling.server.app;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** The binary messages that come over a WebSocket. */
final class LiveFrames implements WebSocket.Listener {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

  private sealed interface Event {}

  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  private record Frame(byte[] bytes) implements Event {}

  private record Ended(String why) implements Event {}

  private LiveFrames() {}

  /**
   * Connects, says something, and gives each of so many binary messages to the taker, numbered from
   * 1.
   *
   * @throws CommandException when there is no connection, it ends, or nothing comes for 30 s
   */
  static void read(URI url, List<String> send, int count, ObjIntConsumer<ByteBuf> taker)
      throws InterruptedException {
    var frames = new LiveFrames();
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket = connect(client, url, frames);
      try {
        for (String text : send) {
          socket.sendText(text, true).join();
        }
        for (int i = 1; i <= count; i++) {
          taker.accept(frames.next(), i);
        }
      } finally {
        socket.abort();
        client.shutdownNow();
      }
    }
  }

  private static WebSocket connect(HttpClient client, URI url, LiveFrames frames) {
    try {
      return client.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(url, frames).join();
    } catch (CompletionException | IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new CommandException("Can't connect to %s: %s".formatted(url, cause));
    }
  }

  private ByteBuf next() throws InterruptedException {
    return switch (events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      case Frame frame -> Unpooled.wrappedBuffer(frame.bytes());
      case Ended ended -> throw new CommandException("The connection ended: " + ended.why());
      case null -> throw new CommandException("Nothing binary came for 30 s");
    };
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    parts.writeBytes(part);
    if (last) {
      events.add(new Frame(parts.toByteArray()));
      parts.reset();
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    events.add(new Ended(reason.isEmpty() ? "closed with " + code : reason + " (" + code + ")"));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    events.add(new Ended(String.valueOf(error.getMessage())));
  }
}
