import { expect, test } from 'vitest';
import { encodeAgentHealth } from '../src/codec/agent.ts';
import { compact } from '../src/codec/compact.ts';
import { encodeHandshakeAnswer } from '../src/codec/handshake.ts';
import { Capability } from '../src/codec/message.ts';
import { encodePositions } from '../src/codec/position.ts';
import { bytesOf, joined } from './support/bytes.ts';
import { Rig } from './support/rig.ts';

const moved = (...ids: number[]) =>
  encodePositions(3, { count: ids.length, ids, positions: ids.flatMap((id) => [id, 0, 0]), times: ids });
const HEALTH = encodeAgentHealth(3, { id: 1, health: 1, cpu: 1, memory: 1, workload: 1, tokens: 1 });

/** A keyframe of five nodes, sequence 1, and a delta that moves three: the first of `vectors/compact`. */
const KEYFRAME = bytesOf(
  `1303380000010000004c0400000000b03d0500000000000000050003000101020d2df23adcca96fbbd000c2dbd040131c8ed0c0c
   a63e02c0710f6b01`,
);
const DELTA = bytesOf('13031a000102000000b0040000010000000300010204db0204c30904d80d');

/** What 0x34 said: sequence, nodes, client time. */
function acks(rig: Rig): [bigint, number, bigint][] {
  return rig.socket.sent
    .filter((each): each is Uint8Array => typeof each !== 'string' && each[0] === 0x34)
    .map((each) => {
      const view = new DataView(each.buffer, each.byteOffset, each.byteLength);
      expect([...each.subarray(0, 4)]).toEqual([0x34, 3, 20, 0]);
      return [view.getBigUint64(4, true), view.getUint32(12, true), view.getBigUint64(16, true)];
    });
}

function answer(capabilities: number): Uint8Array {
  const clientId = '00000000-0000-0000-0000-000000000001';
  return encodeHandshakeAnswer(3, { version: 3, format: 0, capabilities, clientId, serverTime: 1n });
}

test('each applied frame is acknowledged with the count of messages of state', () => {
  const rig = new Rig({ acks: true }).loaded(3);

  rig.socket.say(moved(1, 2));
  rig.clock.advance(5);
  rig.socket.say(HEALTH);
  rig.socket.say(joined(moved(1), moved(2), moved(3)));

  const now = BigInt(rig.clock.now());
  expect(acks(rig)).toEqual([
    [1n, 2, now - 5n],
    [5n, 3, now],
  ]);
});

test('nothing is acknowledged unless it was asked for', () => {
  const rig = new Rig().loaded(3);

  rig.socket.say(moved(1, 2));

  expect(acks(rig)).toEqual([]);
  expect(rig.socket.url).not.toContain('caps');
});

test('it is asked for in the address', () => {
  expect(new Rig({ acks: true }).ready().socket.url).toContain('caps=acks');
});

test('the count begins anew with a handshake, which may refuse', () => {
  const rig = new Rig({ acks: true }).loaded(3);
  rig.socket.say(moved(1));

  rig.socket.say(answer(Capability.ACKS));
  rig.socket.say(moved(2));
  rig.socket.say(answer(0));
  rig.socket.say(moved(3));

  expect(acks(rig).map(([sequence]) => sequence)).toEqual([1n, 1n]);
});

test('the count begins anew with a connection', () => {
  const rig = new Rig({ acks: true }).loaded(3);
  rig.socket.say(moved(1));
  rig.socket.drop(1006);
  rig.clock.advance(1_000);
  rig.socket.welcome();

  rig.socket.say(moved(2));

  expect(acks(rig).map(([sequence]) => sequence)).toEqual([1n]);
});

test('a compact update is acknowledged by its own sequence, and what else moves is not', () => {
  const rig = new Rig({ acks: true, format: compact }).loaded(3);

  rig.socket.say(KEYFRAME);
  rig.socket.say(moved(2));
  rig.socket.say(DELTA);

  expect(acks(rig).map(([sequence, nodes]) => [sequence, nodes])).toEqual([
    [1n, 5],
    [2n, 3],
  ]);
  expect(rig.of('error')).toEqual([]);
});

test('frames of a headerless stream are counted, too', () => {
  const rig = new Rig({ acks: true, format: 'wire36' }).loaded(3);
  const record = (id: number) => {
    const bytes = new Uint8Array(36);
    new DataView(bytes.buffer).setUint32(0, id, true);
    return bytes;
  };

  rig.socket.say(record(1));
  rig.socket.say(record(2));

  expect(acks(rig).map(([sequence, nodes]) => [sequence, nodes])).toEqual([
    [1n, 1],
    [2n, 1],
  ]);
});
