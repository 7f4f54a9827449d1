package io.starling.server.metrics;

import java.util.concurrent.atomic.LongAdder;

/** What is counted of connections and what they send. Thread-safe. */
public final class TrafficMetrics {

  /** Connections now. */
  public final LongAdder connections = new LongAdder();

  /** Of these, silent for longer than the heartbeat's warning time. */
  public final LongAdder stale = new LongAdder();

  /** WebSocket messages received. */
  public final LongAdder messagesIn = new LongAdder();

  /** Payload bytes received. */
  public final LongAdder bytesIn = new LongAdder();

  /** Updates that clients say they have applied, by 0x34. */
  public final LongAdder acknowledgements = new LongAdder();

  /** Messages answered with an error. */
  public final LongAdder errors = new LongAdder();

  /** Nodes that viewers were told they are not sent, as their format cannot say the ids. */
  public final LongAdder leftOut = new LongAdder();

  /** Handshakes refused. */
  public final LongAdder refused = new LongAdder();

  /** Connections closed for silence, with 4000. */
  public final LongAdder heartbeatTimeouts = new LongAdder();

  /** What was past its rate, by what it was. */
  public final Tally overRate =
      new Tally(
          "kind",
          "messages",
          "positions",
          "dragging",
          "agents",
          "voice",
          "settings",
          "authentication");

  /** Bans pronounced. */
  public final LongAdder banned = new LongAdder();

  /** Handshakes refused because of a ban. */
  public final LongAdder banRefused = new LongAdder();

  /** Connections refused because there were too many, by whose. */
  public final Tally connectionsRefused = new Tally("bound", "all", "address", "user");
}
