package io.starling.server.app;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.inspect.Composer;
import io.starling.protocol.inspect.Inspection;
import io.starling.protocol.inspect.Inspector;
import io.starling.protocol.message.NodeLayout;
import io.starling.protocol.negotiation.Format;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code starling inspect}. */
@Command(
    name = "inspect",
    description = {
      "Shows binary messages field by field, with the offset of each, or puts some together.",
      "Input is a line of hex for each WebSocket message, or the bytes of one."
    },
    footer = {
      "",
      "Examples:",
      "  echo '30 02 01 00 40' | starling inspect -",
      "  starling inspect --json captured.bin",
      "  starling inspect --live ws://127.0.0.1:3001/ws/graph --send '{\"type\":\"filter_update\"}'",
      "  starling inspect --json captured.hex | jq -c .message | starling inspect --compose -",
    },
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

  private static final long MAX_INPUT_BYTES = 256L << 20;

  @Parameters(
      index = "0",
      defaultValue = "-",
      paramLabel = "FILE",
      description = "What to read; - is standard input. Default: ${DEFAULT-VALUE}.")
  private String file = "-";

  @Option(names = "--json", description = "Prints a JSON object for each message.")
  private boolean json;

  @Option(
      names = "--compose",
      description = "Reads a JSON object a line, as in protocol/vectors, and prints hex.")
  private boolean compose;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Of headerless frames: wire34, wire36 or compute48.")
  private @Nullable String format;

  @Option(
      names = "--live",
      paramLabel = "URL",
      description = "Reads what comes over a WebSocket instead.")
  private @Nullable URI live;

  @Option(
      names = "--send",
      paramLabel = "TEXT",
      description = "With --live: says this first. Repeatable.")
  private List<String> send = List.of();

  @Option(
      names = "--count",
      defaultValue = "10",
      paramLabel = "N",
      description = "With --live: ends after so many binary messages. Default: ${DEFAULT-VALUE}.")
  private int count = 10;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (live != null) {
      LiveFrames.read(live, send, count, this::inspect);
      return 0;
    }
    byte[] input = input();
    if (compose) {
      lines(input).forEach(this::compose);
    } else if (isHex(input)) {
      lines(input).forEach(line -> inspect(hex(line.text(), line.number()), line.number()));
    } else if (isText(input)) {
      throw new CommandException("This is text, but not hexadecimal");
    } else {
      inspect(Unpooled.wrappedBuffer(input), 1);
    }
    return 0;
  }

  /** A line that is neither empty nor a comment. */
  private record Line(int number, String text) {}

  private byte[] input() throws IOException {
    if (file.equals("-")) {
      return System.in.readAllBytes();
    }
    Path path = Path.of(file);
    if (!Files.isRegularFile(path)) {
      throw new CommandException("There is no file " + file);
    }
    if (Files.size(path) > MAX_INPUT_BYTES) {
      throw new CommandException(file + " is larger than 256 MiB");
    }
    return Files.readAllBytes(path);
  }

  private static List<Line> lines(byte[] input) {
    List<String> texts = new String(input, StandardCharsets.UTF_8).lines().toList();
    List<Line> lines =
        IntStream.range(0, texts.size())
            .mapToObj(i -> new Line(i + 1, texts.get(i).strip()))
            .filter(line -> !line.text().isEmpty() && !line.text().startsWith("#"))
            .toList();
    if (lines.isEmpty()) {
      throw new CommandException("There is nothing to read");
    }
    return lines;
  }

  private static boolean isHex(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .allMatch(line -> line.matches("[0-9A-Fa-f\\s]*"));
  }

  /** No message is: its version is a control character. */
  private static boolean isText(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1).matches("[ -~\\s]*");
  }

  private static ByteBuf hex(String text, int line) {
    String digits = text.replaceAll("\\s", "");
    if (digits.length() % 2 != 0) {
      throw new CommandException("Line " + line + " has half a byte at its end");
    }
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits));
  }

  private void inspect(ByteBuf message, int line) {
    List<Inspection> all;
    try {
      all =
          format == null
              ? Inspector.inspect(message)
              : List.of(Inspector.inspectRecords(layout(format), message));
    } catch (ProtocolException broken) {
      throw new CommandException(
          "Message %d, byte %d: %s".formatted(line, broken.byteOffset(), broken.reason()));
    }
    for (Inspection one : all) {
      if (json) {
        out().println(InspectionText.json(one).encode());
      } else {
        InspectionText.lines(one, message).forEach(out()::println);
      }
    }
    out().flush();
  }

  private static NodeLayout layout(String format) {
    return Format.named(format)
        .flatMap(Format::headerless)
        .orElseThrow(
            () ->
                new CommandException(
                    "There is no headerless format "
                        + format
                        + "; it is wire34, wire36 or compute48"));
  }

  private void compose(Line line) {
    ByteBuf message = Unpooled.buffer();
    try {
      Composer.compose(new JsonObject(line.text()).getMap(), message);
    } catch (DecodeException bad) {
      throw new CommandException("Line " + line.number() + " is no JSON object");
    } catch (ProtocolException bad) {
      throw new CommandException("Line " + line.number() + ": " + bad.reason());
    }
    out().println(ByteBufUtil.hexDump(message));
    out().flush();
  }

  private PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return spec.commandLine().getOut();
  }
}
