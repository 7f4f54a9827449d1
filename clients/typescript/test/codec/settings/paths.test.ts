import { describe, expect, test } from 'vitest';
import { decodeSettings } from '../../../src/codec/settings/codec.ts';
import { PathRegistry } from '../../../src/codec/settings/paths.ts';
import { StarlingError } from '../../../src/error.ts';
import { nodeGzip } from '../../support/gzip.ts';
import { bytesAt, casesOf, type Hex, parsePaths } from '../../support/settings-vectors.ts';

describe('a registry knows what its vector says', () => {
  test.each(casesOf('registry'))('%s', (_, json) => {
    const registry = new PathRegistry();

    for (const step of json['steps'] as { readonly hex: Hex; readonly outcome: string }[]) {
      const message = decodeSettings(bytesAt(step), nodeGzip);
      if (message.op !== 'Paths') throw new Error('not paths');
      expect(outcome(() => registry.learn(message.paths))).toBe(step.outcome);
    }

    expect(registry.all()).toEqual(parsePaths(json['paths']));
  });
});

test('a registry finds each way around', () => {
  const registry = new PathRegistry();

  expect(registry.text(10)).toBe('visualisation.graphs.logseq.physics.theta');
  expect(registry.number('visualisation.graphs.logseq.physics.theta')).toBe(10);
  expect(registry.number('theta')).toBeUndefined();
  expect(outcome(() => registry.text(11))).toBe('VALIDATION_ERROR');
});

test('a registry is bounded', () => {
  const registry = new PathRegistry();
  const paths = (count: number) => Array.from({ length: count }, (_, i) => ({ path: 11 + i, text: `${i}` }));

  expect(outcome(() => registry.learn(paths(65_527)))).toBe('VALIDATION_ERROR');
  expect(registry.size).toBe(10);
  expect(outcome(() => registry.learn(paths(65_526)))).toBe('learned');
});

function outcome(task: () => unknown): string {
  try {
    task();
  } catch (error) {
    if (error instanceof StarlingError) return error.code;
    throw error;
  }
  return 'learned';
}
