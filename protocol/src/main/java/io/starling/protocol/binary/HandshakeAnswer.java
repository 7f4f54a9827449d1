package io.starling.protocol.binary;

import io.starling.protocol.negotiation.Agreement;
import java.util.UUID;

/**
 * What the server answers to a handshake that it accepts. Immutable.
 *
 * @param serverTime Unix ms
 */
public record HandshakeAnswer(Agreement agreement, UUID clientId, long serverTime) {}
