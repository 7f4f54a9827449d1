/**
 * What the server counts: adders that the hot path touches, and the registry that shows them. In:
 * increments from any thread. Out: Prometheus text. Everything here is thread-safe.
 */
@NullMarked
package io.starling.server.metrics;

import org.jspecify.annotations.NullMarked;
