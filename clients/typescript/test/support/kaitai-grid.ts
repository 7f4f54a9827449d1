import { inside, listOf, numberOf, type Tree } from './kaitai.ts';

type Axes = readonly [number[], number[], number[]];

interface Update {
  readonly keyframe: boolean;
  readonly sequence: number;
  readonly time: number;
  readonly quantum: number;
  readonly ids: number[];
  readonly axes: Axes;
}

const AXES = ['x', 'y', 'z'] as const;
const MAX_ID = 2 ** 26 - 1;

/** Puts parts of 0x13 that Kaitai has read together, by docs/protocol-compact.md and with no regard to speed. */
export class KaitaiGrid {
  #grid: Update = { keyframe: true, sequence: 0, time: 0, quantum: 1, ids: [], axes: [[], [], []] };
  #motion = new Map<number, readonly number[]>();
  #synced = false;
  #open: Update | undefined;

  get state(): { sequence: number; time: number; nodes: number[][] } {
    const { sequence, time, quantum, ids, axes } = this.#grid;
    const nodes = ids.map((id, i) => [id, ...axes.map((axis) => Math.fround((axis[i] as number) * quantum))]);
    return { sequence, time, nodes };
  }

  /** Throws where the part is refused; so does the parser before it, and then `lose` is to be called. */
  read(part: Tree, more: boolean): 'applied' | 'pending' | 'skipped' {
    if (!this.#begin(part)) {
      this.lose();
      return 'skipped';
    }
    const update = this.#open as Update;
    if (update.keyframe && part['quantum'] !== update.quantum) throw new Error('another quantum');
    if (update.keyframe && part['first'] !== update.ids.length) throw new Error('not the next part');
    let before = -1;
    for (const block of listOf(part, 'blocks')) before = this.#readBlock(update, block, before);
    if (update.keyframe && more === (update.ids.length === part['total'])) throw new Error('not all parts');
    if (more) return 'pending';
    this.#apply(update);
    return 'applied';
  }

  lose(): void {
    this.#open = undefined;
    this.#synced = false;
  }

  /** Whether the part is the first of an update that fits, or a further one of the same. */
  #begin(part: Tree): boolean {
    const keyframe = part['isKeyframe'] as boolean;
    const [sequence, time] = [numberOf(part, 'sequence'), numberOf(part, 'time')];
    const open = this.#open;
    const same = open?.keyframe === keyframe && open.sequence === sequence && open.time === time;
    if (!keyframe && (!this.#synced || part['predecessor'] !== this.#grid.sequence)) return false;
    if (keyframe ? part['first'] === 0 : !same) {
      const quantum = numberOf(part, 'quantum');
      this.#open = { keyframe, sequence, time, quantum, ids: [], axes: [[], [], []] };
      return true;
    }
    return same;
  }

  #readBlock(update: Update, block: Tree, before: number): number {
    const gaps = update.keyframe
      ? listOf(block, 'idGaps').map((gap) => numberOf(gap, 'value'))
      : valuesOf(inside(block, 'indexGaps'));
    let last = before;
    for (const gap of gaps) {
      last += gap + 1;
      const most = update.keyframe ? MAX_ID : this.#grid.ids.length - 1;
      if (last > most || last <= (update.ids.at(-1) ?? -1)) throw new Error(`${last} cannot be here`);
      update.ids.push(last);
    }
    const which = update.ids.slice(-gaps.length);
    for (const [axis, name] of AXES.entries()) {
      const column = inside(block, name);
      const added = numbersOf(column).map((number, i) => {
        const motion = column['isPredicted'] ? this.#motion.get(which[i] as number)?.[axis] : 0;
        return (number + (motion ?? 0)) | 0;
      });
      update.axes[axis]?.push(...added);
    }
    return last;
  }

  #apply(update: Update): void {
    this.#open = undefined;
    this.#motion = new Map();
    if (update.keyframe) {
      this.#grid = update;
      this.#synced = true;
      return;
    }
    for (const [i, index] of update.ids.entries()) {
      const added = update.axes.map((axis) => axis[i] as number);
      this.#motion.set(index, added);
      for (const [axis, coordinates] of this.#grid.axes.entries()) {
        coordinates[index] = ((coordinates[index] as number) + (added[axis] as number)) | 0;
      }
    }
    this.#grid = { ...this.#grid, sequence: update.sequence, time: update.time };
  }
}

function numbersOf(column: Tree): number[] {
  const base = column['base'] as Tree | undefined;
  return base === undefined
    ? valuesOf(column).map(unzigzag)
    : valuesOf(column).map((value) => value + unzigzag(numberOf(base, 'value')));
}

/** The values, unsigned: what Kaitai leaves packed, and above it what it has read as unary. */
function valuesOf(column: Tree): number[] {
  const width = numberOf(column, 'width');
  const packed = column['packed'] as Uint8Array;
  return Array.from({ length: numberOf(column, 'count') }, (_, i) => {
    let value = 0;
    for (let bit = 0; bit < width; bit++) {
      const at = i * width + bit;
      value += (((packed[at >> 3] as number) >> (at & 7)) & 1) * 2 ** bit;
    }
    const above = column['isUnary'] ? numberOf(listOf(column, 'unary')[i], 'value') : 0;
    return value + above * 2 ** width;
  });
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
