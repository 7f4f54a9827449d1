import { FORMATS, type Format } from '../codec/message.ts';
import { localError, type StarlingError } from '../error.ts';
import type { Visibility, Warning } from '../events.ts';
import type { GraphEdge, PlacedNode } from '../model/node.ts';
import type { GraphUpdate } from '../model/structure.ts';
import { errorOf } from './error.ts';
import { fields, finite, integer, invalid, type Json, list, or, text } from './fields.ts';
import { EDGE_ID_LIMIT, edgeOf, idsOf, NODE_ID_LIMIT, nodeOf, readEach } from './graph.ts';

/** A whole graph, or one of its parts. */
export interface LoadPart {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly GraphEdge[];
  readonly timestamp: number;
  /** From 1; both 1 when it came whole. */
  readonly part: number;
  readonly parts: number;
}

/** The text messages of the `graph` dialect that a server sends (chapter 3). */
export type ServerMessage =
  | { readonly kind: 'welcome'; readonly clientId: string }
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'confirmed'; readonly visibility: Visibility }
  | { readonly kind: 'load'; readonly load: LoadPart; readonly problems: readonly string[] }
  | {
      readonly kind: 'update';
      readonly update: GraphUpdate;
      readonly visibility: Visibility | undefined;
      readonly problems: readonly string[];
    }
  | { readonly kind: 'subscribed' | 'unsubscribed'; readonly events: readonly string[] }
  | { readonly kind: 'handshake'; readonly version: number; readonly format: Format }
  | { readonly kind: 'control'; readonly bits: number }
  | { readonly kind: 'heartbeat' }
  | { readonly kind: 'pong' }
  | { readonly kind: 'dragTaken'; readonly node: number }
  | { readonly kind: 'error'; readonly error: StarlingError }
  | { readonly kind: 'warning'; readonly warning: Warning }
  | { readonly kind: 'other'; readonly message: Json };

const MAX_PARTS = 1_000_000;

/** Throws a StarlingError `VALIDATION_ERROR` that names the field at fault. */
export function readServerMessage(frame: string): ServerMessage {
  if (frame === 'pong') return { kind: 'pong' };
  const from = fields(parse(frame));
  const type = text(from, 'type');
  switch (type) {
    case 'connection_established':
      return { kind: 'welcome', clientId: text(from, 'client_id') };
    case 'authenticated':
    case 'heartbeat':
      return { kind: type };
    case 'handshake':
      return handshakeOf(from);
    case 'control_bits':
      return { kind: 'control', bits: integer(from, 'bits', 256) };
    case 'filter_confirmed':
      return { kind: 'confirmed', visibility: visibilityOf(from) };
    case 'initialGraphLoad':
      return loadOf(from);
    case 'graph_update':
      return updateOf(from);
    case 'subscribed':
    case 'unsubscribed':
      return { kind: type, events: list(from, 'events').map(String) };
    case 'drag_taken':
      return { kind: 'dragTaken', node: integer(from, 'node', NODE_ID_LIMIT) };
    case 'error':
      return { kind: 'error', error: errorOf(from) };
    case 'warning':
      return { kind: 'warning', warning: warningOf(from) };
    default:
      return { kind: 'other', message: from };
  }
}

function parse(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    throw localError('protocol', 'VALIDATION_ERROR', 'a text frame is no JSON');
  }
}

function handshakeOf(from: Json): ServerMessage {
  const name = text(from, 'format');
  const format = FORMATS.find((each) => each === name);
  if (format === undefined) throw invalid('/format', `one of ${FORMATS.join(', ')}`);
  return { kind: 'handshake', version: integer(from, 'version', 256), format };
}

function warningOf(from: Json): Warning {
  const count = or<number | undefined>(from, 'count', finite, undefined);
  return {
    code: text(from, 'code'),
    message: or(from, 'message', text, ''),
    ...(count === undefined ? {} : { count }),
    timestamp: or(from, 'timestamp', finite, 0),
  };
}

function visibilityOf(from: Json): Visibility {
  return { visible: finite(from, 'visible'), total: finite(from, 'total') };
}

function loadOf(from: Json): ServerMessage {
  const parts = or<number>(from, 'parts', (f, k) => integer(f, k, MAX_PARTS), 1);
  const part = or<number>(from, 'part', (f, k) => integer(f, k, MAX_PARTS), 1);
  if (part < 1 || part > parts) throw invalid('/part', `from 1 to ${parts}`);
  const problems: string[] = [];
  const load = {
    nodes: readEach(from, 'nodes', nodeOf, problems),
    edges: readEach(from, 'edges', edgeOf, problems),
    timestamp: or(from, 'timestamp', finite, 0),
    part,
    parts,
  };
  return { kind: 'load', load, problems };
}

function updateOf(from: Json): ServerMessage {
  const problems: string[] = [];
  const update = {
    nodes: readEach(from, 'nodes', nodeOf, problems),
    edges: readEach(from, 'edges', edgeOf, problems),
    removedNodes: idsOf(from, 'removedNodes', NODE_ID_LIMIT, problems),
    removedEdges: idsOf(from, 'removedEdges', EDGE_ID_LIMIT, problems),
    timestamp: or(from, 'timestamp', finite, 0),
  };
  const visibility = from['visible'] === undefined ? undefined : visibilityOf(from);
  return { kind: 'update', update, visibility, problems };
}
