package io.starling.server.transport;

import io.netty.channel.EventLoop;
import io.starling.server.hub.Loop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A Netty event loop as the hub sees it. */
record NettyLoop(EventLoop eventLoop) implements Loop {

  @Override
  public void execute(Runnable task) {
    eventLoop.execute(task);
  }

  @Override
  public void schedule(Runnable task, Duration delay) {
    eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }
}
