import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { GraphClient } from '../src/client.ts';
import { decodeFrame } from '../src/codec/frame.ts';
import { encodePositions } from '../src/codec/position.ts';
import { Control } from '../src/control.ts';
import type { ClientEvents } from '../src/events.ts';
import type { GraphClientOptions } from '../src/options.ts';
import { webSockets } from '../src/socket.ts';
import type { ConnectionState } from '../src/state.ts';
import { load, node } from './support/rig.ts';
import { type Peer, WsServer } from './support/ws-server.ts';

let server: WsServer;
let url: string;
const clients: GraphClient[] = [];

beforeEach(async () => {
  server = new WsServer();
  url = await server.listen();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.close();
});

function client(options: GraphClientOptions = {}): GraphClient {
  const made = new GraphClient({
    url,
    socket: webSockets(WebSocket),
    backoff: () => 0,
    jitter: () => 0,
    ...options,
  });
  clients.push(made);
  return made;
}

function next<K extends keyof ClientEvents>(of: GraphClient, event: K): Promise<ClientEvents[K]> {
  return new Promise((resolve) => {
    const stop = of.on(event, (value) => {
      stop();
      resolve(value);
    });
  });
}

function entered(of: GraphClient, state: ConnectionState): Promise<void> {
  return new Promise((resolve) => {
    const stop = of.on('state', ({ to }) => {
      if (to !== state) return;
      stop();
      resolve();
    });
  });
}

async function loaded(of: GraphClient, nodes: number): Promise<Peer> {
  const done = next(of, 'loaded');
  of.connect();
  const peer = await server.peer();
  peer.welcome('c-1');
  expect(await peer.text()).toMatchObject({ type: 'filter_update' });
  peer.say({ type: 'filter_confirmed', visible: nodes, total: nodes });
  peer.say(load(nodes));
  await done;
  return peer;
}

test('loads a graph, follows it, and sends a drag', async () => {
  const it = client();
  const peer = await loaded(it, 3);
  const moved = next(it, 'positions');

  peer.say(encodePositions(3, { count: 1, ids: [2], positions: [7, 8, 9], times: [5] }));

  expect((await moved).count).toBe(1);
  expect([...it.graph.positions.subarray(3, 6)]).toEqual([7, 8, 9]);
  expect(peer.url).toBe('/ws/graph?v=3&format=position');
  const drag = it.startDrag(3);
  drag.move(1, 2, 3);
  drag.end();
  const frames = [await peer.frame(), await peer.frame(), await peer.frame()];
  const messages = frames.flatMap((frame) => (typeof frame === 'string' ? [] : decodeFrame(frame).messages));
  expect(messages.map((message) => message.kind)).toEqual(['control', 'positions', 'control']);
});

test('takes 100,000 positions in one frame', async () => {
  const count = 100_000;
  const ids = Array.from({ length: count }, (_, i) => i + 1);
  const it = client();
  const peer = await loaded(it, 1);
  const changed = next(it, 'loaded');
  peer.say({ ...load(0), nodes: ids.map((id) => node(id)) });
  await changed;
  const moved = next(it, 'positions');

  peer.say(encodePositions(3, { count, ids, positions: ids.flatMap((id) => [id, 0, -id]), times: ids }));

  expect((await moved).count).toBe(count);
  expect(it.graph.positions[3 * count - 1]).toBe(-count);
});

test('comes back after the connection was torn, and is told who it is', async () => {
  const it = client({ filter: { graph: 'ontology' } });
  const peer = await loaded(it, 2);
  it.setControl(Control.LOW_BANDWIDTH, true);
  const ready = entered(it, 'ready');

  peer.socket.terminate();
  const again = await server.peer();
  again.welcome('c-2');
  await ready;

  expect(it.clientId).toBe('c-2');
  expect(it.graph.count).toBe(2);
  const bits = await again.frame();
  expect(typeof bits !== 'string' && decodeFrame(bits).messages[0]).toMatchObject({
    bits: Control.LOW_BANDWIDTH,
  });
  expect(await again.text()).toMatchObject({ type: 'filter_update', graph: 'ontology' });
});

test('ends with 1000 on both sides', async () => {
  const it = client();
  const peer = await loaded(it, 1);
  const code = new Promise((resolve) => peer.socket.on('close', resolve));

  it.close();

  expect(await code).toBe(1000);
});

test('is told a close code with its reason', async () => {
  const it = client();
  const peer = await loaded(it, 1);
  const failed = next(it, 'error');

  peer.socket.close(1008, 'Banned');

  expect((await failed).code).toBe('BANNED');
  expect(it.state).toBe('failed');
});

test('asks why a handshake was refused, with its token, and gives up on 401', async () => {
  server.refusal = { status: 401 };
  const it = client({ credential: () => ({ token: 't-1' }) });
  const failed = entered(it, 'failed');

  it.connect();
  await failed;

  expect(server.asked.map((request) => [request.url, request.headers.authorization])).toEqual([
    ['/api/info', 'Bearer t-1'],
  ]);
});

test('waits as long as a 429 says', async () => {
  server.refusal = { status: 429, headers: { 'retry-after': '600' } };
  const it = client();
  const retry = next(it, 'retry');

  it.connect();

  expect(await retry).toEqual({ attempt: 1, delayMs: 600_000 });
});

test('reads a Retry-After that is a date', async () => {
  server.refusal = { status: 503, headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' } };
  const it = client();
  const retry = next(it, 'retry');

  it.connect();

  expect(await retry).toEqual({ attempt: 1, delayMs: 0 });
});

test('tries until nobody is there any more, then fails', async () => {
  await server.close();
  const it = client({ maxAttempts: 3 });
  const failed = entered(it, 'failed');

  it.connect();
  await failed;

  expect(it.state).toBe('failed');
});
