package io.starling.benchmarks.codec;

import io.starling.protocol.compression.Coding;
import io.starling.protocol.compression.Compressor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.Deflater;

/**
 * What may be done to a WebSocket message on its way; one that gets no smaller goes as it is. Zlib
 * and brotli are as fast as the server takes them, deflate is of the level that libraries have.
 */
enum Packing {
  PLAIN("plain"),
  DEFLATE("deflate"),
  ZLIB("zlib"),
  BROTLI("brotli");

  /** 00 00 FF FF behind each message, which permessage-deflate leaves off (RFC 7692, 7.2.1). */
  private static final int FLUSH_TAIL = 4;

  private final String title;

  Packing(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Returns the bytes of an update in the mean; each of its messages stands alone. */
  long bytes(List<List<byte[]>> updates) {
    long bytes = 0;
    for (List<byte[]> update : updates) {
      for (byte[] message : update) {
        bytes += Math.min(message.length, bytes(message));
      }
    }
    return Math.round((double) bytes / updates.size());
  }

  private int bytes(byte[] message) {
    return switch (this) {
      case PLAIN -> message.length;
      case DEFLATE -> deflated(message);
      case ZLIB -> compressed(Coding.ZLIB, message);
      case BROTLI -> compressed(Coding.BROTLI, message);
    };
  }

  /** As permessage-deflate without takeover of contexts. */
  private static int deflated(byte[] message) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(message);
      byte[] out = new byte[2 * message.length + 64];
      return deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH) - FLUSH_TAIL;
    } finally {
      deflater.end();
    }
  }

  private static int compressed(Coding coding, byte[] message) {
    return new Compressor(coding)
        .compress(ByteBuffer.wrap(message))
        .map(ByteBuffer::remaining)
        .orElse(message.length);
  }
}
