import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSettings, encodeSettings } from '../../../src/codec/settings/codec.ts';
import { inflatedSize } from '../../../src/codec/settings/gzip.ts';
import { OPCODES, type SettingsMessage } from '../../../src/codec/settings/message.ts';
import { TAGS, type Value } from '../../../src/codec/settings/value.ts';
import { StarlingError } from '../../../src/error.ts';
import { nodeGzip } from '../../support/gzip.ts';
import { bytesAt, type Json, messageCases, messageOf } from '../../support/settings-vectors.ts';

const CASES = messageCases();
const READ = CASES.filter(([, json]) => json['error'] === undefined);
const WRITTEN = READ.filter(([, json]) => json['encode'] === undefined);
const GZIP = 0xff;

describe('a settings vector is read as it says', () => {
  test.each(CASES)('%s', (_, json) => {
    const bytes = bytesAt(json);

    if (json['error'] !== undefined) expect(code(bytes)).toBe(json['error']);
    else expect(decodeSettings(bytes, nodeGzip)).toEqual(expected(json));
  });
});

describe('a settings vector is written as it says', () => {
  // Deflated bytes have many spellings: of gzip only that it is used, and what it says.
  test.each(WRITTEN)('%s', (_, json) => {
    const bytes = bytesAt(json);
    const written = encodeSettings(expected(json), nodeGzip);

    expect(written[0]).toBe(bytes[0]);
    if (bytes[0] === GZIP) expect(decodeSettings(written, nodeGzip)).toEqual(expected(json));
    else expect(Buffer.compare(written, bytes)).toBe(0);
  });
});

describe('every truncation of a settings vector is refused', () => {
  test.each(READ)('%s', (_, json) => {
    const bytes = bytesAt(json);
    const step = bytes.length < 2_000 ? 1 : 997;

    for (let length = 0; length < bytes.length; length += step) {
      expect(code(bytes.subarray(0, length))).toMatch(/MALFORMED_FRAME|MESSAGE_TOO_LARGE/);
    }
  });
});

test.each([...OPCODES, ...TAGS])('%s has a case of each kind', (what) => {
  for (const kind of ['typical', 'empty', 'maximal', 'truncated', 'lying']) {
    expect(
      CASES.some(([name]) => name === `${what} ${kind}` || name.startsWith(`${what} ${kind}:`)),
      kind,
    ).toBe(true);
  }
});

test('a view that does not begin at its buffer’s start is read', () => {
  const bytes = Uint8Array.of(9, 9, 9, 0, 1, 1, 0, 0, 0).subarray(3);

  expect(decodeSettings(bytes)).toEqual({ op: 'Get', path: 1 });
});

test('bytes and hashes outlive the message', () => {
  const message: SettingsMessage = { op: 'Response', ok: true, bytes: Uint8Array.of(1, 2, 3) };
  const frame = Buffer.from(encodeSettings(message));

  const read = decodeSettings(frame);
  frame.fill(0);

  expect(read).toEqual(message);
});

test('without gzip everything goes plain, and gzip is refused by name', () => {
  const message: SettingsMessage = {
    op: 'Set',
    setting: { path: 11, value: { type: 'string', value: 'so '.repeat(200) } },
  };

  expect(encodeSettings(message)[0]).toBe(0);
  expect(encodeSettings(message, nodeGzip)[0]).toBe(GZIP);
  expect(code(encodeSettings(message, nodeGzip), false)).toBe('UNSUPPORTED_FORMAT');
});

test('what inflates elsewhere is measured first', () => {
  const frame = encodeSettings(
    { op: 'Set', setting: { path: 11, value: { type: 'string', value: 'so '.repeat(200) } } },
    nodeGzip,
  );

  expect(inflatedSize(frame.subarray(1))).toBe(610);
});

test.each<[string, SettingsMessage]>([
  ['a path that is no u32', { op: 'Get', path: 2 ** 32 }],
  ['a path below zero', { op: 'Get', path: -1 }],
  ['a path that is no integer', { op: 'Get', path: 1.5 }],
  ['an i32 that is none', set({ type: 'i32', value: 2 ** 31 })],
  ['an i64 that is none', set({ type: 'i64', value: 2n ** 63n })],
  ['NaN', set({ type: 'f64', value: Number.NaN })],
  ['a lone surrogate', set({ type: 'string', value: 'a\ud800' })],
  ['a lone surrogate in a key', set({ type: 'object', value: new Map([['\udc00', { type: 'null' }]]) })],
  ['a code that is no u16', { op: 'Error', code: 65_536, text: '' }],
  ['a path of 65,536 bytes', { op: 'Paths', paths: [{ path: 11, text: 'ä'.repeat(32_768) }] }],
  ['a hash of 31 bytes', { op: 'FullSync', version: 0n, settings: [], hash: new Uint8Array(31) }],
  ['a version below zero', { op: 'FullSync', version: -1n, settings: [], hash: new Uint8Array(32) }],
  ['depth 33', set(nested(33))],
])('%s is not written', (_, message) => {
  expect(() => encodeSettings(message)).toThrow(expect.objectContaining({ code: 'VALIDATION_ERROR' }));
});

const SEED = { seed: 20_261_121 };
const u32 = fc.nat(0xffff_ffff);
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const bytes = fc.uint8Array({ maxLength: 40 });
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const text = fc.string({ unit: 'binary', maxLength: 12 });
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant<Value>({ type: 'null' }),
    fc.record({ type: fc.constant('bool' as const), value: fc.boolean() }),
    fc.record({ type: fc.constant('i32' as const), value: fc.integer() }),
    fc.record({
      type: fc.constant('i64' as const),
      value: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    }),
    fc.record({ type: fc.constant('f32' as const), value: fc.float({ noNaN: true }) }),
    fc.record({ type: fc.constant('f64' as const), value: fc.double({ noNaN: true }) }),
    fc.record({ type: fc.constant('string' as const), value: text }),
    fc.record({ type: fc.constant('bytes' as const), value: bytes }),
    fc.record({ type: fc.constant('array' as const), value: fc.array(tie('value'), { maxLength: 5 }) }),
    fc.record({
      type: fc.constant('object' as const),
      value: fc.array(fc.tuple(text, tie('value')), { maxLength: 5 }).map((entries) => new Map(entries)),
    }),
  ),
}));
const settings = fc.array(fc.record({ path: u32, value }), { maxLength: 30 });
const change = fc.record({ path: u32, before: value, after: value });
const message: fc.Arbitrary<SettingsMessage> = fc.oneof(
  fc.record({ op: fc.constant('Get' as const), path: u32 }),
  fc.record({ op: fc.constant('Set' as const), setting: fc.record({ path: u32, value }) }),
  fc.record({ op: fc.constant('BatchGet' as const), paths: fc.array(u32) }),
  fc.record({ op: fc.constant('BatchSet' as const), settings }),
  fc.record({ op: fc.constant('Delta' as const), version: u64, changes: fc.array(change), hash }),
  fc.record({ op: fc.constant('Response' as const), ok: fc.boolean(), bytes }),
  fc.record({ op: fc.constant('Error' as const), code: fc.nat(65_535), text }),
  fc.record({ op: fc.constantFrom('Ping' as const, 'Pong' as const, 'FullSyncRequest' as const) }),
  fc.record({ op: fc.constant('FullSync' as const), version: u64, settings, hash }),
  fc.record({ op: fc.constant('Paths' as const), paths: fc.array(fc.record({ path: u32, text })) }),
);

test('every message comes back, and in the same bytes', () => {
  fc.assert(
    fc.property(message, fc.boolean(), (sent, compressed) => {
      const gzip = compressed ? nodeGzip : undefined;
      const frame = encodeSettings(sent, gzip);
      const read = decodeSettings(frame, nodeGzip);
      expect(read).toEqual(sent);
      expect(Buffer.compare(encodeSettings(read, gzip), frame)).toBe(0);
    }),
    { ...SEED, numRuns: 1_000 },
  );
});

test('nothing but a StarlingError comes of random bytes', () => {
  const body = fc.tuple(fc.integer({ min: 0, max: 13 }), fc.uint8Array({ maxLength: 200 }));
  fc.assert(
    fc.property(body, fc.boolean(), ([opcode, rest], compressed) => {
      const plain = Uint8Array.of(opcode, ...rest);
      const frame = compressed ? [GZIP, ...nodeGzip.gzip(plain)] : [0, ...plain];
      code(Uint8Array.from(frame));
    }),
    { ...SEED, numRuns: 5_000 },
  );
});

test('nothing but a StarlingError comes of broken messages', () => {
  const valid = CASES.map(([, json]) => bytesAt(json)).filter(({ length }) => length > 0 && length < 2_000);
  fc.assert(
    fc.property(
      fc.nat(valid.length - 1),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
      (which, flips) => {
        const frame = Uint8Array.from(valid[which] as Uint8Array);
        for (const [at, byte] of flips) frame[at % frame.length] = byte;
        code(frame);
      },
    ),
    { ...SEED, numRuns: 5_000 },
  );
});

test('room is not made for what is claimed twice', () => {
  const frame = new Uint8Array(1 << 20);
  const view = new DataView(frame.buffer);
  frame.set([0, 2, 1, 0, 0, 0]);
  for (let at = 6; at < 6 + 32 * 5; at += 5) {
    frame[at] = 8;
    view.setUint32(at + 1, frame.length - at - 5, true);
  }

  expect(code(frame)).toBe('MALFORMED_FRAME');
});

function expected(json: Json): SettingsMessage {
  return messageOf(json['message'] as Readonly<Record<string, unknown>>);
}

function code(frame: Uint8Array, compressed = true): string {
  try {
    decodeSettings(frame, compressed ? nodeGzip : undefined);
  } catch (error) {
    if (error instanceof StarlingError) return error.code;
    throw error;
  }
  return 'none';
}

function set(of: Value): SettingsMessage {
  return { op: 'Set', setting: { path: 11, value: of } };
}

function nested(depth: number): Value {
  return depth === 0 ? { type: 'null' } : { type: 'array', value: [nested(depth - 1)] };
}
