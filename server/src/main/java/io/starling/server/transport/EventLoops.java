package io.starling.server.transport;

import io.netty.channel.EventLoop;
import io.starling.server.hub.Drain;
import io.starling.server.hub.Hub;
import io.starling.server.hub.Loop;
import io.starling.server.session.Heartbeat;
import io.starling.server.session.HeartbeatWheel;
import io.starling.server.session.SessionContext;
import java.util.concurrent.ConcurrentHashMap;

/** What each event loop has one of. Thread-safe; what it returns is confined to its loop. */
final class EventLoops {

  /** The parts of one loop. */
  record Parts(Loop loop, Drain drain, HeartbeatWheel heartbeats, Inflation inflation) {}

  private final ConcurrentHashMap<EventLoop, Parts> parts = new ConcurrentHashMap<>();
  private final Hub hub;
  private final Heartbeat heartbeat;
  private final SessionContext sessions;

  EventLoops(Hub hub, Heartbeat heartbeat, SessionContext sessions) {
    this.hub = hub;
    this.heartbeat = heartbeat;
    this.sessions = sessions;
  }

  Parts of(EventLoop eventLoop) {
    return parts.computeIfAbsent(
        eventLoop,
        each -> {
          var loop = new NettyLoop(each);
          return new Parts(
              loop,
              hub.drain(loop),
              new HeartbeatWheel(loop, heartbeat, sessions.traffic(), sessions.clock()),
              new Inflation());
        });
  }
}
