package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.compression.Coding;
import io.starling.protocol.compression.Compressor;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Writes finished messages in their smaller form, for connections of version 3 and above that
 * agreed to it. Compression is tried for payloads above 1,024 bytes and kept when smaller. Confined
 * to whoever holds it.
 */
public final class MessageCompressor {
  private static final int TRIED_ABOVE = 1_024;

  private final Compressor compressor;

  /**
   * Makes a compressor.
   *
   * @throws IllegalArgumentException where this process can't do it
   */
  public MessageCompressor(Coding coding) {
    this.compressor = new Compressor(coding);
  }

  /**
   * Appends one message with its header, as it is or compressed, and so at most as many bytes as it
   * has. The message stays the caller's and is not moved on.
   */
  public void write(ByteBuf message, ByteBuf out) {
    ByteBuf in = message.slice();
    int headerBytes =
        in.getUnsignedByte(0) == MessageType.GRAPH_UPDATE.code()
            ? HeaderCodec.BYTES + 1
            : HeaderCodec.BYTES;
    int payloadBytes = in.readableBytes() - headerBytes;
    Optional<ByteBuffer> smaller =
        payloadBytes > TRIED_ABOVE
            ? compressor.compress(in.nioBuffer(headerBytes, payloadBytes))
            : Optional.empty();
    if (smaller.isEmpty()) {
      out.writeBytes(in);
      return;
    }
    int at = out.writerIndex();
    out.writeBytes(in, headerBytes);
    out.setByte(at + 1, out.getByte(at + 1) | compressor.coding().flag());
    out.setShortLE(at + 2, smaller.get().remaining());
    out.writeBytes(smaller.get());
  }
}
