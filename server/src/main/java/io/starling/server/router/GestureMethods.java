package io.starling.server.router;

import io.starling.protocol.error.ErrorCode;
import io.starling.server.auth.Principal;
import io.starling.server.services.ServiceEvent.Gesture;
import io.starling.server.services.Vision;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the camera's side reports. Thread-safe. */
final class GestureMethods {

  private static final String CHANNEL = "gesture";

  private final Vision vision;

  GestureMethods(Vision vision) {
    this.vision = vision;
  }

  List<Call> all() {
    return List.of(new Call("gesture.process", Method.Kind.COMMAND, null, this::process));
  }

  private Reply process(Principal caller, JsonNode params) {
    if (!caller.mayPublish(CHANNEL)) {
      return Json.refused(ErrorCode.FORBIDDEN, "You may not publish to '" + CHANNEL + "'");
    }
    if (params.has("landmarks")) {
      return Json.refused(
          ErrorCode.VALIDATION_ERROR,
          "Landmarks are not classified here; send the gesture that was detected, with type,"
              + " position and confidence");
    }
    if (params.has("error")) {
      vision.failed(params.get("error").stringValue(), params.path("details").asString(""));
      return answer("error");
    }
    vision.saw(
        new Gesture(
            params.get("type").stringValue(),
            params.get("position").get("x").doubleValue(),
            params.get("position").get("y").doubleValue(),
            params.get("confidence").doubleValue(),
            params.path("timestamp").asLong(0)));
    return answer(CHANNEL);
  }

  private static Reply answer(String channel) {
    return new Reply.Answer(
        Json.body(JsonMapper.shared().createObjectNode().put("channel", channel)));
  }
}
