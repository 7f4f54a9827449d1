/**
 * Fan-out within one process: one log per channel variant, one cursor per subscriber.
 *
 * <p>In: publications from any thread. Out: finished WebSocket frames, written from shared segments
 * into each subscriber's {@link io.starling.server.hub.Outlet}. Publishing runs on the caller's
 * thread under the channel's lock; draining runs on each subscriber's own event loop and takes no
 * lock while it writes. Why it is built so: {@code docs/adr/0001-one-log-one-cursor.md}.
 */
@NullMarked
package io.starling.server.hub;

import org.jspecify.annotations.NullMarked;
