package io.starling.server.transport;

import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.negotiation.Capability;
import io.starling.protocol.negotiation.Format;
import io.starling.protocol.negotiation.Negotiation;
import io.starling.server.channel.Stage;
import io.starling.server.channel.Viewer;
import java.util.List;
import java.util.stream.Stream;

/** What a client hears first: who it is here, and what the server can do. Pure functions. */
final class Greeting {

  private static final List<String> FEATURES =
      List.of(
          "filter",
          "drag",
          "control_bits",
          "handshake",
          "heartbeat",
          "graph_update",
          "agents",
          "voice",
          "events",
          "recovery",
          "queries",
          "commands",
          "messagepack");

  /** What a payload can be, by the names of {@code ?caps=}. */
  private static final List<String> ENCODINGS =
      Stream.concat(Stream.of("identity"), Capability.compressions().stream()).toList();

  private Greeting() {}

  static ServerMessage of(Viewer viewer, Stage stage) {
    return new ServerMessage.Welcome(
        viewer.clientId(),
        viewer.identity().challenge(),
        FEATURES,
        new ServerMessage.ProtocolOffer(
            Negotiation.MIN_VERSION, Negotiation.MAX_VERSION, ENCODINGS, Format.names()),
        stage.clock().millis());
  }
}
