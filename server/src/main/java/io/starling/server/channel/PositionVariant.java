package io.starling.server.channel;

import io.starling.protocol.message.Filter;
import io.starling.protocol.negotiation.Format;

/** What viewers must have in common to share one encoded stream of positions. */
record PositionVariant(Format format, int version, Filter filter, Tier tier) {}
