package io.starling.benchmarks.compact;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.graph.layout.Coordinates;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.compact.CompactEncoder;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes the compact updates of a settling graph into a file, for readers in other languages: for
 * each update how many messages it has, and for each of these its size and its bytes; the numbers
 * are u32, big-endian.
 */
public final class TraceFrames {

  private TraceFrames() {}

  /** Takes the number of nodes and the file. */
  public static void main(String[] arguments) throws IOException {
    List<Coordinates> trace = Trace.SETTLING.record(Integer.parseInt(arguments[0]));
    int nodes = trace.getFirst().count();
    int[] ids = IntStream.rangeClosed(1, nodes).toArray();
    Rows rows = Rows.range(0, nodes);
    var encoder = new CompactEncoder(3, CompactComparison.QUANTUM);
    try (var out = new DataOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
      boolean first = true;
      for (Coordinates at : trace) {
        Columns columns = Columns.of(ids, new float[][] {at.x(), at.y(), at.z()});
        if (first) {
          encoder.keyframe(columns, rows, 0);
        } else {
          encoder.delta(columns, rows, 0);
        }
        first = false;
        write(encoder, out);
      }
    }
  }

  private static void write(CompactEncoder encoder, DataOutputStream out) throws IOException {
    out.writeInt(encoder.parts().count());
    for (int part = 0; part < encoder.parts().count(); part++) {
      ByteBuf message = Unpooled.buffer(encoder.parts().bytes(part));
      encoder.parts().write(part, message);
      out.writeInt(message.readableBytes());
      out.write(message.array(), 0, message.readableBytes());
    }
  }
}
