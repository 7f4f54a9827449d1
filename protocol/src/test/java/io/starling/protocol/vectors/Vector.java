package io.starling.protocol.vectors;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.message.NodeLayout;
import io.starling.protocol.negotiation.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One case of {@code protocol/vectors}, whose README says what the fields mean. */
public record Vector(String name, JsonNode json) {
  private static final Path DIRECTORY = Path.of("vectors");

  /** Returns all cases of all files. */
  public static List<Vector> all() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .flatMap(Vector::inFile)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Vector> inFile(Path file) {
    return JsonMapper.shared()
        .readTree(file)
        .valueStream()
        .map(json -> new Vector(json.get("name").stringValue(), json));
  }

  String mode() {
    return json.get("mode").stringValue();
  }

  /** Returns the layout of the headerless stream that it is of, if it is of one. */
  public Optional<NodeLayout> headerless() {
    String format = "format:";
    return mode().startsWith(format)
        ? Format.named(mode().substring(format.length())).orElseThrow().headerless()
        : Optional.empty();
  }

  /** Returns whether this side may send it; both may where nobody is named. */
  boolean mayComeFrom(String side) {
    return !json.has("from") || json.get("from").stringValue().equals(side);
  }

  /** Returns the bytes, not to be released. */
  public ByteBuf bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonNode hex = json.get("hex");
    if (hex.isString()) {
      appendHex(hex, 1, out);
    }
    for (JsonNode part : hex) {
      if (part.isString()) {
        appendHex(part, 1, out);
      } else {
        appendHex(part.get("hex"), part.get("repeat").intValue(), out);
      }
    }
    return Unpooled.wrappedBuffer(out.toByteArray());
  }

  private static void appendHex(JsonNode hex, int times, ByteArrayOutputStream out) {
    byte[] bytes =
        HexFormat.of().parseHex(hex.stringValue().replace(" ", "").toLowerCase(Locale.ROOT));
    for (int i = 0; i < times; i++) {
      out.writeBytes(bytes);
    }
  }

  boolean isRefused() {
    return json.has("error");
  }

  boolean isEncoded() {
    return !isRefused() && !json.has("encode") && !json.has("skipped");
  }

  String error() {
    return json.path("error").asString("");
  }

  String warning() {
    return json.path("warning").asString("");
  }

  long skipped() {
    return json.path("skipped").asLong(0);
  }

  /** Returns what it decodes to. */
  public List<JsonNode> messages() {
    return json.has("message")
        ? List.of(json.get("message"))
        : json.get("messages").valueStream().toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
