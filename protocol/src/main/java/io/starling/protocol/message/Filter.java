package io.starling.protocol.message;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What part of the graph a viewer wants. Normalised, so that equal wishes are equal records: it is
 * part of the key under which viewers share one encoded stream. Immutable.
 *
 * @param qualityThreshold nodes below it are left out, in [0, 1]
 * @param types kinds or type names to keep, lower case, sorted; none means all
 * @param tags a node with any of them is kept, lower case without {@code #}, sorted; none means all
 * @param search lower case; empty means all
 * @param maxNodes the best this many, {@link #UNLIMITED} for all
 * @param region keeps what lies in it, or null for everywhere
 */
public record Filter(
    boolean enabled,
    double qualityThreshold,
    GraphKind graph,
    List<String> types,
    List<String> tags,
    String search,
    int maxNodes,
    @Nullable Sphere region) {

  /** No bound on the number of nodes. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** Keeps everything; every filter that is not enabled equals it. */
  public static final Filter ALL =
      new Filter(true, 0, GraphKind.ALL, List.of(), List.of(), "", UNLIMITED, null);

  public Filter {
    qualityThreshold = enabled ? qualityThreshold + 0.0 : 0;
    graph = enabled ? graph : GraphKind.ALL;
    types = enabled ? normalise(types, UnaryOperator.identity()) : List.of();
    tags = enabled ? normalise(tags, Filter::withoutHash) : List.of();
    search = enabled ? lower(search) : "";
    maxNodes = enabled && maxNodes > 0 ? maxNodes : UNLIMITED;
    region = enabled ? region : null;
    enabled = true;
    if (!(qualityThreshold >= 0 && qualityThreshold <= 1)) {
      throw new IllegalArgumentException("quality threshold is not in [0, 1]");
    }
  }

  private static List<String> normalise(List<String> words, UnaryOperator<String> strip) {
    return words.stream()
        .map(Filter::lower)
        .map(strip)
        .filter(word -> !word.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private static String lower(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }

  private static String withoutHash(String tag) {
    return tag.startsWith("#") ? tag.substring(1) : tag;
  }

  /** A ball; what lies on its surface is inside. */
  public record Sphere(float x, float y, float z, float radius) {
    public Sphere {
      x += 0f;
      y += 0f;
      z += 0f;
      if (!(radius >= 0 && Float.isFinite(radius))) {
        throw new IllegalArgumentException("radius is not a length");
      }
    }
  }
}
