import { IdIndex } from './id-index.ts';
import type { GraphNode, PlacedNode } from './node.ts';

/** What closing the gaps did: which slots moved, and where a slot at or above `count` is now. */
export interface Compaction {
  /** from, to, from, to … */
  readonly moved: readonly number[];
  readonly count: number;
  /** New slot of old slot `count + i`; 0 where that node is gone. */
  readonly relocated: Uint32Array;
}

/** The nodes as a structure of arrays; slots 0 … count - 1 are taken without gaps. */
export class NodeTable {
  readonly index = new IdIndex();
  readonly nodes: GraphNode[] = [];
  ids = new Uint32Array(0);
  /** x, y, z by slot. */
  positions = new Float32Array(0);
  velocities = new Float32Array(0);
  times = new Uint32Array(0);
  /** 1 where the place is set here and not by the server. */
  pins = new Uint8Array(0);

  get count(): number {
    return this.nodes.length;
  }

  /** Appends a node that is not in the table. */
  add(node: GraphNode, position: PlacedNode['position'], time: number): number {
    const slot = this.nodes.length;
    if (slot === this.ids.length) this.#grow();
    this.nodes.push(node);
    this.ids[slot] = node.id;
    this.index.set(node.id, slot);
    this.place(slot, position.x, position.y, position.z, time);
    this.velocities.fill(0, 3 * slot, 3 * slot + 3);
    this.pins[slot] = 0;
    return slot;
  }

  place(slot: number, x: number, y: number, z: number, time: number): void {
    const at = 3 * slot;
    this.positions[at] = x;
    this.positions[at + 1] = y;
    this.positions[at + 2] = z;
    this.times[slot] = time;
  }

  /** Removes the slots marked 1 in `dead` and closes the gaps with nodes from the end, each moved once at most. */
  remove(dead: Uint8Array): Compaction {
    const before = this.nodes.length;
    let gone = 0;
    for (let slot = 0; slot < before; slot++) {
      if (dead[slot] === 1) {
        gone++;
        this.index.delete(this.ids[slot] as number);
      }
    }
    const count = before - gone;
    const relocated = new Uint32Array(gone);
    const moved: number[] = [];
    let from = before - 1;
    for (let to = 0; to < count; to++) {
      if (dead[to] !== 1) continue;
      while (dead[from] === 1) from--;
      this.#move(from, to);
      relocated[from - count] = to;
      moved.push(from, to);
      from--;
    }
    this.nodes.length = count;
    return { moved, count, relocated };
  }

  #move(from: number, to: number): void {
    const id = this.ids[from] as number;
    this.nodes[to] = this.nodes[from] as GraphNode;
    this.ids[to] = id;
    this.index.set(id, to);
    this.positions.copyWithin(3 * to, 3 * from, 3 * from + 3);
    this.velocities.copyWithin(3 * to, 3 * from, 3 * from + 3);
    this.times[to] = this.times[from] as number;
    this.pins[to] = this.pins[from] as number;
  }

  #grow(): void {
    const capacity = Math.max(256, 2 * this.ids.length);
    this.ids = copyInto(new Uint32Array(capacity), this.ids);
    this.positions = copyInto(new Float32Array(3 * capacity), this.positions);
    this.velocities = copyInto(new Float32Array(3 * capacity), this.velocities);
    this.times = copyInto(new Uint32Array(capacity), this.times);
    this.pins = copyInto(new Uint8Array(capacity), this.pins);
  }
}

function copyInto<T extends { set(from: T): void }>(to: T, from: T): T {
  to.set(from);
  return to;
}
