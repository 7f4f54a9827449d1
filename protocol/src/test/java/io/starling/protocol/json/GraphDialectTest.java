package io.starling.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.error.RequestId;
import io.starling.protocol.error.WarningCode;
import io.starling.protocol.message.JsonBody;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.message.ServerMessage.Authenticated;
import io.starling.protocol.message.ServerMessage.ControlBitsInForce;
import io.starling.protocol.message.ServerMessage.DragTaken;
import io.starling.protocol.message.ServerMessage.Failed;
import io.starling.protocol.message.ServerMessage.FilterConfirmed;
import io.starling.protocol.message.ServerMessage.GraphUpdate;
import io.starling.protocol.message.ServerMessage.HandshakeAnswered;
import io.starling.protocol.message.ServerMessage.HeartbeatStatus;
import io.starling.protocol.message.ServerMessage.InitialGraphLoad;
import io.starling.protocol.message.ServerMessage.Pong;
import io.starling.protocol.message.ServerMessage.ProtocolOffer;
import io.starling.protocol.message.ServerMessage.Subscribed;
import io.starling.protocol.message.ServerMessage.Unsubscribed;
import io.starling.protocol.message.ServerMessage.Warning;
import io.starling.protocol.message.ServerMessage.Welcome;
import io.starling.protocol.message.TextForm;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server writes; what it reads is in the other tests of this package. */
final class GraphDialectTest {

  @ParameterizedTest(name = "{1}")
  @MethodSource("messages")
  void writes(ServerMessage message, String json) {
    assertThat(encoded(message)).isEqualTo(json);
  }

  static Stream<Arguments> messages() {
    ProtocolOffer offer =
        new ProtocolOffer(1, 4, List.of("identity"), List.of("position", "client28"));
    return Stream.of(
        Arguments.of(
            new Welcome("c", "nonce", List.of("graph", "drag"), offer, 9),
            "{\"type\":\"connection_established\",\"client_id\":\"c\",\"challenge\":\"nonce\","
                + "\"features\":[\"graph\",\"drag\"],\"protocol\":{\"min\":1,\"max\":4,"
                + "\"encodings\":[\"identity\"],\"formats\":[\"position\",\"client28\"]},\"timestamp\":9}"),
        Arguments.of(
            new Welcome("c", null, List.of(), offer, 9),
            "{\"type\":\"connection_established\",\"client_id\":\"c\",\"features\":[],"
                + "\"protocol\":{\"min\":1,\"max\":4,\"encodings\":[\"identity\"],"
                + "\"formats\":[\"position\",\"client28\"]},\"timestamp\":9}"),
        Arguments.of(new Pong(TextForm.WORD, RequestId.of("x"), 9), "pong"),
        Arguments.of(new Pong(TextForm.JSON, null, 9), "{\"type\":\"pong\",\"timestamp\":9}"),
        Arguments.of(
            new Pong(TextForm.JSON, RequestId.of("7\"\n"), 9),
            "{\"type\":\"pong\",\"id\":\"7\\\"\\n\",\"timestamp\":9}"),
        Arguments.of(
            new Pong(TextForm.JSON, RequestId.of(-7), 9),
            "{\"type\":\"pong\",\"id\":-7,\"timestamp\":9}"),
        Arguments.of(
            new Pong(TextForm.JSON, RequestId.of("\ud800é𝄞"), 9),
            "{\"type\":\"pong\",\"id\":\"\\uD800é𝄞\",\"timestamp\":9}"),
        Arguments.of(
            new HeartbeatStatus(9, "c", 1, 2, 3, 4, 5),
            "{\"type\":\"heartbeat\",\"server_time\":9,\"client_id\":\"c\",\"message_count\":1,"
                + "\"bytes_sent\":2,\"bytes_received\":3,\"active_subscriptions\":4,\"uptime\":5}"),
        Arguments.of(
            new Authenticated("ada", null, 9),
            "{\"type\":\"authenticated\",\"user\":\"ada\",\"timestamp\":9}"),
        Arguments.of(
            new HandshakeAnswered(3, "wire34", List.of("acks"), "c", 9),
            "{\"type\":\"handshake\",\"version\":3,\"format\":\"wire34\",\"capabilities\":[\"acks\"],"
                + "\"client_id\":\"c\",\"server_time\":9}"),
        Arguments.of(new ControlBitsInForce(0x42, 9), "{\"type\":\"control_bits\",\"bits\":66}"),
        Arguments.of(
            new Subscribed(List.of("graph_update"), Map.of(), null, 9),
            "{\"type\":\"subscribed\",\"events\":[\"graph_update\"]}"),
        Arguments.of(
            new Unsubscribed(List.of(), null, 9), "{\"type\":\"unsubscribed\",\"events\":[]}"),
        Arguments.of(
            new FilterConfirmed(450, 1000, null, 9),
            "{\"type\":\"filter_confirmed\",\"visible\":450,\"total\":1000}"),
        Arguments.of(
            new InitialGraphLoad(raw("[{\"id\":1}]"), raw("[]"), 1, 1, 9),
            "{\"type\":\"initialGraphLoad\",\"nodes\":[{\"id\":1}],\"edges\":[],\"timestamp\":9}"),
        Arguments.of(
            new InitialGraphLoad(raw("[]"), raw("[{\"id\":2}]"), 2, 3, 9),
            "{\"type\":\"initialGraphLoad\",\"nodes\":[],\"edges\":[{\"id\":2}],"
                + "\"part\":2,\"parts\":3,\"timestamp\":9}"),
        Arguments.of(
            new GraphUpdate(41, raw("[1]"), raw("[2]"), raw("[3]"), raw("[4]"), 5, 6, 9),
            "{\"type\":\"graph_update\",\"seq\":41,\"nodes\":[1],\"edges\":[2],\"removedNodes\":[3],"
                + "\"removedEdges\":[4],\"visible\":5,\"total\":6,\"timestamp\":9}"),
        Arguments.of(
            new DragTaken(4_000_000_000L, 9),
            "{\"type\":\"drag_taken\",\"node\":4000000000,\"timestamp\":9}"),
        Arguments.of(
            new Warning(WarningCode.MESSAGES_DROPPED, 17, 9),
            "{\"type\":\"warning\",\"code\":\"messages_dropped\",\"message\":"
                + "\"Messages came faster than they could be handled\",\"count\":17,\"timestamp\":9}"),
        Arguments.of(
            new Failed(Failure.of(ErrorCode.UNKNOWN_TYPE, 9)),
            "{\"type\":\"error\",\"code\":\"UNKNOWN_TYPE\",\"message\":\"The message type is unknown\","
                + "\"category\":\"validation\",\"retryable\":false,\"timestamp\":9}"));
  }

  @Test
  void writesAllOfAFailure() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("limit", 300);
    details.put("offset", 1L << 40);
    details.put("share", 0.5);
    details.put("again", true);
    details.put("ids", List.of(1, 2));
    details.put("inner", Map.of("window", "1m"));
    Failure failure =
        new Failure(
            ErrorCode.RATE_LIMIT_EXCEEDED,
            "„slow“",
            details,
            45_000,
            List.of("/a", "/b~1c"),
            9,
            RequestId.of("r"));

    String json = encoded(new Failed(failure));

    assertThat(json)
        .isEqualTo(
            "{\"type\":\"error\",\"id\":\"r\",\"code\":\"RATE_LIMIT_EXCEEDED\",\"message\":\"„slow“\","
                + "\"category\":\"rate_limit\",\"details\":{\"limit\":300,\"offset\":1099511627776,"
                + "\"share\":0.5,\"again\":true,\"ids\":[1,2],\"inner\":{\"window\":\"1m\"}},"
                + "\"retryable\":true,\"retryAfter\":45000,\"affectedPaths\":[\"/a\",\"/b~1c\"],"
                + "\"timestamp\":9}");
  }

  @Test
  void writesBodiesLargerThanAnyBuffer() {
    String large = "[" + "\"node\",".repeat(20_000) + "\"last\"]";

    String json = encoded(new InitialGraphLoad(raw(large), raw(large), 1, 1, 9));

    assertThat(json)
        .isEqualTo(
            "{\"type\":\"initialGraphLoad\",\"nodes\":"
                + large
                + ",\"edges\":"
                + large
                + ",\"timestamp\":9}");
  }

  private static JsonBody raw(String json) {
    return out -> ByteBufUtil.writeUtf8(out, json);
  }

  private static String encoded(ServerMessage message) {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
    ByteBuf out = allocator.buffer(16);
    Dialect.GRAPH.encode(message, out);
    String json = out.toString(StandardCharsets.UTF_8);
    out.release();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
    return json;
  }
}
