package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.json.Dialect;
import io.starling.protocol.message.ServerMessage;
import io.starling.server.hub.Channel;
import io.starling.server.hub.ChannelOptions;
import io.starling.server.hub.Hub;
import io.starling.server.hub.Lane;
import io.starling.server.hub.Retention;
import io.starling.server.session.Session;

/**
 * The measuring channel of {@code serve --bench}: every frame that a publisher sends goes as it is
 * to all subscribers, through the same session, limits, hub, history and metrics as the living
 * graph.
 */
public final class Bench {

  private static final Object AS_IT_IS = "as it is";
  private static final Wording WORDING = new Wording(Dialect.GRAPH, Wording.Notation.JSON);

  private final Channel<Raw> channel;

  /** One message, for the time of its publication. */
  private record Raw(int opcode, ByteBuf payload) {}

  public Bench(Hub hub) {
    this.channel = hub.channel("bench", ChannelOptions.every(Retention.DEFAULT, Bench::encodeGap));
  }

  private static void encodeGap(Object key, long from, long to, ByteBuf out) {
    Gaps.encode(WORDING, new ServerMessage.Gap("bench", from, to - 1, 0), out);
  }

  /** The session gets all that is published from now on. */
  public void subscribe(Session session) {
    channel
        .subscribe(
            session.outbox(),
            AS_IT_IS,
            Lane.EVENTS,
            _ -> (raw, seq, log) -> log.append(raw.opcode(), raw.payload(), seq))
        .resume();
  }

  /** Publishes one message to all subscribers; the caller keeps the buffer. */
  public void publish(int opcode, ByteBuf payload) {
    channel.publish(new Raw(opcode, payload));
  }
}
