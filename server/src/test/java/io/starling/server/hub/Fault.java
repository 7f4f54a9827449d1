package io.starling.server.hub;

/** What can be put into the model's world to see that its checker finds it. */
enum Fault {
  NONE,
  /** A publication gets lost on the way. */
  DROP,
  /** A publication comes twice. */
  DOUBLE,
  /** Two publications change places. */
  SWAP,
  /** A gap message names one publication too many. */
  GAP_TOO_WIDE,
  /** A gap message names one publication too few. */
  GAP_TOO_NARROW,
  /** A gap is passed over in silence. */
  GAP_UNSAID,
  /** A socket never lets go of a piece of memory. */
  LEAK,
  /** A socket with room again does not say so. */
  LOST_WAKE,
  /** A socket sends a frame's end twice. */
  TORN_FRAME,
  /** A change of state is put into the log but not into the keyframe behind it. */
  STALE_KEYFRAME,
  /** What is too old is sent all the same. */
  LATE,
  /** What is not too old is skipped. */
  HASTY,
  /** The encoder does not heed a subscriber that waits for a keyframe. */
  NO_KEYFRAME
}
