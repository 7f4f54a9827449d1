package io.starling.server.app;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many files and sockets the operating system lets this process have open. Immutable.
 *
 * @param most open at a time
 * @param open now
 */
record DescriptorLimit(long most, long open) {

  /** For the folder's files, the store, requests that are no WebSocket. */
  private static final int RESERVE = 256;

  /** The process's; on a system that does not say, without a limit. */
  static DescriptorLimit current() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new DescriptorLimit(unix.getMaxFileDescriptorCount(), unix.getOpenFileDescriptorCount())
        : new DescriptorLimit(Long.MAX_VALUE, 0);
  }

  /** What it leaves for connections, at least 1. */
  int connections() {
    return Math.clamp(most - open - RESERVE, 1, Integer.MAX_VALUE);
  }
}
