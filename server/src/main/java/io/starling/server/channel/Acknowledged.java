package io.starling.server.channel;

import io.starling.protocol.message.ClientMessage.BroadcastAck;

/**
 * What one viewer says that it has applied: the newest sequence, and the client's time at that. An
 * older one that comes later changes nothing. Confined to the session's event loop.
 */
public final class Acknowledged {

  private long sequence;
  private long clientTime;

  /** The count begins anew with a handshake. */
  void restart() {
    sequence = 0;
    clientTime = 0;
  }

  void take(BroadcastAck ack) {
    if (Long.compareUnsigned(ack.sequence(), sequence) > 0) {
      sequence = ack.sequence();
      clientTime = ack.clientTime();
    }
  }

  /** Returns the u64, 0 where nothing was acknowledged since the handshake. */
  public long sequence() {
    return sequence;
  }

  /** Returns Unix ms by the client's own clock, 0 where nothing was acknowledged. */
  public long clientTime() {
    return clientTime;
  }
}
