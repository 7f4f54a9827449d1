/**
 * Agents in the binary protocol: 0x20, 0x21, 0x22, one page of pure functions each, whose javadoc
 * is its byte table; 0x11 is 0x10 by another number and stands beside it. In: columns of agents, or
 * a payload. Out: bytes in the caller's buffer, or an {@link
 * io.starling.protocol.message.AgentReport}. Any thread.
 */
@NullMarked
package io.starling.protocol.agent;

import org.jspecify.annotations.NullMarked;
