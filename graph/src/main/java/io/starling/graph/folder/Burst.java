package io.starling.graph.folder;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Changes that come one upon the other and are handled as one. A burst is over when nothing was
 * added for the time of quiet, or when it lasts longer than patience. Confined to whoever holds its
 * lock.
 */
final class Burst {
  /** Beyond this many paths looking at all of the folder is as cheap. */
  private static final int MAX_PATHS = 4_096;

  private final long quietNanos;
  private final long patienceNanos;
  private Set<Path> paths = new LinkedHashSet<>();
  private boolean everything;
  private long firstNanos;
  private long lastNanos;

  Burst(FolderOptions options) {
    this.quietNanos = options.quiet().toNanos();
    this.patienceNanos = options.patience().toNanos();
  }

  /**
   * What is to be looked at.
   *
   * @param everything the whole folder, because it is not known what changed; {@code paths} is
   *     empty then
   * @param paths in the order in which they first changed
   */
  record Changes(boolean everything, Set<Path> paths) {
    Changes {
      paths = Collections.unmodifiableSet(new LinkedHashSet<>(paths));
    }
  }

  void add(Path path, long nowNanos) {
    touch(nowNanos);
    paths.add(path);
    everything |= paths.size() > MAX_PATHS;
  }

  void addEverything(long nowNanos) {
    touch(nowNanos);
    everything = true;
  }

  boolean isEmpty() {
    return !everything && paths.isEmpty();
  }

  /**
   * Gives the nanoseconds until the burst is over, none or less when it is; asked only of a burst
   * that is not empty.
   */
  long remainingNanos(long nowNanos) {
    return Math.min(lastNanos + quietNanos, firstNanos + patienceNanos) - nowNanos;
  }

  /** Gives what the burst holds and begins a new one. */
  Changes drain() {
    Changes changes = new Changes(everything, everything ? Set.of() : paths);
    paths = new LinkedHashSet<>();
    everything = false;
    return changes;
  }

  private void touch(long nowNanos) {
    if (isEmpty()) {
      firstNanos = nowNanos;
    }
    lastNanos = nowNanos;
  }
}
