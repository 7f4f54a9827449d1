package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;

/**
 * How a viewer's nodes are written: chosen once, when format and version are agreed, and part of
 * the key under which viewers share one encoding. Immutable.
 */
public record StreamFormat(Format format, int version) {

  /** Of a connection that agreed on nothing. */
  public static final StreamFormat DEFAULT = of(Agreement.DEFAULT);

  public StreamFormat {
    if (!format.offered()) {
      throw new IllegalArgumentException(format + " is not streamed");
    }
  }

  /** Returns the format that was agreed on. */
  public static StreamFormat of(Agreement agreement) {
    return new StreamFormat(agreement.format(), agreement.version());
  }

  /**
   * Returns the size of an update of so many nodes, headers included; less where some do not fit.
   */
  public int bytes(int count) {
    return format == Format.POSITION ? PositionCodec.bytes(version, count) : NodeCodec.bytes(count);
  }

  /** Appends an update and returns how many nodes were left out because their id does not fit. */
  public int encode(ByteBuf out, Columns columns, Rows rows, Stamp stamp) {
    if (format == Format.POSITION) {
      return PositionCodec.encode(out, version, columns, rows, stamp);
    }
    NodeCodec.encode(out, version, columns, rows);
    return 0;
  }
}
