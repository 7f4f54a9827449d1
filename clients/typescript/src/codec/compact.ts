import { PackedReader, unzigzag } from './packed.ts';

const KEYFRAME = 0;
const DELTA = 1;
const BLOCK = 128;
const MAX_ID = (1 << 26) - 1;

const CODING = 0x3f;
const BASE = 0x40;
const PREDICTED = 0x80;

type Axes = readonly [Int32Array, Int32Array, Int32Array];

/** What a reader of the stream has: nodes, where they are on the grid, and how they moved last. */
interface Grid {
  count: number;
  sequence: number;
  time: number;
  quantum: number;
  ids: Uint32Array;
  axes: Axes;
  motion: Axes;
}

/** For {@link GraphClientOptions.format}: named there and not by itself, so that who does without does not load it. */
export interface CompactFormat {
  readonly name: 'compact';
  decoder(): CompactDecoder;
}

export const compact: CompactFormat = { name: 'compact', decoder: () => new CompactDecoder() };

/** `pending`: more parts follow; `skipped`: what it builds on is lacking, so a keyframe is needed. */
export type CompactOutcome = 'pending' | 'applied' | 'skipped';

/**
 * One stream of 0x13: where all its nodes are, exact to half a quantum. An update whose predecessor is lacking
 * is left out, and all behind it, until the next keyframe; a broken one counts as lacking.
 */
export class CompactDecoder {
  readonly #which = new Int32Array(BLOCK);
  readonly #values = new Int32Array(BLOCK);
  #grid = emptyGrid();
  #synced = false;

  /** The update whose parts are coming in. */
  #open: { readonly kind: number; readonly sequence: number; readonly time: number } | undefined;
  #next = emptyGrid();
  #staged = new Int32Array(0);
  #change: Axes = axes(0);
  #stagedCount = 0;
  #changed: Uint32Array = new Uint32Array(0);

  /** Whether there are positions, and the next delta is wanted. */
  get synced(): boolean {
    return this.#synced;
  }

  get count(): number {
    return this.#grid.count;
  }

  /** Ids by index; may be longer than `count`. */
  get ids(): Uint32Array {
    return this.#grid.ids;
  }

  /** Coordinates on the grid, x, y and z by index, to be multiplied by `quantum`. */
  get axes(): Axes {
    return this.#grid.axes;
  }

  get quantum(): number {
    return this.#grid.quantum;
  }

  /** Of the update applied last, for 0x34. */
  get sequence(): number {
    return this.#grid.sequence;
  }

  /** Of the update applied last: Unix milliseconds modulo 2^32. */
  get time(): number {
    return this.#grid.time;
  }

  /** Indices that the update applied last was about, ascending; valid until the next. */
  get changed(): Uint32Array {
    return this.#changed;
  }

  /** All indices there are. */
  all(): Uint32Array {
    return Uint32Array.from({ length: this.count }, (_, index) => index);
  }

  /** Reads the payload of one message; throws a StarlingError `MALFORMED_FRAME`, and then a keyframe is needed. */
  read(view: DataView, begin: number, end: number, more: boolean): CompactOutcome {
    try {
      const outcome = this.#read(new PackedReader(view, begin, end), more);
      if (outcome !== 'pending') this.#open = undefined;
      return outcome;
    } catch (error) {
      this.#open = undefined;
      this.#synced = false;
      throw error;
    }
  }

  #read(from: PackedReader, more: boolean): CompactOutcome {
    const kind = from.u8();
    const sequence = from.u32();
    const time = from.u32();
    if (kind === KEYFRAME) return this.#readKeyframe(from, sequence, time, more);
    if (kind === DELTA) return this.#readDelta(from, sequence, time, more);
    throw from.refusal(`kind ${kind} is neither keyframe nor delta`);
  }

  #readKeyframe(from: PackedReader, sequence: number, time: number, more: boolean): CompactOutcome {
    const quantum = from.f32();
    const total = from.u32();
    const first = from.u32();
    const size = from.u16();
    if (!(quantum > 0) || quantum === Number.POSITIVE_INFINITY) {
      throw from.refusal(`no grid is ${quantum} wide`);
    }
    if (first === 0) {
      this.#open = { kind: KEYFRAME, sequence, time };
      Object.assign(this.#next, { count: 0, sequence, time, quantum });
    } else if (!this.#continues(KEYFRAME, sequence, time)) {
      this.#synced = false;
      return 'skipped';
    }
    const next = this.#next;
    const whole = first + size === total;
    const fits = quantum === next.quantum && first === next.count && first + size <= total;
    if (!fits || more === whole || (size === 0 && total > 0)) {
      throw from.refusal(`nodes ${first} to ${first + size} of ${total} are no part`);
    }
    this.#readNodes(from, size, total);
    from.requireEnd();
    if (more) return 'pending';
    this.#next = this.#grid;
    this.#grid = next;
    for (const axis of next.motion) axis.fill(0);
    if (next.motion[0].length < next.count) next.motion = axes(next.ids.length);
    this.#changed = this.all();
    this.#synced = true;
    return 'applied';
  }

  #readNodes(from: PackedReader, size: number, total: number): void {
    const next = this.#next;
    let before = -1;
    for (let done = 0; done < size; ) {
      const block = Math.min(BLOCK, size - done);
      grow(next, block, total);
      before = readIds(from, next, block, before);
      for (const axis of next.axes) {
        const head = from.u8();
        if ((head & PREDICTED) !== 0) throw from.refusal('a keyframe predicts nothing');
        this.#column(from, head, block);
        axis.set(block === BLOCK ? this.#values : this.#values.subarray(0, block), next.count);
      }
      next.count += block;
      done += block;
    }
  }

  #readDelta(from: PackedReader, sequence: number, time: number, more: boolean): CompactOutcome {
    const predecessor = from.u32();
    const size = from.u16();
    if (!this.#synced || predecessor !== this.#grid.sequence) {
      this.#synced = false;
      return 'skipped';
    }
    if (!this.#continues(DELTA, sequence, time)) this.#beginDelta(sequence, time);
    if (size === 0) throw from.refusal('a part holds no nodes');
    let before = -1;
    for (let done = 0; done < size; ) {
      const block = Math.min(BLOCK, size - done);
      before = this.#readIndices(from, block, before);
      for (let axis = 0; axis < 3; axis++) {
        const head = from.u8();
        this.#column(from, head, block);
        this.#stage(axis, block, (head & PREDICTED) !== 0);
      }
      this.#stagedCount += block;
      done += block;
    }
    from.requireEnd();
    if (more) return 'pending';
    this.#apply(sequence, time);
    return 'applied';
  }

  #beginDelta(sequence: number, time: number): void {
    this.#open = { kind: DELTA, sequence, time };
    this.#stagedCount = 0;
    const { count } = this.#grid;
    if (this.#staged.length < count) {
      this.#staged = new Int32Array(count);
      this.#change = axes(count);
    }
  }

  /** Over all parts they ascend. */
  #readIndices(from: PackedReader, block: number, before: number): number {
    const coding = from.u8();
    if (coding > CODING) throw from.refusal('indices have neither base nor prediction');
    const which = this.#which;
    from.values(which, block, coding);
    const { count } = this.#grid;
    const lowest = this.#stagedCount === 0 ? 0 : (this.#staged[this.#stagedCount - 1] as number) + 1;
    let last = before;
    for (let i = 0; i < block; i++) {
      last += ((which[i] as number) >>> 0) + 1;
      if (last >= count || last < lowest) {
        throw from.refusal(`there is no node ${last}, or it came before`);
      }
      which[i] = last;
    }
    this.#staged.set(block === BLOCK ? which : which.subarray(0, block), this.#stagedCount);
    return last;
  }

  #column(from: PackedReader, head: number, block: number): void {
    const coding = head & CODING;
    const values = this.#values;
    if ((head & BASE) !== 0) {
      const base = unzigzag(from.varint());
      from.values(values, block, coding);
      for (let i = 0; i < block; i++) values[i] = (values[i] as number) + base;
    } else {
      from.values(values, block, coding);
      for (let i = 0; i < block; i++) values[i] = unzigzag(values[i] as number);
    }
  }

  #stage(axis: number, block: number, ahead: boolean): void {
    const into = this.#change[axis] as Int32Array;
    const values = this.#values;
    const at = this.#stagedCount;
    if (!ahead) {
      into.set(block === BLOCK ? values : values.subarray(0, block), at);
      return;
    }
    const motion = this.#grid.motion[axis] as Int32Array;
    const which = this.#which;
    for (let i = 0; i < block; i++) {
      into[at + i] = (values[i] as number) + (motion[which[i] as number] as number);
    }
  }

  #apply(sequence: number, time: number): void {
    const grid = this.#grid;
    const staged = this.#staged;
    const count = this.#stagedCount;
    for (let axis = 0; axis < 3; axis++) {
      const motion = grid.motion[axis] as Int32Array;
      const coordinates = grid.axes[axis] as Int32Array;
      const change = this.#change[axis] as Int32Array;
      motion.fill(0);
      for (let i = 0; i < count; i++) {
        const index = staged[i] as number;
        const by = change[i] as number;
        motion[index] = by;
        coordinates[index] = (coordinates[index] as number) + by;
      }
    }
    grid.sequence = sequence;
    grid.time = time;
    this.#changed = new Uint32Array(staged.buffer, 0, count);
  }

  #continues(kind: number, sequence: number, time: number): boolean {
    const open = this.#open;
    return open !== undefined && open.kind === kind && open.sequence === sequence && open.time === time;
  }
}

/** Ids ascend over all parts. */
function readIds(from: PackedReader, grid: Grid, block: number, before: number): number {
  let last = before;
  for (let i = 0; i < block; i++) {
    last += from.varint() + 1;
    if (last > MAX_ID) throw from.refusal('an id is beyond 2^26');
    const at = grid.count + i;
    if (at > 0 && last <= (grid.ids[at - 1] as number)) throw from.refusal('ids do not ascend');
    grid.ids[at] = last;
  }
  return last;
}

/** Makes room for more nodes; never for many more than have come, whatever the total says. */
function grow(grid: Grid, more: number, total: number): void {
  const needed = grid.count + more;
  if (needed <= grid.ids.length) return;
  const capacity = Math.min(total, Math.max(needed, 2 * grid.ids.length));
  const ids = new Uint32Array(capacity);
  ids.set(grid.ids);
  const wider = axes(capacity);
  for (let axis = 0; axis < 3; axis++) (wider[axis] as Int32Array).set(grid.axes[axis] as Int32Array);
  grid.ids = ids;
  grid.axes = wider;
}

function emptyGrid(): Grid {
  return {
    count: 0,
    sequence: 0,
    time: 0,
    quantum: 1,
    ids: new Uint32Array(0),
    axes: axes(0),
    motion: axes(0),
  };
}

function axes(count: number): Axes {
  return [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
}
