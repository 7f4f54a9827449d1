import type { Records } from '../codec/records.ts';
import type { PositionsEvent } from '../events.ts';
import { type Adjacency, adjacency } from './adjacency.ts';
import { applyRecords } from './apply.ts';
import { applyGrid, type GridPositions } from './apply-grid.ts';
import type { GraphChange } from './change.ts';
import { EdgeTable } from './edge-table.ts';
import type { GraphEdge, GraphNode, PlacedNode } from './node.ts';
import { NodeTable } from './node-table.ts';
import { amend, type GraphUpdate, replace } from './structure.ts';

/**
 * The graph as this client knows it: nodes in dense slots 0 … count - 1 over typed arrays, which may be longer
 * than `count` and are replaced when they grow (so read them anew after `changed`). Written by the client;
 * everybody else reads.
 */
export class GraphModel {
  readonly #nodes = new NodeTable();
  readonly #edges = new EdgeTable();
  readonly #tables = { nodes: this.#nodes, edges: this.#edges };
  #version = 0;
  #adjacency: Adjacency | undefined;
  #moved = new Uint32Array(0);
  #ignored = 0;

  get count(): number {
    return this.#nodes.count;
  }

  get edgeCount(): number {
    return this.#edges.count;
  }

  /** Grows with each structural change. */
  get version(): number {
    return this.#version;
  }

  /** Ids by slot. */
  get ids(): Uint32Array {
    return this.#nodes.ids;
  }

  /** x, y, z by slot: the newest from the server, or from the hand that drags here. */
  get positions(): Float32Array {
    return this.#nodes.positions;
  }

  /** As `positions`; zero where the format says none, as `position` and `compact`. */
  get velocities(): Float32Array {
    return this.#nodes.velocities;
  }

  /** When each position was true: Unix milliseconds modulo 2^32, by slot. */
  get times(): Uint32Array {
    return this.#nodes.times;
  }

  /** Slots of the edges' ends, by index of the edge. */
  get edgeSource(): Uint32Array {
    return this.#edges.source;
  }

  get edgeTarget(): Uint32Array {
    return this.#edges.target;
  }

  /** Records of positions that were not applied: unknown or pinned node, NaN or infinity. */
  get ignored(): number {
    return this.#ignored;
  }

  slotOf(id: number): number | undefined {
    const slot = this.#nodes.index.get(id);
    return slot < 0 ? undefined : slot;
  }

  node(slot: number): GraphNode {
    const node = this.#nodes.nodes[slot];
    if (node === undefined) throw new RangeError(`no node at slot ${slot} of ${this.count}`);
    return node;
  }

  edge(index: number): GraphEdge {
    const edge = this.#edges.edges[index];
    if (edge === undefined) throw new RangeError(`no edge at index ${index} of ${this.edgeCount}`);
    return edge;
  }

  /** Indices of the edges at a node. */
  edgesOf(slot: number): Uint32Array {
    const { offsets, edges } = this.#neighbourhood();
    return edges.subarray(offsets[slot], offsets[slot + 1]);
  }

  /** Number of edges at a node. */
  degree(slot: number): number {
    const { offsets } = this.#neighbourhood();
    return (offsets[slot + 1] ?? 0) - (offsets[slot] ?? 0);
  }

  /** Slots of the nodes at the other ends, each once, without the node itself. */
  neighbours(slot: number): Uint32Array {
    const found = new Set<number>();
    for (const edge of this.edgesOf(slot)) {
      const source = this.#edges.source[edge] as number;
      found.add(source === slot ? (this.#edges.target[edge] as number) : source);
    }
    found.delete(slot);
    return Uint32Array.from(found);
  }

  /** Whether the node is being dragged here, so that the server's positions for it are ignored. */
  pinned(slot: number): boolean {
    return this.#nodes.pins[slot] === 1;
  }

  pin(id: number, on: boolean): void {
    const slot = this.#nodes.index.get(id);
    if (slot >= 0) this.#nodes.pins[slot] = on ? 1 : 0;
  }

  /** Puts a node somewhere, pinned or not; without `time` it stays that of the server's last word. */
  place(id: number, x: number, y: number, z: number, time?: number): PositionsEvent {
    const slot = this.#nodes.index.get(id);
    this.#room(1);
    if (slot < 0) return { time: time ?? 0, count: 0, slots: this.#moved.subarray(0, 0) };
    const stamp = time ?? (this.times[slot] as number);
    this.#nodes.place(slot, x, y, z, stamp);
    this.#moved[0] = slot;
    return { time: stamp, count: 1, slots: this.#moved.subarray(0, 1) };
  }

  /** Applies the messages of one frame; `time` is for records without one. */
  move(messages: readonly Records[], time: number): PositionsEvent {
    let total = 0;
    for (const records of messages) total += records.count;
    this.#room(total);
    let count = 0;
    let newest = time;
    for (const records of messages) {
      const applied = applyRecords(this.#nodes, records, time, this.#moved, count);
      if (applied.end > count && (count === 0 || ((applied.time - newest) | 0) > 0)) newest = applied.time;
      count = applied.end;
      this.#ignored += applied.ignored;
    }
    return { time: newest >>> 0, count, slots: this.#moved.subarray(0, count) };
  }

  /** Puts the nodes at these indices of a compact stream where it says. */
  follow(stream: GridPositions, indices: Uint32Array): PositionsEvent {
    this.#room(indices.length);
    const count = applyGrid(this.#nodes, stream, indices, this.#moved);
    this.#ignored += indices.length - count;
    return { time: stream.time, count, slots: this.#moved.subarray(0, count) };
  }

  /**
   * Replaces the whole graph. A node that was known keeps its slot where it can, its pin, and its position if
   * that is newer than the load.
   */
  load(nodes: readonly PlacedNode[], edges: readonly GraphEdge[], timestamp: number): GraphChange {
    return this.#changed(replace(this.#tables, nodes, edges, timestamp));
  }

  /** Applies a difference. A known node keeps its position. Edges to unknown nodes are left out. */
  update(update: GraphUpdate): GraphChange {
    return this.#changed(amend(this.#tables, update));
  }

  #changed(change: Omit<GraphChange, 'version'>): GraphChange {
    this.#version++;
    this.#adjacency = undefined;
    return { ...change, version: this.#version };
  }

  #neighbourhood(): Adjacency {
    this.#adjacency ??= adjacency(this.count, this.edgeCount, this.#edges.source, this.#edges.target);
    return this.#adjacency;
  }

  #room(slots: number): void {
    if (this.#moved.length < slots) this.#moved = new Uint32Array(Math.max(256, 2 * slots));
  }
}
