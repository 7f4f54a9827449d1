import type { CompactDecoder } from './codec/compact.ts';
import type { Records } from './codec/records.ts';
import { localError } from './error.ts';
import type { ClientEvents, Visibility } from './events.ts';
import type { LoadPart } from './json/server-message.ts';
import { Loading } from './loading.ts';
import type { GraphChange } from './model/change.ts';
import type { GraphModel } from './model/graph-model.ts';
import type { GraphUpdate } from './model/structure.ts';

export interface GraphFeedHost {
  readonly graph: GraphModel;
  /** For a connection of the compact format. */
  decoder(): CompactDecoder | undefined;
  now(): number;
  /** Asks for the filter's graph again. */
  reload(): void;
  /** Asks for all positions anew. */
  keyframe(): void;
  changed(change: GraphChange): void;
  emit<K extends keyof ClientEvents>(event: K, value: ClientEvents[K]): void;
}

/** Brings loads, updates and positions into the model, each in its time, and tells of it. */
export class GraphFeed {
  readonly #host: GraphFeedHost;
  readonly #loading = new Loading();
  #confirmed: Visibility | undefined;
  #compact: CompactDecoder | undefined;
  /** A keyframe of the compact stream was asked for and has not come. */
  #asked = false;
  /** The compact stream has moved nodes between the parts of a load. */
  #moved = false;

  constructor(host: GraphFeedHost) {
    this.#host = host;
    this.#compact = host.decoder();
  }

  /** The socket is gone: what was half said is void. */
  lost(): void {
    this.#loading.clear();
    this.#confirmed = undefined;
    this.#compact = this.#host.decoder();
    this.#asked = false;
    this.#moved = false;
  }

  confirm(visibility: Visibility): void {
    this.#confirmed = visibility;
    this.#host.emit('confirmed', visibility);
  }

  load(part: LoadPart, problems: readonly string[]): void {
    const { graph, emit } = this.#host;
    this.#report(problems);
    const loaded = this.#loading.add(part);
    emit('loading', { part: part.part, parts: part.parts });
    if (loaded === undefined) return;
    this.#host.changed(graph.load(loaded.nodes, loaded.edges, loaded.timestamp));
    for (const update of loaded.updates) this.#host.changed(graph.update(update));
    for (const frame of loaded.frames) this.#apply(frame);
    if (this.#moved && this.#compact !== undefined) this.#place(this.#compact, this.#compact.all());
    this.#moved = false;
    emit('loaded', this.#confirmed ?? { visible: graph.count, total: graph.count });
  }

  update(update: GraphUpdate, problems: readonly string[]): void {
    this.#report(problems);
    if (!this.#loading.pending) {
      this.#host.changed(this.#host.graph.update(update));
    } else if (!this.#loading.keepUpdate(update)) {
      const message = 'too many updates between the parts of a load';
      this.#host.emit('error', localError('protocol', 'LOAD_INCOMPLETE', message));
      this.#host.reload();
    }
  }

  /** All positions of one frame; says how many nodes moved. */
  move(frame: readonly Records[]): number {
    if (frame.length === 0) return 0;
    if (this.#loading.pending) this.#loading.keepFrame(frame);
    return this.#apply(frame);
  }

  /**
   * A message of the compact stream; who did not ask for one has no use for it. Says which update it completed, of
   * how many nodes.
   */
  compact(payload: DataView, more: boolean): { sequence: number; nodes: number } | undefined {
    const stream = this.#compact;
    if (stream === undefined) return undefined;
    const outcome = stream.read(payload, 0, payload.byteLength, more);
    if (outcome === 'applied') {
      this.#asked = false;
      this.#moved = this.#loading.pending;
      this.#place(stream, stream.changed);
      return { sequence: stream.sequence, nodes: stream.changed.length };
    }
    if (outcome === 'skipped' && !this.#asked) {
      this.#asked = true;
      this.#host.keyframe();
    }
    return undefined;
  }

  #place(stream: CompactDecoder, indices: Uint32Array): void {
    const event = this.#host.graph.follow(stream, indices);
    if (event.count > 0) this.#host.emit('positions', event);
  }

  #apply(frame: readonly Records[]): number {
    const event = this.#host.graph.move(frame, this.#host.now() >>> 0);
    if (event.count > 0) this.#host.emit('positions', event);
    return event.count;
  }

  /** What was left out of a message that was otherwise good. */
  #report(problems: readonly string[]): void {
    const first = problems[0];
    if (first === undefined) return;
    const message = `${problems.length} left out of the graph: ${first}`;
    const details = { problems: problems.slice(0, 16) };
    this.#host.emit('error', localError('protocol', 'VALIDATION_ERROR', message, details));
  }
}
