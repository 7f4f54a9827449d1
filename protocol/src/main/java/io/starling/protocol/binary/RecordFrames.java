package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.negotiation.Negotiation;

/**
 * Updates of equal records, split at record boundaries into messages that each stand alone: as many
 * records as fit 65,535 bytes, and from version 3 all but the last carry 0x80.
 */
public final class RecordFrames {
  private RecordFrames() {}

  /** Returns how many records one message holds. */
  static int perMessage(int recordBytes) {
    return HeaderCodec.MAX_PAYLOAD_BYTES / recordBytes;
  }

  /** Returns the size of an update with all its headers; none at all is one empty message. */
  public static int bytes(int recordBytes, int count) {
    int perMessage = perMessage(recordBytes);
    int messages = Math.max(1, (count + perMessage - 1) / perMessage);
    return Math.addExact(messages * HeaderCodec.BYTES, Math.multiplyExact(count, recordBytes));
  }

  /** Writes the header of the next message and returns how many records it holds. */
  public static int header(ByteBuf out, MessageType type, int version, int recordBytes, int left) {
    int count = Math.min(left, perMessage(recordBytes));
    boolean more = count < left && version >= Negotiation.FIRST_VERSION_WITH_FLAGS;
    int versionAndFlags = more ? version | HeaderCodec.FLAG_MORE : version;
    HeaderCodec.encode(out, type, versionAndFlags, count * recordBytes);
    return count;
  }
}
