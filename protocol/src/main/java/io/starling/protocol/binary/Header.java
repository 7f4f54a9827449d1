package io.starling.protocol.binary;

import io.starling.protocol.message.GraphKind;

/**
 * The start of a binary message. Immutable.
 *
 * @param typeCode first byte; not every one is a {@link MessageType}
 * @param version low nibble of the second byte
 * @param flags high nibble of the second byte, in place
 * @param payloadBytes what follows the header
 * @param graph which graph, where the message has a graph flag, else all
 */
public record Header(int typeCode, int version, int flags, int payloadBytes, GraphKind graph) {

  /** Returns whether more messages of the same update follow. */
  public boolean more() {
    return (flags & HeaderCodec.FLAG_MORE) != 0;
  }
}
