import { deflateSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { encodeControl } from '../src/codec/control.ts';
import type { Inflater } from '../src/codec/inflate.ts';
import { encodePositions } from '../src/codec/position.ts';
import { zlib } from '../src/inflation.ts';
import { joined } from './support/bytes.ts';
import { Rig, settle } from './support/rig.ts';

const place = (x: number) => encodePositions(3, { count: 1, ids: [1], positions: [x, 0, 0], times: [x] });

/** The same message, compressed. */
function deflated(message: Uint8Array): Uint8Array {
  const payload = deflateSync(message.subarray(4));
  const header = Uint8Array.of(message[0] as number, (message[1] as number) | 0x10, payload.length, 0);
  return joined(header, payload);
}

/** An inflater whose promises the test settles, in any order. */
class Hand {
  readonly calls: { done(plain: Uint8Array): void; fail(error: Error): void }[] = [];
  readonly inflate: Inflater = () =>
    new Promise((resolve, reject) => this.calls.push({ done: resolve, fail: reject }));
}

function xOf(rig: Rig): number | undefined {
  return rig.client.graph.positions[0];
}

describe('frames that may be compressed', () => {
  test('are asked for in the address only with an inflater', () => {
    expect(new Rig({ zlib: zlib() }).ready().socket.url).toContain('caps=zlib');
    expect(new Rig().ready().socket.url).not.toContain('caps');
  });

  test('are inflated by the platform', async () => {
    const rig = new Rig({ zlib: zlib() }).loaded(1);

    rig.socket.say(joined(deflated(place(42)), encodeControl(3, 1)));
    await vi.waitFor(() => expect(rig.of('control')).toEqual([{ bits: 1 }]));

    expect(xOf(rig)).toBe(42);
    expect(rig.of('error')).toEqual([]);
  });

  test('go through at once where they are not, and nothing waits', () => {
    const rig = new Rig({ zlib: zlib(new Hand().inflate) }).loaded(1);

    rig.socket.say(place(7));

    expect(xOf(rig)).toBe(7);
  });

  test('keep their order, and that of text behind them', async () => {
    const hand = new Hand();
    const rig = new Rig({ zlib: zlib(hand.inflate) }).loaded(1);

    rig.socket.say(deflated(place(1)));
    rig.socket.say(place(2));
    rig.socket.say({ type: 'subscribed', events: ['a'] });
    await settle();
    expect(rig.events).toEqual([]);
    hand.calls[0]?.done(place(1).subarray(4));
    await settle();

    expect(rig.events.map((each) => each.event)).toEqual(['positions', 'positions', 'subscribed']);
    expect(xOf(rig)).toBe(2);
  });

  test('are refused when broken, and the next are read', async () => {
    const hand = new Hand();
    const rig = new Rig({ zlib: zlib(hand.inflate) }).loaded(1);

    rig.socket.say(deflated(place(1)));
    rig.socket.say(deflated(place(2)));
    await settle();
    hand.calls[0]?.fail(new TypeError('no stream'));
    await settle();
    hand.calls[1]?.done(place(2).subarray(4));
    await settle();
    rig.socket.say(Uint8Array.of(0x10, 0x13, 9, 0));

    expect(rig.of('error').map((error) => error.code)).toEqual(['MALFORMED_FRAME', 'MALFORMED_FRAME']);
    expect(xOf(rig)).toBe(2);
  });

  test('are refused when an inflater gives more than it may', async () => {
    const hand = new Hand();
    const rig = new Rig({ zlib: zlib(hand.inflate) }).loaded(1);

    rig.socket.say(deflated(place(1)));
    await settle();
    hand.calls[0]?.done(new Uint8Array(21 * 3_121));
    await settle();

    expect(rig.of('error').map((error) => error.code)).toEqual(['MALFORMED_FRAME']);
  });

  test('of a lost connection are not delivered', async () => {
    const hand = new Hand();
    const rig = new Rig({ zlib: zlib(hand.inflate) }).loaded(1);
    rig.socket.say(deflated(place(42)));
    await settle();

    rig.socket.drop(1006);
    rig.clock.advance(1_000);
    rig.socket.welcome();
    hand.calls[0]?.done(place(42).subarray(4));
    await settle();
    expect(xOf(rig)).toBe(1);
    rig.socket.say(place(3));

    expect(xOf(rig)).toBe(3);
  });

  test('are dropped beyond 256 that wait, but text is not', async () => {
    const hand = new Hand();
    const rig = new Rig({ zlib: zlib(hand.inflate) }).loaded(1);

    rig.socket.say(deflated(place(1)));
    for (let i = 0; i < 256; i++) rig.socket.say(place(2 + i));
    rig.socket.say({ type: 'subscribed', events: ['a'] });
    await settle();
    expect(rig.of('dropped')).toEqual([{ what: 'message', count: 1 }]);
    hand.calls[0]?.done(place(1).subarray(4));
    await vi.waitFor(() => expect(rig.of('subscribed').length).toBe(1));

    expect(xOf(rig)).toBe(256);
  });
});
