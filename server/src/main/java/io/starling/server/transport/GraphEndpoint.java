package io.starling.server.transport;

import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.json.Dialect;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Negotiation;
import io.starling.server.channel.Stage;
import io.starling.server.channel.Viewer;
import io.starling.server.channel.Wording;
import io.starling.server.router.Router;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /ws/graph}: JSON for control, binary for data. Chapters 2 and 3 of the specification. */
final class GraphEndpoint {

  private static final Wording WORDING = new Wording(Dialect.GRAPH, Wording.Notation.JSON);

  private final Stage stage;
  private final Router router;
  private final int maxMessageBytes;

  GraphEndpoint(Stage stage, Router router, int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
    this.stage = stage;
    this.router = router;
  }

  Endpoint endpoint() {
    return new Endpoint(maxMessageBytes, Endpoint.Entry.BY_MODE_LATER, false, this::open);
  }

  private Inbound open(Endpoint.Opening opening) {
    Agreed agreed = agreed(opening.query());
    var viewer = new Viewer(opening.session(), stage, opening.loop(), WORDING, opening.entrance());
    agreed.agreement().ifPresent(viewer::begin);
    viewer.send(Greeting.of(viewer, stage));
    if (agreed.refusal() != null) {
      viewer.fail(agreed.refusal().failure(stage.clock().millis()));
    }
    opening.heartbeats().add(viewer);
    var reader = new RequestReader(viewer, router, stage);
    return InboundQueue.before(new GraphInbound(reader), opening, viewer);
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
}
