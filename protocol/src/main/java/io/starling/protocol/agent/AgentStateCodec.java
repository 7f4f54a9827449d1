package io.starling.protocol.agent;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.HeaderCodec;
import io.starling.protocol.binary.MessageType;
import io.starling.protocol.binary.RecordFrames;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.AgentStates;

/**
 * 0x20, all of the state of agents. A payload is whole records.
 *
 * <pre>
 * version 1, 47 bytes                 version 2 and above, 49 bytes
 *  0  2  id u16                        0  4  id u32, no type bits
 *  2 12  position x, y, z f32          4 12  position x, y, z f32
 * 14 12  velocity x, y, z f32         16 12  velocity x, y, z f32
 * 26  4  health f32, percent          28  4  health f32, percent
 * 30  4  cpu f32, percent             32  4  cpu f32, percent
 * 34  4  memory f32, percent          36  4  memory f32, percent
 * 38  4  workload f32                 40  4  workload f32
 * 42  4  tokens u32                   44  4  tokens u32
 * 46  1  flags u8                     48  1  flags u8
 * </pre>
 *
 * In version 1 an agent whose id is above 65,535 is left out, never truncated.
 */
public final class AgentStateCodec {
  private static final int V1_BYTES = 47;
  private static final int V2_BYTES = 49;
  private static final int V1_MAX_ID = 0xFFFF;

  private AgentStateCodec() {}

  /** Returns the size of an update of so many records, headers included. */
  public static int bytes(int version, int count) {
    return RecordFrames.bytes(recordBytes(version), count);
  }

  /** Returns how many of the rows have an id that the version can say. */
  public static int fitting(int version, AgentColumns columns, Rows rows) {
    int fitting = 0;
    for (int i = 0; i < rows.count(); i++) {
      fitting += fits(version, columns.ids[rows.row(i)]) ? 1 : 0;
    }
    return fitting;
  }

  /**
   * Appends {@code bytes(version, fitting(…))} bytes and returns how many rows were left out
   * because their id does not fit.
   */
  public static int encode(ByteBuf out, int version, AgentColumns columns, Rows rows) {
    int fitting = fitting(version, columns, rows);
    out.ensureWritable(bytes(version, fitting));
    int left = fitting;
    int next = 0;
    do {
      int count =
          RecordFrames.header(
              out, MessageType.AGENT_STATE_FULL, version, recordBytes(version), left);
      left -= count;
      while (count > 0) {
        int row = rows.row(next++);
        if (fits(version, columns.ids[row])) {
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
  public static AgentStates decode(int version, ByteBuf payload) {
    int recordBytes = recordBytes(version);
    int bytes = payload.readableBytes();
    if (bytes % recordBytes != 0) {
      throw HeaderCodec.malformed(
          "%d bytes are not records of %d".formatted(bytes, recordBytes), 0);
    }
    return new AgentStates(
        payload, payload.readerIndex(), bytes / recordBytes, version == 1 ? 2 : 4);
  }

  static boolean fits(int version, int id) {
    return version > 1 || (id >= 0 && id <= V1_MAX_ID);
  }

  static void writeId(ByteBuf out, int version, int id) {
    if (version == 1) {
      out.writeShortLE(id);
    } else {
      out.writeIntLE(id);
    }
  }

  private static void writeRecord(ByteBuf out, int version, AgentColumns columns, int row) {
    writeId(out, version, columns.ids[row]);
    for (float[] column : columns.motion) {
      out.writeFloatLE(column[row]);
    }
    for (float[] column : columns.gauges) {
      out.writeFloatLE(column[row]);
    }
    out.writeIntLE(columns.tokens[row]).writeByte(columns.flags(row));
  }

  private static int recordBytes(int version) {
    return version == 1 ? V1_BYTES : V2_BYTES;
  }
}
