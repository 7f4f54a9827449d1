/**
 * The binary protocol: one page of pure functions per message, whose javadoc is its byte table, and
 * {@link io.starling.protocol.binary.BinaryInput}, which remembers for a server's connection how it
 * is to be read. Agents and voice have packages of their own. Everything is little-endian. In: a
 * whole binary WebSocket message, or columns of the graph. Out: client messages, or bytes in the
 * caller's buffer. Codecs: any thread; BinaryInput: the connection's event loop.
 */
@NullMarked
package io.starling.protocol.binary;

import org.jspecify.annotations.NullMarked;
