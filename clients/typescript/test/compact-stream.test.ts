import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compact } from '../src/codec/compact.ts';
import { Control } from '../src/control.ts';
import { bytesOf } from './support/bytes.ts';
import { load, node, Rig } from './support/rig.ts';

interface Step {
  readonly hex: string;
  readonly outcome: string;
  readonly state?: { readonly time: number; readonly nodes: readonly (readonly number[])[] };
}

const STREAMS = JSON.parse(
  readFileSync(new URL('../../../protocol/vectors/compact/streams.json', import.meta.url), 'utf8'),
) as readonly { readonly name: string; readonly frames: readonly Step[] }[];

function stream(name: string): readonly Step[] {
  const found = STREAMS.find((each) => each.name === `COMPACT_UPDATE v3 typical: ${name}`);
  if (found === undefined) throw new Error(`there is no stream ${name}`);
  return found.frames;
}

function idsOf(steps: readonly Step[]): number[] {
  return (steps.find((step) => step.state !== undefined)?.state?.nodes ?? []).map(([id]) => id as number);
}

/** A client of a compact stream, with these nodes and a clean record. */
function loaded(ids: readonly number[]): Rig {
  const rig = new Rig({ format: compact }).ready();
  rig.socket.say(load(0, [], { nodes: ids.map((id) => node(id)) }));
  rig.events.length = 0;
  rig.socket.clear();
  return rig;
}

function expectPlaces(rig: Rig, step: Step | undefined): void {
  for (const [id, ...place] of step?.state?.nodes ?? []) {
    const slot = rig.client.graph.slotOf(id as number) as number;
    expect([...rig.client.graph.positions.subarray(3 * slot, 3 * slot + 3)]).toEqual(place);
  }
}

describe('a compact stream', () => {
  test('moves the nodes of the graph', () => {
    const steps = stream('keyframe and two deltas');
    const rig = loaded(idsOf(steps));

    for (const step of steps) {
      rig.socket.say(bytesOf(step.hex));
      expectPlaces(rig, step);
    }

    expect(rig.of('positions').map((event) => event.count)).toEqual([5, 3, 3]);
    expect(rig.of('positions').map((event) => event.time)).toEqual(steps.map((step) => step.state?.time));
  });

  test('that lacks an update asks once for a keyframe, and goes on with it', () => {
    const steps = stream('a lacking delta, and the keyframe that mends it');
    const rig = loaded(idsOf(steps));
    rig.socket.clear();

    for (const step of steps) rig.socket.say(bytesOf(step.hex));

    expect(rig.socket.messages).toEqual([{ kind: 'control', version: 3, bits: Control.FORCE_FULL_UPDATE }]);
    expectPlaces(rig, steps.at(-1));
  });

  test('that moved between the parts of a load is not undone by it', () => {
    const steps = stream('keyframe and two deltas');
    const ids = idsOf(steps);
    const rig = loaded(ids);
    const [keyframe, delta] = steps as [Step, Step];
    rig.socket.say(bytesOf(keyframe.hex));

    rig.socket.say(load(0, [], { nodes: ids.slice(0, 2).map((id) => node(id)), part: 1, parts: 2 }));
    rig.socket.say(bytesOf(delta.hex));
    rig.socket.say(load(0, [], { nodes: ids.slice(2).map((id) => node(id)), part: 2, parts: 2 }));

    expectPlaces(rig, delta);
  });

  test('that is broken is an error, and waits for a keyframe', () => {
    const steps = stream('keyframe and two deltas');
    const rig = loaded(idsOf(steps));
    const [keyframe, delta, next] = steps.map((step) => bytesOf(step.hex)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    rig.socket.say(keyframe);

    rig.socket.say(Uint8Array.from(delta, (byte, at) => (at === 4 ? 7 : byte)));
    rig.socket.say(next);

    expect(rig.of('error').map((error) => error.code)).toEqual(['MALFORMED_FRAME']);
    expectPlaces(rig, steps[0]);
  });
});
