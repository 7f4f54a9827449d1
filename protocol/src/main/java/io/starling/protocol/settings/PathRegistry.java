package io.starling.protocol.settings;

import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.settings.SettingsMessage.NamedPath;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which number stands for which path. Begins with ten that never change, only grows, and gives a
 * number once. Holds at most 65,536 paths. Immutable.
 */
public final class PathRegistry {
  /** Paths 1 to 10. */
  public static final PathRegistry FIXED = fixed();

  static final int MAX_PATHS = 65_536;
  static final int MAX_PATH_BYTES = 0xFFFF;

  private static final String PREFIX = "visualisation.graphs.logseq.physics.";

  private final Map<Integer, String> texts;
  private final Map<String, Integer> numbers;

  private PathRegistry(Map<Integer, String> texts, Map<String, Integer> numbers) {
    this.texts = texts;
    this.numbers = numbers;
  }

  private static PathRegistry fixed() {
    PathRegistry registry = new PathRegistry(new HashMap<>(), new HashMap<>());
    List<String> leaves =
        List.of(
            "damping",
            "spring_k",
            "repel_k",
            "max_velocity",
            "gravity",
            "temperature",
            "bounds_size",
            "iterations",
            "enabled",
            "theta");
    for (String leaf : leaves) {
      registry.put(registry.texts.size() + 1, PREFIX + leaf);
    }
    return registry;
  }

  /** Returns how many there are. */
  public int size() {
    return texts.size();
  }

  /**
   * Returns the path with this number.
   *
   * @throws ProtocolException VALIDATION_ERROR where there is none
   */
  public String text(int path) {
    return Optional.ofNullable(texts.get(path))
        .orElseThrow(() -> refusal("Path %s is unknown".formatted(Integer.toUnsignedString(path))));
  }

  /** Returns the number of a path. */
  public Optional<Integer> number(String text) {
    return Optional.ofNullable(numbers.get(text));
  }

  /** Returns all, by ascending number: what the first {@link SettingsMessage.Paths} says. */
  public List<NamedPath> all() {
    return texts.entrySet().stream()
        .map(entry -> new NamedPath(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(NamedPath::path, Integer::compareUnsigned))
        .toList();
  }

  /**
   * Returns the registry with these as well.
   *
   * @throws ProtocolException VALIDATION_ERROR where a number or a path is known as another's, is 0
   *     or empty, or where there would be too many; then none of them is learned
   */
  public PathRegistry with(List<NamedPath> paths) {
    PathRegistry grown = new PathRegistry(new HashMap<>(texts), new HashMap<>(numbers));
    paths.forEach(named -> grown.learn(named.path(), named.text()));
    return grown;
  }

  /**
   * Returns the registry in which each of these paths has a number, new ones the next.
   *
   * @throws ProtocolException VALIDATION_ERROR where one is empty or longer than 65,535 bytes, or
   *     where there would be too many
   */
  public PathRegistry withTexts(List<String> paths) {
    PathRegistry grown = new PathRegistry(new HashMap<>(texts), new HashMap<>(numbers));
    int next = texts.keySet().stream().max(Integer::compareUnsigned).orElse(0) + 1;
    for (String text : paths) {
      if (!grown.numbers.containsKey(text)) {
        grown.learn(next++, text);
      }
    }
    return grown;
  }

  private void learn(int path, String text) {
    if (path == 0 || text.isEmpty()) {
      throw refusal("Path 0 and the empty path are none");
    }
    if (ByteBufUtil.utf8Bytes(text) > MAX_PATH_BYTES) {
      throw refusal("A path is longer than %d bytes".formatted(MAX_PATH_BYTES));
    }
    String known = texts.getOrDefault(path, text);
    if (!known.equals(text) || numbers.getOrDefault(text, path) != path) {
      throw refusal("Path %s is another already".formatted(Integer.toUnsignedString(path)));
    }
    if (texts.size() == MAX_PATHS && !texts.containsKey(path)) {
      throw refusal("There are more than %d paths".formatted(MAX_PATHS));
    }
    put(path, text);
  }

  private void put(int path, String text) {
    texts.put(path, text);
    numbers.put(text, path);
  }

  private static ProtocolException refusal(String message) {
    return ProtocolException.of(ErrorCode.VALIDATION_ERROR, message);
  }
}
