package io.starling.protocol.binary;

import static java.lang.Float.floatToRawIntBits;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.Positions;
import io.starling.protocol.message.TypeBits;

/**
 * 0x10, positions of nodes, and 0x11, positions of agents, alike but for their number. A payload is
 * whole records.
 *
 * <pre>
 * version 1, 19 bytes      version 2 and above, 21 bytes
 *  0  2  id u16             0  4  id u32, no type bits
 *  2 12  x, y, z f32        4 12  x, y, z f32
 * 14  4  time u32 ms       16  4  time u32, Unix ms modulo 2^32
 * 18  1  flags u8          20  1  flags u8
 * </pre>
 *
 * In version 1 a node whose id is above 65,535 is left out, never truncated.
 */
public final class PositionCodec {
  static final int V1_BYTES = 19;
  static final int V2_BYTES = 21;

  private static final int V1_MAX_ID = 0xFFFF;

  private PositionCodec() {}

  /** Returns the size of an update of so many records, headers included. */
  public static int bytes(int version, int count) {
    return RecordFrames.bytes(recordBytes(version), count);
  }

  /** Returns how many of the rows have an id that the version can say. */
  public static int fitting(int version, Columns columns, Rows rows) {
    if (version > 1) {
      return rows.count();
    }
    int fitting = 0;
    for (int i = 0; i < rows.count(); i++) {
      if (id(columns, rows.row(i)) <= V1_MAX_ID) {
        fitting++;
      }
    }
    return fitting;
  }

  /**
   * Appends {@code bytes(version, fitting(…))} bytes and returns how many rows were left out
   * because their id does not fit.
   */
  public static int encode(ByteBuf out, int version, Columns columns, Rows rows, Stamp stamp) {
    return encode(out, MessageType.POSITION_UPDATE, version, new Moved(columns, rows, stamp));
  }

  /** Does what {@link #encode} does, for agents. */
  public static int encodeAgents(
      ByteBuf out, int version, Columns columns, Rows rows, Stamp stamp) {
    return encode(out, MessageType.AGENT_POSITIONS, version, new Moved(columns, rows, stamp));
  }

  private record Moved(Columns columns, Rows rows, Stamp stamp) {}

  private static int encode(ByteBuf out, MessageType type, int version, Moved moved) {
    Columns columns = moved.columns();
    Rows rows = moved.rows();
    int fitting = fitting(version, columns, rows);
    out.ensureWritable(bytes(version, fitting));
    int left = fitting;
    int next = 0;
    do {
      int count = RecordFrames.header(out, type, version, recordBytes(version), left);
      left -= count;
      while (count > 0) {
        int row = rows.row(next++);
        int id = id(columns, row);
        if (version > 1 || id <= V1_MAX_ID) {
          writeRecord(out, version, columns, row, moved.stamp());
          count--;
        }
      }
    } while (left > 0);
    return rows.count() - fitting;
  }

  private static void writeRecord(ByteBuf out, int version, Columns columns, int row, Stamp stamp) {
    int at = out.writerIndex();
    int id = id(columns, row);
    int body = at + (version == 1 ? 2 : 4);
    if (version == 1) {
      out.setShortLE(at, id);
    } else {
      out.setIntLE(at, id);
    }
    out.setIntLE(body, floatToRawIntBits(columns.x[row]));
    out.setIntLE(body + 4, floatToRawIntBits(columns.y[row]));
    out.setIntLE(body + 8, floatToRawIntBits(columns.z[row]));
    out.setIntLE(body + 12, stamp.time(row));
    out.setByte(body + 16, stamp.flags(row));
    out.writerIndex(body + 17);
  }

  private static int id(Columns columns, int row) {
    return TypeBits.id(columns.typedIds[row]);
  }

  /**
   * Reads a payload in place.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not whole records
   */
  public static Positions decode(int version, ByteBuf payload) {
    int recordBytes = recordBytes(version);
    if (payload.readableBytes() % recordBytes != 0) {
      throw HeaderCodec.malformed(
          "%d bytes are not records of %d".formatted(payload.readableBytes(), recordBytes), 0);
    }
    int count = payload.readableBytes() / recordBytes;
    return new Positions(payload, payload.readerIndex(), count, version == 1 ? 2 : 4);
  }

  static int recordBytes(int version) {
    return version == 1 ? V1_BYTES : V2_BYTES;
  }
}
