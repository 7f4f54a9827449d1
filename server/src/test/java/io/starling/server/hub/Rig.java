package io.starling.server.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.server.metrics.HubMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A hub with one event loop, and all that it needs, driven by hand. */
final class Rig {

  /** Counts every byte; nothing of it may be left at the end. */
  final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);

  final ManualClock clock = new ManualClock();
  final HubMetrics metrics = new HubMetrics();
  final Hub hub = new Hub(allocator, metrics, clock);
  final ManualLoop loop = new ManualLoop(clock);
  final Drain drain = hub.drain(loop);

  /** One connection. */
  static final class Client implements Outbox.Owner {
    final List<Wire.Message> received = new ArrayList<>();
    final FakeSocket socket;
    final Outbox outbox;
    int timesTooSlow;
    int failures;

    private Client(Drain drain, FakeSocket.Kind kind, long room, boolean deflates) {
      socket = new FakeSocket(kind, new Wire(received::add, deflates), room);
      outbox = drain.outbox(socket, this, deflates);
      socket.bind(outbox);
    }

    @Override
    public void tooSlow() {
      timesTooSlow++;
    }

    @Override
    public void failed(RuntimeException fault) {
      failures++;
    }

    List<String> texts() {
      return received.stream().map(Wire.Message::text).toList();
    }

    void send(String text) {
      ByteBuf payload = bytes(text);
      outbox.send(Frames.TEXT, payload);
      payload.release();
    }
  }

  Client client() {
    return client(FakeSocket.Kind.DIRECT, FakeSocket.ENDLESS);
  }

  Client client(FakeSocket.Kind kind, long room) {
    return client(drain, kind, room);
  }

  static Client client(Drain drain, FakeSocket.Kind kind, long room) {
    return new Client(drain, kind, room, false);
  }

  /** One that reads everything. */
  Client client(boolean deflates) {
    return new Client(drain, FakeSocket.Kind.DIRECT, FakeSocket.ENDLESS, deflates);
  }

  /** A channel on which nothing is lost, unless more than so many publications come behind it. */
  Channel<String> every(int publications) {
    var retention = new Retention(publications, 1 << 20, Duration.ofDays(1));
    return hub.channel("every", ChannelOptions.every(retention, Rig::encodeGap));
  }

  /** A channel of state: {@code #} in front of a publication says that it is a keyframe. */
  Channel<String> latest() {
    return hub.channel("latest", ChannelOptions.latest());
  }

  /** A channel on which nothing is sent that is older than this. */
  Channel<String> timely(Duration age) {
    return hub.channel("timely", ChannelOptions.timely(age));
  }

  static Subscription subscribe(Channel<String> channel, Client client, Lane lane) {
    Subscription subscription =
        channel.subscribe(client.outbox, "as it is", lane, _ -> Rig::encode);
    subscription.resume();
    return subscription;
  }

  static void encode(String text, long seq, ChannelLog log) {
    ByteBuf payload = bytes(text);
    ByteBuf out = log.begin(Frames.bytes(payload.readableBytes()));
    Frames.writeHeader(out, Frames.TEXT, payload.readableBytes());
    out.writeBytes(payload);
    log.commit(seq, text.startsWith("#"));
  }

  static void encodeGap(Object channel, long fromSeq, long toSeq, ByteBuf out) {
    ByteBuf text = bytes("gap " + fromSeq + ".." + toSeq);
    Frames.writeHeader(out, Frames.TEXT, text.readableBytes());
    out.writeBytes(text);
  }

  static ByteBuf bytes(String text) {
    return Unpooled.wrappedBuffer(text.getBytes(UTF_8));
  }

  /** A finished text frame in memory of its own. */
  ByteBuf frame(String text) {
    ByteBuf payload = bytes(text);
    ByteBuf out = allocator.directBuffer();
    Frames.writeHeader(out, Frames.TEXT, payload.readableBytes());
    return out.writeBytes(payload);
  }

  long usedMemory() {
    return allocator.metric().usedDirectMemory();
  }
}
