package io.starling.server.app;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.server.app.configuration.Configuration;
import io.starling.server.app.configuration.ConfigurationInput;
import io.starling.server.services.EventPublisher;
import io.starling.server.session.Heartbeat;
import io.starling.server.session.SessionClock;
import io.starling.server.testing.DialectClient;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Http;
import io.starling.server.testing.RawSocket;
import io.starling.server.transport.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A server of a folder on a free port, with an allocator that knows what is in use. Thread-safe.
 */
public final class Served implements AutoCloseable {

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, false);
  private final Server server;

  private Served(Path folder, boolean bench, Surroundings surroundings) {
    server =
        Server.start(
            new ServeOptions(folder, "127.0.0.1", 0, bench), surroundings.withAllocator(allocator));
  }

  public static Served folder(Path folder) {
    return new Served(folder, false, Surroundings.USUAL);
  }

  /** As {@link #folder(Path)}, with another patience for clients that do not read. */
  public static Served folder(Path folder, Duration stallLimit) {
    return new Served(folder, false, Surroundings.USUAL.withStallLimit(stallLimit));
  }

  /** As {@link #folder(Path)}, configured by this text of YAML. */
  public static Served folder(Path folder, String yaml) {
    return new Served(folder, false, surroundings(yaml));
  }

  /** As {@link #folder(Path, String)}, with a clock of the test's own. */
  public static Served folder(Path folder, String yaml, SessionClock clock) {
    return new Served(folder, false, surroundings(yaml).withClock(clock));
  }

  /** As {@link #folder(Path)}, with a clock and heartbeats of the test's own. */
  public static Served folder(Path folder, SessionClock clock, Heartbeat heartbeat) {
    return new Served(folder, false, Surroundings.USUAL.withClock(clock).withHeartbeat(heartbeat));
  }

  /** As {@link #folder(Path)}, with another patience for clients that begin and do not finish. */
  public static Served folder(Path folder, Patience patience) {
    return new Served(folder, false, Surroundings.USUAL.withPatience(patience));
  }

  /** With {@code /bench/*}. */
  public static Served bench(Path folder, Duration stallLimit) {
    return new Served(folder, true, Surroundings.USUAL.withStallLimit(stallLimit));
  }

  private static Surroundings surroundings(String yaml) {
    return Surroundings.of(
        Configuration.read(new ConfigurationInput("test.yaml", yaml, Map.of(), Map.of())));
  }

  public int port() {
    return server.port();
  }

  /** What a program that embeds the server publishes with. */
  public EventPublisher events() {
    return server.events();
  }

  /** A client of the dialect that is spoken at this path. */
  public DialectClient dialect(String path) {
    return DialectClient.connect(port(), path);
  }

  public Http http() {
    return new Http(port());
  }

  /** A client that has been welcomed. */
  public GraphClient client() {
    return client("");
  }

  /** The same, with a query such as {@code ?v=1}. */
  public GraphClient client(String query) {
    return GraphClient.connect(port(), "/ws/graph" + query);
  }

  /** A connection that has been upgraded and welcomed, whose bytes the test writes itself. */
  public RawSocket raw() throws IOException {
    return RawSocket.upgraded(port(), "/ws/graph");
  }

  /** Bytes of the hub's memory in use. */
  public long usedMemory() {
    return allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
  }

  @Override
  public void close() {
    server.close();
  }
}
