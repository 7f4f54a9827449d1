import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeAgentDelta, encodeAgentHealth } from '../../src/codec/agent.ts';
import { encodeControl, encodeHeartbeat } from '../../src/codec/control.ts';
import { encodeError } from '../../src/codec/error.ts';
import { decodeFrame } from '../../src/codec/frame.ts';
import { encodeHandshakeAnswer, encodeHandshakeRequest } from '../../src/codec/handshake.ts';
import { encodePaths } from '../../src/codec/path.ts';
import {
  encodeAgentPositions,
  encodeAgentStates,
  encodeGraphUpdate,
  encodePositions,
  encodeVelocities,
} from '../../src/codec/position.ts';
import { recordAt } from '../../src/codec/records.ts';
import { encodeVoice } from '../../src/codec/voice.ts';
import { StarlingError } from '../../src/error.ts';
import { bytesOf, joined } from '../support/bytes.ts';
import { EVERY } from '../support/readers.ts';

const GOLDEN = bytesOf(
  '10 02 2A 00 64 00 00 00 00 00 80 3F 00 00 00 40 00 00 40 40 E8 03 00 00 01' +
    'C8 00 00 00 00 00 A0 40 00 00 C0 40 00 00 E0 40 F4 01 00 00 02',
);

const ANSWER = {
  version: 3,
  format: 1,
  capabilities: 0x0102,
  clientId: '01234567-89ab-cdef-0123-456789abcdef',
  serverTime: 0xfedc_ba98_7654_3210n,
};

function code(task: () => unknown): string {
  try {
    task();
  } catch (error) {
    if (error instanceof StarlingError) return error.code;
    throw error;
  }
  return 'none';
}

function one(bytes: Uint8Array) {
  const { messages, skipped } = decodeFrame(bytes, EVERY);
  expect(messages.length + skipped).toBe(1);
  return messages[0];
}

describe('decodeFrame', () => {
  test('reads the golden vector of 000', () => {
    const message = one(GOLDEN);

    if (message?.kind !== 'positions') throw new Error('not positions');
    expect([recordAt(message.records, 0), recordAt(message.records, 1)]).toEqual([
      { id: 100, position: [1, 2, 3], time: 1000, flags: 1 },
      { id: 200, position: [5, 6, 7], time: 500, flags: 2 },
    ]);
    expect(message.records.count).toBe(2);
  });

  test('reads several messages back to back, in order', () => {
    const frame = joined(
      encodeControl(3, 0x41),
      GOLDEN,
      encodeHeartbeat(3, 7n),
      encodeVelocities(3, columns(1)),
    );

    const kinds = decodeFrame(frame, EVERY).messages.map((message) => message.kind);

    expect(kinds).toEqual(['control', 'positions', 'heartbeat', 'velocities']);
  });

  test('reads a view that does not begin at its buffer’s start', () => {
    const shifted = joined(Uint8Array.of(9, 9, 9), GOLDEN).subarray(3);

    const message = one(shifted);

    expect(message?.kind === 'positions' && recordAt(message.records, 1).id).toBe(200);
  });

  test('skips and counts unknown types of any length between known ones', () => {
    const frame = joined(
      bytesOf('77 03 03 00 01 02 03'),
      encodeControl(3, 1),
      bytesOf('78 01 00 00'),
      bytesOf(`34 03 14 00${'00'.repeat(20)}`),
    );

    const { messages, skipped } = decodeFrame(frame, EVERY);

    expect(messages.map((message) => message.kind)).toEqual(['control']);
    expect(skipped).toBe(3);
  });

  test('refuses every truncation of every message', () => {
    const whole = [
      GOLDEN,
      encodePositions(1, columns(2)),
      encodeVelocities(3, columns(2)),
      encodeControl(3, 0xff),
      encodeHandshakeRequest(3, { minVersion: 1, maxVersion: 4, format: 1, capabilities: 3 }),
      encodeHandshakeAnswer(3, ANSWER),
      encodeHeartbeat(3, 1n),
      encodeGraphUpdate(3, 'ontology', columns(2)),
      encodeAgentPositions(1, columns(2)),
      encodeAgentStates(3, columns(2)),
      encodeAgentDelta(3, { id: 7, position: [1, 2, 3], cpu: 4, flags: 1 }),
      encodeAgentHealth(1, { id: 7, health: 1, cpu: 2, memory: 3, workload: 4, tokens: 5 }),
      encodePaths(3, [{ id: 1, distance: 2, parent: undefined, flags: 0 }]),
      encodeVoice(3, { part: 'chunk', agent: 7, chunk: 0, format: 1, audio: Uint8Array.of(1, 2, 3) }),
      encodeVoice(3, { part: 'start', agent: 7, format: 1, kilohertz: 48 }),
      encodeVoice(3, { part: 'end', agent: 7, lastChunk: 0 }),
      encodeError(3, { code: 'X', message: 'Y', category: 'server', retryable: false, timestamp: 1 }),
    ];

    for (const bytes of whole) {
      for (let length = 0; length < bytes.length; length++) {
        expect(code(() => decodeFrame(bytes.subarray(0, length), EVERY))).toBe('MALFORMED_FRAME');
        expect(
          code(() =>
            decodeFrame(joined(GOLDEN, bytes).subarray(0, GOLDEN.length + Math.max(1, length)), EVERY),
          ),
        ).toBe('MALFORMED_FRAME');
      }
    }
  });

  test.each([
    ['nothing', ''],
    ['a length that is too long', '30 03 02 00 01'],
    ['a length that is too short', '30 03 00 00 01'],
    ['bytes behind the last message', '30 03 01 00 01 00'],
    ['positions that are no whole records', `10 02 13 00${'00'.repeat(19)}`],
    ['V1 positions of 21 bytes', `10 01 15 00${'00'.repeat(21)}`],
    ['velocities that are no whole records', `12 03 1b 00${'00'.repeat(27)}`],
    ['a heartbeat of 7 bytes', `33 03 07 00${'00'.repeat(7)}`],
    ['a handshake of 6 bytes', `32 03 06 00${'00'.repeat(6)}`],
    ['a handshake answer of an unknown format', `32 03 1c 00 03 06${'00'.repeat(26)}`],
    ['compression, which was not agreed on', '10 13 00 00'],
    ['the reserved flag', '10 43 00 00'],
    ['flags in version 2', '10 82 00 00'],
    ['a graph flag that is none', '01 03 00 00 03'],
    ['a graph update without its flag', '01 03 00 00'],
    ['an agent record that is cut', `20 02 30 00${'00'.repeat(48)}`],
    ['an error that is no UTF-8', 'ff 03 03 00 22 c3 22'],
    ['an error that is no JSON', 'ff 03 02 00 7b 7b'],
    ['an error without a code', 'ff 03 02 00 7b 7d'],
  ])('refuses %s', (_, hex) => {
    expect(code(() => decodeFrame(bytesOf(hex), EVERY))).toBe('MALFORMED_FRAME');
  });

  test.each([0, 5, 15])('refuses version %i', (version) => {
    expect(code(() => decodeFrame(Uint8Array.of(0x10, version, 0, 0), EVERY))).toBe(
      'PROTOCOL_VERSION_MISMATCH',
    );
  });

  test('takes an empty update', () => {
    const message = one(bytesOf('10 03 00 00'));

    expect(message?.kind === 'positions' && message.records.count).toBe(0);
  });

  test('throws nothing but a StarlingError on random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        code(() => decodeFrame(bytes, EVERY));
      }),
      { numRuns: 5_000 },
    );
  });

  test('throws nothing but a StarlingError on damaged messages', () => {
    const good = joined(GOLDEN, encodeHandshakeAnswer(3, ANSWER), encodeControl(3, 3));
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });

    fc.assert(
      fc.property(damage, (changes) => {
        const bytes = Uint8Array.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        code(() => decodeFrame(bytes, EVERY));
      }),
      { numRuns: 5_000 },
    );
  });
});

function columns(count: number, first = 1) {
  const ids = Array.from({ length: count }, (_, i) => first + i);
  return {
    count,
    ids,
    positions: ids.flatMap((id) => [id, -id, id / 2]),
    velocities: ids.flatMap((id) => [id / 4, 0, -1]),
    times: ids.map((id) => id * 10),
    flags: ids.map((id) => id & 0x7f),
  };
}

describe('encoding', () => {
  test('gives the bytes of the golden vector', () => {
    const bytes = encodePositions(2, {
      count: 2,
      ids: [100, 200],
      positions: [1, 2, 3, 5, 6, 7],
      times: [1000, 500],
      flags: [1, 2],
    });

    expect(bytes).toEqual(GOLDEN);
  });

  test('positions come back in every version', () => {
    const triple = fc.tuple(float(), float(), float());
    const record = fc.record({
      id: fc.nat(0xffff),
      position: triple,
      time: fc.nat(0xffff_ffff),
      flags: fc.nat(0xff),
    });

    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(record, { maxLength: 40 }), (version, records) => {
        const bytes = encodePositions(version, {
          count: records.length,
          ids: records.map((each) => each.id),
          positions: records.flatMap((each) => each.position),
          times: records.map((each) => each.time),
          flags: records.map((each) => each.flags),
        });
        const message = one(bytes);
        if (message?.kind !== 'positions') throw new Error('not positions');
        expect(records.map((_, i) => recordAt(message.records, i))).toEqual(records);
      }),
    );
  });

  test('velocities come back without their type bits', () => {
    const bytes = encodeVelocities(3, { count: 1, ids: [12], positions: [1, 2, 3], velocities: [4, 5, 6] });
    new DataView(bytes.buffer).setUint32(4, 0x4400_000c, true);

    const message = one(bytes);

    if (message?.kind !== 'velocities') throw new Error('not velocities');
    expect(recordAt(message.records, 0)).toEqual({
      id: 12,
      typedId: 0x4400_000c,
      position: [1, 2, 3],
      velocity: [4, 5, 6],
    });
  });

  test('handshakes, control bits and heartbeats come back', () => {
    const request = { minVersion: 1, maxVersion: 4, format: 2, capabilities: 0x1234 };

    expect(one(encodeHandshakeRequest(3, request))).toEqual({
      kind: 'handshakeRequest',
      version: 3,
      request,
    });
    expect(one(encodeHandshakeAnswer(4, ANSWER))).toEqual({
      kind: 'handshakeAnswer',
      version: 4,
      answer: ANSWER,
    });
    expect(one(encodeControl(2, 0xa5))).toEqual({ kind: 'control', version: 2, bits: 0xa5 });
    expect(one(encodeHeartbeat(3, 2n ** 64n - 1n))).toEqual({
      kind: 'heartbeat',
      version: 3,
      serverTime: 2n ** 64n - 1n,
    });
  });

  test('errors come back typed', () => {
    const fields = {
      code: 'RATE_LIMIT_EXCEEDED',
      message: 'Zu schnell — 10/s',
      category: 'rate_limit',
      details: { limit: 10 },
      retryable: true,
      retryAfter: 1500,
      affectedPaths: ['/a'],
      timestamp: 1_700_000_000_000,
    };

    const message = one(encodeError(3, fields));

    if (message?.kind !== 'error') throw new Error('not an error');
    expect({ ...message.error, message: message.error.message }).toEqual({
      ...fields,
      name: 'StarlingError',
    });
  });

  test('splits at 3,120 records, all but the last marked as followed', () => {
    const bytes = encodePositions(3, columns(7_000));

    const { messages } = decodeFrame(bytes, EVERY);

    expect(
      messages.map((message) => message.kind === 'positions' && [message.records.count, message.more]),
    ).toEqual([
      [3_120, true],
      [3_120, true],
      [760, false],
    ]);
  });

  test('sets no flag in version 2', () => {
    const { messages } = decodeFrame(encodePositions(2, columns(4_000)), EVERY);

    expect(messages.map((message) => message.kind === 'positions' && message.more)).toEqual([false, false]);
  });

  test('refuses an id that version 1 cannot say, instead of cutting it', () => {
    expect(code(() => encodePositions(1, columns(1, 65_536)))).toBe('UPGRADE_REQUIRED');
  });

  test('1,000 nodes are 28,004 bytes', () => {
    expect(encodeVelocities(2, columns(1_000)).length).toBe(28_004);
  });
});

function float() {
  return fc.float({ noNaN: true });
}
