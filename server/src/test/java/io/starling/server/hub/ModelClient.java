package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One connection in the model's world, and the checkers of what comes over it. */
final class ModelClient implements Outbox.Owner {

  private static final byte REPLY = 'R';
  private static final int MAX_ROOM = 400;

  private final ModelPublisher publisher;
  private final Random random;
  private final ManualClock clock;
  private final Fault fault;
  private final Wire wire;
  private final FakeSocket socket;
  private final Outbox outbox;
  private @Nullable EveryChecker every;
  private @Nullable LatestChecker latest;
  private @Nullable TimelyChecker timely;
  private @Nullable Subscription voice;
  private @Nullable Subscription events;
  private @Nullable Subscription states;
  private @Nullable ByteBuffer swapped;
  private int repliesSent;
  private int repliesCome;
  private long progressNanos;
  private boolean paused;
  private boolean finished;
  private boolean broken;
  private boolean closed;

  ModelClient(
      ModelPublisher publisher, Drain drain, Random random, ManualClock clock, Fault fault) {
    this.publisher = publisher;
    this.random = random;
    this.clock = clock;
    this.fault = fault;
    this.wire = new Wire(this::come);
    FakeSocket.Kind[] kinds = FakeSocket.Kind.values();
    this.socket =
        new FakeSocket(
            kinds[random.nextInt(kinds.length)],
            wire,
            random.nextInt(3) == 0 ? FakeSocket.ENDLESS : random.nextInt(MAX_ROOM));
    this.outbox = drain.outbox(socket, this);
    if (fault != Fault.LOST_WAKE) {
      socket.bind(outbox);
    }
    if (fault == Fault.LEAK || fault == Fault.TORN_FRAME) {
      socket.breakBy(fault);
    }
    progressNanos = clock.getAsLong();
    subscribe();
  }

  private void subscribe() {
    if (random.nextInt(4) != 0) {
      int selection = random.nextInt(EveryChecker.selections().size());
      int frames = 1 + random.nextInt(2);
      events = publisher.subscribeToEvents(outbox, selection, frames);
      every =
          new EveryChecker(
              publisher,
              publisher.retention,
              EveryChecker.selections().get(selection),
              events.seq());
    }
    if (every == null || random.nextInt(2) == 0) {
      states = publisher.subscribeToStates(outbox, 1 + random.nextInt(2));
      latest = new LatestChecker(publisher.history(), ModelPublisher.CELLS);
    }
    if (random.nextInt(2) == 0) {
      voice = publisher.listen(outbox);
      timely = new TimelyChecker(publisher, voice.seq());
      socket.tap(new Wire(this::handedOver));
    }
    paused = true;
    if (random.nextInt(3) != 0) {
      resume();
    }
  }

  void resume() {
    if (events != null) {
      events.resume();
    }
    if (states != null) {
      states.resume();
    }
    if (voice != null) {
      voice.resume();
    }
    paused = false;
  }

  boolean isOver() {
    return closed || finished;
  }

  boolean isClosed() {
    return closed;
  }

  void read() {
    read(random.nextInt(MAX_ROOM));
  }

  void readEverything() {
    read(FakeSocket.ENDLESS);
  }

  private void read(long bytes) {
    if (!closed) {
      long before = wire.total();
      socket.read(bytes);
      if (wire.total() != before) {
        progressNanos = clock.getAsLong();
      }
    }
  }

  void reply() {
    int length = random.nextInt(10) == 0 ? 3_000 : 5 + random.nextInt(20);
    ByteBuf payload = Unpooled.buffer(length);
    payload.writeByte(REPLY).writeInt(repliesSent++).writeZero(length - 5);
    if (random.nextInt(4) == 0) {
      ByteBuf frame = Unpooled.directBuffer(length + 4);
      Frames.writeHeader(frame, Frames.BINARY, length);
      frame.writeBytes(payload);
      outbox.sendFrames(frame);
    } else {
      outbox.send(Frames.BINARY, payload);
    }
  }

  void askForKeyframe() {
    if (states != null && latest != null && !paused) {
      latest.asksForKeyframe();
      states.awaitKeyframe();
    }
  }

  void leave() {
    if (events != null && random.nextBoolean()) {
      events.cancel();
      events = null;
    } else if (states != null) {
      states.cancel();
      states = null;
    } else if (voice != null) {
      voice.cancel();
      voice = null;
    }
  }

  void finish() {
    finished = true;
    ByteBuf payload = Unpooled.buffer(5).writeByte(REPLY).writeInt(repliesSent++);
    outbox.finish(Frames.BINARY, payload);
  }

  void close() {
    if (!closed) {
      closed = true;
      outbox.close();
      socket.close();
    }
  }

  /** Its next write fails, or ends the connection from within. */
  void breakDown() {
    if (random.nextBoolean()) {
      socket.onWrite(outbox::close);
    } else {
      socket.onWrite(
          () -> {
            throw new IllegalStateException("a broken connection");
          });
    }
    broken = true;
  }

  void onWrite(Runnable action) {
    if (!broken) {
      socket.onWrite(action);
    }
  }

  /** Everything was let out and read: whoever is still there has had all. */
  void checkAtRest() {
    if (closed || broken) {
      return;
    }
    require(wire.rest() == 0, "a frame came in part");
    require(repliesCome == repliesSent, "replies lost: " + repliesCome + " of " + repliesSent);
    if (every != null && events != null && !finished) {
      every.atRest();
    }
    if (latest != null && states != null && !finished) {
      latest.atRest();
    }
    if (timely != null && voice != null && !finished) {
      timely.atRest();
    }
  }

  @Override
  public void tooSlow() {
    long stalled = clock.getAsLong() - progressNanos;
    require(stalled >= StallWatch.LIMIT.toNanos(), "too slow after " + stalled + " ns");
    close();
  }

  @Override
  public void failed(RuntimeException cause) {
    require(broken, "failed: " + cause);
    close();
  }

  private void come(Wire.Message message) {
    progressNanos = clock.getAsLong();
    switch (strike(message.data().get())) {
      case DROP, GAP_UNSAID -> {}
      case SWAP -> swapped = message.data();
      case DOUBLE -> {
        take(message.data());
        take(message.data());
      }
      default -> {
        take(message.data());
        ByteBuffer late = swapped;
        swapped = null;
        if (late != null) {
          take(late);
        }
      }
    }
  }

  /** The socket has taken a message, which may stay in it for a while. */
  private void handedOver(Wire.Message message) {
    ByteBuffer data = message.data();
    if (data.get() == ModelPublisher.VOICE) {
      required(timely).handedOver(data.getLong());
    }
  }

  /** The fault that befalls this message on the way, if one does. */
  private Fault strike(byte kind) {
    boolean strikes =
        switch (fault) {
          case GAP_UNSAID -> kind == ModelPublisher.GAP;
          case DROP, DOUBLE -> isPublication(kind) && random.nextInt(8) == 0;
          case SWAP -> isPublication(kind) && swapped == null;
          default -> false;
        };
    return strikes ? fault : Fault.NONE;
  }

  private static boolean isPublication(byte kind) {
    return kind == ModelPublisher.EVENT
        || kind == ModelPublisher.STATE
        || kind == ModelPublisher.VOICE;
  }

  private void take(ByteBuffer data) {
    switch (data.get()) {
      case REPLY -> {
        int number = data.getInt();
        require(number == repliesCome++, "reply " + number + " out of order");
      }
      case ModelPublisher.EVENT -> required(every).publication(data);
      case ModelPublisher.GAP -> required(every).gap(data);
      case ModelPublisher.STATE -> required(latest).update(data);
      case ModelPublisher.VOICE -> required(timely).come(data.getLong());
      default -> throw new AssertionError("garbage on the wire");
    }
  }

  private static <T> T required(@Nullable T checker) {
    if (checker == null) {
      throw new AssertionError("a publication that nobody subscribed to");
    }
    return checker;
  }

  private static void require(boolean holds, String finding) {
    if (!holds) {
      throw new AssertionError(finding);
    }
  }
}
