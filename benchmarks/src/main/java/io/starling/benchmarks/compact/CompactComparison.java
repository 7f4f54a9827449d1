package io.starling.benchmarks.compact;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.graph.layout.Coordinates;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.compact.CompactEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Prints what a moved node takes in each encoding, for each trace. */
public final class CompactComparison {

  /** 1/256 of the mean length of an edge. */
  static final float QUANTUM = 22f / 256;

  private CompactComparison() {}

  /** Takes the numbers of nodes. */
  public static void main(String[] sizes) {
    for (String size : sizes) {
      print(table(Integer.parseInt(size)));
    }
  }

  private static String table(int nodes) {
    List<List<Coordinates>> traces = new ArrayList<>();
    for (Trace trace : Trace.values()) {
      traces.add(trace.record(nodes));
    }
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(Locale.ROOT, "%n%,d nodes: bytes a moved node%n%n| encoding |", nodes));
    for (Trace trace : Trace.values()) {
      table.append(' ').append(trace.name().toLowerCase(Locale.ROOT)).append(" |");
    }
    table.append("\n|---|--:|--:|--:|\n");
    for (Encoding encoding : Encoding.values()) {
      row(table, encoding.title(), traces.stream().map(trace -> alternative(encoding, trace)));
    }
    row(table, "**0x13**, as written", traces.stream().map(trace -> compact(trace, false)));
    row(table, "0x13 + zlib", traces.stream().map(trace -> compact(trace, true)));
    row(table, "(moved nodes an update)", traces.stream().map(CompactComparison::moved));
    return table.toString();
  }

  private static void row(StringBuilder table, String title, Stream<Double> values) {
    table
        .append("| ")
        .append(title)
        .append(" | ")
        .append(
            values
                .map(value -> String.format(Locale.ROOT, value < 1_000 ? "%.2f" : "%,.0f", value))
                .collect(Collectors.joining(" | ")))
        .append(" |\n");
  }

  private static double alternative(Encoding encoding, List<Coordinates> trace) {
    var follower = new Update.Follower(trace.get(0), QUANTUM);
    long bytes = 0;
    long moved = 0;
    for (Coordinates at : trace.subList(1, trace.size())) {
      Update update = follower.next(at);
      if (update.count() > 0) {
        bytes += encoding.bytes(update);
        moved += update.count();
      }
    }
    return (double) bytes / moved;
  }

  private static double moved(List<Coordinates> trace) {
    var follower = new Update.Follower(trace.get(0), QUANTUM);
    return trace.subList(1, trace.size()).stream()
        .mapToInt(at -> follower.next(at).count())
        .average()
        .orElse(0);
  }

  private static double compact(List<Coordinates> trace, boolean zlib) {
    int nodes = trace.get(0).count();
    int[] ids = IntStream.rangeClosed(1, nodes).toArray();
    Rows rows = Rows.range(0, nodes);
    var encoder = new CompactEncoder(3, QUANTUM);
    encoder.keyframe(columns(ids, trace.get(0)), rows, 0);
    long bytes = 0;
    long moved = 0;
    for (Coordinates at : trace.subList(1, trace.size())) {
      moved += encoder.delta(columns(ids, at), rows, 0);
      for (int part = 0; part < encoder.parts().count(); part++) {
        ByteBuf out = Unpooled.buffer();
        encoder.parts().write(part, out);
        byte[] message = ByteBufUtil.getBytes(out);
        bytes +=
            zlib && message.length > 1_024
                ? Math.min(message.length, Encoding.zlib(message))
                : message.length;
      }
    }
    return (double) bytes / moved;
  }

  private static Columns columns(int[] ids, Coordinates at) {
    return Columns.of(ids, new float[][] {at.x(), at.y(), at.z()});
  }

  @SuppressWarnings("SystemOut") // a command-line tool: its table is its output
  private static void print(String line) {
    System.out.println(line);
  }
}
