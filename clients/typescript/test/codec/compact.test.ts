import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CompactDecoder } from '../../src/codec/compact.ts';
import { decodeFrame } from '../../src/codec/frame.ts';
import { StarlingError } from '../../src/error.ts';
import { bytesOf } from '../support/bytes.ts';

interface Step {
  readonly hex: string;
  readonly outcome: string;
  readonly state?: { readonly sequence: number; readonly time: number; readonly nodes: readonly number[][] };
}

interface Stream {
  readonly name: string;
  readonly frames: readonly Step[];
}

const STREAMS = JSON.parse(
  readFileSync(new URL('../../../../protocol/vectors/compact/streams.json', import.meta.url), 'utf8'),
) as readonly Stream[];

describe('a compact stream is read as its vector says', () => {
  test.each(STREAMS.map((stream) => [stream.name, stream] as const))('%s', (_, stream) => {
    const decoder = new CompactDecoder();
    for (const step of stream.frames) {
      expect(outcome(decoder, bytesOf(step.hex))).toBe(step.outcome);
      if (step.state === undefined) continue;
      const { sequence, time, nodes } = step.state;
      expect([decoder.sequence, decoder.time, decoder.count]).toEqual([sequence, time, nodes.length]);
      expect(placesOf(decoder)).toEqual(nodes);
    }
  });
});

test('has a case of each kind for each version that has it', () => {
  for (const version of [3, 4]) {
    for (const kind of ['typical', 'empty', 'maximal', 'truncated', 'lying']) {
      expect(STREAMS.some(({ name }) => name.startsWith(`COMPACT_UPDATE v${version} ${kind}`))).toBe(true);
    }
  }
});

test('nothing but a StarlingError comes of broken bytes', () => {
  const valid = STREAMS.flatMap((stream) => stream.frames).map((step) => bytesOf(step.hex));
  fc.assert(
    fc.property(
      fc.array(fc.nat(valid.length - 1), { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
      (which, flips) => {
        const decoder = new CompactDecoder();
        for (const index of which) {
          const bytes = Uint8Array.from(valid[index] as Uint8Array);
          for (const [at, value] of flips) bytes[4 + (at % (bytes.length - 4))] = value;
          outcome(decoder, bytes);
        }
      },
    ),
    { numRuns: 2_000, seed: 20_261_121 },
  );
});

function outcome(decoder: CompactDecoder, bytes: Uint8Array): string {
  try {
    const [message] = decodeFrame(bytes).messages;
    if (message?.kind !== 'compact') throw new Error('no message of a compact stream');
    return decoder.read(message.payload, 0, message.payload.byteLength, message.more);
  } catch (error) {
    if (error instanceof StarlingError) return error.code;
    throw error;
  }
}

function placesOf(decoder: CompactDecoder): number[][] {
  const [x, y, z] = decoder.axes;
  const place = (axis: Int32Array, i: number) => Math.fround((axis[i] as number) * decoder.quantum);
  return Array.from({ length: decoder.count }, (_, i) => [
    decoder.ids[i] as number,
    place(x, i),
    place(y, i),
    place(z, i),
  ]);
}
