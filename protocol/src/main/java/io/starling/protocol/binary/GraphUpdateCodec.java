package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.message.GraphKind;
import io.starling.protocol.negotiation.Negotiation;

/**
 * 0x01, node records of one graph. The only message whose header has a fifth byte, 1 for the
 * knowledge graph and 2 for the ontology, which the length does not count; the payload is that of
 * {@link NodeCodec}.
 */
public final class GraphUpdateCodec {
  private static final int HEADER_BYTES = HeaderCodec.BYTES + 1;
  private static final int PER_MESSAGE = RecordFrames.perMessage(NodeCodec.RECORD_BYTES);

  private GraphUpdateCodec() {}

  /** Returns the size of an update of so many records, headers included. */
  public static int bytes(int count) {
    int messages = Math.max(1, (count + PER_MESSAGE - 1) / PER_MESSAGE);
    return Math.addExact(
        messages * HEADER_BYTES, Math.multiplyExact(count, NodeCodec.RECORD_BYTES));
  }

  /**
   * Appends {@code bytes(rows.count())} bytes.
   *
   * @throws IllegalArgumentException where the graph is {@link GraphKind#ALL}
   */
  public static void encode(ByteBuf out, int version, GraphKind graph, Columns columns, Rows rows) {
    out.ensureWritable(bytes(rows.count()));
    int flag = flag(graph);
    int left = rows.count();
    int next = 0;
    do {
      int count = Math.min(left, PER_MESSAGE);
      left -= count;
      boolean more = left > 0 && version >= Negotiation.FIRST_VERSION_WITH_FLAGS;
      HeaderCodec.encode(
          out,
          MessageType.GRAPH_UPDATE,
          more ? version | HeaderCodec.FLAG_MORE : version,
          count * NodeCodec.RECORD_BYTES);
      out.writeByte(flag);
      for (int end = next + count; next < end; next++) {
        NodeCodec.writeRecord(out, columns, rows.row(next));
      }
    } while (left > 0);
  }

  private static int flag(GraphKind graph) {
    return switch (graph) {
      case KNOWLEDGE -> HeaderCodec.KNOWLEDGE;
      case ONTOLOGY -> HeaderCodec.ONTOLOGY;
      case ALL -> throw new IllegalArgumentException("an update is of one graph");
    };
  }
}
