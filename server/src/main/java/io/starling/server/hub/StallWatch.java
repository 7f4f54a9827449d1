package io.starling.server.hub;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * The connections of one event loop whose socket is full. One that takes nothing for ten seconds
 * while data waits is too slow; one that takes a little now and then is not. Confined to the loop.
 */
final class StallWatch {

  /** A client whose socket takes nothing for so long while data waits is closed. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Loop loop;
  private final LongSupplier nanoTime;
  private final long limitNanos;
  private final Runnable sweep = this::sweep;
  private Outbox[] watched = new Outbox[4];
  private int size;
  private boolean sweeping;

  StallWatch(Loop loop, LongSupplier nanoTime, Duration limit) {
    this.loop = loop;
    this.nanoTime = nanoTime;
    this.limitNanos = limit.toNanos();
  }

  void watch(Outbox outbox) {
    outbox.metrics().blocked.increment();
    outbox.stalledSince(nanoTime.getAsLong());
    if (size == watched.length) {
      watched = Arrays.copyOf(watched, size * 2);
    }
    outbox.watchIndex = size;
    watched[size++] = outbox;
    if (!sweeping) {
      sweeping = true;
      loop.schedule(sweep, INTERVAL);
    }
  }

  /** Idempotent. */
  void forget(Outbox outbox) {
    int index = outbox.watchIndex;
    if (index >= 0) {
      Outbox moved = watched[--size];
      watched[index] = moved;
      moved.watchIndex = index;
      clear(size);
      outbox.watchIndex = -1;
    }
  }

  /** Backwards, because the end of one takes it out, and puts the last in its place. */
  private void sweep() {
    long now = nanoTime.getAsLong();
    for (int i = size - 1; i >= 0; i--) {
      if (i < size && watched[i].stalledFor(now) >= limitNanos) {
        Outbox outbox = watched[i];
        forget(outbox);
        outbox.tooSlow();
      }
    }
    sweeping = size > 0;
    if (sweeping) {
      loop.schedule(sweep, INTERVAL);
    }
  }

  @SuppressWarnings(
      "NullAway") // the array's unused places hold nothing, so that a closed connection can go
  private void clear(int index) {
    watched[index] = null;
  }
}
