import { blake3 } from '@noble/hashes/blake3.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSettings } from '../../../src/codec/settings/codec.ts';
import type { SettingsMessage } from '../../../src/codec/settings/message.ts';
import { SettingsTree } from '../../../src/codec/settings/tree.ts';
import { nodeGzip } from '../../support/gzip.ts';
import {
  bytesAt,
  casesOf,
  type Hex,
  hexBytes,
  parseSettings,
  rawBytes,
  u64,
} from '../../support/settings-vectors.ts';

type Step = { readonly hex: Hex; readonly outcome: string };

describe('a tree becomes what its vector says', () => {
  test.each(casesOf('trees'))('%s', (_, json) => {
    const tree = new SettingsTree(blake3);

    for (const step of json['steps'] as Step[]) {
      expect(take(tree, decodeSettings(bytesAt(step), nodeGzip)) ? 'applied' : 'resync').toBe(step.outcome);
    }

    expect(tree.version).toBe(u64(json['version']));
    expect(tree.settings()).toEqual(parseSettings(json['settings']));
    expect(Buffer.compare(tree.canonical(), hexBytes(json['canonical'] as Hex))).toBe(0);
    expect(tree.hash()).toEqual(rawBytes(json['hash']));
  });
});

test('a tree follows another by deltas, in any order of paths', () => {
  const entry = fc.record({
    path: fc.nat(8),
    value: fc.oneof(number(), fc.constant({ type: 'null' as const })),
  });
  fc.assert(
    fc.property(fc.array(fc.array(entry, { maxLength: 6 }), { maxLength: 10 }), (batches) => {
      const server = new SettingsTree(blake3);
      const client = new SettingsTree(blake3);
      for (const settings of batches) {
        const before = settings.map(({ path }) => server.value(path));
        server.set(server.version + 1n, settings);
        const changes = settings.map(({ path }, i) => ({
          path,
          before: before[i] ?? { type: 'null' as const },
          after: server.value(path),
        }));
        const delta = { op: 'Delta', version: server.version, changes, hash: server.hash() } as const;
        expect(client.apply(delta)).toBe(true);
      }
      expect(client.settings()).toEqual(server.settings());
    }),
    { seed: 20_261_121 },
  );
});

function number() {
  return fc.record({ type: fc.constant('i32' as const), value: fc.nat(3) });
}

function take(tree: SettingsTree, message: SettingsMessage): boolean {
  switch (message.op) {
    case 'Set':
      tree.set(tree.version + 1n, [message.setting]);
      return true;
    case 'BatchSet':
      tree.set(tree.version + 1n, message.settings);
      return true;
    case 'Delta':
    case 'FullSync':
      return tree.apply(message);
    default:
      throw new Error(`${message.op} is no step of a tree`);
  }
}
