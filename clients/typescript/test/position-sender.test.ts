import { describe, expect, test } from 'vitest';
import type { Columns } from '../src/codec/position.ts';
import { PositionBatch } from '../src/position-batch.ts';
import { PositionSender } from '../src/position-sender.ts';
import { ManualClock } from './support/manual-clock.ts';

const PLACE = { x: 1, y: 2, z: 3, time: 4 };

describe('PositionBatch', () => {
  test('keeps the newest place of a node at its turn', () => {
    const batch = new PositionBatch(() => {});

    batch.put(1, PLACE, false);
    batch.put(2, PLACE, false);
    batch.put(1, { x: 9, y: 8, z: 7, time: 6 }, false);

    expect(batch.take(50)).toEqual({ count: 2, ids: [1, 2], positions: [9, 8, 7, 1, 2, 3], times: [6, 4] });
    expect(batch.size).toBe(0);
  });

  test('takes agents first', () => {
    const batch = new PositionBatch(() => {});

    batch.put(1, PLACE, false);
    batch.put(2, PLACE, true);
    batch.put(3, PLACE, false);

    expect([batch.take(2).ids, batch.take(2).ids]).toEqual([[2, 1], [3]]);
  });

  test('holds 1,000 nodes: the oldest of the others makes room, then the oldest agent', () => {
    let dropped = 0;
    const batch = new PositionBatch((count) => {
      dropped += count;
    });

    batch.put(5_000, PLACE, false);
    for (let id = 1; id <= 1_001; id++) batch.put(id, PLACE, true);

    expect(dropped).toBe(2);
    expect(batch.size).toBe(1_000);
    expect(batch.take(1).ids).toEqual([2]);
  });
});

class Outlet {
  live = true;
  bufferedAmount = 0;
  readonly batches: Columns[] = [];

  send(columns: Columns): void {
    this.batches.push(columns);
  }
}

function sender() {
  const clock = new ManualClock();
  const outlet = new Outlet();
  return { clock, outlet, sender: new PositionSender(clock, outlet, () => {}) };
}

describe('PositionSender', () => {
  test('sends the first at once and then 50 each 200 ms', () => {
    const { clock, outlet, sender: positions } = sender();

    for (let id = 0; id < 121; id++) positions.put(id, 0, 0, 0, false);

    expect(outlet.batches.map((batch) => batch.count)).toEqual([1]);
    clock.advance(199);
    expect(outlet.batches.length).toBe(1);
    clock.advance(401);
    expect(outlet.batches.map((batch) => batch.count)).toEqual([1, 50, 50, 20]);
    expect(clock.pending).toBe(0);
  });

  test('sends each 16 ms while a hand is on a node, from that moment', () => {
    const { clock, outlet, sender: positions } = sender();
    positions.put(1, 0, 0, 0, false);
    positions.put(2, 0, 0, 0, false);

    positions.setInteracting(true);
    clock.advance(16);

    expect(outlet.batches.map((batch) => batch.ids)).toEqual([[1], [2]]);
  });

  test('waits while there is no session, without a timer, and goes on when told', () => {
    const { clock, outlet, sender: positions } = sender();
    outlet.live = false;

    positions.put(1, 0, 0, 0, false);
    expect(clock.pending).toBe(0);
    outlet.live = true;
    positions.resume();

    expect(outlet.batches.length).toBe(1);
  });

  test('waits behind a socket that has too much to send', () => {
    const { clock, outlet, sender: positions } = sender();
    outlet.bufferedAmount = 65_537;

    positions.put(1, 1, 0, 0, false);
    positions.put(1, 2, 0, 0, false);
    clock.advance(1_000);
    expect(outlet.batches).toEqual([]);
    outlet.bufferedAmount = 0;
    clock.advance(200);

    expect(outlet.batches.map((batch) => batch.positions[0])).toEqual([2]);
  });
});
