package io.starling.server.transport;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.BinaryInput;
import io.starling.protocol.error.CloseCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.error.WarningCode;
import io.starling.protocol.json.GraphDialect;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Capability;
import io.starling.protocol.negotiation.Format;
import io.starling.protocol.negotiation.Negotiation;
import io.starling.server.channel.Stage;
import io.starling.server.channel.Viewer;
import io.starling.server.hub.Loop;
import io.starling.server.router.Router;
import io.starling.server.session.HeartbeatWheel;
import io.starling.server.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /ws/graph}: JSON for control, binary for data. Chapters 2 and 3 of the specification. */
final class GraphEndpoint {

  /** A message of somebody who has not authenticated. */
  private static final int MAX_MESSAGE_BYTES = 1 << 20;

  private static final List<String> FEATURES =
      List.of("filter", "drag", "control_bits", "handshake", "heartbeat", "graph_update");

  /** What a payload can be, by the names of {@code ?caps=}. */
  private static final List<String> ENCODINGS =
      Stream.concat(Stream.of("identity"), Capability.compressions().stream()).toList();

  private final Stage stage;
  private final Router router;

  GraphEndpoint(Stage stage, Router router) {
    this.stage = stage;
    this.router = router;
  }

  Endpoint endpoint() {
    return new Endpoint(MAX_MESSAGE_BYTES, this::open);
  }

  private Inbound open(
      Session session, Loop loop, HeartbeatWheel heartbeats, Map<String, List<String>> query) {
    Agreed agreed = agreed(query);
    var viewer =
        new Viewer(
            session,
            stage,
            loop,
            agreed.agreement().orElse(Agreement.DEFAULT),
            agreed.agreement().isPresent());
    viewer.send(welcome(viewer));
    if (agreed.refusal() != null) {
      viewer.fail(agreed.refusal().failure(stage.clock().millis()));
    }
    heartbeats.add(viewer);
    return new GraphInbound(viewer, router, stage);
  }

  /** What the URL asks for; where it can't be had, the connection is as without it. */
  private record Agreed(Optional<Agreement> agreement, @Nullable ProtocolException refusal) {}

  private static Agreed agreed(Map<String, List<String>> query) {
    try {
      return new Agreed(
          Negotiation.fromQuery(first(query, "v"), first(query, "format"), first(query, "caps")),
          null);
    } catch (ProtocolException refused) {
      return new Agreed(Optional.empty(), refused);
    }
  }

  private static @Nullable String first(Map<String, List<String>> query, String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.getFirst();
  }

  private ServerMessage welcome(Viewer viewer) {
    return new ServerMessage.Welcome(
        viewer.clientId(),
        null,
        FEATURES,
        new ServerMessage.ProtocolOffer(
            Negotiation.MIN_VERSION, Negotiation.MAX_VERSION, ENCODINGS, Format.names()),
        stage.clock().millis());
  }

  /** Decodes one viewer's messages and sends them to the router. Confined to its event loop. */
  private static final class GraphInbound implements Inbound, BinaryInput.Sink {

    /** So many broken binary messages in a row end the connection. */
    private static final int MAX_BROKEN = 3;

    private final Viewer viewer;
    private final Router router;
    private final Stage stage;
    private int broken;

    GraphInbound(Viewer viewer, Router router, Stage stage) {
      this.viewer = viewer;
      this.router = router;
      this.stage = stage;
    }

    @Override
    public void text(ByteBuf text) {
      ClientMessage message;
      try {
        message = GraphDialect.decode(text);
      } catch (ProtocolException bad) {
        refuse(bad);
        return;
      }
      router.route(viewer, message);
    }

    @Override
    public void binary(ByteBuf bytes) {
      try {
        viewer.input().decode(bytes, this);
        broken = 0;
      } catch (ProtocolException bad) {
        refuse(bad);
        if (++broken == MAX_BROKEN) {
          viewer.session().close(CloseCode.PROTOCOL_ERROR, bad.reason());
        }
      }
    }

    @Override
    public void message(ClientMessage message) {
      router.route(viewer, message);
    }

    @Override
    public void warning(WarningCode code) {
      viewer.send(new ServerMessage.Warning(code, 0, stage.clock().millis()));
    }

    /** A bad message counts like a good one, so that a flood of them is answered once a second. */
    private void refuse(ProtocolException bad) {
      if (viewer.intake().takesMessage()) {
        viewer.fail(bad.failure(stage.clock().millis()));
      }
    }
  }
}
