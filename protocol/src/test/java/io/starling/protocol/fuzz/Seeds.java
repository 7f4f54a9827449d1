package io.starling.protocol.fuzz;

import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.vectors.Vector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where to begin to look: what the vectors hold, and what was found before. */
final class Seeds {
  private static final int LARGEST = 4_096;
  private static final int STEP = 4;
  private static final Path CORPUS = Path.of("src/test/fuzz");

  private Seeds() {}

  /** What led to new code in earlier searches; {@code protocol/fuzz.sh keep} writes it. */
  static Stream<byte[]> found(Class<?> test) {
    Path file = CORPUS.resolve(test.getSimpleName() + ".zip");
    if (!Files.exists(file)) {
      return Stream.empty();
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream()
          .filter(entry -> !entry.isDirectory())
          .map(entry -> bytes(zip, entry))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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

  /** Text messages of clients, in all spellings. */
  static Stream<byte[]> messages() {
    return JsonMapper.shared()
        .readTree(Path.of("vectors/json/requests.json"))
        .valueStream()
        .flatMap(
            sample ->
                Stream.concat(Stream.of(sample.get("text")), sample.get("spellings").valueStream()))
        .map(text -> text.stringValue().getBytes(StandardCharsets.UTF_8));
  }

  static Stream<byte[]> messagePack() {
    return JsonMapper.shared()
        .readTree(Path.of("vectors/json/messagepack.json"))
        .valueStream()
        .map(vector -> HexFormat.of().parseHex(vector.get("hex").stringValue()));
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
