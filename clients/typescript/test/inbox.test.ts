import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeAgentDelta, encodeAgentHealth } from '../src/codec/agent.ts';
import { encodeControl, encodeHeartbeat } from '../src/codec/control.ts';
import { encodeError } from '../src/codec/error.ts';
import { encodeHandshakeRequest } from '../src/codec/handshake.ts';
import { encodePaths, pathAt } from '../src/codec/path.ts';
import {
  encodeAgentPositions,
  encodeAgentStates,
  encodeGraphUpdate,
  encodePositions,
} from '../src/codec/position.ts';
import { recordAt } from '../src/codec/records.ts';
import { encodeVoice } from '../src/codec/voice.ts';
import { joined } from './support/bytes.ts';
import { EVERY } from './support/readers.ts';
import { edge, load, node, Rig } from './support/rig.ts';

function positions(id: number, x: number, time = 5_000): Uint8Array {
  return encodePositions(3, { count: 1, ids: [id], positions: [x, 0, 0], times: [time] });
}

function update(fields: object) {
  return { type: 'graph_update', seq: 1, timestamp: 6_000, ...fields };
}

function xOf(rig: Rig, id: number): number | undefined {
  return rig.client.graph.positions[3 * (rig.client.graph.slotOf(id) ?? -1)];
}

describe('a load', () => {
  test('comes whole: confirmed, changed, loaded', () => {
    const rig = new Rig().ready();
    rig.events.length = 0;

    rig.socket.say({ type: 'filter_confirmed', visible: 2, total: 9 });
    rig.socket.say(load(2, [[1, 2]]));

    expect(rig.events.map((each) => each.event)).toEqual(['confirmed', 'loading', 'changed', 'loaded']);
    expect(rig.of('loaded')).toEqual([{ visible: 2, total: 9 }]);
    expect(rig.of('changed')[0]?.added).toEqual([1, 2]);
  });

  test('in parts is applied once, with edges between parts', () => {
    const rig = new Rig().ready();

    rig.socket.say({ ...load(0), nodes: [node(1)], edges: [edge(1, 1, 2)], part: 1, parts: 2 });
    expect(rig.client.graph.count).toBe(0);
    rig.socket.say({ ...load(0), nodes: [node(2)], edges: [], part: 2, parts: 2 });

    expect(rig.client.graph.count).toBe(2);
    expect(rig.client.graph.edgeCount).toBe(1);
    expect(rig.of('loading')).toEqual([
      { part: 1, parts: 2 },
      { part: 2, parts: 2 },
    ]);
    expect(rig.of('loaded').length).toBe(1);
  });

  test('keeps what is live between its parts and applies it behind', () => {
    const rig = new Rig().loaded(1);

    rig.socket.say({ ...load(0), nodes: [node(1)], part: 1, parts: 2 });
    rig.socket.say(update({ nodes: [node(3)], edges: [edge(9, 3, 2)], removedNodes: [1] }));
    rig.socket.say(positions(2, 42));
    rig.socket.say({ ...load(0), nodes: [node(2)], part: 2, parts: 2 });

    expect([1, 2, 3].map((id) => rig.client.graph.slotOf(id) !== undefined)).toEqual([false, true, true]);
    expect(rig.client.graph.edgeCount).toBe(1);
    expect(xOf(rig, 2)).toBe(42);
  });

  test('moves what is on screen while it comes', () => {
    const rig = new Rig().loaded(1);

    rig.socket.say({ ...load(0), nodes: [node(1)], part: 1, parts: 2 });
    rig.socket.say(positions(1, 42));

    expect(xOf(rig, 1)).toBe(42);
    expect(rig.of('positions').length).toBe(1);
  });

  test('whose part is missing is refused, and the next is taken', () => {
    const rig = new Rig().ready();

    rig.socket.say({ ...load(1), part: 1, parts: 3 });
    rig.socket.say({ ...load(1), part: 3, parts: 3 });
    expect(rig.of('error').map((error) => error.code)).toEqual(['LOAD_INCOMPLETE']);
    rig.socket.say(load(2));

    expect(rig.client.graph.count).toBe(2);
  });

  test('that begins anew forgets the parts before', () => {
    const rig = new Rig().ready();

    rig.socket.say({ ...load(5), part: 1, parts: 2 });
    rig.socket.say({ ...load(0), nodes: [node(7)], part: 1, parts: 2 });
    rig.socket.say({ ...load(0), nodes: [node(8)], part: 2, parts: 2 });

    expect([...rig.client.graph.ids.subarray(0, rig.client.graph.count)]).toEqual([7, 8]);
  });

  test('is forgotten with its connection', () => {
    const rig = new Rig().loaded(2);
    rig.socket.say({ ...load(5), part: 1, parts: 2 });

    rig.socket.drop(1006);
    rig.clock.advance(1_000);
    rig.socket.welcome();
    rig.socket.say(update({ nodes: [node(3)] }));

    expect(rig.client.graph.count).toBe(3);
  });

  test('is asked for again when too much happens between its parts', () => {
    const rig = new Rig().loaded(1);
    rig.socket.say({ ...load(1), part: 1, parts: 2 });

    for (let i = 0; i < 1_001; i++) rig.socket.say(update({ nodes: [node(2)] }));

    expect(rig.of('error').map((error) => error.code)).toEqual(['LOAD_INCOMPLETE']);
    expect(rig.socket.texts).toEqual([
      {
        type: 'filter_update',
        enabled: true,
        quality_threshold: 0,
        graph: 'all',
        parts: true,
        forceRefresh: true,
      },
    ]);
  });

  test('leaves out what is no node and says so once', () => {
    const rig = new Rig().ready();

    rig.socket.say({
      ...load(1),
      nodes: [
        node(1),
        node(2, { id: 2 ** 26 }),
        node(3, { position: { x: null, y: 0, z: 0 } }),
        node(4, { type: 'ghost' }),
        node(5, { metadata: { tags: [1] } }),
        'node',
        node(6, { metadata: undefined, quality: undefined }),
      ],
      edges: [edge(1, 1, 6), { ...edge(2, 1, 6), source: -1 }],
    });

    expect([...rig.client.graph.ids.subarray(0, rig.client.graph.count)]).toEqual([1, 6]);
    expect(rig.client.graph.node(1)).toMatchObject({ quality: 0, metadata: { kind: 'knowledge' } });
    expect(rig.of('error').length).toBe(1);
    expect(rig.of('error')[0]?.message).toBe(
      '6 left out of the graph: /nodes/1/id is not a whole number below 67108864',
    );
  });
});

describe('an update', () => {
  test('changes the graph and the numbers', () => {
    const rig = new Rig().loaded(3, [
      [1, 2],
      [2, 3],
    ]);

    rig.socket.say(
      update({
        nodes: [node(4)],
        edges: [edge(9, 4, 3)],
        removedNodes: [1],
        removedEdges: [2],
        visible: 3,
        total: 8,
      }),
    );

    expect(rig.of('changed')).toMatchObject([
      { kind: 'update', added: [4], removed: [1], edgesChanged: true },
    ]);
    expect(rig.of('confirmed')).toEqual([{ visible: 3, total: 8 }]);
    expect(rig.client.graph.edgeCount).toBe(1);
  });

  test('leaves out ids that are none', () => {
    const rig = new Rig().loaded(2);

    rig.socket.say(update({ removedNodes: ['1', -2, 2], removedEdges: [0.5] }));

    expect(rig.client.graph.count).toBe(1);
    expect(rig.of('error').length).toBe(1);
  });
});

describe('positions', () => {
  test('are applied and told once a frame', () => {
    const rig = new Rig().loaded(2);

    rig.socket.say(joined(positions(1, 10, 5_000), positions(2, 20, 5_010)));

    expect(rig.of('positions').map(({ time, count }) => [time, count])).toEqual([[5_010, 2]]);
    expect([xOf(rig, 1), xOf(rig, 2)]).toEqual([10, 20]);
  });

  test('of unknown nodes are told to nobody', () => {
    const rig = new Rig().loaded(1);

    rig.socket.say(positions(9, 1));

    expect(rig.of('positions')).toEqual([]);
    expect(rig.client.graph.ignored).toBe(1);
  });
});

describe('a frame', () => {
  test.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no type', '{}'],
    ['a confirmation without numbers', '{"type":"filter_confirmed","visible":"1","total":2}'],
    ['a part beyond the parts', '{"type":"initialGraphLoad","nodes":[],"edges":[],"part":3,"parts":2}'],
    ['a load that is no list', '{"type":"initialGraphLoad","nodes":{},"edges":[]}'],
    ['a welcome without an id', '{"type":"connection_established"}'],
  ])('with %s is an error, and the next is read', (_, text) => {
    const rig = new Rig().loaded(1);

    rig.socket.say(text);
    rig.socket.say(positions(1, 7));

    expect(rig.of('error').map((error) => [error.code, error.category])).toEqual([
      ['VALIDATION_ERROR', 'protocol'],
    ]);
    expect(rig.of('positions').length).toBe(1);
    expect(rig.client.state).toBe('ready');
  });

  test('that is broken is refused whole', () => {
    const rig = new Rig().loaded(1);

    rig.socket.say(joined(positions(1, 7), Uint8Array.of(0x10, 3, 9, 0)));

    expect(rig.of('error').map((error) => error.code)).toEqual(['MALFORMED_FRAME']);
    expect(rig.of('positions')).toEqual([]);
    expect(xOf(rig, 1)).toBe(1);
  });

  test('of an unknown type is skipped and counted, or handed on', () => {
    const rig = new Rig().loaded(1);

    rig.socket.say(joined(Uint8Array.of(0x77, 3, 0, 0), positions(1, 7)));
    rig.socket.say({ type: 'debug', lag: 3 });

    expect(rig.client.skipped).toBe(1);
    expect(rig.of('positions').length).toBe(1);
    expect(rig.of('message')).toEqual([{ type: 'debug', lag: 3 }]);
  });

  test('never stops the client, whatever it holds', () => {
    const rig = new Rig().loaded(3);
    const types = [
      'initialGraphLoad',
      'graph_update',
      'error',
      'warning',
      'drag_taken',
      'subscribed',
      'filter_confirmed',
    ];
    const message = fc
      .tuple(
        fc.constantFrom(...types),
        fc.dictionary(fc.constantFrom('nodes', 'edges', 'part', 'parts', 'code', 'node'), fc.jsonValue()),
      )
      .map(([type, fields]) => JSON.stringify({ ...fields, type }));

    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), message, fc.uint8Array({ maxLength: 60 })), (frame) => {
        rig.socket.say(frame);
      }),
      { numRuns: 3_000 },
    );

    expect(rig.client.state).toBe('ready');
  });
});

describe('what the server says', () => {
  test('as heartbeat is answered, in text and in binary', () => {
    const rig = new Rig().loaded(1);

    rig.socket.say({ type: 'heartbeat', server_time: 5, client_id: 'c-1' });
    rig.socket.say(encodeHeartbeat(3, 12_345n));

    expect(rig.socket.texts).toEqual([{ type: 'heartbeat' }]);
    expect(rig.socket.messages).toEqual([{ kind: 'heartbeat', version: 3, serverTime: 12_345n }]);
  });

  test('as error arrives typed, in text and in binary', () => {
    const rig = new Rig().loaded(1);
    const error = {
      code: 'RATE_LIMIT_EXCEEDED',
      message: 'slow down',
      category: 'rate_limit',
      details: { limit: 300, violations: 1 },
      retryable: true,
      retryAfter: 12_000,
      timestamp: 7,
    };

    rig.socket.say({ type: 'error', ...error });
    rig.socket.say(encodeError(3, error));

    expect(rig.of('error').map((each) => ({ ...each, message: each.message }))).toEqual(
      Array(2).fill({ ...error, name: 'StarlingError' }),
    );
  });

  test('as warning, subscription or taken drag arrives as such', () => {
    const rig = new Rig().loaded(1);

    rig.socket.say({ type: 'warning', code: 'messages_dropped', message: 'm', count: 3, timestamp: 4 });
    rig.socket.say({ type: 'subscribed', events: ['a'] });
    rig.socket.say({ type: 'unsubscribed', events: ['b'] });
    rig.socket.say({ type: 'drag_taken', node: 1, timestamp: 4 });

    expect(rig.events).toEqual([
      { event: 'warning', value: { code: 'messages_dropped', message: 'm', count: 3, timestamp: 4 } },
      { event: 'subscribed', value: { events: ['a'] } },
      { event: 'unsubscribed', value: { events: ['b'] } },
      { event: 'dragTaken', value: { node: 1 } },
    ]);
  });

  test('as a handshake request is refused', () => {
    const rig = new Rig().loaded(1);

    rig.socket.say(
      joined(
        encodeHandshakeRequest(3, { minVersion: 1, maxVersion: 3, format: 0, capabilities: 0 }),
        encodeControl(3, 1),
      ),
    );

    expect(rig.events.map((each) => each.event)).toEqual(['error', 'control']);
  });
});

describe('what is no graph', () => {
  test('is told: agents', () => {
    const rig = new Rig({ readers: EVERY }).loaded(1);
    const seen: unknown[] = [];
    rig.client.on('agents', (event) => {
      if ('records' in event) seen.push([event.kind, event.more, recordAt(event.records, 0).id]);
      else seen.push(event);
    });
    const agents = { count: 1, ids: [7], positions: [1, 2, 3] };
    const health = { id: 7, health: 100, cpu: 50, memory: 25, workload: 2, tokens: 9 };

    rig.socket.say(joined(encodeAgentPositions(3, agents), encodeAgentStates(3, agents)));
    rig.socket.say(encodeAgentDelta(3, { id: 7, cpu: 50, flags: 1 }));
    rig.socket.say(encodeAgentHealth(3, health));

    expect(seen).toEqual([
      ['positions', false, 7],
      ['states', false, 7],
      { kind: 'delta', delta: { id: 7, cpu: 50, flags: 1 } },
      { kind: 'health', health },
    ]);
    expect(rig.of('positions')).toEqual([]);
  });

  test('is told: paths and voice', () => {
    const rig = new Rig({ readers: EVERY }).loaded(1);
    const start = { part: 'start', agent: 7, format: 1, kilohertz: 48 } as const;
    const end = { part: 'end', agent: 7, lastChunk: 0 } as const;

    rig.socket.say(
      encodePaths(3, [{ id: 1, distance: Number.POSITIVE_INFINITY, parent: undefined, flags: 0 }]),
    );
    rig.socket.say(joined(encodeVoice(3, start), encodeVoice(3, end)));

    expect(rig.of('paths').map((event) => pathAt(event.paths, 0))).toEqual([
      { id: 1, distance: Number.POSITIVE_INFINITY, parent: undefined, flags: 0 },
    ]);
    expect(rig.of('voice')).toEqual([start, end]);
  });

  test('but records of 0x01 move nodes', () => {
    const rig = new Rig().loaded(2);

    rig.socket.say(encodeGraphUpdate(3, 'knowledge', { count: 1, ids: [2], positions: [42, 0, 0] }));

    expect(xOf(rig, 2)).toBe(42);
  });
});

describe('traffic', () => {
  test('is told with direction and size, where somebody listens', () => {
    const rig = new Rig().loaded(1);
    const seen: unknown[] = [];
    const stop = rig.client.on('traffic', ({ direction, bytes }) => seen.push([direction, bytes]));

    rig.socket.say('{"type":"Grüße €𝄞"}');
    rig.socket.say(Uint8Array.of(0x30, 3, 1, 0, 0));
    rig.client.send({ a: 1 });
    stop();
    rig.client.send({ a: 1 });

    expect(seen).toEqual([
      ['in', new TextEncoder().encode('{"type":"Grüße €𝄞"}').length],
      ['in', 5],
      ['out', 7],
    ]);
  });
});
