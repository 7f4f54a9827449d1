package io.starling.server.app;

import io.starling.graph.folder.FolderGraph;
import io.starling.server.channel.EventChannels;
import io.starling.server.metrics.TrafficMetrics;
import io.starling.server.services.ConnectionCounts;
import io.starling.server.services.EventPublisher;
import io.starling.server.services.FileEvents;
import io.starling.server.services.ServiceEvent;
import io.starling.server.services.Services;
import io.starling.server.services.Vision;
import io.starling.server.session.SessionClock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What publishes events by itself, and the means for others to do so. Thread-safe. */
final class Sources implements AutoCloseable {

  private final EventPublisher publisher;
  private final Services services;
  private final Vision vision;
  private final ScheduledExecutorService everySecond =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("starling-second").factory());

  /** Begins to watch the folder and to count. */
  Sources(EventChannels channels, FolderGraph folder, TrafficMetrics traffic, SessionClock clock) {
    publisher = new EventPublisher(channels::publish, clock::millis);
    services = new Services(publisher);
    vision = new Vision(publisher, services);
    folder.onFiles(new FileEvents(publisher)::tell);
    folder.watch();
    folder
        .watchFailure()
        .ifPresentOrElse(
            reason -> services.stopped(Services.FILES, reason),
            () -> services.started(Services.FILES, "Changes of files are noticed"));
    var counts = new ConnectionCounts(traffic.connections::sum, publisher);
    everySecond.scheduleAtFixedRate(counts::look, 1, 1, TimeUnit.SECONDS);
  }

  EventPublisher publisher() {
    return publisher;
  }

  Vision vision() {
    return vision;
  }

  /** Tells everybody that the server ends. */
  void sayGoodbye() {
    publisher.publish(new ServiceEvent.StatusUpdate("The server is going away"));
  }

  @Override
  public void close() {
    everySecond.shutdownNow();
  }
}
