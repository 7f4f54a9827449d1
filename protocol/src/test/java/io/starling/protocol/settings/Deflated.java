package io.starling.protocol.settings;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Gzip by the JDK's own writer, whatever comes of it. */
final class Deflated {
  private Deflated() {}

  static ByteBuf member(ByteBuf bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(ByteBufUtil.getBytes(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Unpooled.wrappedBuffer(out.toByteArray());
  }
}
