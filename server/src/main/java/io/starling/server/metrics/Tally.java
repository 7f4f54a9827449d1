package io.starling.server.metrics;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** A counter with one label, whose values are known from the start. Thread-safe. */
public final class Tally {

  private final String label;
  private final Map<String, LongAdder> byValue;

  Tally(String label, String... values) {
    this.label = label;
    this.byValue =
        Arrays.stream(values).collect(Collectors.toUnmodifiableMap(v -> v, _ -> new LongAdder()));
  }

  /**
   * Counts one.
   *
   * @throws IllegalArgumentException if the label has no such value
   */
  public void increment(String value) {
    adder(value).increment();
  }

  /** How many there were. */
  public long sum(String value) {
    return adder(value).sum();
  }

  String label() {
    return label;
  }

  void forEach(BiConsumer<String, LongAdder> action) {
    byValue.forEach(action);
  }

  private LongAdder adder(String value) {
    LongAdder adder = byValue.get(value);
    if (adder == null) {
      throw new IllegalArgumentException(label + " is not " + value);
    }
    return adder;
  }
}
