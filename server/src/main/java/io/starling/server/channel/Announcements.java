package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.starling.protocol.message.JsonData;
import io.starling.protocol.message.ServerMessage;
import io.starling.server.hub.Frames;
import io.starling.server.session.SessionClock;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells something to everybody who is connected, subscribed or not: encoded once for all who are
 * spoken to alike. Thread-safe.
 */
public final class Announcements {

  private final Viewers viewers;
  private final ByteBufAllocator allocator;
  private final SessionClock clock;

  public Announcements(Viewers viewers, ByteBufAllocator allocator, SessionClock clock) {
    this.viewers = viewers;
    this.allocator = allocator;
    this.clock = clock;
  }

  /** Sends it to all there are now; how many that is. */
  public int toAll(JsonData data) {
    var message = new ServerMessage.Broadcast(data, clock.millis());
    Map<Wording, ByteBuf> frames = new HashMap<>();
    int told = 0;
    try {
      for (Viewer viewer : viewers.all()) {
        ByteBuf frame =
            frames.computeIfAbsent(viewer.wording(), wording -> encode(wording, message));
        viewer.announce(frame.retainedDuplicate());
        told++;
      }
    } finally {
      frames.values().forEach(ByteBuf::release);
    }
    return told;
  }

  private ByteBuf encode(Wording wording, ServerMessage message) {
    ByteBuf text = allocator.buffer();
    try {
      wording.encode(message, text);
      ByteBuf frame = allocator.directBuffer(Frames.bytes(text.readableBytes()));
      Frames.writeHeader(frame, wording.opcode(), text.readableBytes());
      return frame.writeBytes(text);
    } finally {
      text.release();
    }
  }
}
