package io.starling.server.hub;

/**
 * A publication that holds the whole state: its place {@code [start, end)} in the log, its number,
 * and how many publications the log had before it. Immutable.
 */
record Keyframe(long start, long end, long seq, long ordinal) {

  static final Keyframe NONE = new Keyframe(-1, 0, 0, 0);

  /** Whether a reader at this position has had a part of it. */
  boolean isCutAt(long position) {
    return start < position && position < end;
  }

  long bytes() {
    return start < 0 ? 0 : end - start;
  }
}
