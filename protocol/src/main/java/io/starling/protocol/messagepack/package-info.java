/**
 * The JSON dialects as MessagePack, for clients that asked for the subprotocol {@code
 * starling.msgpack}. In: one MessagePack value, or JSON text. Out: the other. Pure functions, any
 * thread.
 */
@NullMarked
package io.starling.protocol.messagepack;

import org.jspecify.annotations.NullMarked;
