import { hexOf } from './bytes.ts';
import { inside, listOf, type Tree } from './kaitai.ts';

const PLACE = ['x', 'y', 'z'];
const MOTION = [...PLACE, 'vx', 'vy', 'vz'];
const LOAD = ['health', 'cpu', 'memory', 'workload', 'tokens'];
const POSITION = ['id', ...PLACE, 'time', 'flags'];
const AGENT = ['id', ...MOTION, ...LOAD, 'flags'];
const CHUNK = ['agent', 'chunk', 'format', 'audio'];
const STREAMED = [...MOTION, 'distance', 'parent'];

/** The fields of records, by the type of their message. */
const RECORDS: Readonly<Record<string, readonly string[]>> = {
  GRAPH_UPDATE: ['typedId', ...MOTION],
  POSITION_UPDATE: POSITION,
  AGENT_POSITIONS: POSITION,
  VELOCITY_UPDATE: ['typedId', ...MOTION],
  AGENT_STATE_FULL: AGENT,
  SSSP_DATA: ['id', 'distance', 'parent', 'flags'],
};

/** The fields of messages that are no records. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  AGENT_STATE_DELTA: ['id', 'mask', ...AGENT.slice(1)],
  AGENT_HEALTH: ['id', ...LOAD],
  CONTROL_BITS: ['bits'],
  HEARTBEAT: ['serverTime'],
  BROADCAST_ACK: ['sequence', 'nodes', 'clientTime'],
  VOICE_DATA: CHUNK,
  VOICE_CHUNK: CHUNK,
  VOICE_START: ['agent', 'format', 'rate'],
  VOICE_END: ['agent', 'lastChunk'],
  COMPACT_UPDATE: [],
};

const OFFER = ['minVersion', 'maxVersion', 'format', 'capabilities'];
const ANSWER = ['agreed', 'format', 'capabilities', 'clientId', 'serverTime'];

/** Returns what the vectors say of the body of a message. */
export function fieldsOf(type: string, body: Tree): object {
  if (type === 'ERROR') return { error: errorOf(body['json'] as string) };
  if (type === 'HANDSHAKE') {
    return body['isAnswer'] ? named(inside(body, 'answer'), ANSWER) : named(inside(body, 'offer'), OFFER);
  }
  const record = RECORDS[type];
  if (record !== undefined) return { records: listOf(body, 'records').map((each) => named(each, record)) };
  return named(body, FIELDS[type] ?? []);
}

/** Returns what the vectors say of a record of a headerless stream; the bits of a u16 are moved up. */
export function streamed({ typedId, state, ...rest }: Tree, short: boolean): object {
  const bits = (typedId as Tree)['bits'] as number;
  return {
    typedId: short ? (((bits & 0xc000) << 16) | (bits & 0x3fff)) >>> 0 : bits,
    ...named(state as Tree, STREAMED),
    ...named(rest, ['cluster', 'centrality', 'mass']),
  };
}

/** The JSON is none of Kaitai's business, but that its text is UTF-8, of which it makes U+FFFD what is not. */
function errorOf(json: string): object {
  const error: unknown = JSON.parse(json);
  if (json.includes('\ufffd')) throw new Error('no UTF-8');
  if (typeof error !== 'object' || typeof (error as Tree | null)?.['code'] !== 'string')
    throw new Error('no error');
  return error as object;
}

/** Fields that are not there are left out. */
export function named(tree: Tree, names: readonly string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of names) {
    const value = name === 'parent' && tree['hasParent'] === false ? -1 : tree[name];
    if (value !== undefined) fields[name] = plain(name, value);
  }
  return fields;
}

function plain(name: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return name === 'clientId' ? uuid(value) : hexOf(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return (value as Tree)['bits'];
}

function uuid(bytes: Uint8Array): string {
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Returns a vector's message as Kaitai can say it: in JavaScript it reads a u64 as the nearest double. */
export function expected(message: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...message };
  for (const name of ['serverTime', 'sequence', 'clientTime']) {
    if (name in fields) fields[name] = Number(fields[name]);
  }
  if ('audio' in fields) fields['audio'] = String(fields['audio']).replaceAll(' ', '').toLowerCase();
  return fields;
}
