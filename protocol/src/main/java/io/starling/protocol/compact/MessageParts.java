package io.starling.protocol.compact;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.HeaderCodec;
import io.starling.protocol.binary.MessageType;
import java.util.Arrays;

/**
 * The protocol messages of one update, one behind the other, each of at most 65,535 bytes of
 * payload. Belongs to an encoder, whose next update overwrites it.
 */
public final class MessageParts {
  private static final int MORE = 0x80;
  private static final int VERSION = 1;
  private static final int LENGTH = 2;
  private static final int MAX_NODES = 0xFFFF;

  private final PackedWriter out;
  private int[] ends = new int[4];
  private int count;

  MessageParts(PackedWriter out) {
    this.out = out;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Size of one, header included. */
  public int bytes(int part) {
    return ends[part] - start(part);
  }

  /** Appends one, header included. */
  public void write(int part, ByteBuf to) {
    to.writeBytes(out.bytes(), start(part), bytes(part));
  }

  /** Size of all. */
  public int totalBytes() {
    return count == 0 ? 0 : ends[count - 1];
  }

  void clear() {
    count = 0;
  }

  /** Opens a message, whose length is not known yet, and says where it begins. */
  int begin(int version) {
    int start = out.size();
    out.ensure(HeaderCodec.BYTES + CompactLayout.KEYFRAME_HEADER);
    out.u8(MessageType.COMPACT_UPDATE.code());
    out.u8(version);
    out.u16(0);
    return start;
  }

  /** Whether a message of so many nodes can take one more block; makes room for that. */
  boolean hasRoomFor(int start, int nodes) {
    out.ensure(CompactLayout.MAX_BLOCK_BYTES);
    int payload = out.size() - start - HeaderCodec.BYTES;
    return payload + CompactLayout.MAX_BLOCK_BYTES <= HeaderCodec.MAX_PAYLOAD_BYTES
        && nodes + CompactLayout.BLOCK <= MAX_NODES;
  }

  void end(int start, boolean more) {
    out.setU16(start + LENGTH, out.size() - start - HeaderCodec.BYTES);
    if (more) {
      out.setU8(start + VERSION, out.bytes()[start + VERSION] | MORE);
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    ends[count++] = out.size();
  }

  private int start(int part) {
    return part == 0 ? 0 : ends[part - 1];
  }
}
