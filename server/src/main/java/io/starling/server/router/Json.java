package io.starling.server.router;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.json.JsonText;
import io.starling.protocol.message.JsonBody;
import io.starling.protocol.message.JsonData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Trees of JSON at the edge between methods and messages. Pure functions. */
final class Json {

  private Json() {}

  /** An object of our own making. */
  static JsonBody body(JsonNode node) {
    return new JsonData(
        JsonMapper.shared().writeValueAsBytes(node), new JsonData.Shape(true, false, false));
  }

  /** A value that somebody sent, to be passed on. */
  static JsonData data(JsonNode node) {
    return JsonText.parse(node.toString());
  }

  static Reply.Refused refused(ErrorCode code, String reason) {
    return new Reply.Refused(code, reason);
  }
}
