package io.starling.protocol.binary;

import static java.lang.Float.floatToRawIntBits;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.NodeLayout;
import io.starling.protocol.message.NodeRecords;
import io.starling.protocol.message.TypeBits;

/**
 * The headerless node streams, {@code wire34}, {@code wire36} and {@code compute48}. A frame is
 * whole records, the same in every version, at most 65,536 bytes of them and nothing else; {@link
 * NodeLayout} has the byte table.
 *
 * <p>In {@code wire34} a node whose id is above 16,383 is left out, never truncated, and of its
 * type only agent and knowledge are said.
 */
public final class HeaderlessCodec {
  /** The longest frame; 1,927 records of 34 bytes, 1,820 of 36, 1,365 of 48. */
  public static final int MAX_FRAME_BYTES = 65_536;

  private static final int U16_TYPE_SHIFT = 16;

  private HeaderlessCodec() {}

  /** Returns how many records a frame holds at most. */
  public static int perFrame(NodeLayout layout) {
    return MAX_FRAME_BYTES / layout.recordBytes();
  }

  /** Returns how many of the rows have an id that the layout can say. */
  public static int fitting(NodeLayout layout, Columns columns, Rows rows) {
    if (layout.maxId() == TypeBits.ID_MASK) {
      return rows.count();
    }
    int fitting = 0;
    for (int i = 0; i < rows.count(); i++) {
      if (fits(layout, columns, rows.row(i))) {
        fitting++;
      }
    }
    return fitting;
  }

  /**
   * Appends the records of one frame, {@code fitting(…)} of them, and returns how many rows were
   * left out because their id does not fit.
   *
   * @throws IllegalArgumentException where the rows are more than a frame holds
   */
  public static int encode(ByteBuf out, NodeLayout layout, Columns columns, Rows rows) {
    if (rows.count() > perFrame(layout)) {
      throw new IllegalArgumentException(rows.count() + " records are more than a frame holds");
    }
    out.ensureWritable(rows.count() * layout.recordBytes());
    int leftOut = 0;
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (fits(layout, columns, row)) {
        writeRecord(out, layout, columns, row);
      } else {
        leftOut++;
      }
    }
    return leftOut;
  }

  private static boolean fits(NodeLayout layout, Columns columns, int row) {
    return TypeBits.id(columns.typedIds[row]) <= layout.maxId();
  }

  private static void writeRecord(ByteBuf out, NodeLayout layout, Columns columns, int row) {
    int at = out.writerIndex();
    int typedId = columns.typedIds[row];
    if (layout.idBytes() == 4) {
      out.setIntLE(at, typedId);
    } else {
      int type = typedId & (TypeBits.AGENT | TypeBits.KNOWLEDGE);
      out.setShortLE(at, (type >>> U16_TYPE_SHIFT) | TypeBits.id(typedId));
    }
    int body = at + layout.idBytes();
    out.setIntLE(body, floatToRawIntBits(columns.x[row]));
    out.setIntLE(body + 4, floatToRawIntBits(columns.y[row]));
    out.setIntLE(body + 8, floatToRawIntBits(columns.z[row]));
    out.setIntLE(body + 12, floatToRawIntBits(columns.vx[row]));
    out.setIntLE(body + 16, floatToRawIntBits(columns.vy[row]));
    out.setIntLE(body + 20, floatToRawIntBits(columns.vz[row]));
    Analytics analytics = columns.analytics;
    out.setIntLE(body + 24, floatToRawIntBits(analytics.distance(row)));
    out.setIntLE(body + 28, analytics.parent(row));
    if (layout == NodeLayout.COMPUTE48) {
      out.setIntLE(body + 32, analytics.cluster(row));
      out.setIntLE(body + 36, floatToRawIntBits(analytics.centrality(row)));
      out.setIntLE(body + 40, floatToRawIntBits(analytics.mass(row)));
    }
    out.writerIndex(at + layout.recordBytes());
  }

  /**
   * Reads a frame in place; an empty one holds no records.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not whole records, or too long
   */
  public static NodeRecords decode(NodeLayout layout, ByteBuf frame) {
    int bytes = frame.readableBytes();
    if (bytes > MAX_FRAME_BYTES) {
      throw HeaderCodec.malformed(
          "%d bytes are more than the %d of a frame".formatted(bytes, MAX_FRAME_BYTES), 0);
    }
    if (bytes % layout.recordBytes() != 0) {
      throw HeaderCodec.malformed(
          "%d bytes are not records of %d".formatted(bytes, layout.recordBytes()), 0);
    }
    return new NodeRecords(layout, frame, frame.readerIndex(), bytes / layout.recordBytes());
  }
}
