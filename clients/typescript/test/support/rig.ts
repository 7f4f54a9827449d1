import { GraphClient } from '../../src/client.ts';
import type { ClientEvents } from '../../src/events.ts';
import type { GraphClientOptions, ProbeAnswer } from '../../src/options.ts';
import { FakeServer, type FakeSocket } from './fake-server.ts';
import { ManualClock } from './manual-clock.ts';

type Recorded = { [K in keyof ClientEvents]: { event: K; value: ClientEvents[K] } }[keyof ClientEvents];

/** A client with a clock and a server that the test drives, and a record of its events. */
export class Rig {
  readonly clock = new ManualClock();
  readonly server = new FakeServer();
  readonly client: GraphClient;
  readonly events: Recorded[] = [];
  readonly probed: { url: string; token: string | undefined }[] = [];
  /** What `GET /api/info` answers. */
  answer: ProbeAnswer = { status: 0 };

  constructor(options: GraphClientOptions = {}) {
    this.client = new GraphClient({
      url: 'ws://garden.test:3001',
      clock: this.clock,
      socket: this.server.factory,
      jitter: () => 0,
      probe: async (url, token) => {
        this.probed.push({ url, token });
        return this.answer;
      },
      ...options,
    });
    const names: readonly (keyof ClientEvents)[] = [
      'state',
      'loading',
      'loaded',
      'changed',
      'positions',
      'confirmed',
      'agents',
      'paths',
      'voice',
      'error',
      'warning',
      'dragTaken',
      'control',
      'subscribed',
      'unsubscribed',
      'retry',
      'dropped',
      'message',
    ];
    for (const event of names) {
      this.client.on(event, (value) => this.events.push({ event, value } as Recorded));
    }
  }

  get socket(): FakeSocket {
    return this.server.socket;
  }

  /** Values of one event, in order. */
  of<K extends keyof ClientEvents>(event: K): ClientEvents[K][] {
    return this.events.filter((each) => each.event === event).map((each) => each.value as ClientEvents[K]);
  }

  /** The states entered, in order. */
  get states(): string[] {
    return this.of('state').map((change) => change.to);
  }

  ready(): this {
    this.client.connect();
    this.socket.welcome();
    return this;
  }

  /** Ready, with this graph, and a clean record. */
  loaded(nodes: number, edges: readonly (readonly [number, number])[] = []): this {
    this.ready();
    this.socket.say(load(nodes, edges));
    this.events.length = 0;
    this.socket.clear();
    return this;
  }
}

/** Lets promises that are settled run their continuations. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

/** A node as it travels; ids from 1, placed on a line. */
export function node(id: number, fields: object = {}) {
  return {
    id,
    metadataId: `notes/${id}.md`,
    label: `Node ${id}`,
    type: 'knowledge' as const,
    quality: 0.5,
    position: { x: id, y: 0, z: 0 },
    metadata: { kind: 'page' },
    ...fields,
  };
}

export function edge(id: number, source: number, target: number) {
  return { id, source, target, type: 'link', weight: 1 };
}

export function load(nodes: number, edges: readonly (readonly [number, number])[] = [], fields: object = {}) {
  return {
    type: 'initialGraphLoad',
    nodes: Array.from({ length: nodes }, (_, i) => node(i + 1)),
    edges: edges.map(([source, target], i) => edge(i + 1, source, target)),
    timestamp: 1_000,
    ...fields,
  };
}
