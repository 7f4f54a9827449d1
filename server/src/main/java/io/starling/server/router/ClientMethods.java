package io.starling.server.router;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.message.JsonData;
import io.starling.protocol.message.ServerMessage;
import io.starling.server.auth.ChannelPattern;
import io.starling.server.auth.Principal;
import io.starling.server.auth.Scope;
import io.starling.server.channel.EventChannels;
import io.starling.server.channel.Viewer;
import io.starling.server.channel.Viewers;
import io.starling.server.session.SessionClock;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Methods about single clients. Thread-safe. */
final class ClientMethods {

  private final Viewers viewers;
  private final SessionClock clock;

  ClientMethods(Viewers viewers, SessionClock clock) {
    this.viewers = viewers;
    this.clock = clock;
  }

  List<Call> all() {
    return List.of(new Call("clients.send", Method.Kind.COMMAND, Scope.PUBLISH, this::send));
  }

  private Reply send(Principal caller, JsonNode params) {
    String client = params.get("client").stringValue();
    Optional<Viewer> viewer = viewers.find(client);
    if (viewer.isEmpty()) {
      return Json.refused(ErrorCode.UNKNOWN_CHANNEL, "That client is not connected");
    }
    JsonData data = Json.data(params.get("data"));
    String channel = params.path("event").stringValue(null);
    if (channel == null) {
      viewer.get().tell(new ServerMessage.Broadcast(data, clock.millis()));
    } else if (!ChannelPattern.isName(channel) || EventChannels.isReserved(channel)) {
      return Json.refused(ErrorCode.UNKNOWN_CHANNEL, "No event can be of that channel");
    } else if (!caller.mayPublish(channel)) {
      return Json.refused(ErrorCode.FORBIDDEN, "You may not publish to '" + channel + "'");
    } else {
      viewer.get().tell(new ServerMessage.Event(channel, 0, data, clock.millis()));
    }
    return new Reply.Answer(
        Json.body(JsonMapper.shared().createObjectNode().put("client", client)));
  }
}
