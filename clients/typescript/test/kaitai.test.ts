import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bytesOf } from './support/bytes.ts';
import { compile, generate, inside, isRefusal, listOf, read, type Tree } from './support/kaitai.ts';
import { Chain, type Reading } from './support/kaitai-chain.ts';
import { KaitaiGrid } from './support/kaitai-grid.ts';
import { expected, named, streamed } from './support/kaitai-message.ts';
import { type Vector, vectors } from './support/vectors.ts';

/** `protocol/starling.ksy` says the same as the vectors, to whom only has Kaitai's compiler. */
const GENERATED = await generate();
const { Starling } = GENERATED;

const STREAMS = JSON.parse(
  readFileSync(new URL('../../../protocol/vectors/compact/streams.json', import.meta.url), 'utf8'),
) as readonly {
  readonly name: string;
  readonly frames: readonly { readonly hex: string; readonly outcome: string; readonly state?: object }[];
}[];

const ALL = vectors().map((vector) => [`${vector.file}: ${vector.name}`, vector] as const);
const READ = ALL.filter(([, vector]) => vector.error === undefined);
const REFUSED = ALL.filter(([, vector]) => vector.error !== undefined);
/** Kaitai knows neither what is wrong inside a compressed payload nor with JSON. */
const BROKEN = REFUSED.filter(
  ([name, { file }]) =>
    /truncated|overlong|lying/.test(name) && !/JSON/.test(name) && file !== 'compression.json',
);

describe('a well-formed vector is read as it says', () => {
  test.each(READ)('%s', (_, vector) => {
    const reading = readingOf(vector);

    expect(reading).toEqual({ messages: vector.messages.map(expected), skipped: vector.skipped });
  });
});

describe('a vector that is refused is not read', () => {
  test.each(REFUSED)('%s', (_, vector) => {
    const error = refusalOf(vector);

    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(TypeError);
  });
});

describe('what is truncated, overlong or lying is refused by the parser itself', () => {
  test.each(BROKEN)('%s', (_, vector) => {
    expect(refusalOf(vector)).toSatisfy(isRefusal);
  });
});

describe('a compact stream is read as its vector says', () => {
  test.each(STREAMS.map((stream) => [stream.name, stream] as const))('%s', (_, { frames }) => {
    const grid = new KaitaiGrid();
    for (const { hex, outcome, state } of frames) {
      expect(outcomeOf(grid, bytesOf(hex))).toBe(outcome);
      if (state !== undefined) expect(grid.state).toEqual(state);
    }
  });
});

test.each(['protocol.md', 'protocol-compact.md'])('the examples of docs/%s are messages', (page) => {
  const text = readFileSync(new URL(`../../../docs/${page}`, import.meta.url), 'utf8');
  const examples = [...text.matchAll(/^```(?:hex)?\n([0-9a-f]{2} [^`]*)^```$/gm)].map(([, lines = '']) =>
    lines
      .split('\n')
      .map((line) => /^(?:[0-9a-f]{2}(?: {1,2}|$))+/.exec(line)?.[0] ?? '')
      .join(''),
  );

  expect(examples.length).toBeGreaterThan(1);
  for (const hex of examples) {
    expect(listOf(read(Starling, bytesOf(hex)), 'messages').length).toBeGreaterThan(0);
  }
});

test('type bits and capabilities have names', () => {
  const nodes = read(Starling, bytesOf(`12 02 1C 00 03 00 00 80 ${'00 '.repeat(24)}`));
  const answer = read(Starling, bytesOf(`32 03 1C 00 03 02 15 00 ${'00 '.repeat(24)}`));

  const typedId = inside(nodes, 'messages', '0', 'payload', 'body', 'records', '0', 'typedId');
  const agreed = inside(answer, 'messages', '0', 'payload', 'body', 'answer', 'capabilities');

  expect([typedId['id'], typedId['isAgent'], typedId['isKnowledge']]).toEqual([3, true, false]);
  expect(['zlib', 'brotli', 'binaryHeartbeat', 'acks'].map((bit) => agreed[bit])).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

test.each(['java', 'python'])('the compiler makes a reader in %s', async (language) => {
  const [source] = Object.values(await compile(language));

  expect(source).toMatch(/class Starling\b/);
});

function refusalOf(vector: Vector): unknown {
  try {
    readingOf(vector);
    return undefined;
  } catch (error) {
    return error;
  }
}

function readingOf({ mode, from, bytes }: Vector): Reading {
  switch (mode) {
    case 'first':
      return headed(bytes) ?? headerless(bytes.length % 21 === 0 ? 2 : 1, bytes);
    case 'headerless:1':
      return headerless(1, bytes);
    case 'headerless:2':
      return headerless(2, bytes);
    case 'format:wire34':
      return stream('WIRE34', read(Starling.Wire34, bytes));
    case 'format:wire36':
      return stream('WIRE36', read(Starling.Wire36, bytes));
    case 'format:compute48':
      return stream('COMPUTE48', read(Starling.Compute48, bytes));
    default:
      return new Chain(GENERATED, mode, from).read(bytes);
  }
}

/** A first message has headers if the first type is known, and all of it reads so. */
function headed(bytes: Uint8Array): Reading | undefined {
  const version = (bytes[1] ?? 0) & 0x0f;
  if (Starling.MessageType[bytes[0] ?? -1] === undefined || version < 1 || version > 4) return undefined;
  try {
    return new Chain(GENERATED, 'headed', 'client').read(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw error;
    return undefined;
  }
}

function headerless(version: 1 | 2, bytes: Uint8Array): Reading {
  const tree = read(version === 1 ? Starling.HeaderlessV1 : Starling.HeaderlessV2, bytes);
  const names = ['id', 'x', 'y', 'z', 'time', 'flags'];
  const records = listOf(tree, 'records').map((record) => named(record, names));
  return { messages: [{ type: 'POSITION_UPDATE', version, records }], skipped: 0 };
}

function stream(type: string, tree: Tree): Reading {
  const records = listOf(tree, 'records').map((record) => streamed(record, type === 'WIRE34'));
  return { messages: [{ type, records }], skipped: 0 };
}

function outcomeOf(grid: KaitaiGrid, bytes: Uint8Array): string {
  try {
    const message = inside(read(Starling, bytes), 'messages', '0');
    return grid.read(inside(message, 'payload', 'body'), message['more'] as boolean);
  } catch (error) {
    if (error instanceof TypeError) throw error;
    grid.lose();
    return 'MALFORMED_FRAME';
  }
}
