package io.starling.server.hub;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The subscribers of one variant on one event loop. {@link #wake} and {@link #isDirty} may be
 * called from any thread; all else is confined to the loop.
 */
final class Readers implements Drainable {

  private final Variant<?> variant;
  private final Drain drain;
  private final AtomicBoolean dirty = new AtomicBoolean();

  private Subscription[] members = new Subscription[2];
  private int size;

  Readers(Variant<?> variant, Drain drain) {
    this.variant = variant;
    this.drain = drain;
  }

  Variant<?> variant() {
    return variant;
  }

  Drain loop() {
    return drain;
  }

  /** Makes the loop drain these readers, once however often it is called before. */
  void wake() {
    if (!dirty.get() && dirty.compareAndSet(false, true)) {
      drain.enqueue(this);
    }
  }

  /** Whether the loop has been made to drain these readers and has not come to it. */
  boolean isDirty() {
    return dirty.get();
  }

  void add(Subscription subscription) {
    if (size == members.length) {
      members = Arrays.copyOf(members, size * 2);
    }
    subscription.index = size;
    members[size++] = subscription;
  }

  void remove(Subscription subscription) {
    int index = subscription.index;
    Subscription moved = members[--size];
    members[index] = moved;
    moved.index = index;
    clear(size);
    subscription.index = -1;
    variant.left(this, size == 0);
  }

  /** Gives every reader what it can take now. Backwards, because a write may end a member. */
  @Override
  public void drain(LogView view) {
    dirty.set(false);
    view.open(variant.log());
    try {
      for (int i = size - 1; i >= 0; i--) {
        if (i < size && members[i].isBehind(view)) {
          members[i].outbox().offer(members[i], view);
        }
      }
    } finally {
      view.close();
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  @SuppressWarnings(
      "NullAway") // the array's unused places hold nothing, so that a closed session can go
  private void clear(int index) {
    members[index] = null;
  }
}
