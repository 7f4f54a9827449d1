package io.starling.server.transport;

import static io.starling.server.testing.RawSocket.binary;
import static io.starling.server.testing.RawSocket.frame;
import static io.starling.server.testing.RawSocket.text;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.starling.server.testing.GraphClient.Bytes;
import io.starling.server.testing.Message.Place;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** What nobody should send, and what it is answered with. */
final class BadInput {

  /** The answer that the documentation promises. */
  sealed interface Answer {
    /** The connection ends with this code. */
    record Close(int code) implements Answer {}

    /** An error with this code; the connection goes on. */
    record Failure(String code) implements Answer {}

    /** A warning with this code; the connection goes on. */
    record Warning(String code) implements Answer {}

    /** Nothing at all; the connection goes on. */
    record Nothing() implements Answer {}
  }

  /** One connection's input behind the handshake. */
  @SuppressWarnings("ArrayRecordComponent") // bytes for a socket, never compared
  record Case(String name, byte[] input, Answer answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final int MEBIBYTE = 1 << 20;

  private final List<Case> cases = new ArrayList<>();

  private BadInput() {}

  static List<Case> all(int node) {
    var bad = new BadInput();
    bad.frames();
    bad.closing();
    bad.utf8();
    bad.sizes();
    bad.firstBinaries(node);
    bad.headed();
    bad.handshakes();
    bad.records(node);
    bad.json();
    bad.fields();
    return bad.cases;
  }

  private void frames() {
    byte[] masked = text("ping");
    for (int opcode : new int[] {1, 2, 9, 10, 8}) {
      closes("unmasked, opcode " + opcode, 1002, bytes(0x80 | opcode, 2, 3, 0xE8));
    }
    for (int rsv : new int[] {0x40, 0x20, 0x10, 0x70}) {
      closes("RSV bits %02X on text".formatted(rsv), 1002, frame(0x81 | rsv, new byte[4]));
      closes("RSV bits %02X on binary".formatted(rsv), 1002, frame(0x82 | rsv, new byte[4]));
      closes("RSV bits %02X on a ping".formatted(rsv), 1002, frame(0x89 | rsv, new byte[4]));
    }
    for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
      closes("reserved opcode " + opcode, 1002, frame(0x80 | opcode, new byte[4]));
    }
    for (int opcode : new int[] {8, 9, 10}) {
      closes("fragmented control, opcode " + opcode, 1002, frame(opcode, new byte[2]));
      closes("control of 126 bytes, opcode " + opcode, 1002, frame(0x80 | opcode, new byte[126]));
    }
    closes("continuation of nothing", 1002, frame(0x80, new byte[1]));
    closes("text within fragments", 1002, join(frame(0x01, new byte[] {'a'}), masked));
    closes("binary within fragments", 1002, join(frame(0x02, new byte[1]), binary(new byte[1])));
    closes("random bytes", 1002, bytes(0xDE, 0xAD, 0xBE, 0xEF, 0xDE, 0xAD, 0xBE, 0xEF));
    closes("an HTTP request", 1002, "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_16LE));
    error(
        "a ping within fragments",
        "VALIDATION_ERROR",
        join(frame(0x01, bytes('{')), frame(0x89, new byte[3]), frame(0x80, bytes('{'))));
  }

  private void closing() {
    closes("close without code", 1005, frame(0x88, new byte[0]));
    closes("close of one byte", 1002, frame(0x88, new byte[1]));
    for (int code : new int[] {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999}) {
      closes("close code " + code, 1002, frame(0x88, bytes(code >> 8, code)));
    }
    for (int code : new int[] {1000, 1001, 1011, 3000, 4000, 4999}) {
      closes("close code " + code, code, frame(0x88, bytes(code >> 8, code)));
    }
    closes("close with a reason that is no UTF-8", 1007, frame(0x88, bytes(3, 0xE8, 0xFF)));
    closes("more behind a close", 1000, join(frame(0x88, bytes(3, 0xE8)), text("{"), text("{")));
  }

  private void utf8() {
    closes("text FF", 1007, frame(0x81, bytes(0xFF)));
    closes("overlong NUL", 1007, frame(0x81, bytes(0xC0, 0x80)));
    closes("a surrogate", 1007, frame(0x81, bytes(0xED, 0xA0, 0x80)));
    closes("beyond U+10FFFF", 1007, frame(0x81, bytes(0xF4, 0x90, 0x80, 0x80)));
    closes("a cut character", 1007, frame(0x81, bytes(0xE2, 0x82)));
    closes("a lone continuation byte", 1007, frame(0x81, bytes('a', 0x80)));
    closes(
        "no UTF-8 in the second fragment",
        1007,
        join(frame(0x01, bytes('{')), frame(0x80, bytes(0xFF))));
    error(
        "a character over two fragments",
        "VALIDATION_ERROR",
        join(frame(0x01, bytes(0xE2, 0x82)), frame(0x80, bytes(0xAC))));
  }

  private void sizes() {
    closes("a length with its highest bit", 1002, bytes(0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 1));
    closes("2^62 bytes", 1009, bytes(0x82, 0xFF, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4));
    closes("a byte too many", 1009, bytes(0x82, 0xFF, 0, 0, 0, 0, 0, 0x10, 0, 1, 1, 2, 3, 4));
    closes("a long form of a short length", 1002, bytes(0x82, 0xFE, 0, 5, 1, 2, 3, 4, 1, 2, 3, 4));
    closes(
        "a longer form of a short length",
        1002,
        bytes(0x82, 0xFF, 0, 0, 0, 0, 0, 0, 1, 0, 1, 2, 3, 4));
    closes(
        "too much text in two fragments",
        1009,
        join(frame(0x01, ascii(MEBIBYTE)), frame(0x80, ascii(1))));
    closes(
        "too much binary in two fragments",
        1009,
        join(frame(0x02, new byte[MEBIBYTE]), frame(0x80, new byte[1])));
    closes("1,025 fragments", 1008, fragments(0x01, 1_025, ascii(1)));
    closes("1,025 empty fragments", 1008, fragments(0x02, 1_025, new byte[0]));
    error("1,024 fragments", "VALIDATION_ERROR", fragments(0x01, 1_024, ascii(1)));
    error("a mebibyte of text", "VALIDATION_ERROR", frame(0x81, ascii(MEBIBYTE)));
    error("a mebibyte of zeros", "MALFORMED_FRAME", binary(new byte[MEBIBYTE]));
  }

  private void firstBinaries(int node) {
    error("no bytes", "MALFORMED_FRAME", binary(new byte[0]));
    for (int length = 1; length <= 3; length++) {
      byte[] cut = Arrays.copyOf(bytes(0x10, 2, 21, 0), length);
      error("a header of " + length + " bytes", "MALFORMED_FRAME", binary(cut));
    }
    error("a header alone that promises more", "MALFORMED_FRAME", hex("10 02 15 00"));
    error("a length that is too long", "MALFORMED_FRAME", binary(lying(22, 21)));
    error("a length that is too short", "MALFORMED_FRAME", binary(lying(20, 21)));
    error("65,535 promised", "MALFORMED_FRAME", binary(lying(0xFFFF, 21)));
    error("version 0 first", "MALFORMED_FRAME", hex("30 00 01 00 00"));
    error("version 5 first", "MALFORMED_FRAME", hex("30 05 01 00 00"));
    error("flags first", "MALFORMED_FRAME", hex("30 82 01 00 00"));
    error("an unknown type first", "MALFORMED_FRAME", hex("99 02 01 00 00"));
    error("21 zeros", "INVALID_RECORD", binary(new byte[21]));
    error("19 zeros", "INVALID_RECORD", binary(new byte[19]));
    error("22 zeros", "MALFORMED_FRAME", binary(new byte[22]));
    warning("399 zeros", "version_ambiguous", binary(new byte[399]));
    error(
        "headerless, then 20 bytes",
        "MALFORMED_FRAME",
        join(binary(headerless(node)), binary(new byte[20])));
  }

  /** Behind a message that says that headers come. */
  private void headed() {
    for (int version : new int[] {0, 5, 9, 15}) {
      mismatch("version " + version, bytes(0x30, version, 1, 0, 0));
    }
    for (int flags : new int[] {0x10, 0x20, 0x40, 0x80, 0xF0}) {
      malformed("flags %02X".formatted(flags), bytes(0x30, flags | 2, 1, 0, 0));
    }
    malformed("21 headerless bytes on a headed connection", new byte[21]);
    malformed("control bits of no byte", bytes(0x30, 2, 0, 0));
    malformed("control bits of two bytes", bytes(0x30, 2, 2, 0, 0, 0));
    malformed("a heartbeat of seven bytes", message(0x33, 7));
    malformed("a heartbeat of nine bytes", message(0x33, 9));
    malformed("positions of 20 bytes", message(0x10, 20));
    malformed("velocities of 27 bytes", message(0x12, 27));
    malformed("an acknowledgement of 19 bytes", message(0x34, 19));
    malformed("agents of 48 bytes", message(0x20, 48));
    malformed("an agent's change of two bytes", message(0x21, 2));
    malformed("voice of six bytes", message(0x40, 6));
    malformed("an error of one byte", message(0xFF, 1));
    malformed("a graph update without its flag", bytes(0x01, 2, 0, 0));
    malformed("a graph update of an unknown graph", bytes(0x01, 2, 0, 0, 3));
    malformed("a good message and a cut one", join(bytes(0x30, 2, 1, 0, 0), bytes(0x30, 2)));
    malformed("a good message and a lying one", join(bytes(0x30, 2, 1, 0, 0), lying(99, 21)));
    behindHeaded("an error that is no JSON", "MALFORMED_FRAME", message(0xFF, 8));
    behindHeaded("velocities from a client", "VALIDATION_ERROR", message(0x12, 28));
    for (int type : new int[] {0x03, 0x14, 0x50, 0x7F, 0x99, 0xFE}) {
      nothing("unknown type %02X".formatted(type), message(type, 5));
    }
    int[][] ours = {
      {0x11, 21}, {0x13, 15}, {0x31, 12}, {0x34, 20},
    };
    for (int[] type : ours) {
      nothing("type %02X, that asks for nothing".formatted(type[0]), message(type[0], type[1]));
    }
    int[][] agents = {
      {0x20, 49}, {0x21, 5}, {0x22, 24},
    };
    for (int[] type : agents) {
      behindHeaded(
          "type %02X of an agent that is not here".formatted(type[0]),
          "INVALID_RECORD",
          message(type[0], type[1]));
    }
    int[][] voices = {
      {0x40, 7}, {0x41, 4}, {0x42, 4}, {0x02, 7},
    };
    for (int[] type : voices) {
      nothing("type %02X, which nobody hears".formatted(type[0]), message(type[0], type[1]));
    }
    nothing("65,535 bytes of an unknown type", message(0x99, 0xFFFF));
    nothing("a graph update from a client", bytes(0x01, 2, 0, 0, 1));
    nothing("no positions", message(0x10, 0));
    nothing("40 empty messages in one", repeat(40, message(0x10, 0)));
    behindHeaded("200 messages in one", "RATE_LIMIT_EXCEEDED", repeat(200, message(0x10, 0)));
    cases.add(
        new Case(
            "three broken messages in a row",
            repeat(3, binary(bytes(0x30))),
            new Answer.Close(1002)));
  }

  private void handshakes() {
    for (int format : new int[] {6, 77, 255}) {
      error("format " + format, "UNSUPPORTED_FORMAT", binary(Bytes.handshake(1, 4, format, 0)));
    }
    int[][] versions = {{0, 0}, {5, 9}, {255, 255}, {4, 3}, {5, 1}};
    for (int[] range : versions) {
      error(
          "versions %d to %d".formatted(range[0], range[1]),
          "PROTOCOL_VERSION_MISMATCH",
          binary(Bytes.handshake(range[0], range[1], 0, 0)));
    }
    malformed("a handshake of four bytes", message(0x32, 4));
    malformed("a handshake of six bytes", message(0x32, 6));
    malformed("a server's handshake", message(0x32, 28));
    error(
        "another version than agreed",
        "PROTOCOL_VERSION_MISMATCH",
        join(binary(Bytes.handshake(3, 3, 0, 0)), hex("30 02 01 00 00")));
    error(
        "headerless after a handshake",
        "MALFORMED_FRAME",
        join(binary(Bytes.handshake(3, 3, 0, 0)), binary(new byte[42])));
  }

  private void records(int node) {
    float[] numbers = {
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      10_001,
      Math.nextUp(10_000f)
    };
    for (float bad : numbers) {
      record("x = " + bad, new Place(node, bad, 0, 0));
      record("y = " + bad, new Place(node, 0, bad, 0));
      record("z = " + bad, new Place(node, 0, 0, bad));
    }
    for (int id : new int[] {0, -1, 1 << 26, Integer.MAX_VALUE, Integer.MIN_VALUE, 9_999_999}) {
      record("node " + Integer.toUnsignedString(id), new Place(id, 0, 0, 0));
    }
    Place[] many =
        IntStream.range(0, 3_000)
            .mapToObj(i -> new Place(1_000_000 + i, 0, 0, 0))
            .toArray(Place[]::new);
    record("3,000 unknown nodes", many);
  }

  private void json() {
    String[] broken = {
      "",
      " ",
      "x",
      "null",
      "true",
      "1",
      "\"ping\"",
      "[]",
      "[{\"type\":\"ping\"}]",
      "{",
      "{}",
      "{\"type\"}",
      "{\"type\":}",
      "{\"type\":1}",
      "{\"type\":null}",
      "{\"type\":{}}",
      "{\"type\":[\"ping\"]}",
      "{\"type\":\"ping\"",
      "{\"type\":\"ping\",}",
      "{\"type\":\"ping\"}}",
      "{\"type\":\"ping\"}{\"type\":\"ping\"}",
      "{'type':'ping'}",
      "{type:\"ping\"}",
      "{\"type\":\"ping\"} // a comment",
      "{\"type\":\"ping\",\"type\":\"ping\"}",
      "{\"type\":\"ping\",\"a\":1,\"a\":2}",
      "{\"type\":\"ping\",\"a\":NaN}",
      "{\"type\":\"ping\",\"a\":+1}",
      "{\"type\":\"ping\",\"a\":01}",
      "{\"type\":\"ping\",\"a\":\"\\x\"}",
      "{\"type\":\"ping\",\"a\":\"\t\"}",
      "{\"type\":\"ping\",\"id\":{}}",
      "{\"type\":\"ping\",\"id\":1.5}",
      "\u0000{\"type\":\"ping\"}",
      "{\0\"\0t\0y\0p\0e\0\"\0:\0\"\0p\0i\0n\0g\0\"\0}\0",
    };
    for (String text : broken) {
      error("text " + text.replace('\0', '0'), "VALIDATION_ERROR", text(text));
    }
    invalid("depth 65", "{\"type\":\"ping\",\"a\":" + "[".repeat(65) + "]".repeat(65) + "}");
    invalid("depth 300,000", "[".repeat(300_000));
    invalid("objects in objects", "{\"a\":".repeat(100_000));
    invalid("1,001 digits", "{\"type\":\"ping\",\"a\":" + "1".repeat(1_001) + "}");
    invalid("a million digits", "{\"type\":\"ping\",\"a\":" + "1".repeat(1_000_000) + "}");
    invalid("a long name", "{\"type\":\"ping\",\"" + "a".repeat(10_000) + "\":1}");
    invalid("a long id", "{\"type\":\"ping\",\"id\":\"" + "a".repeat(10_000) + "\"}");
    error("an unknown type", "UNKNOWN_TYPE", text("{\"type\":\"nope\"}"));
    error("a type of the server", "UNKNOWN_TYPE", text("{\"type\":\"filter_confirmed\"}"));
    error("a type in capitals", "UNKNOWN_TYPE", text("{\"type\":\"PING\"}"));
  }

  private void fields() {
    String[] subscriptions = {
      "",
      "\"events\":[]",
      "\"events\":5",
      "\"events\":[1]",
      "\"events\":[\"\"]",
      "\"events\":{}",
      "\"events\":[null]",
      "\"events\":[\"" + "a".repeat(200) + "\"]",
      "\"data\":5",
      "\"events\":[" + "\"graph_update\",".repeat(300) + "\"a\"]",
      "\"events\":[\"graph_update\"],\"rate_hz\":0",
      "\"events\":[\"graph_update\"],\"rate_hz\":61",
      "\"events\":[\"graph_update\"],\"rate_hz\":1.5",
      "\"events\":[\"graph_update\"],\"rate_hz\":\"10\"",
      "\"events\":[\"graph_update\"],\"rate_hz\":1e999"
    };
    for (String fields : subscriptions) {
      typed("subscribe", fields);
    }
    String[] filters = {
      "\"quality_threshold\":1.1",
      "\"quality_threshold\":-0.1",
      "\"quality_threshold\":\"x\"",
      "\"quality_threshold\":1e999",
      "\"quality_threshold\":0.1,\"qualityThreshold\":0.2",
      "\"graph\":\"foo\"",
      "\"graph\":5",
      "\"types\":5",
      "\"types\":[{}]",
      "\"tags\":[5]",
      "\"search\":5",
      "\"search\":\"" + "a".repeat(1_001) + "\"",
      "\"max_nodes\":-1",
      "\"max_nodes\":1.5",
      "\"max_nodes\":1e10",
      "\"max_nodes\":\"5\"",
      "\"center\":[0,0,0]",
      "\"radius\":5",
      "\"center\":[0,0],\"radius\":5",
      "\"center\":[0,0,\"x\"],\"radius\":5",
      "\"center\":[0,0,1e99],\"radius\":5",
      "\"center\":[0,0,0],\"radius\":-1",
      "\"center\":{\"x\":1},\"radius\":5",
      "\"enabled\":1",
      "\"parts\":\"yes\"",
      "\"forceRefresh\":0",
      "\"filter\":5",
      "\"data\":[]",
      "\"filter\":{\"graph\":5}"
    };
    for (String fields : filters) {
      typed("filter_update", fields);
    }
    typed("authenticate", "");
    typed("authenticate", "\"token\":5");
    error("a token", "INVALID_TOKEN", text("{\"type\":\"authenticate\",\"token\":\"x\"}"));
    error(
        "an unknown event",
        "UNKNOWN_CHANNEL",
        text("{\"type\":\"subscribe\",\"events\":[\"position_update\",\"no such channel\"]}"));
    error(
        "an unknown event to leave",
        "UNKNOWN_CHANNEL",
        text("{\"type\":\"unsubscribe\",\"events\":[\"no such channel\"]}"));
  }

  private void typed(String type, String fields) {
    String comma = fields.isEmpty() ? "" : ",";
    String name = fields.length() > 60 ? fields.substring(0, 60) + "…" : fields;
    error(
        type + " " + name,
        "VALIDATION_ERROR",
        text("{\"type\":\"" + type + "\"" + comma + fields + "}"));
  }

  private void closes(String name, int code, byte[] input) {
    cases.add(new Case(name, input, new Answer.Close(code)));
  }

  private void error(String name, String code, byte[] input) {
    cases.add(new Case(name, input, new Answer.Failure(code)));
  }

  private void warning(String name, String code, byte[] input) {
    cases.add(new Case(name, input, new Answer.Warning(code)));
  }

  private void invalid(String name, String text) {
    error(name, "VALIDATION_ERROR", text(text));
  }

  private void record(String name, Place... places) {
    error(name, "INVALID_RECORD", binary(Bytes.positions(2, places)));
  }

  private void malformed(String name, byte[] message) {
    behindHeaded(name, "MALFORMED_FRAME", message);
  }

  private void mismatch(String name, byte[] message) {
    behindHeaded(name, "PROTOCOL_VERSION_MISMATCH", message);
  }

  private void behindHeaded(String name, String code, byte[] message) {
    error(name, code, join(hex("30 02 01 00 00"), binary(message)));
  }

  private void nothing(String name, byte[] message) {
    cases.add(new Case(name, join(hex("30 02 01 00 00"), binary(message)), new Answer.Nothing()));
  }

  private static byte[] message(int type, int length) {
    byte[] message = new byte[4 + length];
    message[0] = (byte) type;
    message[1] = 2;
    message[2] = (byte) length;
    message[3] = (byte) (length >> 8);
    return message;
  }

  /** Positions whose header says another length. */
  private static byte[] lying(int says, int bytes) {
    return ByteBuffer.allocate(4 + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x10)
        .put((byte) 2)
        .putShort((short) says)
        .array();
  }

  private static byte[] headerless(int node) {
    byte[] message = Bytes.positions(2, new Place(node, 1, 2, 3));
    return Arrays.copyOfRange(message, 4, message.length);
  }

  private static byte[] hex(String hex) {
    return binary(HexFormat.ofDelimiter(" ").parseHex(hex));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] ascii(int length) {
    byte[] text = new byte[length];
    Arrays.fill(text, (byte) 'a');
    return text;
  }

  private static byte[] fragments(int opcode, int count, byte[] each) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(frame(opcode, each));
    for (int i = 1; i < count - 1; i++) {
      out.writeBytes(frame(0x00, each));
    }
    out.writeBytes(frame(0x80, each));
    return out.toByteArray();
  }

  private static byte[] repeat(int count, byte[] bytes) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
