package io.starling.protocol.binary;

/**
 * The start of a binary message. Immutable.
 *
 * @param typeCode first byte; not every one is a {@link MessageType}
 * @param version low nibble of the second byte
 * @param flags high nibble of the second byte, in place
 * @param payloadBytes what follows the header
 */
record Header(int typeCode, int version, int flags, int payloadBytes) {}
