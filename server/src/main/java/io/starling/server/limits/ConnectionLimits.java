package io.starling.server.limits;

import io.starling.server.metrics.TrafficMetrics;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections there are, in all, of each address and of each user. Thread-safe; no bound
 * is ever passed, and what is closed takes no memory.
 *
 * <p>A connection takes a slot when it opens, and a second one when its user is known, who may
 * change later: the new user's is taken first, then the old one's closed.
 */
public final class ConnectionLimits {

  /** The user of whoever has not authenticated; there may be any number of them. */
  public static final String ANONYMOUS = "anonymous";

  private final ConnectionBounds bounds;
  private final TrafficMetrics metrics;
  private final AtomicInteger open = new AtomicInteger();
  private final Counts addresses;
  private final Counts users;

  public ConnectionLimits(ConnectionBounds bounds, TrafficMetrics metrics) {
    this.bounds = bounds;
    this.metrics = metrics;
    this.addresses = new Counts(bounds.perAddress());
    this.users = new Counts(bounds.perUser());
  }

  /** Takes a slot for a connection from an address. */
  public Admission tryOpen(String address) {
    if (!tryCount()) {
      return refused(Admission.Bound.ALL);
    }
    if (!addresses.tryAdd(address)) {
      open.decrementAndGet();
      return refused(Admission.Bound.ADDRESS);
    }
    return new Admission.Opened(
        new Admission.Slot(
            () -> {
              addresses.remove(address);
              open.decrementAndGet();
            }));
  }

  /** Takes a slot for a connection of a user. */
  public Admission tryUser(String user) {
    if (user.equals(ANONYMOUS)) {
      return new Admission.Opened(new Admission.Slot(() -> {}));
    }
    if (!users.tryAdd(user)) {
      return refused(Admission.Bound.USER);
    }
    return new Admission.Opened(new Admission.Slot(() -> users.remove(user)));
  }

  /** Connections now. */
  public int open() {
    return open.get();
  }

  /** Addresses and users of which something is counted. */
  int names() {
    return addresses.names() + users.names();
  }

  private boolean tryCount() {
    int now = open.get();
    while (now < bounds.total()) {
      if (open.compareAndSet(now, now + 1)) {
        return true;
      }
      now = open.get();
    }
    return false;
  }

  private Admission refused(Admission.Bound bound) {
    metrics.connectionsRefused.increment(bound.label());
    return new Admission.Refused(bound);
  }
}
