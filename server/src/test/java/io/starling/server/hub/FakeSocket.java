package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose client reads when it is told to. It holds the hub to the {@link Outlet}'s
 * contract: whole frames, and no write while it is not ready.
 */
final class FakeSocket implements Outlet {

  /** How it takes what is more than it has room for. */
  enum Kind {
    /** Cuts a frame and keeps its tail, as straight into a socket. */
    DIRECT,
    /** Takes only whole frames that fit. */
    WHOLE,
    /** Takes everything into a queue with a mark, and sends it when flushed. */
    QUEUE
  }

  static final long ENDLESS = Long.MAX_VALUE / 4;
  private static final int QUEUE_MARK = 1_024;

  private final Kind kind;
  private final Wire wire;
  private final Deque<ByteBuf> queue = new ArrayDeque<>();
  private @Nullable Outbox outbox;
  private @Nullable Runnable onWrite;
  private @Nullable Wire tap;
  private Fault fault = Fault.NONE;
  private long room;
  private int flushed;
  private boolean full;
  private int writes;
  private int flushes;

  FakeSocket(Kind kind, Wire wire, long room) {
    this.kind = kind;
    this.wire = wire;
    this.room = room;
  }

  static FakeSocket fast(Wire wire) {
    return new FakeSocket(Kind.DIRECT, wire, ENDLESS);
  }

  void bind(Outbox bound) {
    outbox = bound;
  }

  /** Makes it do what no socket does, to see that it is found. */
  void breakBy(Fault chosen) {
    fault = chosen;
  }

  /** Runs something in each write, once it has let go of the memory. */
  void onWrite(@Nullable Runnable action) {
    onWrite = action;
  }

  /** Shows all that it takes at once, whenever it comes to the client. */
  void tap(Wire shown) {
    tap = shown;
  }

  @Override
  public boolean ready() {
    return !full;
  }

  @Override
  public int write(ByteBuf memory, int from, int to) {
    if (full || from >= to || Frames.boundary(memory, from, to, to) != to) {
      throw new AssertionError("written while full, or not whole frames: " + from + ".." + to);
    }
    writes++;
    int taken =
        switch (kind) {
          case DIRECT -> writeDirect(memory, from, to);
          case WHOLE -> writeWhole(memory, from, to);
          case QUEUE -> enqueue(memory, from, to);
        };
    if (onWrite != null) {
      onWrite.run();
    }
    return taken;
  }

  @Override
  public void flush() {
    flushes++;
    flushed = queue.size();
    send();
  }

  @Override
  public long pendingBytes() {
    long bytes = 0;
    for (ByteBuf each : queue) {
      bytes += each.readableBytes();
    }
    return bytes;
  }

  /** The client reads so many bytes. */
  void read(long bytes) {
    room = Math.min(ENDLESS, room + bytes);
    send();
    if (kind == Kind.WHOLE) {
      setFull(false);
    }
  }

  /** The connection is gone, with all that was on its way. */
  void close() {
    queue.forEach(ByteBuf::release);
    queue.clear();
    flushed = 0;
  }

  /** How many pieces of memory it holds on to. */
  int held() {
    return queue.size();
  }

  int writes() {
    return writes;
  }

  int flushes() {
    return flushes;
  }

  private int writeDirect(ByteBuf memory, int from, int to) {
    int length = (int) Math.min(room, to - from);
    int cut = from + length;
    int end = cut == to ? to : Frames.boundary(memory, from, cut + 1, to);
    show(memory, from, end);
    give(memory, from, length);
    if (cut == to) {
      return to;
    }
    queue.add(memory.retainedSlice(cut, end - cut));
    if (fault == Fault.LEAK) {
      memory.retain();
    }
    if (fault == Fault.TORN_FRAME) {
      give(memory, end - 1, 1);
    }
    flushed = 1;
    full = true;
    return end;
  }

  private int writeWhole(ByteBuf memory, int from, int to) {
    int at = from;
    while (at < to && Frames.end(memory, at) - from <= room) {
      at = Frames.end(memory, at);
    }
    full = at < to;
    show(memory, from, at);
    give(memory, from, at - from);
    return at;
  }

  private int enqueue(ByteBuf memory, int from, int to) {
    show(memory, from, to);
    queue.add(memory.retainedSlice(from, to - from));
    full = pendingBytes() >= QUEUE_MARK;
    return to;
  }

  private void send() {
    while (flushed > 0 && room > 0) {
      ByteBuf first = queue.element();
      int length = (int) Math.min(room, first.readableBytes());
      give(first, first.readerIndex(), length);
      first.skipBytes(length);
      if (!first.isReadable()) {
        queue.remove().release();
        flushed--;
      }
    }
    setFull(
        switch (kind) {
          case DIRECT -> !queue.isEmpty();
          case WHOLE -> full;
          case QUEUE -> full && pendingBytes() >= QUEUE_MARK / 2;
        });
  }

  private void setFull(boolean nowFull) {
    boolean wake = full && !nowFull;
    full = nowFull;
    if (wake && outbox != null) {
      outbox.wake();
    }
  }

  private void show(ByteBuf memory, int from, int to) {
    if (tap != null && to > from) {
      tap.add(memory, from, to - from);
    }
  }

  private void give(ByteBuf memory, int from, int length) {
    room -= length;
    wire.add(memory, from, length);
  }
}
