package io.starling.server.channel;

import io.starling.protocol.compression.Coding;
import io.starling.protocol.message.Filter;
import io.starling.protocol.message.NodeLayout;
import io.starling.protocol.message.TypeBits;
import io.starling.protocol.negotiation.Format;
import io.starling.protocol.negotiation.Negotiation;
import org.jspecify.annotations.Nullable;

/**
 * What viewers must have in common to share one encoded stream of positions.
 *
 * @param coding how large messages are compressed, or null
 * @param words how positions are said in text, or null where they are binary
 */
record PositionVariant(
    Format format,
    int version,
    Filter filter,
    Tier tier,
    @Nullable Coding coding,
    @Nullable Wording words) {

  private static final int V1_MAX_ID = 0xFFFF;

  /** Records without a header are the same in every version: one stream for all of them. */
  PositionVariant {
    version = format.headerless().isPresent() ? Negotiation.MIN_VERSION : version;
  }

  /** The highest id that it can say; nodes above it are left out. */
  int maxId() {
    int headed = format == Format.POSITION && version == 1 ? V1_MAX_ID : TypeBits.ID_MASK;
    return format.headerless().map(NodeLayout::maxId).orElse(headed);
  }

  /** Writes the format. */
  PositionWriter writer() {
    if (words != null) {
      return records(new JsonFrames(words));
    }
    return switch (format) {
      case POSITION, CLIENT28 -> records(new HeadedFrames(format, version));
      case COMPACT -> new CompactWriter(version, new FrameCompressor(coding));
      case WIRE34 -> records(new HeaderlessFrames(NodeLayout.WIRE34));
      case WIRE36 -> records(new HeaderlessFrames(NodeLayout.WIRE36));
      case COMPUTE48 -> records(new HeaderlessFrames(NodeLayout.COMPUTE48));
    };
  }

  private PositionWriter records(RecordFrames frames) {
    return new RecordWriter(frames, new FrameCompressor(coding));
  }
}
