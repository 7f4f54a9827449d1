package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.BinaryInput;
import io.starling.protocol.binary.ControlCodec;
import io.starling.protocol.binary.ErrorCodec;
import io.starling.protocol.binary.HandshakeAnswer;
import io.starling.protocol.binary.HandshakeCodec;
import io.starling.protocol.binary.HeartbeatCodec;
import io.starling.protocol.error.Failure;
import io.starling.protocol.error.WarningCode;
import io.starling.protocol.message.ClientMessage.BroadcastAck;
import io.starling.protocol.message.ClientMessage.FilterUpdate;
import io.starling.protocol.message.ControlBit;
import io.starling.protocol.message.Positions;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Capability;
import io.starling.server.auth.Scope;
import io.starling.server.hub.Frames;
import io.starling.server.hub.Loop;
import io.starling.server.session.HeartbeatWheel;
import io.starling.server.session.Session;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * One session that looks at the graph: what it agreed to, which part it sees, how often, and which
 * nodes it holds. Confined to the session's event loop, but for {@link #lost} and {@link #refresh}.
 */
public final class Viewer implements HeartbeatWheel.Beating {

  /** Bits that change what a viewer gets; the others are not in force. */
  private static final int KNOWN_BITS =
      ControlBit.PAUSE_UPDATES.mask()
          | ControlBit.HIGH_FREQUENCY.mask()
          | ControlBit.LOW_BANDWIDTH.mask()
          | ControlBit.USER_INTERACTING.mask()
          | ControlBit.BACKGROUND_MODE.mask();

  /** A node that is held but not moved for so long is let go. */
  private static final Duration HOLD_LIMIT = Duration.ofSeconds(5);

  private final Session session;
  private final Stage stage;
  private final Loop loop;
  private final BinaryInput input = new BinaryInput();
  private final Wording wording;
  private final Subscriptions subscriptions;
  private final Intake intake;
  private final Identity identity;
  private final Acknowledged acknowledged = new Acknowledged();
  private final Set<Integer> held = new HashSet<>();
  private Agreement agreement = Agreement.DEFAULT;
  private int bits;
  private long draggedNanos;
  private boolean holdChecked;

  /** Begins to look; says who the client is and what the server can do. */
  public Viewer(Session session, Stage stage, Loop loop, Wording wording, Entrance entrance) {
    this.session = session;
    this.stage = stage;
    this.loop = loop;
    this.wording = wording;
    this.subscriptions = new Subscriptions(this, stage);
    this.intake = new Intake(this, stage);
    this.identity = new Identity(this, stage.guards(), entrance);
    stage.viewers().add(this);
    session.onClose(this::closed);
  }

  @Override
  public Session session() {
    return session;
  }

  public String clientId() {
    return session.id().toString();
  }

  /** Reads the binary messages of this connection. */
  public BinaryInput input() {
    return input;
  }

  /** Says how much of what comes is taken. */
  public Intake intake() {
    return intake;
  }

  /** Says who this is. */
  public Identity identity() {
    return identity;
  }

  public Subscriptions subscriptions() {
    return subscriptions;
  }

  /** Says what the client has applied. */
  public Acknowledged acknowledged() {
    return acknowledged;
  }

  Agreement agreement() {
    return agreement;
  }

  Tier tier(int rateHz) {
    return Tier.of(bits, rateHz);
  }

  boolean isInteracting() {
    return ControlBit.USER_INTERACTING.in(bits);
  }

  /** How this client is spoken to. */
  public Wording wording() {
    return wording;
  }

  /** Sends one message in the words of this client, if there are any for it. */
  public void send(ServerMessage message) {
    if (Wording.isWord(message)) {
      encode(Frames.TEXT, Wording::encodeWord);
    } else {
      encode(wording.opcode(), out -> wording.encode(message, out));
    }
  }

  /** Sends a message if the client is still there. Any thread. */
  public void tell(ServerMessage message) {
    try {
      loop.execute(
          () -> {
            if (!session.isClosed()) {
              send(message);
            }
          });
    } catch (RejectedExecutionException ended) {
      // the server has stopped meanwhile, and its clients are gone
    }
  }

  /** Tells the client something that it should know. */
  public void warn(WarningCode code, long count) {
    send(new ServerMessage.Warning(code, count, stage.clock().millis()));
  }

  /** Tells of a failure, in text, and as 0xFF to a client that agreed to it. */
  public void fail(Failure failure) {
    stage.traffic().errors.increment();
    send(new ServerMessage.Failed(failure));
    if (agreement.has(Capability.BINARY_ERRORS)) {
      encode(Frames.BINARY, out -> ErrorCodec.encode(out, agreement.version(), failure));
    }
  }

  /** The URL of the connection asked for this: so it begins. */
  public void begin(Agreement agreed) {
    agreement = agreed;
    input.agree(agreed);
  }

  /** A handshake was agreed on: from now on everything is as it says. */
  public void agree(Agreement agreed) {
    boolean asText = agreement.isHeaderless() || agreed.isHeaderless();
    begin(agreed);
    acknowledged.restart();
    answer(new HandshakeAnswer(agreed, session.id(), stage.clock().millis()), asText);
    subscriptions.streams().renew();
  }

  /** Sets the control bits and answers with those in force. */
  public void control(int wanted) {
    int before = bits;
    bits = wanted & KNOWN_BITS;
    if (agreement.isHeaderless()) {
      send(new ServerMessage.ControlBitsInForce(bits, stage.clock().millis()));
    } else {
      encode(Frames.BINARY, out -> ControlCodec.encode(out, agreement.version(), bits));
    }
    if (isInteracting() && !ControlBit.USER_INTERACTING.in(before)) {
      draggedNanos = stage.clock().nanoTime();
    }
    if (!isInteracting()) {
      releaseAll();
    }
    subscriptions.streams().retier();
    if (ControlBit.FORCE_FULL_UPDATE.in(wanted)) {
      subscriptions.streams().keyframe();
    }
  }

  /** The client has applied an update. */
  public void acknowledge(BroadcastAck ack) {
    stage.traffic().acknowledgements.increment();
    acknowledged.take(ack);
  }

  /** Replaces the filter: the load of what it leaves, then live data of just that. */
  public void filter(FilterUpdate update) {
    subscriptions.filter(update);
  }

  /** Moves the nodes that its user drags, and tells of records that are bad. */
  public void drag(Dragging dragging, Positions records) {
    draggedNanos = stage.clock().nanoTime();
    dragging.move(this, records).ifPresent(this::fail);
  }

  /** Somebody else drags a node that this viewer held. Any thread. */
  void lost(ServerMessage.DragTaken taken) {
    loop.execute(
        () -> {
          held.remove((int) taken.node());
          if (!session.isClosed()) {
            send(taken);
          }
        });
  }

  /** Sends the positions of everything in view anew. Any thread. */
  public void refresh() {
    loop.execute(
        () -> {
          if (!session.isClosed()) {
            subscriptions.streams().keyframe();
          }
        });
  }

  /** Runs something on this viewer's event loop. Any thread. */
  public void execute(Runnable task) {
    loop.execute(task);
  }

  /** It is somebody else now, and may not be allowed what it has. */
  void reconsider() {
    if (!session.principal().may(Scope.GRAPH_DRAG)) {
      releaseAll();
    }
    subscriptions.reconsider();
  }

  /** Sends finished frames, whose reference it takes over, unless it must not hear. Any thread. */
  void announce(ByteBuf frames) {
    try {
      loop.execute(
          () -> {
            if (identity.isKnown()) {
              session.outbox().sendFrames(frames);
            } else {
              frames.release();
            }
          });
    } catch (RejectedExecutionException ended) {
      frames.release(); // the server has stopped meanwhile
    }
  }

  void holds(int id) {
    held.add(id);
    if (!holdChecked) {
      holdChecked = true;
      loop.schedule(this::checkHold, HOLD_LIMIT);
    }
  }

  @Override
  public void beat() {
    subscriptions.streams().tellOfLeftOut();
    session.outbox().send(Frames.PING, Unpooled.EMPTY_BUFFER);
    if (agreement.has(Capability.BINARY_HEARTBEAT)) {
      encode(
          Frames.BINARY,
          out -> HeartbeatCodec.encode(out, agreement.version(), stage.clock().millis()));
    } else {
      send(
          new ServerMessage.HeartbeatStatus(
              stage.clock().millis(),
              clientId(),
              session.outbox().messages(),
              session.outbox().bytes(),
              session.bytesReceived(),
              session.outbox().subscriptions(),
              Duration.ofNanos(session.ageNanos()).toSeconds()));
    }
  }

  /**
   * In text where a headerless stream begins or ends: the client could not tell it from records.
   */
  private void answer(HandshakeAnswer answer, boolean asText) {
    if (asText) {
      Agreement agreed = answer.agreement();
      send(
          new ServerMessage.HandshakeAnswered(
              agreed.version(),
              agreed.format().wireName(),
              Capability.names(agreed.capabilities()),
              clientId(),
              answer.serverTime()));
    } else {
      encode(Frames.BINARY, out -> HandshakeCodec.encodeAnswer(out, answer));
    }
  }

  private void encode(int opcode, Consumer<ByteBuf> message) {
    ByteBuf out = stage.allocator().buffer(256);
    try {
      message.accept(out);
      if (out.isReadable()) {
        session.outbox().send(opcode, out);
      }
    } finally {
      out.release();
    }
  }

  private void checkHold() {
    long idle = stage.clock().nanoTime() - draggedNanos;
    holdChecked = false;
    if (held.isEmpty()) {
      return;
    }
    if (idle >= HOLD_LIMIT.toNanos()) {
      releaseAll();
    } else {
      holdChecked = true;
      loop.schedule(this::checkHold, HOLD_LIMIT.minusNanos(idle));
    }
  }

  private void releaseAll() {
    List.copyOf(held).forEach(id -> stage.dragging().release(this, id));
    held.clear();
  }

  private void closed() {
    releaseAll();
    stage.viewers().remove(this);
  }
}
