/**
 * What a client reads: the binary messages of a server. In: a whole binary WebSocket message with
 * headers. Out: {@link io.starling.protocol.client.ServerData}, whose records live as long as the
 * message. Confined to the thread that owns the message.
 */
@NullMarked
package io.starling.protocol.client;

import org.jspecify.annotations.NullMarked;
