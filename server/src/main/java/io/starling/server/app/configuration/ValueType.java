package io.starling.server.app.configuration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What values a key takes. Immutable.
 *
 * @param allowed after "it takes"
 * @param names of the values, where there are only so many
 * @param parse empty for a bad value
 */
record ValueType<T>(
    String allowed, boolean isList, List<String> names, Function<String, Optional<T>> parse) {

  static ValueType<String> text(String allowed, Function<String, Optional<String>> parse) {
    return new ValueType<>(allowed, false, List.of(), parse);
  }

  static ValueType<String> text() {
    return text("some text", text -> Optional.of(text).filter(some -> !some.isBlank()));
  }

  static ValueType<Boolean> yesOrNo() {
    var values = new LinkedHashMap<String, Boolean>();
    values.put("true", true);
    values.put("false", false);
    return oneOf(values);
  }

  static ValueType<Integer> whole(int least, int most) {
    return new ValueType<>(
        "a whole number from %d to %d".formatted(least, most),
        false,
        List.of(),
        text ->
            Quantities.whole(text)
                .filter(number -> number >= least && number <= most)
                .map(Long::intValue));
  }

  static ValueType<Float> number(int least, int most) {
    return new ValueType<>(
        "a number from %d to %d".formatted(least, most),
        false,
        List.of(),
        text -> Quantities.number(text).filter(number -> number >= least && number <= most));
  }

  /** One of a few, by name. */
  static <T> ValueType<T> oneOf(SequencedMap<String, T> values) {
    List<String> names = List.copyOf(values.keySet());
    Map<String, T> byName = Map.copyOf(values);
    return new ValueType<>(
        listed(names), false, names, text -> Optional.ofNullable(byName.get(text)));
  }

  /** Any of a few. */
  static ValueType<Set<String>> someOf(List<String> names) {
    return list(
        "a list of " + listed(names), names, name -> Optional.of(name).filter(names::contains));
  }

  static ValueType<Set<String>> list(String allowed, Function<String, Optional<String>> element) {
    return list(allowed, List.of(), element);
  }

  private static ValueType<Set<String>> list(
      String allowed, List<String> names, Function<String, Optional<String>> element) {
    return new ValueType<>(allowed, true, names, text -> elements(text, element));
  }

  private static Optional<Set<String>> elements(
      String text, Function<String, Optional<String>> element) {
    if (text.isBlank()) {
      return Optional.of(Set.of());
    }
    List<Optional<String>> parsed =
        Arrays.stream(text.split(",", -1)).map(String::strip).map(element).toList();
    return parsed.stream().allMatch(Optional::isPresent)
        ? Optional.of(
            parsed.stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new)))
        : Optional.empty();
  }

  /** As in "demo, optional or required". */
  static String listed(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.getFirst()
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
