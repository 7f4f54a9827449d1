package io.starling.server.transport;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.CloseCode;
import io.starling.protocol.json.Dialect;
import io.starling.server.channel.Stage;
import io.starling.server.channel.Viewer;
import io.starling.server.channel.Wording;
import io.starling.server.channel.Wording.Notation;
import io.starling.server.router.Router;
import java.util.List;

/** A path where all is said in one dialect, as text or as MessagePack. */
final class TextEndpoint {

  private final Dialect dialect;
  private final Stage stage;
  private final Router router;
  private final int maxMessageBytes;

  TextEndpoint(Dialect dialect, Stage stage, Router router, int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
    this.dialect = dialect;
    this.stage = stage;
    this.router = router;
  }

  Endpoint endpoint(Endpoint.Entry entry) {
    return new Endpoint(maxMessageBytes, entry, true, this::open);
  }

  private Inbound open(Endpoint.Opening opening) {
    var wording =
        new Wording(dialect, opening.messagePack() ? Notation.MESSAGE_PACK : Notation.JSON);
    var viewer = new Viewer(opening.session(), stage, opening.loop(), wording, opening.entrance());
    viewer.send(Greeting.of(viewer, stage));
    viewer.subscriptions().subscribe(fromTheStart());
    opening.heartbeats().add(viewer);
    var reader = new RequestReader(viewer, router, stage);
    return InboundQueue.before(
        new TextInbound(reader, viewer, opening.messagePack()), opening, viewer);
  }

  /** What a client of the dialect gets without asking. */
  private List<String> fromTheStart() {
    return switch (dialect) {
      case BROADCAST -> List.of("gesture", "ai_response");
      case GRAPH, EVENTS, WORKSPACE -> List.of();
    };
  }

  /** Binary messages are MessagePack, or none at all. */
  private record TextInbound(RequestReader reader, Viewer viewer, boolean messagePack)
      implements Inbound {

    @Override
    public void text(ByteBuf message) {
      reader.text(message);
    }

    @Override
    public void binary(ByteBuf message) {
      if (messagePack) {
        reader.read(message);
      } else {
        viewer.session().close(CloseCode.UNSUPPORTED_DATA);
      }
    }
  }
}
