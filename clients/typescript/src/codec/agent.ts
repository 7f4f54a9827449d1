import { localError } from '../error.ts';
import { AGENT_V1, AGENT_V2 } from './agent-records.ts';
import type { Reader } from './frame.ts';
import { malformed, message } from './header.ts';
import { MessageType } from './message.ts';
import { positionLayout, recordsOf } from './records.ts';

/** Reads 0x11 and 0x20 to 0x22. */
export const agents: Reader = (view, { type, version, more, begin, end }) => {
  switch (type) {
    case MessageType.AGENT_POSITIONS:
      return {
        kind: 'agentPositions',
        version,
        more,
        records: recordsOf(positionLayout(version), view, begin, end),
      };
    case MessageType.AGENT_STATE_FULL: {
      const layout = version === 1 ? AGENT_V1 : AGENT_V2;
      return { kind: 'agentStates', version, more, records: recordsOf(layout, view, begin, end) };
    }
    case MessageType.AGENT_STATE_DELTA:
      return { kind: 'agentDelta', version, delta: readAgentDelta(version, view, begin, end) };
    case MessageType.AGENT_HEALTH:
      return { kind: 'agentHealth', version, health: readAgentHealth(version, view, begin) };
    default:
      return undefined;
  }
};

/** How an agent fares: percent, but for the workload. */
export interface AgentLoad {
  readonly health: number;
  readonly cpu: number;
  readonly memory: number;
  readonly workload: number;
}

/** Message 0x22: 0 id u32 (version 1: u16) · 4 health · 8 cpu · 12 memory · 16 workload f32 · 20 tokens u32. */
export interface AgentHealth extends AgentLoad {
  readonly id: number;
  readonly tokens: number;
}

type Triple = readonly [number, number, number];

/** Message 0x21, what changed of one agent: 0 id u32 (version 1: u16) · 4 mask u8 · 5 the fields in the order of its bits. */
export interface AgentDelta extends Partial<AgentLoad> {
  readonly id: number;
  readonly position?: Triple;
  readonly velocity?: Triple;
  readonly tokens?: number;
  readonly flags?: number;
}

type Field = Exclude<keyof AgentDelta, 'id'>;

/** In the order of the mask's bits. */
const FIELDS: readonly Field[] = [
  'position',
  'velocity',
  'health',
  'cpu',
  'memory',
  'workload',
  'tokens',
  'flags',
];
const SIZES = [12, 12, 4, 4, 4, 4, 4, 1] as const;
const MAX_SHORT_ID = 0xffff;

export function encodeAgentHealth(version: number, health: AgentHealth): Uint8Array {
  const idBytes = idBytesOf(version, health.id);
  return message(MessageType.AGENT_HEALTH, version, idBytes + 20, (view, at) => {
    writeId(view, at, idBytes, health.id);
    const { cpu, memory, workload, tokens } = health;
    for (const [i, value] of [health.health, cpu, memory, workload].entries()) {
      view.setFloat32(at + idBytes + 4 * i, value, true);
    }
    view.setUint32(at + idBytes + 16, tokens, true);
  });
}

/** The payload's length was checked with the header. */
export function readAgentHealth(version: number, view: DataView, begin: number): AgentHealth {
  const at = begin + idBytesOf(version, 0);
  return {
    id: readId(version, view, begin),
    health: view.getFloat32(at, true),
    cpu: view.getFloat32(at + 4, true),
    memory: view.getFloat32(at + 8, true),
    workload: view.getFloat32(at + 12, true),
    tokens: view.getUint32(at + 16, true),
  };
}

export function encodeAgentDelta(version: number, delta: AgentDelta): Uint8Array {
  const idBytes = idBytesOf(version, delta.id);
  const mask = maskOf(delta);
  return message(MessageType.AGENT_STATE_DELTA, version, idBytes + 1 + bytesOf(mask), (view, begin) => {
    writeId(view, begin, idBytes, delta.id);
    view.setUint8(begin + idBytes, mask);
    let at = begin + idBytes + 1;
    for (const [bit, field] of FIELDS.entries()) {
      if ((mask & (1 << bit)) === 0) continue;
      writeField(view, at, field, delta[field] as number | Triple);
      at += SIZES[bit] as number;
    }
  });
}

/** Throws a StarlingError `MALFORMED_FRAME` where the payload is not the fields that its mask has. */
export function readAgentDelta(version: number, view: DataView, begin: number, end: number): AgentDelta {
  const maskAt = begin + idBytesOf(version, 0);
  const mask = view.getUint8(maskAt);
  if (end - maskAt - 1 !== bytesOf(mask)) throw malformed(`${end - begin} bytes are no fields of ${mask}`);
  const delta: Record<string, unknown> = { id: readId(version, view, begin) };
  let at = maskAt + 1;
  for (const [bit, field] of FIELDS.entries()) {
    if ((mask & (1 << bit)) === 0) continue;
    delta[field] = readField(view, at, field);
    at += SIZES[bit] as number;
  }
  return delta as unknown as AgentDelta;
}

/** Bits of the fields that are there. */
function maskOf(delta: AgentDelta): number {
  return FIELDS.reduce((mask, field, bit) => (delta[field] === undefined ? mask : mask | (1 << bit)), 0);
}

function bytesOf(mask: number): number {
  return SIZES.reduce((bytes: number, size, bit) => bytes + ((mask >> bit) & 1) * size, 0);
}

function writeField(view: DataView, at: number, field: Field, value: number | Triple): void {
  if (typeof value !== 'number') {
    for (const [axis, each] of value.entries()) view.setFloat32(at + 4 * axis, each, true);
  } else if (field === 'flags') view.setUint8(at, value);
  else if (field === 'tokens') view.setUint32(at, value, true);
  else view.setFloat32(at, value, true);
}

function readField(view: DataView, at: number, field: Field): number | Triple {
  switch (field) {
    case 'position':
    case 'velocity':
      return [view.getFloat32(at, true), view.getFloat32(at + 4, true), view.getFloat32(at + 8, true)];
    case 'tokens':
      return view.getUint32(at, true);
    case 'flags':
      return view.getUint8(at);
    default:
      return view.getFloat32(at, true);
  }
}

/** Throws a StarlingError `UPGRADE_REQUIRED` where the version has no place for the id. */
function idBytesOf(version: number, id: number): 2 | 4 {
  if (version > 1) return 4;
  if (id <= MAX_SHORT_ID) return 2;
  throw localError('protocol', 'UPGRADE_REQUIRED', `agent ${id} has no place in version 1`);
}

function writeId(view: DataView, at: number, idBytes: 2 | 4, id: number): void {
  if (idBytes === 4) view.setUint32(at, id, true);
  else view.setUint16(at, id, true);
}

function readId(version: number, view: DataView, at: number): number {
  return version === 1 ? view.getUint16(at, true) : view.getUint32(at, true);
}
