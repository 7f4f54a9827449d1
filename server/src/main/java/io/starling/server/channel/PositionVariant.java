package io.starling.server.channel;

import io.starling.protocol.compression.Coding;
import io.starling.protocol.message.Filter;
import io.starling.protocol.negotiation.Format;
import org.jspecify.annotations.Nullable;

/**
 * What viewers must have in common to share one encoded stream of positions.
 *
 * @param coding how large messages are compressed, or null
 */
record PositionVariant(
    Format format, int version, Filter filter, Tier tier, @Nullable Coding coding) {

  /** Writes the format. */
  PositionWriter writer() {
    return switch (format) {
      case POSITION, CLIENT28 ->
          new RecordWriter(new RecordFrames(format, version), new FrameCompressor(coding));
      case COMPACT -> new CompactWriter(version, new FrameCompressor(coding));
      case WIRE34, WIRE36, COMPUTE48 ->
          throw new IllegalArgumentException("negotiation does not give the format " + format);
    };
  }
}
