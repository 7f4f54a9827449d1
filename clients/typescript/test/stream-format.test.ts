import { describe, expect, test } from 'vitest';
import { encodeHandshakeAnswer } from '../src/codec/handshake.ts';
import { encodePositions, encodeVelocities } from '../src/codec/position.ts';
import { Control } from '../src/control.ts';
import { Rig } from './support/rig.ts';

const CLIENT_ID = '00000000-0000-0000-0000-000000000001';

/** A frame of `wire36`, or of `wire34` where the id takes two bytes. */
function records(idBytes: 2 | 4, ...nodes: readonly (readonly [id: number, x: number])[]): Uint8Array {
  const size = idBytes + 32;
  const view = new DataView(new ArrayBuffer(nodes.length * size));
  nodes.forEach(([id, x], i) => {
    const at = i * size;
    if (idBytes === 2) view.setUint16(at, id | 0x4000, true);
    else view.setUint32(at, id | 0x4000_0000, true);
    view.setFloat32(at + idBytes, x, true);
    view.setFloat32(at + idBytes + 12, -x, true);
    view.setFloat32(at + idBytes + 24, Number.POSITIVE_INFINITY, true);
    view.setInt32(at + idBytes + 28, -1, true);
  });
  return new Uint8Array(view.buffer);
}

function handshake(format: string, version = 3) {
  return { type: 'handshake', version, format, capabilities: [], client_id: CLIENT_ID, server_time: 9 };
}

function xOf(rig: Rig, id: number): number | undefined {
  return rig.client.graph.positions[3 * (rig.client.graph.slotOf(id) ?? -1)];
}

describe('a headerless stream', () => {
  test('is asked for in the address', () => {
    const rig = new Rig({ format: 'compute48' }).ready();

    expect(rig.socket.url).toContain('v=3&format=compute48');
  });

  test('moves nodes, with their velocities and the clock’s time', () => {
    const rig = new Rig({ format: 'wire34' }).loaded(3);

    rig.socket.say(records(2, [1, 10], [3, 30], [99, 5]));

    const { graph } = rig.client;
    expect([1, 2, 3].map((id) => xOf(rig, id))).toEqual([10, 2, 30]);
    expect(graph.velocities[3 * (graph.slotOf(3) as number)]).toBe(-30);
    expect(graph.ignored).toBe(1);
    expect(rig.of('positions')).toMatchObject([{ count: 2, time: rig.clock.now() >>> 0 }]);
  });

  test('refuses a frame that is not whole records, and reads the next', () => {
    const rig = new Rig({ format: 'wire36' }).loaded(1);

    rig.socket.say(records(2, [1, 10]));
    expect(rig.of('error').map((error) => error.code)).toEqual(['MALFORMED_FRAME']);
    rig.socket.say(records(4, [1, 20]));

    expect(xOf(rig, 1)).toBe(20);
  });

  test('begins with the handshake’s answer and ends with another', () => {
    const rig = new Rig().loaded(1);

    rig.socket.say(encodePositions(3, { count: 1, ids: [1], positions: [1, 0, 0] }));
    expect(xOf(rig, 1)).toBe(1);
    rig.socket.say(handshake('wire34'));
    rig.socket.say(records(2, [1, 2]));
    expect(xOf(rig, 1)).toBe(2);
    rig.socket.say(handshake('wire36'));
    rig.socket.say(records(4, [1, 3]));
    expect(xOf(rig, 1)).toBe(3);
    rig.socket.say(handshake('client28'));
    rig.socket.say(encodeVelocities(3, { count: 1, ids: [1], positions: [4, 0, 0], velocities: [0, 0, 0] }));

    expect(xOf(rig, 1)).toBe(4);
    expect(rig.of('error')).toEqual([]);
  });

  test('begins with an answer in binary too', () => {
    const rig = new Rig().loaded(1);
    const answer = { version: 3, format: 4, capabilities: 0, clientId: CLIENT_ID, serverTime: 9n };

    rig.socket.say(encodeHandshakeAnswer(3, answer));
    rig.socket.say(records(4, [1, 10]));

    expect(xOf(rig, 1)).toBe(10);
  });

  test('is none where the server does not have it', () => {
    const rig = new Rig({ format: 'wire34' }).loaded(1);

    rig.socket.say({ type: 'error', code: 'UNSUPPORTED_FORMAT', message: 'no', category: 'protocol' });
    rig.socket.say(encodePositions(2, { count: 1, ids: [1], positions: [7, 0, 0] }));

    expect(xOf(rig, 1)).toBe(7);
  });

  test('is asked for again on the next connection', () => {
    const rig = new Rig({ format: 'wire36' }).loaded(1);
    rig.socket.say({ type: 'error', code: 'UNSUPPORTED_FORMAT', message: 'no', category: 'protocol' });

    rig.socket.drop(1006);
    rig.clock.advance(1_000);
    rig.socket.welcome();
    rig.socket.say(records(4, [1, 10]));

    expect(xOf(rig, 1)).toBe(10);
  });

  test('has control bits answered as JSON', () => {
    const rig = new Rig({ format: 'wire36' }).loaded(1);

    rig.client.setControl(Control.LOW_BANDWIDTH, true);
    expect(rig.socket.messages).toMatchObject([{ kind: 'control', bits: Control.LOW_BANDWIDTH }]);
    rig.socket.say({ type: 'control_bits', bits: 0 });

    expect(rig.of('control')).toEqual([{ bits: 0 }]);
    expect(rig.client.controlBits).toBe(0);
  });

  test('has what is sent speak the version that the answer says', () => {
    const rig = new Rig().loaded(1);

    rig.socket.say(handshake('wire36', 4));
    rig.client.setControl(Control.LOW_BANDWIDTH, true);

    expect(rig.socket.messages).toMatchObject([{ kind: 'control', version: 4 }]);
  });
});

test.each([
  handshake('wire35'),
  { ...handshake('wire34'), version: 'three' },
  { ...handshake('wire34'), version: 256 },
  { type: 'handshake', version: 3 },
  { type: 'control_bits' },
  { type: 'control_bits', bits: 256 },
  { type: 'control_bits', bits: -1 },
])('an answer that makes no sense changes nothing: %j', (message) => {
  const rig = new Rig().loaded(1);

  rig.socket.say(message);
  rig.socket.say(encodePositions(3, { count: 1, ids: [1], positions: [7, 0, 0] }));

  expect(rig.of('error').map((error) => error.code)).toEqual(['VALIDATION_ERROR']);
  expect(xOf(rig, 1)).toBe(7);
});
