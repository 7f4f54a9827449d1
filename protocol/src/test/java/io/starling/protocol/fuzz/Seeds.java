package io.starling.protocol.fuzz;

import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.vectors.Vector;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where to begin to look: what the vectors hold. */
final class Seeds {
  private static final int LARGEST = 4_096;
  private static final int STEP = 4;

  private Seeds() {}

  static Stream<byte[]> vectors() {
    return Vector.all().stream()
        .map(vector -> ByteBufUtil.getBytes(vector.bytes()))
        .filter(bytes -> bytes.length <= LARGEST);
  }

  /** The bytes with two more in front. */
  static byte[] after(byte[] bytes, int first, int second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first);
    out.write(second);
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  /** Payloads of streams; those whose length is no multiple of four are cut. */
  static Stream<byte[]> compactStreams() {
    return JsonMapper.shared()
        .readTree(Path.of("vectors/compact/streams.json"))
        .valueStream()
        .map(stream -> compact(stream.get("frames")));
  }

  static Stream<byte[]> settings() {
    return Stream.of("messages", "values", "envelope")
        .map(name -> Path.of("vectors/settings/" + name + ".json"))
        .flatMap(file -> JsonMapper.shared().readTree(file).valueStream())
        .map(vector -> vector.get("hex"))
        .filter(JsonNode::isString)
        .map(hex -> HexFormat.of().parseHex(hex.stringValue().replace(" ", "")))
        .filter(bytes -> bytes.length <= LARGEST);
  }

  private static byte[] compact(JsonNode frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (JsonNode frame : frames) {
      byte[] message = HexFormat.of().parseHex(frame.get("hex").stringValue());
      int steps = Math.min(0x7F, (message.length - 4) / STEP);
      out.write(steps | (message[1] & 0x80));
      out.write(message, 4, steps * STEP);
    }
    return out.toByteArray();
  }
}
