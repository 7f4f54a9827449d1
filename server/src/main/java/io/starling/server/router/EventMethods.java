package io.starling.server.router;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.message.StreamPosition;
import io.starling.server.auth.ChannelPattern;
import io.starling.server.auth.Principal;
import io.starling.server.auth.Scope;
import io.starling.server.channel.Announcements;
import io.starling.server.channel.EventChannels;
import io.starling.server.channel.Happening;
import io.starling.server.router.Method.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Methods about channels of events: publishing to them, and looking at them. Thread-safe. */
final class EventMethods {

  private static final int MAX_LISTED = 1_000;
  private static final int USUAL_HISTORY = 100;

  private final EventChannels channels;
  private final Announcements announcements;

  EventMethods(EventChannels channels, Announcements announcements) {
    this.channels = channels;
    this.announcements = announcements;
  }

  List<Call> all() {
    return List.of(
        new Call("publish", Kind.COMMAND, null, this::publish),
        new Call("broadcast", Kind.COMMAND, Scope.PUBLISH, this::broadcast),
        new Call("channels.list", Kind.QUERY, null, this::list),
        new Call("history.get", Kind.QUERY, null, this::history));
  }

  private Reply publish(Principal caller, JsonNode params) {
    String channel = params.get("channel").stringValue();
    if (!ChannelPattern.isName(channel) || EventChannels.isReserved(channel)) {
      return Json.refused(ErrorCode.UNKNOWN_CHANNEL, "Nobody can publish to that channel");
    }
    if (!caller.mayPublish(channel)) {
      return Json.refused(ErrorCode.FORBIDDEN, "You may not publish to '" + channel + "'");
    }
    Optional<StreamPosition> place = channels.publish(channel, Json.data(params.get("data")));
    return place.isPresent()
        ? new Reply.Answer(Json.body(position(place.get()).put("channel", channel)))
        : Json.refused(ErrorCode.SERVICE_UNAVAILABLE, "The server has too many channels");
  }

  private Reply broadcast(Principal caller, JsonNode params) {
    int told = announcements.toAll(Json.data(params.get("data")));
    return new Reply.Answer(Json.body(JsonMapper.shared().createObjectNode().put("clients", told)));
  }

  private Reply list(Principal caller, JsonNode params) {
    ArrayNode listed = JsonMapper.shared().createArrayNode();
    for (String name : channels.names()) {
      if (caller.maySubscribe(name) && listed.size() < MAX_LISTED) {
        channels
            .position(name)
            .ifPresent(
                at ->
                    listed.add(
                        position(at)
                            .put("channel", name)
                            .put("subscribers", channels.subscribers(name))));
      }
    }
    return new Reply.Answer(
        Json.body(JsonMapper.shared().createObjectNode().set("channels", listed)));
  }

  private Reply history(Principal caller, JsonNode params) {
    String channel = params.get("channel").stringValue();
    if (!caller.maySubscribe(channel)) {
      return Json.refused(ErrorCode.FORBIDDEN, "You may not see '" + channel + "'");
    }
    Optional<StreamPosition> at = channels.position(channel);
    if (at.isEmpty()) {
      return Json.refused(ErrorCode.UNKNOWN_CHANNEL, "There is no such channel now");
    }
    long since = params.path("since").asLong(0);
    int limit = params.path("limit").asInt(USUAL_HISTORY);
    ObjectNode result = position(at.get()).put("channel", channel);
    ArrayNode events = result.putArray("events");
    for (Map.Entry<Long, Happening> event :
        channels.history(channel, since, limit).sequencedEntrySet()) {
      events
          .addObject()
          .put("seq", event.getKey())
          .put("timestamp", event.getValue().millis())
          .set("data", Json.tree(event.getValue().data()));
    }
    return new Reply.Answer(Json.body(result));
  }

  private static ObjectNode position(StreamPosition at) {
    return JsonMapper.shared().createObjectNode().put("epoch", at.epoch()).put("seq", at.seq());
  }
}
