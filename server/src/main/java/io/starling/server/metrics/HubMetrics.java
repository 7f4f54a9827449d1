package io.starling.server.metrics;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the hub counts; read by {@code metrics}, added to in batches on the hot path. Thread-safe.
 */
public final class HubMetrics {

  /** Publications accepted. */
  public final LongAdder publications = new LongAdder();

  /** Publications encoded, once for each variant with a subscriber. */
  public final LongAdder encodings = new LongAdder();

  /** Publications handed to a subscriber's socket. */
  public final LongAdder deliveries = new LongAdder();

  /** Bytes handed to sockets, WebSocket headers included. */
  public final LongAdder bytes = new LongAdder();

  /** Times an event loop drained. */
  public final LongAdder drains = new LongAdder();

  /** Times a subscriber's socket was full. */
  public final LongAdder blocked = new LongAdder();

  /** Skips to a newer keyframe of a lagging subscriber. */
  public final LongAdder conflations = new LongAdder();

  /** Gap messages sent. */
  public final LongAdder gaps = new LongAdder();

  /** Publications that were too old for a subscriber by the time that it could take them. */
  public final LongAdder late = new LongAdder();

  /** Connections closed with 4008. */
  public final LongAdder tooSlow = new LongAdder();

  /** Subscriptions now. */
  public final LongAdder subscribers = new LongAdder();
}
