package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.starling.server.metrics.HubMetrics;
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
  static final int MAX_REPLY_BYTES = 256 * 1024;

  /** The same for finished frames, which may be shared with others and be large. */
  static final int MAX_SHARED_BYTES = 64 << 20;

  /** Whose outbox it is. */
  public interface Owner {
    /** The socket took nothing for {@link StallWatch#LIMIT}, or replies pile up unread. */
    void tooSlow();

    /** Writing failed by a fault of ours; the outbox is closed already. */
    default void failed(RuntimeException fault) {
      tooSlow();
    }
  }

  private final Drain drain;
  private final Outlet outlet;
  private final Owner owner;
  private final boolean deflates;
  private final Replies replies;
  private final List<Subscription> subscriptions = new ArrayList<>(2);
  private final AtomicBoolean awake = new AtomicBoolean();
  private @Nullable Runnable whenIdle;
  private boolean blocked;
  private boolean finished;
  private boolean closed;
  private long bytes;
  private long messages;
  private long skipped;

  // For StallWatch.
  int watchIndex = -1;
  private long pendingSeen;
  private long stalledSince;

  Outbox(Drain drain, Outlet outlet, Owner owner, boolean deflates) {
    this.drain = drain;
    this.outlet = outlet;
    this.owner = owner;
    this.deflates = deflates;
    this.replies = new Replies(drain.allocator());
  }

  /** Whether frames with {@link Frames#DEFLATED} may be sent; others may always. */
  public boolean deflates() {
    return deflates;
  }

  /**
   * Adds a message to this connection alone; it leaves when the loop has done what it is at, and
   * compressed where that was agreed and is worthwhile.
   */
  public void send(int opcode, ByteBuf payload) {
    if (accepts()) {
      if (deflates && DeflatedFrames.isWorthwhile(opcode, payload)) {
        replies.add(opcode, payload, drain.deflated());
      } else {
        replies.add(opcode, payload);
      }
      sent();
    }
  }

  /** Adds finished frames, such as a shared initial load, and takes over the caller's reference. */
  public void sendFrames(ByteBuf frames) {
    if (accepts()) {
      replies.addShared(frames);
      sent();
    } else {
      frames.release();
    }
  }

  /**
   * Adds the last message of this connection and lets its subscriptions go; whatever is sent after
   * it is dropped. Idempotent.
   */
  public void finish(int opcode, ByteBuf payload) {
    if (!closed && !finished) {
      finished = true;
      cancelAll();
      replies.add(opcode, payload);
      sent();
    }
  }

  /**
   * Runs something once all replies have left; at once if they have. It takes the place of what was
   * to be run before.
   */
  public void onIdle(Runnable action) {
    if (isIdle()) {
      action.run();
    } else {
      whenIdle = action;
    }
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

  /** Messages handed to the socket, publications and gaps, or waiting for it, replies. */
  public long messages() {
    return messages;
  }

  /** Times that a subscription skipped what was not the newest state, or was too late. */
  public long skipped() {
    return skipped;
  }

  /** Bytes that are published to its subscriptions and have not left. */
  public long lag() {
    long lag = 0;
    for (Subscription subscription : subscriptions) {
      lag += subscription.lag();
    }
    return lag;
  }

  public int subscriptions() {
    return subscriptions.size();
  }

  /** Lets go of everything; the subscriptions end. Idempotent. */
  public void close() {
    if (!closed) {
      closed = true;
      drain.stalls().forget(this);
      cancelAll();
      replies.close();
      whenIdle = null;
    }
  }

  /** Sends what can be sent now, all lanes in order. */
  @Override
  public void drain(LogView view) {
    awake.set(false);
    if (closed) {
      return;
    }
    boolean stalled = blocked;
    try {
      if (drainReplies() && idle()) {
        for (int i = 0; i < subscriptions.size(); i++) {
          if (!subscriptions.get(i).drain(view, stalled)) {
            break;
          }
        }
      }
      outlet.flush();
    } catch (RuntimeException fault) {
      fail(fault);
    } finally {
      view.close();
    }
  }

  /** One subscription has something new; the usual way, with nothing else in front of it. */
  void offer(Subscription subscription, LogView view) {
    if (blocked) {
      return;
    }
    if (isMoreUrgentDue(subscription)) {
      wake();
      return;
    }
    try {
      if (drainReplies()) {
        subscription.advance(view);
      }
      outlet.flush();
    } catch (RuntimeException fault) {
      fail(fault);
    }
  }

  void add(Subscription subscription) {
    subscriptions.add(subscription);
    subscriptions.sort(Comparator.comparing(Subscription::lane));
  }

  void remove(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  /** Whether there is no way for anything new. */
  boolean isEnded() {
    return closed || finished;
  }

  /** Whether the socket takes more; watches it if not. */
  boolean takesMore() {
    if (closed) {
      return false;
    }
    boolean ready = outlet.ready();
    if (ready == blocked) {
      blocked = !ready;
      if (ready) {
        drain.stalls().forget(this);
      } else {
        drain.stalls().watch(this);
      }
    }
    return ready;
  }

  /** Hands frames to the socket, which takes more; returns up to where it took them. */
  int write(ByteBuf memory, int from, int to) {
    int taken = outlet.write(memory, from, to);
    bytes += taken - from;
    drain.countBytes(taken - from);
    return taken;
  }

  void delivered(long publications) {
    messages += publications;
    drain.countDeliveries(publications);
  }

  /** State was skipped for a newer keyframe. */
  void conflated() {
    skipped++;
    metrics().conflations.increment();
  }

  /** So many publications came too late to be sent. */
  void late(long publications) {
    skipped += publications;
    metrics().late.add(publications);
  }

  ByteBufAllocator allocator() {
    return drain.allocator();
  }

  HubMetrics metrics() {
    return drain.metrics();
  }

  Drain loop() {
    return drain;
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

  void tooSlow() {
    metrics().tooSlow.increment();
    owner.tooSlow();
  }

  private boolean drainReplies() {
    while (takesMore()) {
      ByteBuf first = replies.first();
      if (first == null) {
        return true;
      }
      int from = first.readerIndex();
      int taken = write(first, from, first.writerIndex());
      if (!closed) {
        replies.taken(taken - from);
      }
    }
    return false;
  }

  /** Does what waits for this moment; false if the socket takes no more, or is gone, since. */
  private boolean idle() {
    Runnable action = whenIdle;
    if (action == null) {
      return true;
    }
    whenIdle = null;
    outlet.flush();
    action.run();
    return drainReplies();
  }

  private boolean isMoreUrgentDue(Subscription subscription) {
    for (int i = 0; subscriptions.get(i) != subscription; i++) {
      if (subscriptions.get(i).isDue()) {
        return true;
      }
    }
    return false;
  }

  private void fail(RuntimeException fault) {
    close();
    owner.failed(fault);
  }

  private void cancelAll() {
    for (Subscription subscription : List.copyOf(subscriptions)) {
      subscription.cancel();
    }
  }

  /** Whether one more is taken; a client is too slow only if its socket is full, too. */
  private boolean accepts() {
    if (!isEnded() && isOverfull()) {
      drainReplies();
      outlet.flush();
      if (isOverfull()) {
        tooSlow();
        return false;
      }
    }
    return !isEnded();
  }

  private boolean isOverfull() {
    return replies.ownBytes() > MAX_REPLY_BYTES || replies.sharedBytes() > MAX_SHARED_BYTES;
  }

  private void sent() {
    messages++;
    wake();
  }
}
