import { describe, expect, test } from 'vitest';
import { encodeAck } from '../../src/codec/ack.ts';
import {
  type AgentDelta,
  type AgentHealth,
  encodeAgentDelta,
  encodeAgentHealth,
} from '../../src/codec/agent.ts';
import { encodeControl, encodeHeartbeat } from '../../src/codec/control.ts';
import { encodeError } from '../../src/codec/error.ts';
import { decodeFrame } from '../../src/codec/frame.ts';
import { encodeHandshakeAnswer, encodeHandshakeRequest } from '../../src/codec/handshake.ts';
import { inflateFrame, streamInflater } from '../../src/codec/inflate.ts';
import { type Message, MessageType } from '../../src/codec/message.ts';
import { encodePaths, type Path, type Paths, pathAt } from '../../src/codec/path.ts';
import {
  encodeAgentPositions,
  encodeAgentStates,
  encodeGraphUpdate,
  encodePositions,
  encodeVelocities,
} from '../../src/codec/position.ts';
import { type Records, recordAt } from '../../src/codec/records.ts';
import {
  encodeVoice,
  type Voice,
  type VoiceChunk,
  type VoiceEnd,
  type VoiceStart,
} from '../../src/codec/voice.ts';
import { StarlingError } from '../../src/error.ts';
import { bytesOf, hexOf, joined } from '../support/bytes.ts';
import { EVERY } from '../support/readers.ts';
import { type Vector, type VectorMessage, vectors } from '../support/vectors.ts';

/** COMPACT_UPDATE has streams of its own: compact.test.ts. */
const KNOWN = Object.keys(MessageType).filter((type) => type !== 'COMPACT_UPDATE');

/** Said by clients only, and so only written here. */
const WRITTEN_ONLY = ['BROADCAST_ACK'];

/** Without connections without headers, which only a server has, and brotli, which this client never asks for. */
const HEADED = vectors().filter((vector) => /^(headed|handshake:\d(:zlib)?)$/.test(vector.mode));

const READ = HEADED.filter((vector) => vector.from !== 'client');
const WRITTEN = HEADED.filter(
  (vector) => vector.error === undefined && vector.skipped === 0 && vector.encode,
);

describe('a vector is read as it says', () => {
  test.each(READ.map((vector) => [`${vector.file}: ${vector.name}`, vector] as const))(
    '%s',
    async (_, vector) => {
      expect(await outcome(vector)).toEqual(
        vector.error === undefined
          ? { messages: vector.messages, skipped: vector.skipped }
          : { error: vector.error },
      );
    },
  );
});

describe('a vector is written as it says', () => {
  test.each(WRITTEN.map((vector) => [`${vector.file}: ${vector.name}`, vector] as const))(
    '%s',
    (_, vector) => {
      // Compared as buffers: an element-wise comparison of 65,535 bytes takes its time.
      expect(Buffer.compare(joined(...encodeAll(vector.messages)), vector.bytes)).toBe(0);
    },
  );
});

test.each(KNOWN.flatMap((type) => [1, 2, 3, 4].map((version) => [type, version] as const)))(
  '%s v%i has vectors that are read and such that are refused',
  (type, version) => {
    const from = WRITTEN_ONLY.includes(type) ? HEADED : READ;
    const names = from.filter((vector) => vector.name.startsWith(`${type} v${version} `));

    for (const word of ['typical', 'empty', 'maximal', 'truncated', 'lying']) {
      expect(
        names.some((vector) => vector.name.includes(word)),
        word,
      ).toBe(true);
    }
  },
);

async function outcome(vector: Vector): Promise<unknown> {
  try {
    const plain = vector.mode.endsWith(':zlib')
      ? await inflateFrame(vector.bytes, streamInflater)
      : vector.bytes;
    const { messages, skipped } = decodeFrame(plain, EVERY);
    return { messages: messages.map(written), skipped };
  } catch (error) {
    if (error instanceof StarlingError) return { error: error.code };
    throw error;
  }
}

/** A message as the vectors write it. */
function written(message: Message): unknown {
  const { version } = message;
  switch (message.kind) {
    case 'positions':
      return { type: 'POSITION_UPDATE', version, ...more(message.more), records: records(message.records) };
    case 'velocities':
      return { type: 'VELOCITY_UPDATE', version, ...more(message.more), records: records(message.records) };
    case 'graph': {
      const { graph, more: followed } = message;
      return { type: 'GRAPH_UPDATE', version, graph, ...more(followed), records: records(message.records) };
    }
    case 'agentPositions':
      return { type: 'AGENT_POSITIONS', version, ...more(message.more), records: records(message.records) };
    case 'agentStates':
      return { type: 'AGENT_STATE_FULL', version, ...more(message.more), records: records(message.records) };
    case 'agentDelta':
      return { type: 'AGENT_STATE_DELTA', version, ...delta(message.delta) };
    case 'agentHealth': {
      const { id, tokens, ...load } = message.health;
      return { type: 'AGENT_HEALTH', version, id, ...floats(load), tokens };
    }
    case 'paths':
      return { type: 'SSSP_DATA', version, ...more(message.more), records: paths(message.paths) };
    case 'voice':
      return { version, ...voice(message.voice) };
    case 'compact':
      return { type: 'COMPACT_UPDATE', version, ...more(message.more) };
    case 'control':
      return { type: 'CONTROL_BITS', version, bits: message.bits };
    case 'heartbeat':
      return { type: 'HEARTBEAT', version, serverTime: String(message.serverTime) };
    case 'handshakeRequest':
      return { type: 'HANDSHAKE', version, ...message.request };
    case 'handshakeAnswer': {
      const { version: agreed, serverTime, ...answer } = message.answer;
      return { type: 'HANDSHAKE', version, agreed, ...answer, serverTime: String(serverTime) };
    }
    case 'error': {
      const { name: _, details, ...error } = { ...message.error, message: message.error.message };
      return { type: 'ERROR', version, error: details === undefined ? error : { ...error, details } };
    }
  }
}

function more(set: boolean): object {
  return set ? { more: true } : {};
}

function records(of: Records): unknown[] {
  return Array.from({ length: of.count }, (_, i) => {
    const { id, typedId, position, velocity, time, flags, load, tokens } = recordAt(of, i);
    const [x, y, z] = position.map(float);
    if (velocity === undefined) return { id, x, y, z, time, flags };
    const [vx, vy, vz] = velocity.map(float);
    if (load === undefined) return { typedId, x, y, z, vx, vy, vz };
    return { id, x, y, z, vx, vy, vz, ...floats(load), tokens, flags };
  });
}

function delta({ id, position, velocity, tokens, flags, ...load }: AgentDelta): object {
  const [x, y, z] = (position ?? []).map(float);
  const [vx, vy, vz] = (velocity ?? []).map(float);
  const fields = { x, vx, ...load, tokens, flags };
  const mask = Object.entries({
    x: 1,
    vx: 2,
    health: 4,
    cpu: 8,
    memory: 16,
    workload: 32,
    tokens: 64,
    flags: 128,
  })
    .filter(([name]) => fields[name as keyof typeof fields] !== undefined)
    .reduce((sum, [, bit]) => sum + bit, 0);
  return { id, mask, x, y, z, vx, vy, vz, ...floats(load), tokens, flags };
}

function floats(values: object): object {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, float(value)]));
}

function paths(of: Paths): unknown[] {
  return Array.from({ length: of.count }, (_, i) => {
    const { id, distance, parent, flags } = pathAt(of, i);
    return { id, distance: float(distance), parent: parent ?? -1, flags };
  });
}

function voice(voice: Voice): object {
  const { agent } = voice;
  switch (voice.part) {
    case 'chunk': {
      const { chunk, format, audio } = voice;
      return { type: 'VOICE_CHUNK', agent, chunk, format, audio: hexOf(audio) };
    }
    case 'start':
      return { type: 'VOICE_START', agent, format: voice.format, rate: voice.kilohertz };
    case 'end':
      return { type: 'VOICE_END', agent, lastChunk: voice.lastChunk };
  }
}

function float(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** Messages of one update, all but the last marked as followed, are written by one call. */
function encodeAll(messages: readonly VectorMessage[]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let i = 0; i < messages.length; i++) {
    const first = messages[i] as VectorMessage;
    const rows = [...((first['records'] as unknown[] | undefined) ?? [])];
    while (messages[i]?.['more'] === true) rows.push(...((messages[++i]?.['records'] as unknown[]) ?? []));
    parts.push(encode(first, rows as Record<string, number | string>[]));
  }
  return parts;
}

function encode(message: VectorMessage, rows: readonly Record<string, number | string>[]): Uint8Array {
  const { version } = message;
  const column = (...names: string[]) => rows.flatMap((row) => names.map((name) => Number(row[name])));
  const columns = { count: rows.length, positions: column('x', 'y', 'z') };
  const fields = message as unknown as Record<string, never>;
  switch (message.type) {
    case 'POSITION_UPDATE':
      return encodePositions(version, {
        ...columns,
        ids: column('id'),
        times: column('time'),
        flags: column('flags'),
      });
    case 'VELOCITY_UPDATE':
      return encodeVelocities(version, {
        ...columns,
        ids: column('typedId'),
        velocities: column('vx', 'vy', 'vz'),
      });
    case 'GRAPH_UPDATE':
      return encodeGraphUpdate(version, fields['graph'] as never, {
        ...columns,
        ids: column('typedId'),
        velocities: column('vx', 'vy', 'vz'),
      });
    case 'AGENT_POSITIONS':
      return encodeAgentPositions(version, {
        ...columns,
        ids: column('id'),
        times: column('time'),
        flags: column('flags'),
      });
    case 'AGENT_STATE_FULL':
      return encodeAgentStates(version, {
        ...columns,
        ids: column('id'),
        velocities: column('vx', 'vy', 'vz'),
        loads: column('health', 'cpu', 'memory', 'workload'),
        tokens: column('tokens'),
        flags: column('flags'),
      });
    case 'AGENT_STATE_DELTA':
      return encodeAgentDelta(version, deltaOf(fields));
    case 'AGENT_HEALTH':
      return encodeAgentHealth(version, numbers(fields) as unknown as AgentHealth);
    case 'SSSP_DATA':
      return encodePaths(version, rows.map(pathOf));
    case 'BROADCAST_ACK': {
      const { sequence, nodes, clientTime } = fields as Record<string, never>;
      const ack = { sequence: BigInt(sequence as never), nodes: nodes as never };
      return encodeAck(version, { ...ack, clientTime: BigInt(clientTime as never) });
    }
    case 'VOICE_CHUNK':
      return encodeVoice(version, {
        ...(fields as never as Omit<VoiceChunk, 'audio'>),
        part: 'chunk',
        audio: bytesOf(fields['audio'] as never),
      });
    case 'VOICE_START':
      return encodeVoice(version, {
        ...(fields as never as VoiceStart),
        part: 'start',
        kilohertz: fields['rate'] as never,
      });
    case 'VOICE_END':
      return encodeVoice(version, { ...(fields as never as VoiceEnd), part: 'end' });
    case 'CONTROL_BITS':
      return encodeControl(version, fields['bits'] as never);
    case 'HEARTBEAT':
      return encodeHeartbeat(version, BigInt(fields['serverTime'] as never));
    case 'ERROR':
      return encodeError(version, fields['error'] as never);
    case 'HANDSHAKE':
      return message['agreed'] === undefined
        ? encodeHandshakeRequest(version, fields as never)
        : encodeHandshakeAnswer(version, {
            ...(fields as never as Parameters<typeof encodeHandshakeAnswer>[1]),
            version: fields['agreed'] as never,
            serverTime: BigInt(fields['serverTime'] as never),
          });
    default:
      throw new Error(`no encoder for ${message.type}`);
  }
}

/** Floats that are no JSON are words. */
function numbers(fields: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name !== 'type' && name !== 'version' && name !== 'mask')
      .map(([name, value]) => [name, Number(value)]),
  );
}

function deltaOf(fields: object): AgentDelta {
  const { id, x, y, z, vx, vy, vz, ...rest } = numbers(fields);
  return {
    id: id as number,
    ...(x === undefined ? {} : { position: [x, y as number, z as number] as const }),
    ...(vx === undefined ? {} : { velocity: [vx, vy as number, vz as number] as const }),
    ...rest,
  };
}

function pathOf(row: Record<string, number | string>): Path {
  const { id, distance, parent, flags } = numbers(row) as Record<keyof Path, number>;
  return { id, distance, parent: parent === -1 ? undefined : parent, flags };
}
