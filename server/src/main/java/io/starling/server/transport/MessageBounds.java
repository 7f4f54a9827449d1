package io.starling.server.transport;

import java.time.Duration;

/**
 * How much one message may be.
 *
 * @param maxBytes whole or in fragments, compressed and inflated
 * @param maxFragments empty ones count, too
 * @param patience from its first fragment to its last
 */
record MessageBounds(int maxBytes, int maxFragments, Duration patience) {}
