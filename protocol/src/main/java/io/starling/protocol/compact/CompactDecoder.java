package io.starling.protocol.compact;

import static io.starling.protocol.compact.CompactLayout.AXES;
import static io.starling.protocol.compact.CompactLayout.BASE;
import static io.starling.protocol.compact.CompactLayout.BLOCK;
import static io.starling.protocol.compact.CompactLayout.PREDICTED;
import static io.starling.protocol.compact.CompactLayout.unzigzag;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ProtocolException;

/**
 * The other end of a stream of 0x13: where all its nodes are, exact to half a quantum. An update
 * whose predecessor is lacking is left out, and all behind it, until the next keyframe; a broken
 * one counts as lacking. Confined to its owner's thread.
 */
public final class CompactDecoder {

  /** What became of a message. */
  public enum Outcome {
    /** More parts of the same update follow. */
    PENDING,
    /** The update is complete, and the positions are those of its time. */
    APPLIED,
    /** Left out, because what it builds on is lacking; a keyframe is needed. */
    SKIPPED
  }

  private static final int NO_ID = -1;

  private final int[] which = new int[BLOCK];
  private final int[] values = new int[BLOCK];

  private GridState state = new GridState();
  private boolean synced;

  // The update whose parts are coming in.
  private boolean open;
  private int openKind;
  private int openSequence;
  private int openTime;
  private GridState next = new GridState();
  private final StagedChanges changes = new StagedChanges();

  /**
   * Reads the payload of one message, which stays the caller's.
   *
   * @param more whether its header says that more parts follow
   * @throws ProtocolException MALFORMED_FRAME; the update is dropped, and a keyframe is needed
   */
  public Outcome read(ByteBuf payload, boolean more) {
    try {
      Outcome outcome = read(new PackedReader(payload.slice()), more);
      open = outcome == Outcome.PENDING;
      return outcome;
    } catch (ProtocolException e) {
      open = false;
      synced = false;
      throw e;
    }
  }

  /** Whether there are positions, and the next delta is wanted. */
  public boolean isSynced() {
    return synced;
  }

  /** How many nodes there are. */
  public int count() {
    return state.count;
  }

  public int id(int index) {
    return state.ids[index];
  }

  public float x(int index) {
    return coordinate(0, index);
  }

  public float y(int index) {
    return coordinate(1, index);
  }

  public float z(int index) {
    return coordinate(2, index);
  }

  public float quantum() {
    return state.quantum;
  }

  /** Sequence number of the update that was applied last, for 0x34. */
  public int sequence() {
    return state.sequence;
  }

  /** Time of the update that was applied last: Unix ms modulo 2^32. */
  public int time() {
    return state.time;
  }

  /** In double before it is rounded, as in languages that have nothing else. */
  private float coordinate(int axis, int index) {
    return (float) (state.grid[axis][index] * (double) state.quantum);
  }

  private Outcome read(PackedReader in, boolean more) {
    int kind = in.u8();
    int sequence = in.u32();
    int time = in.u32();
    return switch (kind) {
      case CompactLayout.KEYFRAME -> readKeyframe(in, sequence, time, more);
      case CompactLayout.DELTA -> readDelta(in, sequence, time, more);
      default -> throw in.refusal("Kind " + kind + " is neither keyframe nor delta");
    };
  }

  private Outcome readKeyframe(PackedReader in, int sequence, int time, boolean more) {
    float quantum = in.f32();
    int total = in.u32();
    int first = in.u32();
    int size = in.u16();
    if (!(quantum > 0) || Float.isInfinite(quantum)) {
      throw in.refusal("No grid is " + quantum + " wide");
    }
    boolean begins = first == 0;
    if (!begins && !continues(CompactLayout.KEYFRAME, sequence, time)) {
      synced = false;
      return Outcome.SKIPPED;
    }
    if (begins) {
      next.clear(sequence, time, quantum);
      begin(CompactLayout.KEYFRAME, sequence, time);
    }
    boolean whole = first + size == total;
    boolean same = quantum == next.quantum;
    if (!same || first != next.count || total < 0 || size > total - first || more == whole) {
      throw in.refusal("Nodes %d to %d of %d are no part".formatted(first, first + size, total));
    }
    if (total > 0) {
      requireNodes(in, size);
    }
    readNodes(in, size, total);
    in.requireEnd();
    if (more) {
      return Outcome.PENDING;
    }
    GridState old = state;
    state = next;
    next = old;
    synced = true;
    return Outcome.APPLIED;
  }

  private void readNodes(PackedReader in, int size, int total) {
    int before = NO_ID;
    for (int done = 0; done < size; ) {
      int block = Math.min(BLOCK, size - done);
      next.grow(block, total);
      before = next.ids(in, block, before);
      for (int axis = 0; axis < AXES; axis++) {
        int head = in.u8();
        if ((head & PREDICTED) != 0) {
          throw in.refusal("A keyframe predicts nothing");
        }
        column(in, head, block);
        System.arraycopy(values, 0, next.grid[axis], next.count, block);
      }
      next.count += block;
      done += block;
    }
  }

  private Outcome readDelta(PackedReader in, int sequence, int time, boolean more) {
    int predecessor = in.u32();
    int size = in.u16();
    if (!synced || predecessor != state.sequence) {
      synced = false;
      return Outcome.SKIPPED;
    }
    if (!continues(CompactLayout.DELTA, sequence, time)) {
      begin(CompactLayout.DELTA, sequence, time);
      changes.clear(state.count);
    }
    requireNodes(in, size);
    int before = NO_ID;
    for (int done = 0; done < size; ) {
      int block = Math.min(BLOCK, size - done);
      before = readIndices(in, block, before);
      for (int axis = 0; axis < AXES; axis++) {
        int head = in.u8();
        column(in, head, block);
        changes.stage(axis, which, values, block, (head & PREDICTED) == 0 ? null : state);
      }
      changes.advance(which, block);
      done += block;
    }
    in.requireEnd();
    if (more) {
      return Outcome.PENDING;
    }
    changes.apply(state);
    state.sequence = sequence;
    state.time = time;
    return Outcome.APPLIED;
  }

  private static void requireNodes(PackedReader in, int size) {
    if (size == 0) {
      throw in.refusal("A part holds no nodes");
    }
  }

  private int readIndices(PackedReader in, int block, int before) {
    int coding = in.u8();
    if (coding > CompactLayout.CODING) {
      throw in.refusal("Indices have neither base nor prediction");
    }
    in.values(which, block, coding);
    int last = before;
    for (int i = 0; i < block; i++) {
      if (Integer.compareUnsigned(which[i], state.count) >= 0) {
        throw in.refusal("There is no such node");
      }
      last += which[i] + 1;
      if (last >= state.count || last <= changes.last()) {
        throw in.refusal("There is no node " + last + ", or it came before");
      }
      which[i] = last;
    }
    return last;
  }

  private void column(PackedReader in, int head, int block) {
    boolean above = (head & BASE) != 0;
    int base = above ? unzigzag(in.varint()) : 0;
    in.values(values, block, head & CompactLayout.CODING);
    for (int i = 0; i < block; i++) {
      values[i] = above ? values[i] + base : unzigzag(values[i]);
    }
  }

  private boolean continues(int kind, int sequence, int time) {
    return open && openKind == kind && openSequence == sequence && openTime == time;
  }

  private void begin(int kind, int sequence, int time) {
    open = true;
    openKind = kind;
    openSequence = sequence;
    openTime = time;
  }
}
