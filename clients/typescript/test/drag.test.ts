import { describe, expect, test } from 'vitest';
import { encodePositions } from '../src/codec/position.ts';
import { type RecordFields, recordAt } from '../src/codec/records.ts';
import { Control } from '../src/control.ts';
import type { FakeSocket } from './support/fake-server.ts';
import { load, node, Rig } from './support/rig.ts';

/** What the server was told, in order: control bits as numbers, each batch as its records. */
function told(socket: FakeSocket): (number | RecordFields[])[] {
  return socket.messages.map((message) => {
    if (message.kind === 'control') return message.bits;
    if (message.kind !== 'positions') throw new Error(`not expected: ${message.kind}`);
    return Array.from({ length: message.records.count }, (_, i) => recordAt(message.records, i));
  });
}

/** The same with only ids and x of the records. */
function moves(socket: FakeSocket): unknown[] {
  return told(socket).map((each) =>
    Array.isArray(each) ? each.map(({ id, position }) => [id, position[0]]) : each,
  );
}

function xOf(rig: Rig, id: number): number | undefined {
  return rig.client.graph.positions[3 * (rig.client.graph.slotOf(id) ?? -1)];
}

const { USER_INTERACTING } = Control;

describe('a drag', () => {
  test('sets the bit, sends the node, and clears the bit behind the last place', () => {
    const rig = new Rig().loaded(2);

    const drag = rig.client.startDrag(2);
    drag.move(10, 11, 12);
    rig.clock.advance(16);
    drag.move(20, 21, 22);
    drag.move(30, 31, 32);
    drag.end();

    expect(moves(rig.socket)).toEqual([USER_INTERACTING, [[2, 10]], [[2, 20]], [[2, 30]], 0]);
    expect(told(rig.socket)[1]).toEqual([
      { id: 2, position: [10, 11, 12], time: 1_700_000_000_000 % 2 ** 32, flags: 0 },
    ]);
  });

  test('sends at 62.5 Hz at most, the newest place each time', () => {
    const rig = new Rig().loaded(1);
    const drag = rig.client.startDrag(1);

    for (let ms = 1; ms <= 160; ms++) {
      drag.move(ms, 0, 0);
      rig.clock.advance(1);
    }

    const batches = moves(rig.socket).slice(1);
    expect(batches.length).toBe(11);
    expect(batches.slice(0, 3)).toEqual([[[1, 1]], [[1, 16]], [[1, 32]]]);
  });

  test('is local first: the node is there at once and the server’s word for it is not heard', () => {
    const rig = new Rig().loaded(2);

    const drag = rig.client.startDrag(1);
    drag.move(50, 0, 0);
    rig.socket.say(
      encodePositions(3, { count: 2, ids: [1, 2], positions: [7, 7, 7, 8, 8, 8], times: [1, 1] }),
    );

    expect([xOf(rig, 1), xOf(rig, 2)]).toEqual([50, 8]);
    expect(rig.of('positions').map((event) => event.count)).toEqual([1, 1]);
  });

  test('pins its node until it ends', () => {
    const rig = new Rig().loaded(2);
    const drag = rig.client.startDrag(1);
    drag.move(50, 0, 0);

    rig.socket.say(load(2, [], { timestamp: 9_000 }));
    expect(xOf(rig, 1)).toBe(50);
    expect(rig.client.graph.pinned(0)).toBe(true);
    drag.end();
    rig.socket.say(load(2, [], { timestamp: 9_001 }));

    expect(xOf(rig, 1)).toBe(1);
    expect(rig.client.graph.pinned(0)).toBe(false);
  });

  test('makes the client active, and ready again 5 s after the last movement', () => {
    const rig = new Rig().loaded(1);

    const drag = rig.client.startDrag(1);
    rig.clock.advance(3_000);
    drag.move(1, 1, 1);
    drag.end();
    rig.clock.advance(4_999);
    expect(rig.client.state).toBe('active');
    rig.clock.advance(1);

    expect(rig.of('state').map(({ from, to }) => `${from}>${to}`)).toEqual(['ready>active', 'active>ready']);
  });

  test('that is silent for 5 s lets go, as the server does, and takes hold again with the next movement', () => {
    const rig = new Rig().loaded(1);
    const drag = rig.client.startDrag(1);
    drag.move(10, 0, 0);

    rig.clock.advance(5_000);
    expect(rig.client.state).toBe('ready');
    expect(rig.client.graph.pinned(0)).toBe(false);
    drag.move(20, 0, 0);

    expect(rig.client.state).toBe('active');
    expect(rig.client.graph.pinned(0)).toBe(true);
    expect(moves(rig.socket)).toEqual([USER_INTERACTING, [[1, 10]], 0, USER_INTERACTING, [[1, 20]]]);
  });

  test.each([
    [Number.NaN, 0, 0],
    [0, Number.POSITIVE_INFINITY, 0],
    [0, 0, 10_001],
    [-10_000.5, 0, 0],
  ])('to (%d, %d, %d) is refused, not shown and not sent', (x, y, z) => {
    const rig = new Rig().loaded(1);
    const drag = rig.client.startDrag(1);

    drag.move(x, y, z);

    expect(rig.of('error').map((error) => [error.code, error.category])).toEqual([
      ['VALIDATION_ERROR', 'validation'],
    ]);
    expect(xOf(rig, 1)).toBe(1);
    expect(moves(rig.socket)).toEqual([USER_INTERACTING]);
  });

  test('keeps to the bounds it is given', () => {
    const rig = new Rig({ bounds: 5 }).loaded(1);
    const drag = rig.client.startDrag(1);

    drag.move(5, -5, 0);
    drag.move(5.1, 0, 0);

    expect(rig.of('error').length).toBe(1);
  });

  test('of an unknown node is an error and does nothing', () => {
    const rig = new Rig().loaded(1);

    const drag = rig.client.startDrag(77);
    drag.move(1, 1, 1);
    drag.end();

    expect(rig.of('error').map((error) => error.code)).toEqual(['UNKNOWN_NODE']);
    expect(rig.socket.sent).toEqual([]);
    expect(rig.client.state).toBe('ready');
  });

  test('that another hand took over has no effect any more', () => {
    const rig = new Rig().loaded(1);
    const drag = rig.client.startDrag(1);
    drag.move(10, 0, 0);
    drag.move(11, 0, 0);

    rig.socket.say({ type: 'drag_taken', node: 1, timestamp: 5 });
    drag.move(20, 0, 0);
    drag.end();
    rig.clock.advance(1_000);

    expect(rig.of('dragTaken')).toEqual([{ node: 1 }]);
    expect(rig.client.graph.pinned(0)).toBe(false);
    expect(moves(rig.socket)).toEqual([USER_INTERACTING, [[1, 10]], 0]);
  });

  test('ends with its node', () => {
    const rig = new Rig().loaded(2);
    const drag = rig.client.startDrag(1);
    drag.move(10, 0, 0);

    rig.socket.say({ type: 'graph_update', seq: 1, removedNodes: [1], timestamp: 5 });
    drag.move(20, 0, 0);
    rig.clock.advance(1_000);

    expect(moves(rig.socket)).toEqual([USER_INTERACTING, [[1, 10]], 0]);
  });

  test('survives that its node changes its slot', () => {
    const rig = new Rig().loaded(3);
    const drag = rig.client.startDrag(3);

    rig.socket.say({ type: 'graph_update', seq: 1, removedNodes: [1], timestamp: 5 });
    drag.move(20, 0, 0);

    expect(rig.client.graph.slotOf(3)).toBe(0);
    expect(rig.client.graph.pinned(0)).toBe(true);
    expect(xOf(rig, 3)).toBe(20);
  });

  test('started anew on the same node replaces the first', () => {
    const rig = new Rig().loaded(1);
    const first = rig.client.startDrag(1);
    const second = rig.client.startDrag(1);

    first.move(10, 0, 0);
    first.end();
    second.move(20, 0, 0);

    expect(xOf(rig, 1)).toBe(20);
    expect(moves(rig.socket)).toEqual([USER_INTERACTING, [[1, 20]]]);
  });
});

describe('two drags', () => {
  test('share one bit and one batch', () => {
    const rig = new Rig().loaded(2);
    const one = rig.client.startDrag(1);
    const two = rig.client.startDrag(2);

    one.move(10, 0, 0);
    one.move(11, 0, 0);
    two.move(20, 0, 0);
    rig.clock.advance(16);
    one.end();
    two.end();

    expect(moves(rig.socket)).toEqual([
      USER_INTERACTING,
      [[1, 10]],
      [
        [1, 11],
        [2, 20],
      ],
      0,
    ]);
  });
});

describe('a drag over a lost connection', () => {
  test('goes on: bit and newest place are told to the next session', () => {
    const rig = new Rig().loaded(1);
    const drag = rig.client.startDrag(1);
    drag.move(10, 0, 0);

    rig.socket.drop(1006);
    for (let x = 20; x <= 25; x++) {
      drag.move(x, 0, 0);
      rig.clock.advance(200);
    }
    rig.socket.welcome();

    expect(xOf(rig, 1)).toBe(25);
    expect(rig.client.state).toBe('active');
    expect(moves(rig.socket)).toEqual([USER_INTERACTING, [[1, 25]]]);
  });

  test('that ended while away is told to nobody', () => {
    const rig = new Rig().loaded(1);
    const drag = rig.client.startDrag(1);
    rig.socket.drop(1006);
    drag.move(20, 0, 0);

    drag.end();
    rig.clock.advance(1_000);
    rig.socket.welcome();

    expect(moves(rig.socket)).toEqual([]);
    expect(rig.client.graph.pinned(0)).toBe(false);
  });

  test('ends with close()', () => {
    const rig = new Rig().loaded(1);
    rig.client.startDrag(1).move(20, 0, 0);

    rig.client.close();

    expect(rig.client.graph.pinned(0)).toBe(false);
    expect(rig.clock.pending).toBe(0);
  });
});

describe('an agent in hand', () => {
  test('goes before the others', () => {
    const rig = new Rig().loaded(1);
    rig.socket.say({ type: 'graph_update', seq: 1, nodes: [node(9, { type: 'agent' })], timestamp: 5 });
    const page = rig.client.startDrag(1);
    const agent = rig.client.startDrag(9);

    page.move(1, 0, 0);
    page.move(2, 0, 0);
    agent.move(3, 0, 0);
    rig.clock.advance(16);

    expect(moves(rig.socket).at(-1)).toEqual([
      [9, 3],
      [1, 2],
    ]);
  });
});
