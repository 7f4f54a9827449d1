import { describe, expect, test } from 'vitest';
import { decodeFrame } from '../../src/codec/frame.ts';
import { type Columns, encodePositions, encodeVelocities } from '../../src/codec/position.ts';
import type { Records } from '../../src/codec/records.ts';
import { GraphModel } from '../../src/model/graph-model.ts';
import { edge, node } from '../support/rig.ts';

const NOTHING = { nodes: [], edges: [], removedNodes: [], removedEdges: [], timestamp: 2_000 };

function line(nodes: number): GraphModel {
  const model = new GraphModel();
  model.load(
    Array.from({ length: nodes }, (_, i) => node(i + 1)),
    Array.from({ length: Math.max(0, nodes - 1) }, (_, i) => edge(i + 1, i + 1, i + 2)),
    1_000,
  );
  return model;
}

function records(columns: Columns, encode = encodePositions): Records[] {
  return decodeFrame(encode(3, columns)).messages.flatMap((message) =>
    message.kind === 'positions' || message.kind === 'velocities' ? [message.records] : [],
  );
}

function at(model: GraphModel, id: number): number[] {
  const slot = model.slotOf(id) ?? -1;
  return [...model.positions.subarray(3 * slot, 3 * slot + 3)];
}

/** Holds all that must be true of a model at any time. */
function consistent(model: GraphModel): void {
  for (let slot = 0; slot < model.count; slot++) {
    expect(model.node(slot).id).toBe(model.ids[slot]);
    expect(model.slotOf(model.ids[slot] as number)).toBe(slot);
  }
  let degrees = 0;
  for (let i = 0; i < model.edgeCount; i++) {
    const { source, target } = model.edge(i);
    expect(model.edgeSource[i]).toBe(model.slotOf(source));
    expect(model.edgeTarget[i]).toBe(model.slotOf(target));
    degrees += source === target ? 1 : 2;
  }
  for (let slot = 0; slot < model.count; slot++) degrees -= model.degree(slot);
  expect(degrees).toBe(0);
}

describe('GraphModel.load', () => {
  test('puts nodes into dense slots with their positions, and edges between slots', () => {
    const model = line(3);

    expect(model.count).toBe(3);
    expect(model.edgeCount).toBe(2);
    expect(model.node(1)).toEqual({
      id: 2,
      metadataId: 'notes/2.md',
      label: 'Node 2',
      type: 'knowledge',
      quality: 0.5,
      metadata: { kind: 'page' },
    });
    expect(at(model, 3)).toEqual([3, 0, 0]);
    expect([...model.neighbours(1)].sort()).toEqual([0, 2]);
    consistent(model);
  });

  test('removes what is not in it and keeps the slot and the pin of what is', () => {
    const model = line(3);
    model.pin(1, true);

    const change = model.load([node(1), node(9)], [edge(1, 9, 1)], 2_000);

    expect(change).toMatchObject({
      kind: 'load',
      added: [9],
      updated: [1],
      removed: [2, 3],
      edgesChanged: true,
    });
    expect(model.slotOf(1)).toBe(0);
    expect(model.pinned(0)).toBe(true);
    expect(model.edge(0)).toEqual(edge(1, 9, 1));
    consistent(model);
  });

  test('moves a known node only when the load is newer than its last position', () => {
    const model = line(2);
    model.move(records({ count: 1, ids: [1], positions: [7, 7, 7], times: [5_000] }), 0);

    model.load([node(1), node(2, { position: { x: 5, y: 5, z: 5 } })], [], 4_999);

    expect(at(model, 1)).toEqual([7, 7, 7]);
    expect(at(model, 2)).toEqual([5, 5, 5]);
  });

  test('compares times by signed difference, across the wrap', () => {
    const model = line(1);
    model.load([node(1)], [], 2 ** 32 - 10);
    model.move(records({ count: 1, ids: [1], positions: [7, 7, 7], times: [20] }), 0);

    model.load([node(1)], [], 2 ** 32 - 5);

    expect(at(model, 1)).toEqual([7, 7, 7]);
  });
});

describe('GraphModel.update', () => {
  test('keeps the position of a known node and places a new one', () => {
    const model = line(2);

    const change = model.update({
      ...NOTHING,
      nodes: [node(1, { label: 'Renamed', position: { x: 99, y: 99, z: 99 } }), node(3)],
      edges: [edge(9, 3, 1)],
    });

    expect(change).toMatchObject({
      kind: 'update',
      added: [3],
      updated: [1],
      removed: [],
      edgesChanged: true,
    });
    expect(model.node(0).label).toBe('Renamed');
    expect(at(model, 1)).toEqual([1, 0, 0]);
    expect(at(model, 3)).toEqual([3, 0, 0]);
    consistent(model);
  });

  test('removes the edges of a removed node with it', () => {
    const model = line(4);

    const change = model.update({ ...NOTHING, removedNodes: [2, 2, 77] });

    expect(change.removed).toEqual([2]);
    expect(model.edgeCount).toBe(1);
    expect(model.edge(0)).toEqual(edge(3, 3, 4));
    consistent(model);
  });

  test('tells which slots moved', () => {
    const model = line(5);

    const change = model.update({ ...NOTHING, removedNodes: [1, 4] });

    expect(change.moved).toEqual([4, 0]);
    expect([...model.ids.subarray(0, 3)]).toEqual([5, 2, 3]);
    expect(at(model, 5)).toEqual([5, 0, 0]);
    consistent(model);
  });

  test('replaces an edge of the same id, and removes edges by id', () => {
    const model = line(3);

    model.update({ ...NOTHING, edges: [{ ...edge(1, 3, 1), type: 'tag' }], removedEdges: [2] });

    expect(model.edgeCount).toBe(1);
    expect(model.edge(0)).toMatchObject({ id: 1, source: 3, target: 1, type: 'tag' });
    consistent(model);
  });

  test('leaves out an edge whose end is unknown', () => {
    const model = line(1);

    const change = model.update({ ...NOTHING, edges: [edge(5, 1, 2)] });

    expect(change.edgesChanged).toBe(false);
    expect(model.edgeCount).toBe(0);
  });

  test('raises the version each time', () => {
    const model = line(1);
    const before = model.version;

    const change = model.update({ ...NOTHING, nodes: [node(2)] });

    expect(model.version).toBe(before + 1);
    expect(change.version).toBe(model.version);
  });

  test('is what a plain map would be, after many changes to 5,000 nodes', () => {
    const model = line(5_000);
    const nodes = new Map(Array.from({ length: 5_000 }, (_, i) => [i + 1, `Node ${i + 1}`]));
    const edges = new Map(Array.from({ length: 4_999 }, (_, i) => [i + 1, [i + 1, i + 2] as const]));
    let seed = 42;
    const random = (limit: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed % limit;
    };

    for (let round = 1; round <= 30; round++) {
      const removedNodes = Array.from({ length: 150 }, () => 1 + random(6_000));
      const removedEdges = Array.from({ length: 50 }, () => 1 + random(6_000));
      for (const id of removedNodes) nodes.delete(id);
      for (const id of removedEdges) edges.delete(id);
      const added = Array.from({ length: 160 }, () => node(1 + random(6_000), { label: `Round ${round}` }));
      for (const each of added) nodes.set(each.id, each.label);
      for (const [id, ends] of edges) {
        if (ends.some((end) => removedNodes.includes(end))) edges.delete(id);
      }
      const linked = Array.from({ length: 200 }, () =>
        edge(1 + random(6_000), 1 + random(6_000), 1 + random(6_000)),
      );
      for (const { id, source, target } of linked) {
        if (nodes.has(source) && nodes.has(target)) edges.set(id, [source, target]);
      }
      model.update({ nodes: added, edges: linked, removedNodes, removedEdges, timestamp: 2_000 + round });
    }

    expect(
      new Map(Array.from({ length: model.count }, (_, s) => [model.node(s).id, model.node(s).label])),
    ).toEqual(nodes);
    expect(
      new Map(
        Array.from({ length: model.edgeCount }, (_, i) => [
          model.edge(i).id,
          [model.edge(i).source, model.edge(i).target],
        ]),
      ),
    ).toEqual(edges);
    consistent(model);
  });
});

describe('GraphModel.move', () => {
  test('applies several messages of a frame and names the slots and the newest time', () => {
    const model = line(3);
    const first = records({ count: 2, ids: [3, 1], positions: [1, 2, 3, 4, 5, 6], times: [900, 950] });
    const second = records({ count: 1, ids: [2], positions: [7, 8, 9], times: [940] });

    const event = model.move([...first, ...second], 0);

    expect(event.time).toBe(950);
    expect(event.count).toBe(3);
    expect([...event.slots]).toEqual([2, 0, 1]);
    expect([at(model, 1), at(model, 2), at(model, 3)]).toEqual([
      [4, 5, 6],
      [7, 8, 9],
      [1, 2, 3],
    ]);
    expect(model.times[2]).toBe(900);
  });

  test('leaves out pinned and unknown nodes and places that are none, and counts them', () => {
    const model = line(3);
    model.pin(2, true);

    const event = model.move(
      records({
        count: 5,
        ids: [2, 99, 0xffff_ffff, 1, 3],
        positions: [9, 9, 9, 9, 9, 9, 9, 9, 9, Number.NaN, 0, 0, 0, Number.POSITIVE_INFINITY, 0],
      }),
      0,
    );

    expect(event.count).toBe(0);
    expect(model.ignored).toBe(5);
    expect([at(model, 1), at(model, 2), at(model, 3)]).toEqual([
      [1, 0, 0],
      [2, 0, 0],
      [3, 0, 0],
    ]);
  });

  test('takes velocities, and the time it is given where a record has none', () => {
    const model = line(1);

    const event = model.move(
      records({ count: 1, ids: [1], positions: [1, 2, 3], velocities: [4, 5, 6] }, encodeVelocities),
      777,
    );

    expect(event.time).toBe(777);
    expect([...model.velocities.subarray(0, 3)]).toEqual([4, 5, 6]);
    expect(model.times[0]).toBe(777);
  });

  test('applies 100,000 positions of one frame', () => {
    const count = 100_000;
    const ids = Array.from({ length: count }, (_, i) => i + 1);
    const model = new GraphModel();
    model.load(
      ids.map((id) => node(id)),
      [],
      0,
    );
    const frame = encodePositions(3, {
      count,
      ids,
      positions: ids.flatMap((id) => [id, id / 2, -1]),
      times: ids,
    });

    const event = model.move(
      decodeFrame(frame).messages.flatMap((message) =>
        message.kind === 'positions' ? [message.records] : [],
      ),
      0,
    );

    expect(event.count).toBe(count);
    expect(at(model, count)).toEqual([count, count / 2, -1]);
  });
});

describe('GraphModel', () => {
  test('counts a loop once and a double edge twice, and names each neighbour once', () => {
    const model = new GraphModel();

    model.load([node(1), node(2)], [edge(1, 1, 1), edge(2, 1, 2), edge(3, 2, 1)], 0);

    expect(model.degree(0)).toBe(3);
    expect([...model.neighbours(0)]).toEqual([1]);
    expect([...model.edgesOf(1)]).toEqual([1, 2]);
  });

  test('refuses slots and indices that are not there', () => {
    const model = line(2);

    expect(() => model.node(2)).toThrow(RangeError);
    expect(() => model.edge(-1)).toThrow(RangeError);
    expect(model.slotOf(77)).toBeUndefined();
    expect(model.degree(9)).toBe(0);
  });

  test('finds ids up to the highest', () => {
    const model = new GraphModel();
    const highest = 2 ** 26 - 1;

    model.load([node(0), node(highest)], [edge(4_294_967_295, 0, highest)], 0);

    expect([model.slotOf(0), model.slotOf(highest), model.edge(0).id]).toEqual([0, 1, 4_294_967_295]);
  });
});
