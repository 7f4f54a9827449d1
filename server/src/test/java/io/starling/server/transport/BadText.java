package io.starling.server.transport;

import static io.starling.server.testing.RawSocket.binary;
import static io.starling.server.testing.RawSocket.frame;
import static io.starling.server.testing.RawSocket.text;

import io.starling.server.transport.BadInput.Answer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What nobody should send where all is said in words, as text or as MessagePack. */
final class BadText {

  static final String MESSAGE_PACK = "Sec-WebSocket-Protocol: starling.msgpack";

  private static final List<String> PATHS = List.of("/api/v1/ws/dev", "/", "/ws");

  /** One connection's input behind the handshake. */
  @SuppressWarnings("ArrayRecordComponent") // bytes for a socket, never compared
  record Case(String name, String path, boolean packed, byte[] input, Answer answer) {
    @Override
    public String toString() {
      return path + (packed ? " packed, " : ", ") + name;
    }
  }

  private final List<Case> cases = new ArrayList<>();

  private BadText() {}

  static List<Case> all() {
    var bad = new BadText();
    for (String path : PATHS) {
      bad.frames(path);
      bad.json(path);
      bad.requests(path);
      bad.messagePack(path);
    }
    return bad.cases;
  }

  private void frames(String path) {
    closes(path, "binary where there is text", 1003, binary(new byte[] {1, 2, 3}));
    closes(path, "text that is no UTF-8", 1007, frame(0x81, new byte[] {-1}));
    closes(path, "a reserved bit", 1002, frame(0xC1, new byte[4]));
    closes(path, "a reserved opcode", 1002, frame(0x83, new byte[4]));
    closes(path, "an unmasked frame", 1002, new byte[] {(byte) 0x81, 1, '{'});
    closes(path, "a continuation of nothing", 1002, frame(0x80, new byte[1]));
    closes(path, "more than a mebibyte", 1009, frame(0x81, new byte[(1 << 20) + 1]));
    closes(path, "close code 1005", 1002, frame(0x88, new byte[] {3, (byte) 0xED}));
  }

  private void json(String path) {
    for (String broken :
        List.of(
            "",
            "x",
            "null",
            "[]",
            "{",
            "{}",
            "{\"type\":1}",
            "{\"type\":null}",
            "{\"type\":\"ping\"}}",
            "{\"type\":\"ping\",\"type\":\"ping\"}",
            "{\"type\":\"ping\",\"a\":NaN}",
            "{\"type\":\"ping\",\"id\":{}}",
            "[".repeat(100_000),
            "{\"a\":".repeat(1_000),
            "{\"type\":\"ping\",\"a\":" + "1".repeat(1_001) + "}")) {
      invalid(path, broken);
    }
  }

  private void requests(String path) {
    failure(path, "an unknown type", "UNKNOWN_TYPE", "{\"type\":\"nope\"}");
    failure(path, "an unknown query", "UNKNOWN_METHOD", "{\"type\":\"query\",\"name\":\"nope\"}");
    failure(
        path,
        "a command as a query",
        "UNKNOWN_METHOD",
        "{\"type\":\"query\",\"name\":\"publish\",\"params\":{}}");
    failure(
        path,
        "a channel in vain",
        "UNKNOWN_CHANNEL",
        "{\"type\":\"subscribe\",\"channel\":\"a b\"}");
    failure(path, "a bad token", "INVALID_TOKEN", "{\"type\":\"authenticate\",\"token\":\"x\"}");
    for (String broken :
        List.of(
            "{\"type\":\"query\"}",
            "{\"type\":\"query\",\"name\":5}",
            "{\"type\":\"query\",\"name\":\"rpc.list\",\"params\":5}",
            "{\"type\":\"query\",\"name\":\"rpc.list\",\"params\":{\"x\":1}}",
            "{\"type\":\"query\",\"name\":\"history.get\",\"params\":{\"channel\":\"a\",\"limit\":0}}",
            "{\"type\":\"command\",\"name\":\"publish\",\"params\":{\"channel\":\"a\"}}",
            "{\"type\":\"command\",\"name\":\"publish\",\"params\":{\"channel\":\"\",\"data\":1}}",
            "{\"type\":\"subscribe\"}",
            "{\"type\":\"subscribe\",\"channels\":[5]}",
            "{\"type\":\"subscribe\",\"channels\":[\"a\"],\"since\":5}",
            "{\"type\":\"subscribe\",\"channels\":[\"a\"],\"since\":{\"a\":{\"epoch\":0,\"seq\":0}}}",
            "{\"type\":\"unsubscribe\"}",
            "{\"type\":\"authenticate\"}",
            "{\"type\":\"filter_update\",\"quality_threshold\":2}",
            "{\"type\":\"voice_start\",\"agentId\":70000}")) {
      invalid(path, broken);
    }
  }

  private void messagePack(String path) {
    String[][] broken = {
      {"nothing", ""},
      {"a number", "01"},
      {"a list", "90"},
      {"an empty map", "80"},
      {"a type that is never used", "C1"},
      {"a map that promises more", "81"},
      {"a map of 2^31 entries", "DF7FFFFFFF"},
      {"a list of 2^32 entries", "DDFFFFFFFF"},
      {"a text of 2^31 bytes", "DB7FFFFFFF61"},
      {"bytes of 2^31", "C67FFFFFFF61"},
      {"bytes", "81A474797065C40170"},
      {"a number as a key", "8101A470696E67"},
      {"a cut text", "81A474797065A470696E"},
      {"text that is no UTF-8", "81A474797065A4FFFFFFFF"},
      {"more behind it", "81A474797065A470696E6780"},
      {"one key twice", "82A474797065A470696E67A474797065A470696E67"},
      {"an unknown extension", "81A474797065D40500"},
      {"not a number", "82A474797065A470696E67A161CB7FF8000000000000"},
      {"65 lists", "82A474797065A470696E67A161" + "91".repeat(65) + "00"},
      {"a million lists", "91".repeat(1_000_000)},
    };
    for (String[] each : broken) {
      cases.add(
          new Case(
              each[0],
              path,
              true,
              binary(HexFormat.of().parseHex(each[1])),
              new Answer.Failure("VALIDATION_ERROR")));
    }
    cases.add(
        new Case(
            "text all the same",
            path,
            true,
            text("{\"type\":\"nope\"}"),
            new Answer.Failure(code(path, "UNKNOWN_TYPE"))));
  }

  /** The broadcast dialect has one code for all that is not valid. */
  private static String code(String path, String code) {
    return path.equals("/") && code.startsWith("UNKNOWN_") ? "VALIDATION_ERROR" : code;
  }

  private void closes(String path, String name, int code, byte[] input) {
    cases.add(new Case(name, path, false, input, new Answer.Close(code)));
  }

  private void failure(String path, String name, String code, String message) {
    cases.add(new Case(name, path, false, text(message), new Answer.Failure(code(path, code))));
  }

  private void invalid(String path, String message) {
    String shown = message.length() > 80 ? message.substring(0, 80) + "…" : message;
    failure(path, "text " + shown, "VALIDATION_ERROR", message);
  }
}
