package io.starling.server.channel.agent;

import io.starling.server.hub.Channel;
import io.starling.server.hub.ChannelOptions;
import io.starling.server.hub.Hub;
import io.starling.server.hub.Lane;
import io.starling.server.hub.Loop;
import io.starling.server.hub.Outbox;
import io.starling.server.hub.Subscription;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The channel of the agents' state. A change is published at once; what a stream's tier does not
 * let out yet is published again when it does, and then no more. Publishing is under the agents'
 * lock; subscribing is on any event loop.
 */
final class AgentStreams {

  private final Channel<AgentBoard> channel;
  private final Loop timer;
  private final LongSupplier nanoTime;
  private final Runnable publish;

  // Under the agents' lock.
  private long owedNanos = Long.MAX_VALUE;
  private boolean scheduled;
  private long dueNanos;

  /**
   * @param timer runs what is due
   * @param publish takes the agents' lock and publishes
   */
  AgentStreams(Hub hub, Loop timer, LongSupplier nanoTime, Runnable publish) {
    this.channel = hub.channel("agents", ChannelOptions.latest());
    this.timer = timer;
    this.nanoTime = nanoTime;
    this.publish = publish;
    channel.onKeyframeWanted(() -> timer.execute(publish));
  }

  Subscription subscribe(Outbox outbox, AgentVariant variant) {
    return channel.subscribe(
        outbox,
        variant,
        Lane.STATE,
        context -> new AgentEncoder(variant, context, nanoTime, this::owes));
  }

  void publish(AgentBoard board) {
    owedNanos = Long.MAX_VALUE;
    channel.publish(board);
    long due = nanoTime.getAsLong() + owedNanos;
    if (owedNanos != Long.MAX_VALUE && !(scheduled && dueNanos - due <= 0)) {
      scheduled = true;
      dueNanos = due;
      timer.schedule(publish, Duration.ofNanos(owedNanos));
    }
  }

  /** Publishes where it is time to. */
  void publishDue(AgentBoard board) {
    if (scheduled && nanoTime.getAsLong() - dueNanos >= 0) {
      scheduled = false;
    }
    publish(board);
  }

  private void owes(long nanos) {
    owedNanos = Math.min(owedNanos, nanos);
  }
}
