import type { Records } from './codec/records.ts';
import { localError } from './error.ts';
import type { LoadPart } from './json/server-message.ts';
import type { GraphEdge, PlacedNode } from './model/node.ts';
import type { GraphUpdate } from './model/structure.ts';

/** Frames of positions and updates of structure that came between the parts of a load. */
const MOST_FRAMES = 64;
const MOST_UPDATES = 1_000;

export interface Loaded {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly GraphEdge[];
  readonly timestamp: number;
  /** To be applied afterwards, in this order. */
  readonly updates: readonly GraphUpdate[];
  readonly frames: readonly (readonly Records[])[];
}

/**
 * Collects the parts of a load. The model changes once, when the last one is there; until then what is live is
 * kept as well: an edge may need a node of a later part, and an update may be newer than the parts behind it.
 */
export class Loading {
  #parts: LoadPart[] = [];
  #updates: GraphUpdate[] = [];
  #frames: (readonly Records[])[] = [];

  get pending(): boolean {
    return this.#parts.length > 0;
  }

  /** The whole, once it is there. Throws when a part is missing; then nothing is pending. */
  add(part: LoadPart): Loaded | undefined {
    if (part.part === 1) this.clear();
    const first = this.#parts[0] ?? part;
    if (part.part !== this.#parts.length + 1 || part.parts !== first.parts) {
      this.clear();
      throw localError('protocol', 'LOAD_INCOMPLETE', `part ${part.part} of ${part.parts} came out of turn`);
    }
    this.#parts.push(part);
    if (part.part < part.parts) return undefined;
    const loaded = {
      nodes: this.#parts.flatMap((each) => each.nodes),
      edges: this.#parts.flatMap((each) => each.edges),
      timestamp: first.timestamp,
      updates: this.#updates,
      frames: this.#frames,
    };
    this.clear();
    return loaded;
  }

  /** False when there are too many: then the load is given up. */
  keepUpdate(update: GraphUpdate): boolean {
    if (this.#updates.length === MOST_UPDATES) {
      this.clear();
      return false;
    }
    this.#updates.push(update);
    return true;
  }

  /** When there are too many the oldest goes: a later one says where its nodes are now. */
  keepFrame(frame: readonly Records[]): void {
    this.#frames.push(frame);
    if (this.#frames.length > MOST_FRAMES) this.#frames.shift();
  }

  clear(): void {
    this.#parts = [];
    this.#updates = [];
    this.#frames = [];
  }
}
