package io.starling.server.limits;

import io.starling.server.metrics.TrafficMetrics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/**
 * Who is banned. A ban lasts 600 s by the monotonic clock, whatever the wall clock does.
 * Thread-safe; a lock is held for as long as a look-up takes.
 *
 * <p>Past {@link #MAX_BANS} the one that would end first ends now.
 */
public final class Bans {

  public static final Duration LENGTH = Duration.ofMinutes(10);

  static final int MAX_BANS = 65_536;

  private final LongSupplier nanoTime;
  private final TrafficMetrics metrics;
  private final int maxBans;

  /** All last as long, so the order of their beginnings is the order of their ends. */
  private final SequencedMap<Offender, Entry> entries = new LinkedHashMap<>();

  private long lastId;

  private record Entry(long id, String reason, long beganNanos) {}

  public Bans(LongSupplier nanoTime, TrafficMetrics metrics) {
    this(nanoTime, metrics, MAX_BANS);
  }

  Bans(LongSupplier nanoTime, TrafficMetrics metrics, int maxBans) {
    this.nanoTime = nanoTime;
    this.metrics = metrics;
    this.maxBans = maxBans;
  }

  /** Bans from now; one that is banned already is banned anew, under another id. */
  public synchronized Ban ban(Offender offender, String reason) {
    long now = nanoTime.getAsLong();
    forgetEnded(now);
    entries.remove(offender);
    if (entries.size() >= maxBans) {
      entries.pollFirstEntry();
    }
    var entry = new Entry(++lastId, reason, now);
    entries.put(offender, entry);
    metrics.banned.increment();
    return ban(offender, entry, now);
  }

  /** The ban that such a handshake meets. */
  public synchronized Optional<Ban> find(String address, String user) {
    long now = nanoTime.getAsLong();
    forgetEnded(now);
    var offender = new Offender(address, user);
    return Optional.ofNullable(entries.get(offender)).map(entry -> ban(offender, entry, now));
  }

  /** All bans, the one that ends first first. */
  public synchronized List<Ban> list() {
    long now = nanoTime.getAsLong();
    forgetEnded(now);
    return entries.entrySet().stream().map(e -> ban(e.getKey(), e.getValue(), now)).toList();
  }

  /** Ends a ban; false if there is none with this id. */
  public synchronized boolean lift(long id) {
    forgetEnded(nanoTime.getAsLong());
    return entries.values().removeIf(entry -> entry.id() == id);
  }

  private void forgetEnded(long now) {
    var oldest = entries.values().iterator();
    while (oldest.hasNext() && remainingNanos(oldest.next(), now) <= 0) {
      oldest.remove();
    }
  }

  private static Ban ban(Offender offender, Entry entry, long now) {
    int seconds = (int) Math.ceilDiv(remainingNanos(entry, now), 1_000_000_000L);
    return new Ban(entry.id(), offender, entry.reason(), seconds);
  }

  private static long remainingNanos(Entry entry, long now) {
    return LENGTH.toNanos() - (now - entry.beganNanos());
  }
}
