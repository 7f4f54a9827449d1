package io.starling.server.app.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, times and sizes as people write them. */
final class Quantities {

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,12}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");

  private Quantities() {}

  static Optional<Long> whole(String text) {
    return WHOLE.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  static Optional<Float> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(Float.valueOf(text)) : Optional.empty();
  }

  /** From 1 s to as long as chapter 4 allows. */
  static ValueType<Duration> time() {
    Duration most = Duration.ofHours(1);
    return new ValueType<>(
        "a time from 1s to 1h, such as 25s or 1500ms",
        false,
        List.of(),
        text ->
            time(text)
                .filter(t -> t.compareTo(Duration.ofSeconds(1)) >= 0 && t.compareTo(most) <= 0));
  }

  /** In bytes. */
  static ValueType<Integer> size(String least, String most) {
    long from = size(least).orElseThrow();
    long to = size(most).orElseThrow();
    return new ValueType<>(
        "a size from %s to %s, such as 64KiB".formatted(least, most),
        false,
        List.of(),
        text -> size(text).filter(size -> size >= from && size <= to).map(Long::intValue));
  }

  private static Optional<Duration> time(String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        });
  }

  private static Optional<Long> size(String text) {
    Matcher parts = SIZE.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "B" -> count;
          case "KiB" -> count << 10;
          case "MiB" -> count << 20;
          default -> count << 30;
        });
  }
}
