package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Everything on its way out of one connection: replies of its own first, then its subscriptions in
 * the order of their lanes. It holds no copy of what is published, only cursors.
 *
 * <p>Confined to the connection's event loop, but for {@link #wake}.
 */
public final class Outbox implements Drainable {

  /** Past this many bytes of unread replies a client that keeps asking is too slow. */
  static final int MAX_REPLY_BYTES = 1 << 20;

  /**
   * A lagging subscriber of state is given a fresh keyframe instead of a longer backlog than this.
   */
  static final int MAX_STATE_BACKLOG = 64 * 1024;

  /** Replies are gathered in pieces of this size, so that many leave in one system call. */
  private static final int REPLY_PIECE = 16 * 1024;

  private static final int FIRST_PIECE = 512;

  /** Whose outbox it is. */
  public interface Owner {
    /** The socket took nothing for {@link Drain#STALL_LIMIT}, or replies pile up unread. */
    void tooSlow();
  }

  private final Drain drain;
  private final Outlet outlet;
  private final Owner owner;
  private final List<Subscription> subscriptions = new ArrayList<>(2);
  private final ArrayDeque<ByteBuf> replies = new ArrayDeque<>(2);
  private final AtomicBoolean awake = new AtomicBoolean();
  private @Nullable ByteBuf open;
  private long replyBytes;
  private boolean blocked;
  private boolean finished;
  private boolean closed;
  private @Nullable Runnable whenIdle;
  private long pendingSeen;
  private long stalledSince;
  private long bytes;
  private long messages;

  Outbox(Drain drain, Outlet outlet, Owner owner) {
    this.drain = drain;
    this.outlet = outlet;
    this.owner = owner;
  }

  /** Adds a message to this connection alone; it leaves when the loop has done what it is at. */
  public void send(int opcode, ByteBuf payload) {
    if (!refuses()) {
      write(opcode, payload);
    }
  }

  private void write(int opcode, ByteBuf payload) {
    int length = payload.readableBytes();
    ByteBuf piece = piece(Frames.bytes(length));
    Frames.writeHeader(piece, opcode, length);
    piece.writeBytes(payload, payload.readerIndex(), length);
    sent(Frames.bytes(length));
  }

  /**
   * Adds the last message of this connection and lets its subscriptions go; whatever is sent after
   * it is dropped. Idempotent.
   */
  public void finish(int opcode, ByteBuf payload) {
    if (closed || finished) {
      return;
    }
    finished = true;
    cancelAll();
    write(opcode, payload);
  }

  /** Runs something once all replies have left; at once if they have. */
  public void onIdle(Runnable action) {
    if (isIdle()) {
      action.run();
    } else {
      whenIdle = action;
    }
  }

  /** Adds finished frames, such as a shared initial load, and takes over the caller's reference. */
  public void sendFrames(ByteBuf frames) {
    if (refuses()) {
      frames.release();
      return;
    }
    open = null;
    replies.add(frames);
    sent(frames.readableBytes());
  }

  /** Makes the loop look at this outbox, once however often it is called before. Any thread. */
  public void wake() {
    if (!awake.get() && awake.compareAndSet(false, true)) {
      drain.enqueue(this);
    }
  }

  /** Whether nothing of this connection's own waits. */
  public boolean isIdle() {
    return replies.isEmpty() && outlet.ready();
  }

  /** Bytes handed to the socket. */
  public long bytes() {
    return bytes;
  }

  /** Messages handed to the socket: publications and replies. */
  public long messages() {
    return messages;
  }

  public int subscriptions() {
    return subscriptions.size();
  }

  /** Lets go of everything; the subscriptions end. Idempotent. */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    drain.unblock(this);
    cancelAll();
    replies.forEach(ByteBuf::release);
    replies.clear();
    open = null;
  }

  /** Sends what can be sent now, all lanes in order. */
  @Override
  public void drain(LogView view) {
    awake.set(false);
    if (closed || !takesMore() || !drainReplies()) {
      return;
    }
    if (whenIdle != null) {
      Runnable action = whenIdle;
      whenIdle = null;
      outlet.flush();
      action.run();
      return;
    }
    for (int i = 0; i < subscriptions.size(); i++) {
      Subscription subscription = subscriptions.get(i);
      if (!subscription.paused) {
        view.open(subscription.readers.variant().log());
        conflate(subscription, view);
        boolean more = advance(subscription, view);
        view.close();
        if (!more) {
          break;
        }
      }
    }
    outlet.flush();
  }

  /** One subscription has something new; the usual way, with nothing else in front of it. */
  void offer(Subscription subscription, LogView view) {
    if (closed || blocked || subscription.paused) {
      return;
    }
    if (takesMore() && drainReplies()) {
      advance(subscription, view);
      outlet.flush();
    }
  }

  void add(Subscription subscription) {
    subscriptions.add(subscription);
    subscriptions.sort(Comparator.comparing(each -> each.lane));
  }

  void remove(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  Drain loop() {
    return drain;
  }

  Owner owner() {
    return owner;
  }

  void stalledSince(long now) {
    stalledSince = now;
    pendingSeen = outlet.pendingBytes();
  }

  /** Nanoseconds for which the socket has taken nothing. */
  long stalledFor(long now) {
    long pending = outlet.pendingBytes();
    if (pending != pendingSeen) {
      pendingSeen = pending;
      stalledSince = now;
    }
    return now - stalledSince;
  }

  /** Whether the socket takes more; watches it if not. */
  private boolean takesMore() {
    if (outlet.ready()) {
      if (blocked) {
        blocked = false;
        drain.unblock(this);
      }
      return true;
    }
    if (!blocked) {
      blocked = true;
      drain.block(this);
    }
    return false;
  }

  private boolean drainReplies() {
    for (ByteBuf piece = replies.peek(); piece != null; piece = replies.peek()) {
      int from = piece.readerIndex();
      int to = piece.writerIndex();
      open = null; // what the socket holds a part of must not grow, and so move, under it
      int taken = outlet.write(piece, from, to);
      bytes += taken - from;
      replyBytes -= taken - from;
      drain.count(0, taken - from);
      piece.readerIndex(taken);
      if (taken < to) {
        return takesMore();
      }
      replies.remove();
      piece.release();
      if (!replies.isEmpty() && !takesMore()) {
        return false;
      }
    }
    return takesMore();
  }

  /** Writes {@code [position, head)}; false when the socket is full before that. */
  private boolean advance(Subscription subscription, LogView view) {
    while (reposition(subscription, view)) {
      Segment segment = view.at(subscription.position);
      if (segment == null) {
        view.open(subscription.readers.variant().log());
        continue;
      }
      if (subscription.position == segment.base) {
        subscription.seq = segment.firstSeq;
      }
      int from = (int) (subscription.position - segment.base);
      int to = (int) (view.end() - segment.base);
      int taken = outlet.write(segment.memory, from, to);
      bytes += taken - from;
      subscription.position = segment.base + taken;
      long seq =
          subscription.position == view.head
              ? view.headSeq
              : subscription.seq + Frames.count(segment.memory, from, taken);
      messages += seq - subscription.seq;
      drain.count(seq - subscription.seq, taken - from);
      subscription.seq = seq;
      if (subscription.position < view.head && !takesMore()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Puts the cursor where the contract wants it; false when there is nothing to send from there.
   */
  private boolean reposition(Subscription subscription, LogView view) {
    return switch (subscription.readers.variant().channel().contract()) {
      case LATEST -> toKeyframe(subscription, view);
      case EVERY -> overGap(subscription, view);
    };
  }

  private boolean toKeyframe(Subscription subscription, LogView view) {
    if (subscription.awaitingKeyframe) {
      if (view.keyframe < subscription.position) {
        return false;
      }
      subscription.awaitingKeyframe = false;
      subscription.position = view.keyframe;
      subscription.seq = view.keyframeSeq;
    } else if (view.keyframe > subscription.position) {
      subscription.position = view.keyframe;
      subscription.seq = view.keyframeSeq;
      drain.metrics().conflations.increment();
    }
    return subscription.position < view.head;
  }

  private boolean overGap(Subscription subscription, LogView view) {
    if (subscription.position < view.tail()) {
      Channel<?> channel = subscription.readers.variant().channel();
      drain.metrics().gaps.increment();
      ByteBuf gap = drain.allocator().directBuffer(FIRST_PIECE);
      channel.encodeGap(subscription.seq, view.tailSeq(), gap);
      subscription.position = view.tail();
      subscription.seq = view.tailSeq();
      sendFrames(gap);
      if (!drainReplies()) {
        return false;
      }
    }
    return subscription.position < view.head;
  }

  /** After a stall: rather a fresh keyframe than a long backlog of state. */
  private void conflate(Subscription subscription, LogView view) {
    if (subscription.readers.variant().channel().contract() == Contract.LATEST
        && !subscription.awaitingKeyframe
        && view.keyframe <= subscription.position
        && view.head - subscription.position > MAX_STATE_BACKLOG) {
      drain.metrics().conflations.increment();
      subscription.position = view.head;
      subscription.awaitKeyframe();
    }
  }

  private void cancelAll() {
    for (Subscription subscription : List.copyOf(subscriptions)) {
      subscription.cancel();
    }
  }

  private boolean refuses() {
    if (closed || finished) {
      return true;
    }
    if (replyBytes > MAX_REPLY_BYTES) {
      owner.tooSlow();
      return true;
    }
    return false;
  }

  private ByteBuf piece(int need) {
    ByteBuf piece = open;
    if (piece != null && piece.maxWritableBytes() >= need) {
      return piece;
    }
    piece =
        drain.allocator().directBuffer(Math.max(FIRST_PIECE, need), Math.max(REPLY_PIECE, need));
    open = piece;
    replies.add(piece);
    return piece;
  }

  private void sent(int length) {
    replyBytes += length;
    messages++;
    wake();
  }
}
