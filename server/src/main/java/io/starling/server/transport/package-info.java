/**
 * Sockets: HTTP by Vert.x, WebSocket by Netty on the same port. In: bytes. Out: decoded messages to
 * the router; finished frames from the hub to the kernel. Everything runs on the event loops. Why
 * two layers share one port: {@code docs/adr/0002-http-by-vertx-websocket-by-netty.md}.
 */
@NullMarked
package io.starling.server.transport;

import org.jspecify.annotations.NullMarked;
