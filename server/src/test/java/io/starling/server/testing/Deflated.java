package io.starling.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;

/** Payloads as permessage-deflate has them, each on its own. */
public final class Deflated {

  private static final byte[] TAIL = {0, 0, -1, -1};

  private Deflated() {}

  public static byte[] deflate(byte[] plain) {
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    var out = new ByteArrayOutputStream();
    try {
      var stream = new DeflaterOutputStream(out, deflater, true);
      stream.write(plain);
      stream.flush();
    } catch (IOException e) {
      throw new AssertionError("memory can't fail", e);
    } finally {
      deflater.end();
    }
    return Arrays.copyOf(out.toByteArray(), out.size() - TAIL.length);
  }

  static byte[] inflate(byte[] deflated) throws IOException {
    var inflater = new Inflater(true);
    var out = new ByteArrayOutputStream();
    try (var stream = new InflaterOutputStream(out, inflater)) {
      stream.write(deflated);
      stream.write(TAIL);
    } finally {
      inflater.end();
    }
    return out.toByteArray();
  }
}
