package io.starling.server.channel;

import io.starling.protocol.error.CloseCode;
import io.starling.server.session.Session;
import io.starling.server.session.SessionClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/** Who is connected, for those who look after the server. Thread-safe. */
public final class Clients {

  /** So many a page has at most. */
  public static final int MAX_PAGE = 1_000;

  private final Viewers viewers;
  private final SessionClock clock;

  public Clients(Viewers viewers, SessionClock clock) {
    this.viewers = viewers;
    this.clock = clock;
  }

  /**
   * One client as it stood when it was asked.
   *
   * @param connectedSince in Unix ms
   */
  public record Client(
      String id,
      String user,
      String address,
      String dialect,
      Traffic traffic,
      long connectedSince) {}

  /**
   * What goes on with it.
   *
   * @param stale whether it has been silent for longer than the heartbeat's warning time
   */
  public record Traffic(int subscriptions, long bytesSent, long bytesReceived, boolean stale) {}

  /**
   * Some of the clients.
   *
   * @param next the id behind which the next page begins; empty on the last
   * @param total how many there are in all
   */
  public record Page(List<Client> clients, Optional<String> next, int total) {
    public Page {
      clients = List.copyOf(clients);
    }
  }

  /**
   * Lists clients by their ids; completed on any thread. Each is asked on its own event loop, and
   * whoever leaves meanwhile is left out.
   *
   * @param after an id, or the empty text
   * @param limit 1 to {@link #MAX_PAGE}
   */
  public CompletionStage<Page> page(String after, int limit) {
    var page = new CompletableFuture<Page>();
    Thread.startVirtualThread(() -> page.complete(gather(after, limit)));
    return page;
  }

  /** Ends a connection with 4009; false where there is none of this id. */
  public boolean disconnect(String id, String reason) {
    Optional<Viewer> viewer = viewers.find(id);
    viewer.ifPresent(
        found -> found.execute(() -> found.session().close(CloseCode.DISCONNECTED, reason)));
    return viewer.isPresent();
  }

  private Page gather(String after, int limit) {
    List<Viewer> following =
        viewers.all().stream()
            .filter(viewer -> viewer.clientId().compareTo(after) > 0)
            .sorted((one, other) -> one.clientId().compareTo(other.clientId()))
            .limit(limit + 1L)
            .toList();
    List<Viewer> shown = following.subList(0, Math.min(limit, following.size()));
    List<CompletableFuture<Optional<Client>>> asked = shown.stream().map(this::ask).toList();
    return new Page(
        asked.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList(),
        following.size() > limit ? Optional.of(shown.getLast().clientId()) : Optional.empty(),
        viewers.all().size());
  }

  private CompletableFuture<Optional<Client>> ask(Viewer viewer) {
    var client = new CompletableFuture<Optional<Client>>();
    try {
      viewer.execute(() -> client.complete(describe(viewer)));
    } catch (RejectedExecutionException ended) {
      client.complete(Optional.empty()); // the server has stopped meanwhile
    }
    return client;
  }

  private Optional<Client> describe(Viewer viewer) {
    Session session = viewer.session();
    return session.isClosed()
        ? Optional.empty()
        : Optional.of(
            new Client(
                viewer.clientId(),
                session.principal().name(),
                session.remoteAddress(),
                viewer.wording().dialect().wireName(),
                new Traffic(
                    session.outbox().subscriptions(),
                    session.outbox().bytes(),
                    session.bytesReceived(),
                    session.isStale()),
                clock.millis() - Duration.ofNanos(session.ageNanos()).toMillis()));
  }
}
