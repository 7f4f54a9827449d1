import type { GraphChange } from './change.ts';
import type { EdgeTable } from './edge-table.ts';
import type { GraphEdge, GraphNode, PlacedNode } from './node.ts';
import type { NodeTable } from './node-table.ts';

/** A difference of structure; `removed…` before the rest. */
export interface GraphUpdate {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly GraphEdge[];
  readonly removedNodes: readonly number[];
  readonly removedEdges: readonly number[];
  /** Unix milliseconds. */
  readonly timestamp: number;
}

export interface Tables {
  readonly nodes: NodeTable;
  readonly edges: EdgeTable;
}

type Change = Omit<GraphChange, 'version'>;

const NO_IDS: ReadonlySet<number> = new Set();

/** Makes the tables hold just this graph; who stays keeps its slot where it can. */
export function replace(
  tables: Tables,
  nodes: readonly PlacedNode[],
  edges: readonly GraphEdge[],
  timestamp: number,
): Change {
  const table = tables.nodes;
  const staying = new Set<number>();
  if (table.count > 0) for (const node of nodes) staying.add(node.id);
  const dead = new Uint8Array(table.count);
  const removed: number[] = [];
  for (let slot = 0; slot < table.count; slot++) {
    const id = table.ids[slot] as number;
    if (staying.has(id)) continue;
    dead[slot] = 1;
    removed.push(id);
  }
  tables.edges.clear();
  const { moved } = table.remove(dead);
  const { added, updated } = upsert(table, nodes, timestamp, true);
  connect(tables, edges);
  return { kind: 'load', added, updated, removed, moved, edgesChanged: true };
}

/** Applies a difference. A known node keeps its position; edges to unknown nodes are left out. */
export function amend(tables: Tables, update: GraphUpdate): Change {
  const { nodes, edges } = tables;
  const { dead, removed } = mark(nodes, update.removedNodes);
  const gone = update.removedEdges.length === 0 ? NO_IDS : new Set(update.removedEdges);
  let edgesChanged = false;
  let moved: readonly number[] = [];
  if (removed.length > 0 || gone.size > 0) edgesChanged = edges.remove(gone, dead) > 0;
  if (removed.length > 0) {
    const compaction = nodes.remove(dead);
    edges.relocate(compaction);
    moved = compaction.moved;
  }
  const { added, updated } = upsert(nodes, update.nodes, update.timestamp, false);
  edgesChanged = connect(tables, update.edges) || edgesChanged || moved.length > 0;
  return { kind: 'update', added, updated, removed, moved, edgesChanged };
}

function mark(table: NodeTable, ids: readonly number[]): { dead: Uint8Array; removed: number[] } {
  const dead = new Uint8Array(table.count);
  const removed: number[] = [];
  for (const id of ids) {
    const slot = table.index.get(id);
    if (slot < 0 || dead[slot] === 1) continue;
    dead[slot] = 1;
    removed.push(id);
  }
  return { dead, removed };
}

/** `reposition` places known nodes as well, unless a hand is on them or what we know is newer. */
function upsert(table: NodeTable, nodes: readonly PlacedNode[], timestamp: number, reposition: boolean) {
  const time = timestamp >>> 0;
  const added: number[] = [];
  const updated: number[] = [];
  for (const node of nodes) {
    const { position } = node;
    const slot = table.index.get(node.id);
    if (slot < 0) {
      table.add(descriptionOf(node), position, time);
      added.push(node.id);
      continue;
    }
    table.nodes[slot] = descriptionOf(node);
    updated.push(node.id);
    const stale = ((time - (table.times[slot] as number)) | 0) < 0;
    if (reposition && !stale && table.pins[slot] === 0) {
      table.place(slot, position.x, position.y, position.z, time);
    }
  }
  return { added, updated };
}

function connect({ nodes, edges }: Tables, added: readonly GraphEdge[]): boolean {
  let changed = false;
  for (const edge of added) {
    const source = nodes.index.get(edge.source);
    const target = nodes.index.get(edge.target);
    if (source < 0 || target < 0) continue;
    edges.upsert(edge, source, target);
    changed = true;
  }
  return changed;
}

/** The node without its place, which grows old. Spelled out: a rest pattern takes several times as long. */
function descriptionOf(node: PlacedNode): GraphNode {
  const { id, metadataId, label, type, quality, metadata } = node;
  return { id, metadataId, label, type, quality, metadata };
}
