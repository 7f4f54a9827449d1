package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.message.JsonData;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.message.TypeBits;
import io.starling.server.hub.Frames;
import java.nio.charset.StandardCharsets;

/**
 * Positions for clients of the dialects that have no binary protocol: events of the channel {@code
 * position_update} with {@code {"positions":[[id,x,y,z],…],"timestamp":ms}}. Immutable.
 */
record JsonFrames(Wording wording) implements RecordFrames {

  private static final int ROWS_PER_FRAME = 1_000;

  /** An id, three floats and the signs between them, as text; more than MessagePack takes. */
  private static final int MAX_ROW_BYTES = 10 + 3 * 16 + 6;

  private static final int MAX_ENVELOPE_BYTES = 256;

  private static final JsonData.Shape SHAPE = new JsonData.Shape(true, false, true);

  @Override
  public int bytes(Columns columns, int[] rows, int count) {
    int frames = Math.ceilDiv(count, ROWS_PER_FRAME);
    return count * MAX_ROW_BYTES + Math.max(1, frames) * MAX_ENVELOPE_BYTES;
  }

  @Override
  public void write(
      ByteBuf out, Columns columns, int[] rows, int count, long timeMillis, int flags) {
    for (int first = 0; first == 0 || first < count; first += ROWS_PER_FRAME) {
      int end = Math.min(count, first + ROWS_PER_FRAME);
      frame(out, positions(columns, rows, first, end, timeMillis), timeMillis);
    }
  }

  private void frame(ByteBuf out, JsonData positions, long timeMillis) {
    ByteBuf message = out.alloc().buffer(positions.length() + MAX_ENVELOPE_BYTES);
    try {
      wording.encode(
          new ServerMessage.Event(EventName.POSITION_UPDATE.wireName(), 0, positions, timeMillis),
          message);
      Frames.writeHeader(out, wording.opcode(), message.readableBytes());
      out.writeBytes(message);
    } finally {
      message.release();
    }
  }

  private static JsonData positions(
      Columns columns, int[] rows, int first, int end, long timeMillis) {
    var json = new StringBuilder(32 + (end - first) * MAX_ROW_BYTES).append("{\"positions\":[");
    for (int i = first; i < end; i++) {
      int row = rows[i];
      json.append(i == first ? "[" : ",[").append(columns.typedId(row) & TypeBits.ID_MASK);
      json.append(',').append(columns.x(row)).append(',').append(columns.y(row));
      json.append(',').append(columns.z(row)).append(']');
    }
    json.append("],\"timestamp\":").append(timeMillis).append('}');
    return new JsonData(json.toString().getBytes(StandardCharsets.US_ASCII), SHAPE);
  }
}
