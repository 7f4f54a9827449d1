/**
 * HTTP beyond WebSocket: the graph as JSON, probes, metrics and the dashboard. In: requests that
 * are no upgrades. Out: answers; errors are RFC 9457 problem documents. On the event loops; what
 * takes longer runs on virtual threads.
 */
@NullMarked
package io.starling.server.rest;

import org.jspecify.annotations.NullMarked;
