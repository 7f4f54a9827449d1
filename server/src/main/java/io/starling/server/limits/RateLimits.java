package io.starling.server.limits;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;

/** What one connection may send, by kind. Chapter 4 of the specification. Immutable. */
public record RateLimits(Map<Kind, Rate> rates) {

  public static final RateLimits DEFAULT = each(Kind::usual);

  /** For measuring: counted like any other, but not in the way. */
  public static final RateLimits BENCH = each(_ -> new Rate(1_000_000_000, 1_000_000_000));

  public RateLimits {
    if (!rates.keySet().equals(EnumSet.allOf(Kind.class))) {
      throw new IllegalArgumentException("a rate for each kind, but there is " + rates.keySet());
    }
    rates = Map.copyOf(rates);
  }

  /** What the function says of each kind. */
  public static RateLimits each(Function<Kind, Rate> rate) {
    Map<Kind, Rate> rates = new EnumMap<>(Kind.class);
    Arrays.stream(Kind.values()).forEach(kind -> rates.put(kind, rate.apply(kind)));
    return new RateLimits(rates);
  }

  public Rate of(Kind kind) {
    Rate rate = rates.get(kind);
    if (rate == null) {
      throw new IllegalStateException("there is a rate for each kind");
    }
    return rate;
  }

  /** The same, but for one kind. */
  public RateLimits with(Kind kind, Rate other) {
    return each(each -> each == kind ? other : of(each));
  }

  /** So many times as much of each. */
  RateLimits times(int factor) {
    return each(kind -> of(kind).times(factor));
  }

  /** After so long without use all of every burst is there again. */
  Duration refill() {
    return rates.values().stream().map(Rate::refill).reduce(Duration.ZERO, RateLimits::longer);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  public Rate messages() {
    return of(Kind.MESSAGES);
  }

  public Rate positions() {
    return of(Kind.POSITIONS);
  }

  public Rate dragging() {
    return of(Kind.DRAGGING);
  }
}
