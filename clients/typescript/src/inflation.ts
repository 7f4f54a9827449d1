import { type Inflater, inflateFrame, isCompressed, streamInflater } from './codec/inflate.ts';
import { StarlingError } from './error.ts';

/** Binary frames that wait for one to be inflated. */
const LIMIT = 256;

type Data = string | Uint8Array;

export interface InflationHandlers {
  /** Without compression, in the order in which they came. */
  received(data: Data): void;
  refused(error: StarlingError): void;
  /** Too many wait: a binary frame was left out. */
  dropped(): void;
}

/** What `zlib` of the client's options is: code that a page without it need not load. */
export type InflationFactory = (handlers: InflationHandlers) => Inflation;

/** Lets the server compress large messages; default: inflated by the platform's DecompressionStream. */
export function zlib(inflate: Inflater = streamInflater): InflationFactory {
  return (handlers) => new Inflation(inflate, handlers);
}

/**
 * Inflates frames and keeps them, and all that comes behind them, in order. What is not compressed goes through at
 * once while nothing waits. At most 256 binary frames wait; the newest is dropped, as after a loss: a stream
 * begins again with its next keyframe. Text is never dropped, so an inflater must settle every promise it gives.
 */
export class Inflation {
  readonly #inflate: Inflater;
  readonly #handlers: InflationHandlers;
  #tail: Promise<void> = Promise.resolve();
  #waiting = 0;
  #frames = 0;
  /** Counts sockets: what an earlier one brought is not delivered. */
  #generation = 0;

  constructor(inflate: Inflater, handlers: InflationHandlers) {
    this.#inflate = inflate;
    this.#handlers = handlers;
  }

  /** The socket is gone, and with it what waits. */
  lost(): void {
    this.#generation++;
    this.#tail = Promise.resolve();
    this.#waiting = 0;
    this.#frames = 0;
  }

  receive(data: Data): void {
    const compressed = typeof data !== 'string' && this.#compressed(data);
    if (compressed === undefined) return;
    if (this.#waiting === 0 && !compressed) {
      this.#handlers.received(data);
      return;
    }
    const frames = typeof data === 'string' ? 0 : 1;
    if (this.#frames + frames > LIMIT) {
      this.#handlers.dropped();
      return;
    }
    this.#waiting++;
    this.#frames += frames;
    const generation = this.#generation;
    const turn = this.#tail.then(async () => {
      if (generation !== this.#generation) return;
      const plain = compressed ? await this.#plain(data as Uint8Array) : data;
      if (generation !== this.#generation) return;
      this.#waiting--;
      this.#frames -= frames;
      if (plain instanceof StarlingError) this.#handlers.refused(plain);
      else this.#handlers.received(plain);
    });
    // A fault of a handler's own is reported by the platform, and the next have their turn.
    this.#tail = turn.catch((error: unknown) => {
      queueMicrotask(() => {
        throw error;
      });
    });
  }

  /** Undefined for a frame that is broken, which was told. */
  #compressed(frame: Uint8Array): boolean | undefined {
    try {
      return isCompressed(frame);
    } catch (error) {
      if (!(error instanceof StarlingError)) throw error;
      this.#handlers.refused(error);
      return undefined;
    }
  }

  /** Whatever an inflater rejects with, `inflateFrame` makes a StarlingError of it. */
  async #plain(frame: Uint8Array): Promise<Uint8Array | StarlingError> {
    try {
      return await inflateFrame(frame, this.#inflate);
    } catch (error) {
      return error as StarlingError;
    }
  }
}
