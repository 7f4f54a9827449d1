import { localError, type StarlingError } from './error.ts';
import type { PositionsEvent } from './events.ts';
import type { GraphModel } from './model/graph-model.ts';
import type { PositionSender } from './position-sender.ts';

/** One hand on one node. */
export interface Drag {
  readonly nodeId: number;
  /** Puts the node there at once on this screen, and sends it with the next batch. */
  move(x: number, y: number, z: number): void;
  /** Lets go. */
  end(): void;
}

export interface DragHost {
  readonly graph: GraphModel;
  readonly sender: PositionSender;
  readonly bounds: number;
  readonly live: boolean;
  /** Sets or clears USER_INTERACTING. */
  interacting(on: boolean): void;
  touched(): void;
  moved(event: PositionsEvent): void;
  refused(error: StarlingError): void;
}

/**
 * The drags of this client. A node is pinned here while a hand is on it. After 5 s of silence the server lets a
 * node go (chapter 5, Dragging), so it is unpinned here as well; the next `move` takes it again.
 */
export class Drags {
  readonly #host: DragHost;
  readonly #open = new Map<number, Drag>();
  /** Nodes that are pinned: those of `#open` without the silent ones. */
  readonly #held = new Set<number>();

  constructor(host: DragHost) {
    this.#host = host;
  }

  /** Whether a hand is on a node, here and at the server. */
  get holding(): boolean {
    return this.#held.size > 0;
  }

  start(nodeId: number): Drag {
    const drag: Drag = {
      nodeId,
      move: (x, y, z) => this.#move(drag, x, y, z),
      end: () => this.#end(drag),
    };
    if (this.#host.graph.slotOf(nodeId) === undefined) {
      this.#host.refused(localError('validation', 'UNKNOWN_NODE', `node ${nodeId} is not in the graph`));
      return drag;
    }
    this.#open.set(nodeId, drag);
    this.#hold(nodeId);
    return drag;
  }

  /** Another hand took the node, or it left the graph; the drag's handle has no effect from here on. */
  taken(nodeId: number): void {
    if (!this.#open.delete(nodeId)) return;
    this.#host.sender.forget(nodeId);
    this.#letGo(nodeId);
  }

  /** Takes notice of nodes that left. */
  removed(nodeIds: readonly number[]): void {
    if (this.#open.size === 0) return;
    for (const id of nodeIds) this.taken(id);
  }

  /** 5 s of silence. */
  sleep(): void {
    for (const id of [...this.#held]) this.#letGo(id);
  }

  endAll(): void {
    for (const id of [...this.#open.keys()]) this.taken(id);
  }

  #move(drag: Drag, x: number, y: number, z: number): void {
    const { graph, sender, bounds } = this.#host;
    const { nodeId } = drag;
    if (this.#open.get(nodeId) !== drag) return;
    const problem = problemOf(nodeId, [x, y, z], bounds);
    if (problem !== undefined) {
      this.#host.refused(problem);
      return;
    }
    this.#hold(nodeId);
    this.#host.moved(graph.place(nodeId, x, y, z));
    const slot = graph.slotOf(nodeId);
    sender.put(nodeId, x, y, z, slot !== undefined && graph.node(slot).type === 'agent');
  }

  #end(drag: Drag): void {
    const { nodeId } = drag;
    if (this.#open.get(nodeId) !== drag) return;
    // The last place goes before the bit is cleared; one that nobody saw moving is not sent at all.
    if (this.#host.live) this.#host.sender.flush();
    else this.#host.sender.forget(nodeId);
    this.#open.delete(nodeId);
    this.#letGo(nodeId);
  }

  #hold(nodeId: number): void {
    if (!this.#held.has(nodeId)) {
      this.#held.add(nodeId);
      this.#host.graph.pin(nodeId, true);
      if (this.#held.size === 1) this.#host.interacting(true);
    }
    this.#host.touched();
  }

  #letGo(nodeId: number): void {
    if (!this.#held.delete(nodeId)) return;
    this.#host.graph.pin(nodeId, false);
    if (this.#held.size === 0) this.#host.interacting(false);
  }
}

function problemOf(nodeId: number, place: readonly number[], bounds: number): StarlingError | undefined {
  const bad = place.find((value) => !Number.isFinite(value) || Math.abs(value) > bounds);
  if (bad === undefined) return undefined;
  return localError(
    'validation',
    'VALIDATION_ERROR',
    `node ${nodeId} cannot go to ${bad}: the bounds are ±${bounds}`,
    {
      node: nodeId,
    },
  );
}
