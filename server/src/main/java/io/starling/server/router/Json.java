package io.starling.server.router;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.json.JsonText;
import io.starling.protocol.message.JsonBody;
import io.starling.protocol.message.JsonData;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Trees of JSON at the edge between methods and messages. Pure functions. */
final class Json {

  /** Keeps numbers as they came, however many digits they have. */
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  /** A value that somebody sent, to be looked into. */
  static JsonNode tree(JsonData data) {
    return EXACT.readTree(data.bytes());
  }

  /** An object of our own making. */
  static JsonBody body(JsonNode node) {
    return new JsonData(
        JsonMapper.shared().writeValueAsBytes(node), new JsonData.Shape(true, false, false));
  }

  /** A value that somebody sent, to be passed on. */
  static JsonData data(JsonNode node) {
    return JsonText.parse(node.toString());
  }

  /**
   * An object that somebody sent, and what else is known.
   *
   * @throws ProtocolException VALIDATION_ERROR where it is none
   */
  static JsonData with(JsonData sent, Map<String, ?> more) {
    if (!(tree(sent) instanceof ObjectNode object)) {
      throw ProtocolException.in(ErrorCode.VALIDATION_ERROR, "A JSON object is needed", "");
    }
    more.forEach((name, value) -> object.set(name, JsonMapper.shared().valueToTree(value)));
    return data(object);
  }

  static Reply.Refused refused(ErrorCode code, String reason) {
    return new Reply.Refused(code, reason);
  }
}
