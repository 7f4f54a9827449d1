package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.MessageCompressor;
import io.starling.protocol.compression.Coding;
import io.starling.server.hub.Frames;
import org.jspecify.annotations.Nullable;

/**
 * Compresses the messages of a stream where its subscribers agreed to it, once for all of them.
 * Under the channel's lock.
 */
final class FrameCompressor {

  private final @Nullable MessageCompressor compressor;
  private final ByteBuf scratch = Unpooled.buffer(0);

  /** Makes one that leaves everything as it is where there is no coding. */
  FrameCompressor(@Nullable Coding coding) {
    this.compressor = coding == null ? null : new MessageCompressor(coding);
  }

  /**
   * Replaces the frames from {@code start} to the writer index, of one protocol message each, by
   * frames that are as large or smaller, and moves the writer index behind them.
   */
  void compress(ByteBuf frames, int start) {
    if (compressor == null) {
      return;
    }
    int end = frames.writerIndex();
    frames.writerIndex(start);
    for (int at = start; at < end; ) {
      int next = Frames.end(frames, at);
      int payload = at + Frames.payloadOffset(frames, at);
      scratch.clear();
      compressor.write(frames.slice(payload, next - payload), scratch);
      Frames.writeHeader(frames, Frames.BINARY, scratch.readableBytes());
      frames.writeBytes(scratch);
      at = next;
    }
  }
}
