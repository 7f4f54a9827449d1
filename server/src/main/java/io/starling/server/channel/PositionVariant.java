package io.starling.server.channel;

import io.starling.protocol.message.Filter;
import io.starling.protocol.negotiation.Format;

/** What viewers must have in common to share one encoded stream of positions. */
record PositionVariant(Format format, int version, Filter filter, Tier tier) {

  /** Writes the format. */
  PositionWriter writer() {
    return switch (format) {
      case POSITION, CLIENT28 -> new RecordWriter(new RecordFrames(format, version));
      case COMPACT -> new CompactWriter(version);
      case WIRE34, WIRE36, COMPUTE48 ->
          throw new IllegalArgumentException("negotiation does not give the format " + format);
    };
  }
}
