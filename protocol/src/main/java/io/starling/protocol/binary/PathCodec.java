package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.Paths;

/**
 * 0x31, SSSP_DATA: shortest paths from one node. A payload is whole records.
 *
 * <pre>
 * version 1, 10 bytes        version 2, 12 bytes        version 3 and above, 14 bytes
 * 0  2  id u16               as version 1, and           0  4  id u32, no type bits
 * 2  4  distance f32         10  2  zero                 4  4  distance f32
 * 6  2  parent u16                                       8  4  parent u32
 * 8  2  flags u16                                       12  2  flags u16
 * </pre>
 *
 * An unknown distance is +Infinity, an unknown parent all ones. In versions 1 and 2 a node whose id
 * is above 65,535, or whose parent's is above 65,534, is left out, never truncated.
 */
public final class PathCodec {
  private static final int V1_BYTES = 10;
  private static final int V2_BYTES = 12;
  private static final int V3_BYTES = 14;
  private static final int MAX_SHORT_ID = 0xFFFF;

  private PathCodec() {}

  /** Returns the size of an update of so many records, headers included. */
  public static int bytes(int version, int count) {
    return RecordFrames.bytes(recordBytes(version), count);
  }

  /** Returns how many of the rows the version can say. */
  public static int fitting(int version, PathColumns columns, Rows rows) {
    int fitting = 0;
    for (int i = 0; i < rows.count(); i++) {
      fitting += fits(version, columns, rows.row(i)) ? 1 : 0;
    }
    return fitting;
  }

  /**
   * Appends {@code bytes(version, fitting(…))} bytes and returns how many rows were left out
   * because an id does not fit.
   */
  public static int encode(ByteBuf out, int version, PathColumns columns, Rows rows) {
    int fitting = fitting(version, columns, rows);
    out.ensureWritable(bytes(version, fitting));
    int left = fitting;
    int next = 0;
    do {
      int count =
          RecordFrames.header(out, MessageType.SSSP_DATA, version, recordBytes(version), left);
      left -= count;
      while (count > 0) {
        int row = rows.row(next++);
        if (fits(version, columns, row)) {
          writeRecord(out, version, columns, row);
          count--;
        }
      }
    } while (left > 0);
    return rows.count() - fitting;
  }

  /**
   * Reads a payload in place.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not whole records
   */
  public static Paths decode(int version, ByteBuf payload) {
    int recordBytes = recordBytes(version);
    int bytes = payload.readableBytes();
    if (bytes % recordBytes != 0) {
      throw HeaderCodec.malformed(
          "%d bytes are not records of %d".formatted(bytes, recordBytes), 0);
    }
    return new Paths(payload, payload.readerIndex(), bytes / recordBytes, recordBytes);
  }

  private static void writeRecord(ByteBuf out, int version, PathColumns columns, int row) {
    if (version >= 3) {
      out.writeIntLE(columns.ids()[row]).writeFloatLE(columns.distances()[row]);
      out.writeIntLE(columns.parents()[row]).writeShortLE(columns.flags()[row]);
    } else {
      out.writeShortLE(columns.ids()[row]).writeFloatLE(columns.distances()[row]);
      out.writeShortLE(columns.parents()[row]).writeShortLE(columns.flags()[row]);
      out.writeZero(recordBytes(version) - V1_BYTES);
    }
  }

  /** All ones in 16 bits says that no parent is known, and so can't name one. */
  private static boolean fits(int version, PathColumns columns, int row) {
    int id = columns.ids()[row];
    int parent = columns.parents()[row];
    return version >= 3
        || (id >= 0 && id <= MAX_SHORT_ID && parent >= Paths.NO_PARENT && parent < MAX_SHORT_ID);
  }

  private static int recordBytes(int version) {
    return version == 1 ? V1_BYTES : version == 2 ? V2_BYTES : V3_BYTES;
  }
}
