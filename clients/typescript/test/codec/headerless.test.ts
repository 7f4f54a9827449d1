import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMPUTE48, decodeHeaderless, headerlessLayout, WIRE34, WIRE36 } from '../../src/codec/headerless.ts';
import { FORMATS, type Format } from '../../src/codec/message.ts';
import { type Records, recordAt } from '../../src/codec/records.ts';
import { StarlingError } from '../../src/error.ts';
import { type Vector, vectors } from '../support/vectors.ts';

const MODE = 'format:';
const VECTORS = vectors().filter((vector) => vector.mode.startsWith(MODE));
const LAYOUTS = [WIRE34, WIRE36, COMPUTE48];

describe('a frame is read as its vector says', () => {
  test.each(VECTORS.map((vector) => [`${vector.file}: ${vector.name}`, vector] as const))(
    '%s',
    (_, vector) => {
      expect(outcome(vector)).toEqual(
        vector.error === undefined ? { messages: vector.messages } : { error: vector.error },
      );
    },
  );
});

test.each(['wire34', 'wire36', 'compute48'])(
  '%s has vectors that are read and such that are refused',
  (format) => {
    for (const word of ['typical', 'empty', 'maximal', 'truncated', 'lying']) {
      expect(VECTORS.some((vector) => vector.name.startsWith(`${format.toUpperCase()} ${word}`))).toBe(true);
    }
  },
);

test('is refused wherever a record is cut', () => {
  for (const layout of LAYOUTS) {
    for (let length = 0; length <= 3 * layout.size; length++) {
      const read = () => decodeHeaderless(layout, new Uint8Array(length)).count;
      if (length % layout.size === 0) expect(read()).toBe(length / layout.size);
      else expect(read).toThrow(expect.objectContaining({ code: 'MALFORMED_FRAME' }));
    }
  }
});

test('is read in place, wherever it lies in its buffer', () => {
  const frame = new Uint8Array(3 + 36 + 5);
  frame.set([7, 0, 0, 0x40], 3);

  const records = decodeHeaderless(WIRE36, frame.subarray(3, 39));

  expect(recordAt(records, 0)).toMatchObject({ id: 7, typedId: 0x4000_0007 });
  expect(records.bytes.buffer).toBe(frame.buffer);
});

test('is read or refused, whatever comes', () => {
  fc.assert(
    fc.property(fc.constantFrom(...LAYOUTS), fc.uint8Array({ maxLength: 300 }), (layout, bytes) => {
      try {
        expect(decodeHeaderless(layout, bytes).count * layout.size).toBe(bytes.length);
      } catch (error) {
        expect(error).toBeInstanceOf(StarlingError);
      }
    }),
  );
});

test('formats with headers have no such layout', () => {
  expect(FORMATS.filter((format) => headerlessLayout(format) === undefined)).toEqual([
    'position',
    'client28',
    'compact',
  ]);
});

function outcome(vector: Vector): unknown {
  const format = vector.mode.slice(MODE.length) as Format;
  const layout = headerlessLayout(format);
  if (layout === undefined) throw new Error(`${format} has headers`);
  try {
    const records = decodeHeaderless(layout, vector.bytes);
    return { messages: [{ type: format.toUpperCase(), records: rows(records) }] };
  } catch (error) {
    if (error instanceof StarlingError) return { error: error.code };
    throw error;
  }
}

/** Records as the vectors write them. */
function rows(records: Records): unknown[] {
  return Array.from({ length: records.count }, (_, i) => {
    const { id: _id, position, velocity = [], load: _load, ...rest } = recordAt(records, i);
    const [x, y, z] = position;
    const [vx, vy, vz] = velocity;
    return Object.fromEntries(
      Object.entries({ x, y, z, vx, vy, vz, ...rest }).map(([key, value]) => [key, float(value)]),
    );
  });
}

function float(value: number | undefined): number | string | undefined {
  return value === undefined || Number.isFinite(value) ? value : String(value);
}
