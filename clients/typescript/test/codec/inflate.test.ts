import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame } from '../../src/codec/frame.ts';
import { type Inflater, inflateFrame, isCompressed, streamInflater } from '../../src/codec/inflate.ts';
import { encodeVelocities } from '../../src/codec/position.ts';
import { StarlingError } from '../../src/error.ts';
import { bytesOf, joined } from '../support/bytes.ts';
import { EVERY } from '../support/readers.ts';

const NODES = encodeVelocities(3, {
  count: 50,
  ids: Array.from({ length: 50 }, (_, i) => i),
  positions: Array.from({ length: 150 }, (_, i) => i),
});

function compressed(message: Uint8Array): Uint8Array {
  const payload = deflateSync(message.subarray(4));
  const { length } = payload;
  return joined(
    Uint8Array.of(message[0] as number, (message[1] as number) | 0x10, length & 0xff, length >> 8),
    payload,
  );
}

async function code(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'none';
  } catch (error) {
    return error instanceof StarlingError ? error.code : String(error);
  }
}

describe('inflateFrame', () => {
  test('gives the frame as it was before', async () => {
    const frame = joined(NODES, compressed(NODES), bytesOf('30 03 01 00 01'));

    const plain = await inflateFrame(frame, streamInflater);

    expect(isCompressed(frame)).toBe(true);
    expect(isCompressed(plain)).toBe(false);
    expect(Buffer.compare(plain, joined(NODES, NODES, bytesOf('30 03 01 00 01')))).toBe(0);
  });

  test('refuses every truncation of the message and of its stream', async () => {
    const whole = compressed(NODES);

    for (let length = 1; length < whole.length; length += 7) {
      const cut = whole.slice(0, length);
      expect(await code(inflateFrame(cut, streamInflater))).toBe('MALFORMED_FRAME');
      if (length < 4) continue;
      new DataView(cut.buffer).setUint16(2, length - 4, true);
      expect(await code(inflateFrame(cut, streamInflater))).toBe('MALFORMED_FRAME');
    }
  });

  test('asks for no more than a payload may hold', async () => {
    const asked: number[] = [];
    const inflate: Inflater = async (_, most) => {
      asked.push(most);
      return new Uint8Array(0);
    };

    await inflateFrame(bytesOf('10 13 02 00 00 00'), inflate);
    await inflateFrame(joined(bytesOf('10 13 01 04'), new Uint8Array(1_025)), inflate);

    expect(asked).toEqual([128, 65_535]);
  });

  test('stops at a bomb', async () => {
    const bomb = deflateSync(new Uint8Array(50_000_000));

    expect(await code(streamInflater(bomb.subarray(), 65_535))).toBe('MALFORMED_FRAME');
  });

  test('throws nothing but a StarlingError on damaged streams', async () => {
    const whole = compressed(NODES);
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });

    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const frame = whole.slice();
        for (const [at, byte] of changes) frame[at] = byte;
        try {
          decodeFrame(await inflateFrame(frame, streamInflater), EVERY);
        } catch (error) {
          expect(error).toBeInstanceOf(StarlingError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
