import type { Drag } from './drag.ts';
import { Emitter } from './emitter.ts';
import type { ClientEvents } from './events.ts';
import type { GraphFilter } from './filter.ts';
import { GraphModel } from './model/graph-model.ts';
import type { GraphClientOptions } from './options.ts';
import type { ConnectionState } from './state.ts';

export class GraphClient {
  readonly graph = new GraphModel();
  readonly #events = new Emitter<ClientEvents>();
  #bits = 0;
  #filter: GraphFilter | undefined;

  constructor(options: GraphClientOptions = {}) {
    this.#filter = options.filter;
  }

  get state(): ConnectionState {
    return 'disconnected';
  }

  get clientId(): string | undefined {
    return undefined;
  }

  get controlBits(): number {
    return this.#bits;
  }

  get retryAt(): number | undefined {
    return undefined;
  }

  get filter(): GraphFilter | undefined {
    return this.#filter;
  }

  connect(): void {}
  close(): void {}
  reset(): void {}

  setFilter(filter: GraphFilter): void {
    this.#filter = filter;
  }

  setControl(bits: number, on: boolean): void {
    this.#bits = on ? this.#bits | bits : this.#bits & ~bits;
  }

  subscribe(_events: readonly string[], _rateHz?: number): void {}
  unsubscribe(_events: readonly string[]): void {}
  send(_message: Readonly<Record<string, unknown>>): void {}

  startDrag(nodeId: number): Drag {
    return { nodeId, move: () => {}, end: () => {} };
  }

  on<K extends keyof ClientEvents>(event: K, listener: (value: ClientEvents[K]) => void): () => void {
    return this.#events.on(event, listener);
  }
}
