package io.starling.benchmarks.codec;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints Markdown tables of the bytes that an update takes in each encoding, and beside what the
 * documents that Starling comes from claim what is measured.
 */
public final class Efficiency {
  private static final List<Integer> COUNTS = List.of(1, 100, 1_000, 10_000);

  private final Map<Integer, Map<Wire, Map<Packing, Long>>> bytes;

  private Efficiency(Map<Integer, Map<Wire, Map<Packing, Long>>> bytes) {
    this.bytes = bytes;
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    Efficiency efficiency =
        new Efficiency(
            COUNTS.stream().collect(Collectors.toMap(count -> count, Efficiency::measure)));
    COUNTS.forEach(count -> print(efficiency.table(count)));
    print(efficiency.claims());
  }

  private static Map<Wire, Map<Packing, Long>> measure(int count) {
    Scene scene = Scene.of(count);
    Map<Wire, Map<Packing, Long>> measured = new EnumMap<>(Wire.class);
    for (Wire wire : Wire.values()) {
      List<List<byte[]>> updates = wire.updates(scene);
      Map<Packing, Long> sizes = new EnumMap<>(Packing.class);
      for (Packing packing : Packing.values()) {
        sizes.put(packing, packing.bytes(updates));
      }
      measured.put(wire, sizes);
    }
    return measured;
  }

  private String table(int count) {
    StringBuilder table = new StringBuilder();
    String titles =
        Arrays.stream(Packing.values()).map(Packing::title).collect(Collectors.joining(" | "));
    table.append(
        String.format(
            Locale.ROOT, "| %,d %s | %s |%n", count, count == 1 ? "node" : "nodes", titles));
    table.append("|---|--:|--:|--:|--:|\n");
    for (Wire wire : Wire.values()) {
      table.append("| ").append(wire.title());
      for (Packing packing : Packing.values()) {
        table.append(String.format(Locale.ROOT, " | %,d", of(count, wire, packing)));
      }
      table.append(" |\n");
    }
    return table.toString();
  }

  private String claims() {
    StringBuilder table = new StringBuilder();
    table.append("| claim | what it is of | against, in plain JSON | 1 | 100 | 1,000 | 10,000 |\n");
    table.append("|---|---|---|--:|--:|--:|--:|\n");
    Packing plain = Packing.PLAIN;
    claim(table, "86 % (000)", Wire.POSITION_V2, plain, Wire.JSON_POSITIONS);
    claim(table, "", Wire.POSITION_V2, plain, Wire.JSON_PLACES);
    claim(table, "84 % (000)", Wire.AGENTS, plain, Wire.JSON_AGENTS);
    claim(table, "77 % (001)", Wire.WIRE34, plain, Wire.JSON_NODES);
    claim(table, "", Wire.WIRE34, plain, Wire.JSON_PLACES);
    claim(table, "84.8 % (001)", Wire.WIRE34, Packing.DEFLATE, Wire.JSON_NODES);
    claim(table, "", Wire.POSITION_V2, Packing.ZLIB, Wire.JSON_POSITIONS);
    claim(table, "none", Wire.COMPACT_KEYFRAME, plain, Wire.JSON_PLACES);
    claim(table, "none", Wire.COMPACT_DELTA, plain, Wire.JSON_PLACES);
    return table.toString();
  }

  private void claim(StringBuilder table, String claim, Wire wire, Packing packing, Wire json) {
    String how = packing == Packing.PLAIN ? "" : ", " + packing.title();
    table.append(
        String.format(
            "| %s | %s%s | %s", claim, wire.title(), how, json.title().replace("JSON: ", "")));
    for (int count : COUNTS) {
      double share = (double) of(count, wire, packing) / of(count, json, Packing.PLAIN);
      table.append(String.format(Locale.ROOT, " | %.1f %%", 100 * (1 - share)));
    }
    table.append(" |\n");
  }

  private long of(int count, Wire wire, Packing packing) {
    return bytes
        .getOrDefault(count, Map.of())
        .getOrDefault(wire, Map.of())
        .getOrDefault(packing, 0L);
  }

  @SuppressWarnings("SystemOut") // a command-line tool: its table is its output
  private static void print(String text) {
    System.out.println(text);
  }
}
