import { describe, expect, test } from 'vitest';
import { encodeHandshakeAnswer } from '../src/codec/handshake.ts';
import { Control } from '../src/control.ts';
import { Rig } from './support/rig.ts';

const EVERYTHING = { type: 'filter_update', enabled: true, quality_threshold: 0, graph: 'all', parts: true };
const TOKEN = { type: 'authenticate', token: 't-1', pubkey: 'p' };
const AUTH_ERROR = {
  type: 'error',
  code: 'INVALID_TOKEN',
  message: 'no',
  category: 'auth',
  retryable: false,
  timestamp: 1,
};

describe('a session without a credential', () => {
  test('goes from connecting over connected to ready, and asks for the graph', () => {
    const rig = new Rig();

    rig.client.connect();
    rig.socket.accept();
    expect(rig.socket.sent).toEqual([]);
    rig.socket.say({ type: 'connection_established', client_id: 'c-9', features: ['filter'] });

    expect(rig.states).toEqual(['connecting', 'connected', 'ready']);
    expect(rig.client.clientId).toBe('c-9');
    expect(rig.socket.url).toBe('ws://garden.test:3001/ws/graph?v=3&format=position');
    expect(rig.socket.texts).toEqual([EVERYTHING]);
  });

  test('ends with close code 1000', () => {
    const rig = new Rig().ready();

    rig.client.close();

    expect(rig.client.state).toBe('disconnected');
    expect(rig.client.clientId).toBeUndefined();
    expect(rig.socket.closedWith).toEqual({ code: 1000, reason: '' });
    expect(rig.clock.pending).toBe(0);
  });

  test('can be opened again after it was closed', () => {
    const rig = new Rig().ready();
    rig.client.close();

    rig.client.connect();
    rig.client.connect();
    rig.socket.welcome();

    expect(rig.client.state).toBe('ready');
    expect(rig.server.sockets.length).toBe(2);
  });

  test('keeps the graph over a close', () => {
    const rig = new Rig().loaded(3);

    rig.client.close();

    expect(rig.client.graph.count).toBe(3);
  });

  test('asks for the format it was given', () => {
    const rig = new Rig({ format: 'client28' });

    rig.client.connect();

    expect(rig.socket.url).toBe('ws://garden.test:3001/ws/graph?v=3&format=client28');
  });
});

describe('a session with a credential', () => {
  function authenticating(): Rig {
    const rig = new Rig({ credential: () => ({ token: 't-1', pubkey: 'p' }) });
    rig.ready();
    return rig;
  }

  test('authenticates before anything else', () => {
    const rig = authenticating();
    expect(rig.client.state).toBe('authenticating');
    expect(rig.socket.texts).toEqual([TOKEN]);

    rig.socket.say({ type: 'authenticated', user: 'ada' });

    expect(rig.states).toEqual(['connecting', 'connected', 'authenticating', 'authenticated', 'ready']);
    expect(rig.socket.texts).toEqual([TOKEN, EVERYTHING]);
  });

  test('goes on without when it is refused', () => {
    const rig = authenticating();

    rig.socket.say(AUTH_ERROR);

    expect(rig.states).toEqual(['connecting', 'connected', 'authenticating', 'connected', 'ready']);
    expect(rig.of('error').map((error) => error.code)).toEqual(['INVALID_TOKEN']);
    expect(rig.socket.texts).toEqual([TOKEN, EVERYTHING]);
  });

  test('reconnects when there is no answer in 10 s', () => {
    const rig = authenticating();

    rig.clock.advance(10_000);

    expect(rig.states.at(-1)).toBe('reconnecting');
  });

  test('sends a renewed token when the old one expires, and no old one again', () => {
    let token = 't-1';
    const rig = new Rig({ credential: () => ({ token }) });
    rig.ready();
    rig.socket.say({ type: 'authenticated', user: 'ada' });
    rig.socket.clear();
    const expired = { ...AUTH_ERROR, code: 'TOKEN_EXPIRED' };

    rig.socket.say(expired);
    token = 't-2';
    rig.socket.say(expired);
    rig.socket.say(expired);

    expect(rig.socket.texts).toEqual([{ type: 'authenticate', token: 't-2' }]);
    expect(rig.client.state).toBe('ready');
  });

  test('authenticates again after a reconnect', () => {
    const rig = authenticating();
    rig.socket.say({ type: 'authenticated', user: 'ada' });

    rig.socket.drop(1006);
    rig.clock.advance(1_000);
    rig.socket.welcome();

    expect(rig.socket.texts).toEqual([TOKEN]);
  });
});

describe('after a reconnect', () => {
  test('bits, filter and subscriptions are restored in this order, and nothing else', () => {
    const rig = new Rig().ready();
    rig.client.setFilter({ qualityThreshold: 0.7, graph: 'knowledge', tags: ['layout'], maxNodes: 500 });
    rig.client.setControl(Control.LOW_BANDWIDTH | Control.FORCE_FULL_UPDATE, true);
    rig.client.subscribe(['agent_health', 'sssp_data']);
    rig.client.subscribe(['agent_positions'], 10);
    rig.client.unsubscribe(['sssp_data']);

    rig.socket.drop(1011);
    rig.clock.advance(1_000);
    rig.socket.welcome();

    expect(rig.socket.messages).toEqual([{ kind: 'control', version: 3, bits: Control.LOW_BANDWIDTH }]);
    expect(rig.socket.sent[0]).toBeInstanceOf(Uint8Array);
    expect(rig.socket.texts).toEqual([
      {
        type: 'filter_update',
        enabled: true,
        quality_threshold: 0.7,
        graph: 'knowledge',
        tags: ['layout'],
        max_nodes: 500,
        parts: true,
      },
      { type: 'subscribe', events: ['agent_health'] },
      { type: 'subscribe', events: ['agent_positions'], rate_hz: 10 },
    ]);
  });

  test('what was set while away is told once', () => {
    const rig = new Rig().ready();
    rig.socket.drop(1006);

    rig.client.setFilter({ enabled: false });
    rig.client.setControl(Control.PAUSE_UPDATES, true);
    rig.client.setControl(Control.DEBUG_MODE, true);
    rig.client.setControl(Control.DEBUG_MODE, false);
    rig.client.subscribe(['voice_chunk']);
    rig.clock.advance(1_000);
    rig.socket.welcome();

    expect(rig.socket.messages).toEqual([{ kind: 'control', version: 3, bits: Control.PAUSE_UPDATES }]);
    expect(rig.socket.texts).toEqual([
      { ...EVERYTHING, enabled: false },
      { type: 'subscribe', events: ['voice_chunk'] },
    ]);
  });

  test('what waited is sent behind it, in order', () => {
    const rig = new Rig().ready();
    rig.socket.drop(1006);

    rig.client.send({ type: 'voice_start', agentId: 1 });
    rig.client.send({ type: 'voice_end', agentId: 1 });
    rig.clock.advance(1_000);
    rig.socket.welcome();

    expect(rig.socket.texts).toEqual([
      EVERYTHING,
      { type: 'voice_start', agentId: 1 },
      { type: 'voice_end', agentId: 1 },
    ]);
    expect(rig.of('dropped')).toEqual([]);
  });

  test('of more than 100 that wait the oldest are dropped, each with an event', () => {
    const rig = new Rig().ready();
    rig.socket.drop(1006);

    for (let n = 0; n < 103; n++) rig.client.send({ type: 'query', n });
    rig.clock.advance(1_000);
    rig.socket.welcome();

    expect(rig.of('dropped')).toEqual(Array(3).fill({ what: 'message', count: 1 }));
    expect(rig.socket.texts.slice(1).map((text) => (text as { n: number }).n)).toEqual(
      Array.from({ length: 100 }, (_, i) => i + 3),
    );
  });

  test('a message that the socket refuses three times is dropped', () => {
    const rig = new Rig().ready();
    rig.socket.clear();
    rig.socket.refusing = true;

    for (let n = 0; n < 3; n++) rig.client.send({ type: 'query', n });
    rig.socket.refusing = false;
    rig.client.send({ type: 'query', n: 3 });

    expect(rig.of('dropped')).toEqual([{ what: 'message', count: 1 }]);
    expect(rig.socket.texts.map((text) => (text as { n: number }).n)).toEqual([1, 2, 3]);
  });
});

describe('control bits', () => {
  test('are sent when they change, and are what the server says once it has answered', () => {
    const rig = new Rig().loaded(1);

    rig.client.setControl(Control.HIGH_FREQUENCY | Control.VOICE_ENABLED, true);
    rig.client.setControl(Control.HIGH_FREQUENCY, true);
    expect(rig.client.controlBits).toBe(Control.HIGH_FREQUENCY | Control.VOICE_ENABLED);
    rig.socket.say(Uint8Array.of(0x30, 3, 1, 0, Control.HIGH_FREQUENCY));

    expect(rig.socket.messages).toEqual([
      { kind: 'control', version: 3, bits: Control.HIGH_FREQUENCY | Control.VOICE_ENABLED },
    ]);
    expect(rig.client.controlBits).toBe(Control.HIGH_FREQUENCY);
    expect(rig.of('control')).toEqual([{ bits: Control.HIGH_FREQUENCY }]);
  });

  test('are those asked for as long as an answer is under way', () => {
    const rig = new Rig().loaded(1);

    rig.client.setControl(Control.PAUSE_UPDATES, true);
    rig.client.setControl(Control.DEBUG_MODE, true);
    rig.socket.say(Uint8Array.of(0x30, 3, 1, 0, Control.PAUSE_UPDATES));

    expect(rig.client.controlBits).toBe(Control.PAUSE_UPDATES | Control.DEBUG_MODE);
  });

  test('ask for a full update each time', () => {
    const rig = new Rig().loaded(1);

    rig.client.setControl(Control.FORCE_FULL_UPDATE, true);
    rig.client.setControl(Control.FORCE_FULL_UPDATE, true);

    expect(rig.socket.messages.map((message) => message.kind === 'control' && message.bits)).toEqual([
      0x20, 0x20,
    ]);
    expect(rig.client.controlBits).toBe(0);
  });

  test('are told in the version of the last handshake', () => {
    const rig = new Rig().loaded(1);
    const answer = {
      format: 0,
      capabilities: 0,
      clientId: '01234567-89ab-cdef-0123-456789abcdef',
      serverTime: 1n,
    };

    rig.socket.say(encodeHandshakeAnswer(4, { ...answer, version: 4 }));
    rig.client.setControl(Control.DEBUG_MODE, true);
    rig.socket.say(encodeHandshakeAnswer(4, { ...answer, version: 77 }));
    rig.client.setControl(Control.DEBUG_MODE, false);

    expect(rig.socket.messages.map((message) => message.version)).toEqual([4, 4]);
  });
});

describe('a filter', () => {
  test('is sent at once', () => {
    const rig = new Rig().loaded(1);

    rig.client.setFilter({ search: 'tree', types: ['page'], center: { x: 1, y: 2, z: 3 }, radius: 50 });

    expect(rig.socket.texts).toEqual([
      { ...EVERYTHING, search: 'tree', types: ['page'], center: { x: 1, y: 2, z: 3 }, radius: 50 },
    ]);
    expect(rig.client.filter.search).toBe('tree');
  });

  test.each([
    { qualityThreshold: Number.NaN },
    { qualityThreshold: 1.1 },
    { maxNodes: -1 },
    { maxNodes: 1.5 },
    { center: { x: Number.NaN, y: 0, z: 0 }, radius: 1 },
    { center: { x: 0, y: 0, z: 0 }, radius: Number.POSITIVE_INFINITY },
    { center: { x: 0, y: 0, z: 0 } },
    { radius: 5 },
    { search: 'x'.repeat(1_001) },
  ])('that makes no sense is refused and not sent: %j', (filter) => {
    const rig = new Rig({ filter: { graph: 'ontology' } }).loaded(1);

    rig.client.setFilter(filter);

    expect(rig.of('error').map((error) => [error.code, error.category])).toEqual([
      ['VALIDATION_ERROR', 'validation'],
    ]);
    expect(rig.socket.sent).toEqual([]);
    expect(rig.client.filter).toEqual({ graph: 'ontology' });
  });

  test('is asked for again by refresh()', () => {
    const rig = new Rig().loaded(1);

    rig.client.refresh();

    expect(rig.socket.texts).toEqual([{ ...EVERYTHING, forceRefresh: true }]);
  });
});
