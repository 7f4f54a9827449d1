package io.starling.protocol.binary;

import static java.lang.Float.floatToRawIntBits;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.Nodes;

/**
 * 0x12, positions and velocities of nodes ({@code client28}); also the payload of 0x01. A payload
 * is whole records, the same in every version.
 *
 * <pre>
 *  0  4  id u32 with type bits: 31 agent, 30 knowledge, 28 property, 27 individual, 26 class
 *  4 12  position x, y, z f32
 * 16 12  velocity x, y, z f32
 * </pre>
 */
public final class NodeCodec {
  static final int RECORD_BYTES = 28;

  private NodeCodec() {}

  /** Returns the size of an update of so many records, headers included. */
  public static int bytes(int count) {
    return RecordFrames.bytes(RECORD_BYTES, count);
  }

  /** Appends {@code bytes(rows.count())} bytes. */
  public static void encode(ByteBuf out, int version, Columns columns, Rows rows) {
    out.ensureWritable(bytes(rows.count()));
    int left = rows.count();
    int next = 0;
    do {
      int count =
          RecordFrames.header(out, MessageType.VELOCITY_UPDATE, version, RECORD_BYTES, left);
      left -= count;
      for (int end = next + count; next < end; next++) {
        writeRecord(out, columns, rows.row(next));
      }
    } while (left > 0);
  }

  static void writeRecord(ByteBuf out, Columns columns, int row) {
    int at = out.writerIndex();
    out.setIntLE(at, columns.typedIds[row]);
    out.setIntLE(at + 4, floatToRawIntBits(columns.x[row]));
    out.setIntLE(at + 8, floatToRawIntBits(columns.y[row]));
    out.setIntLE(at + 12, floatToRawIntBits(columns.z[row]));
    out.setIntLE(at + 16, floatToRawIntBits(columns.vx[row]));
    out.setIntLE(at + 20, floatToRawIntBits(columns.vy[row]));
    out.setIntLE(at + 24, floatToRawIntBits(columns.vz[row]));
    out.writerIndex(at + RECORD_BYTES);
  }

  /**
   * Reads a payload in place.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not whole records
   */
  public static Nodes decode(ByteBuf payload) {
    if (payload.readableBytes() % RECORD_BYTES != 0) {
      throw HeaderCodec.malformed(
          "%d bytes are not records of %d".formatted(payload.readableBytes(), RECORD_BYTES), 0);
    }
    return new Nodes(payload, payload.readerIndex(), payload.readableBytes() / RECORD_BYTES);
  }
}
