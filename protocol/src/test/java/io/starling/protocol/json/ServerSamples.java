package io.starling.protocol.json;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.error.RequestId;
import io.starling.protocol.error.WarningCode;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.message.ServerMessage.Authenticated;
import io.starling.protocol.message.ServerMessage.Broadcast;
import io.starling.protocol.message.ServerMessage.ControlBitsInForce;
import io.starling.protocol.message.ServerMessage.DragTaken;
import io.starling.protocol.message.ServerMessage.Event;
import io.starling.protocol.message.ServerMessage.Failed;
import io.starling.protocol.message.ServerMessage.FilterConfirmed;
import io.starling.protocol.message.ServerMessage.Gap;
import io.starling.protocol.message.ServerMessage.GraphUpdate;
import io.starling.protocol.message.ServerMessage.HandshakeAnswered;
import io.starling.protocol.message.ServerMessage.HeartbeatAck;
import io.starling.protocol.message.ServerMessage.HeartbeatStatus;
import io.starling.protocol.message.ServerMessage.InitialGraphLoad;
import io.starling.protocol.message.ServerMessage.Place;
import io.starling.protocol.message.ServerMessage.Pong;
import io.starling.protocol.message.ServerMessage.ProtocolOffer;
import io.starling.protocol.message.ServerMessage.Response;
import io.starling.protocol.message.ServerMessage.Subscribed;
import io.starling.protocol.message.ServerMessage.Unsubscribed;
import io.starling.protocol.message.ServerMessage.Warning;
import io.starling.protocol.message.ServerMessage.Welcome;
import io.starling.protocol.message.StreamPosition;
import io.starling.protocol.message.TextForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages whose texts in every dialect are in {@code vectors/json/messages.json}, by name. */
final class ServerSamples {
  /** A whole second, so that its milliseconds are zeros: 2021-12-20T11:33:20.000Z. */
  private static final long TIME = 1_640_000_000_000L;

  private static final String CLIENT = "2f9d7a1c-5a3e-4c1b-9a57-0d6b1b1f6a10";
  private static final RequestId TWO = RequestId.of("2");
  private static final ProtocolOffer OFFER =
      new ProtocolOffer(1, 4, List.of("identity", "zlib"), List.of("position", "compact"));

  private ServerSamples() {}

  static Map<String, ServerMessage> all() {
    Map<String, ServerMessage> all = new LinkedHashMap<>();
    connection(all);
    channels(all);
    events(all);
    graph(all);
    answers(all);
    return all;
  }

  private static void connection(Map<String, ServerMessage> all) {
    all.put("welcome", new Welcome(CLIENT, null, List.of("graph", "rpc"), OFFER, TIME));
    all.put("welcome with a challenge", new Welcome(CLIENT, "4e6f", List.of(), OFFER, TIME + 7));
    all.put("pong", new Pong(TextForm.JSON, RequestId.of("1"), TIME));
    all.put("pong of a number", new Pong(TextForm.JSON, RequestId.of(-7), TIME + 70));
    all.put("pong without id", new Pong(TextForm.JSON, null, TIME + 700));
    all.put("pong as a word", new Pong(TextForm.WORD, null, TIME));
    all.put("heartbeat", new HeartbeatStatus(TIME, CLIENT, 120, 40_960, 2_048, 3, 3_600));
    all.put("heartbeat ack", new HeartbeatAck(TIME));
    all.put("authenticated", new Authenticated("ada", TWO, TIME));
    all.put("handshake", new HandshakeAnswered(3, "wire34", List.of("acks", "zlib"), CLIENT, TIME));
    all.put("control bits", new ControlBitsInForce(66, TIME));
    all.put("drag taken", new DragTaken(42, TIME));
  }

  private static void channels(Map<String, ServerMessage> all) {
    Map<String, Place> places = new LinkedHashMap<>();
    places.put("agents", new Place(new StreamPosition(3, 41), true, null));
    places.put("git", new Place(new StreamPosition(4, 0), false, "epoch changed"));
    places.put("a~/\"é", Place.at(new StreamPosition(StreamPosition.MAX, StreamPosition.MAX)));
    all.put(
        "subscribed",
        new Subscribed(
            List.of("files"), Map.of("files", Place.at(new StreamPosition(3, 41))), TWO, TIME));
    all.put(
        "subscribed to several",
        new Subscribed(List.of("agents", "git", "a~/\"é", "gesture"), places, null, TIME));
    all.put(
        "subscribed without history",
        new Subscribed(List.of("gesture", "system"), Map.of(), null, TIME));
    all.put("unsubscribed", new Unsubscribed(List.of("files"), RequestId.of(3), TIME));
    all.put("unsubscribed from several", new Unsubscribed(List.of("files", "git"), null, TIME));
    all.put("gap", new Gap("git", 12, 40, TIME));
  }

  private static void events(Map<String, ServerMessage> all) {
    event(all, "event", "files", 42, "{\"file\":\"a.md\",\"event\":\"change\"}");
    event(all, "event that says when", "git", 1, "{\"type\":\"tag\",\"timestamp\":1}");
    event(all, "event without history", "presence", 0, "{}");
    event(all, "event of no object", "demo.text", 0, "[\"timestamp\"]");
    event(
        all,
        "event of its own type",
        "gesture",
        0,
        "{\"type\":\"wave\",\"position\":{\"x\":0.5,\"y\":0.5},\"confidence\":0.92,"
            + "\"timestamp\":1640000000000}");
    event(all, "event of its own type, numbered", "system", 9, "{\"event\":\"status_update\"}");
    event(
        all, "event as it came", "demo.raw", 0, "{ \"n\":[1.10,1e400,-0],\n\"\\u0061\":\"é\\/\" }");
    all.put("broadcast", new Broadcast(JsonText.parse("{\"text\":\"back at noon\"}"), TIME));
  }

  private static void event(
      Map<String, ServerMessage> all, String name, String channel, long seq, String data) {
    all.put(name, new Event(channel, seq, JsonText.parse(data), TIME));
  }

  private static void graph(Map<String, ServerMessage> all) {
    var nodes =
        JsonText.parse(
            "[{\"id\":1,\"metadataId\":\"a.md\",\"label\":\"A\",\"type\":\"knowledge\",\"quality\":0.7,"
                + "\"position\":{\"x\":1.0,\"y\":-2.5,\"z\":0.0},\"metadata\":{}}]");
    var edges =
        JsonText.parse("[{\"id\":5,\"source\":1,\"target\":2,\"type\":\"link\",\"weight\":1.0}]");
    var none = JsonText.parse("[]");
    all.put("filter confirmed", new FilterConfirmed(450, 1_000, TWO, TIME));
    all.put("initial graph load", new InitialGraphLoad(nodes, edges, 1, 1, TIME));
    all.put("part of an initial graph load", new InitialGraphLoad(nodes, none, 2, 3, TIME));
    all.put(
        "graph update",
        new GraphUpdate(41, nodes, edges, JsonText.parse("[7]"), none, 450, 1_000, TIME));
  }

  private static void answers(Map<String, ServerMessage> all) {
    all.put("response", new Response(JsonText.parse("{\"agents\":[]}"), RequestId.of("4"), TIME));
    all.put("response of null", new Response(JsonText.parse("null"), RequestId.of(5), TIME));
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("limit", 100);
    details.put("window", "1m");
    details.put("retry_after", 45);
    all.put(
        "failed",
        new Failed(
            Failure.of(ErrorCode.RATE_LIMIT_EXCEEDED, TIME)
                .withDetails(details)
                .withRetryAfter(45_000)
                .withId(RequestId.of("5"))));
    all.put("failed without more", new Failed(Failure.of(ErrorCode.INTERNAL_ERROR, TIME)));
    all.put("failed at the broker", new Failed(Failure.of(ErrorCode.BROKER_UNAVAILABLE, TIME)));
    all.put(
        "failed at fields",
        new Failed(
            new Failure(
                ErrorCode.VALIDATION_ERROR,
                "since/a~1b must be an object",
                Map.of(),
                0,
                List.of("/since/a~1b", ""),
                TIME,
                RequestId.of(6))));
    all.put("warning", new Warning(WarningCode.MESSAGES_DROPPED, 17, TIME));
    all.put("warning without count", new Warning(WarningCode.VERSION_AMBIGUOUS, 0, TIME));
  }
}
