package io.starling.server.hub;

import io.netty.buffer.ByteBuf;

/**
 * One connection's way out, as the hub sees it. Confined to the connection's event loop.
 *
 * <p>An outlet that is not ready calls {@link Outbox#wake()} once it is again.
 */
public interface Outlet {

  /** Whether a write would be taken now. */
  boolean ready();

  /**
   * Takes the frames in {@code [from, to)}, both frame boundaries, and returns the boundary up to
   * which it took them. That is at least one frame, or the outlet is not ready from then on until
   * it wakes the outbox. What it took and could not hand to the kernel it holds by a reference of
   * its own; the caller keeps its own. Called only while it is ready.
   */
  int write(ByteBuf memory, int from, int to);

  /** Sends on what was written. */
  void flush();

  /** Bytes taken that the kernel does not have yet; falls as the client reads. */
  long pendingBytes();
}
