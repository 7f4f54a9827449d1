import type { Columns } from './codec/position.ts';

const LIMIT = 1_000;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly time: number;
}

/** Positions that wait to be sent: the newest per node, at most 1,000 nodes, agents before others. */
export class PositionBatch {
  readonly #urgent = new Map<number, Place>();
  readonly #ordinary = new Map<number, Place>();
  readonly #dropped: (count: number) => void;

  constructor(dropped: (count: number) => void) {
    this.#dropped = dropped;
  }

  get size(): number {
    return this.#urgent.size + this.#ordinary.size;
  }

  /** A node that waits already keeps its turn. When full, the oldest of the others goes, then of the agents. */
  put(id: number, place: Place, urgent: boolean): void {
    const map = urgent ? this.#urgent : this.#ordinary;
    map.set(id, place);
    if (this.size <= LIMIT) return;
    const victims = this.#ordinary.size > 0 ? this.#ordinary : this.#urgent;
    victims.delete(victims.keys().next().value as number);
    this.#dropped(1);
  }

  forget(id: number): void {
    this.#urgent.delete(id);
    this.#ordinary.delete(id);
  }

  /** Removes up to `most` in their order. */
  take(most: number): Columns {
    const ids: number[] = [];
    const positions: number[] = [];
    const times: number[] = [];
    for (const map of [this.#urgent, this.#ordinary]) {
      for (const [id, place] of map) {
        if (ids.length === most) break;
        ids.push(id);
        positions.push(place.x, place.y, place.z);
        times.push(place.time);
        map.delete(id);
      }
    }
    return { count: ids.length, ids, positions, times };
  }
}
