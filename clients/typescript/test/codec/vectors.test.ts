import { describe, expect, test } from 'vitest';
import { encodeControl, encodeHeartbeat } from '../../src/codec/control.ts';
import { encodeError } from '../../src/codec/error.ts';
import { decodeFrame } from '../../src/codec/frame.ts';
import { encodeHandshakeAnswer, encodeHandshakeRequest } from '../../src/codec/handshake.ts';
import type { Message } from '../../src/codec/message.ts';
import { encodePositions, encodeVelocities } from '../../src/codec/position.ts';
import { type Records, recordAt } from '../../src/codec/records.ts';
import { StarlingError } from '../../src/error.ts';
import { joined } from '../support/bytes.ts';
import { type Vector, type VectorMessage, vectors } from '../support/vectors.ts';

const KNOWN = ['POSITION_UPDATE', 'VELOCITY_UPDATE', 'CONTROL_BITS', 'HANDSHAKE', 'HEARTBEAT', 'ERROR'];

/** Without those of types that this client does not read, and of connections without headers, which only a server has. */
const HEADED = vectors().filter(
  (vector) =>
    vector.messages.every((message) => KNOWN.includes(message.type)) &&
    (vector.mode === 'headed' || vector.mode.startsWith('handshake:')),
);

const READ = HEADED.filter((vector) => vector.from !== 'client');
const WRITTEN = HEADED.filter(
  (vector) => vector.error === undefined && vector.skipped === 0 && vector.encode,
);

describe('a vector is read as it says', () => {
  test.each(READ.map((vector) => [`${vector.file}: ${vector.name}`, vector] as const))('%s', (_, vector) => {
    expect(outcome(vector)).toEqual(
      vector.error === undefined
        ? { messages: vector.messages, skipped: vector.skipped }
        : { error: vector.error },
    );
  });
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
    const names = READ.filter((vector) => vector.name.startsWith(`${type} v${version} `));

    for (const word of ['typical', 'empty', 'maximal', 'truncated', 'lying']) {
      expect(
        names.some((vector) => vector.name.includes(word)),
        word,
      ).toBe(true);
    }
  },
);

function outcome(vector: Vector): unknown {
  try {
    const { messages, skipped } = decodeFrame(vector.bytes);
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
    const { id, typedId, position, velocity, time, flags } = recordAt(of, i);
    const [x, y, z] = position.map(float);
    if (velocity === undefined) return { id, x, y, z, time, flags };
    const [vx, vy, vz] = velocity.map(float);
    return { typedId, x, y, z, vx, vy, vz };
  });
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
