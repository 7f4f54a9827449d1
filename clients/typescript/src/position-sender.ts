import type { Clock } from './clock.ts';
import type { Columns } from './codec/position.ts';
import { PositionBatch } from './position-batch.ts';
import { Timer } from './timer.ts';

const BATCH = 50;
const INTERVAL_MS = 200;
/** 62.5 a second: just the 3,750 a minute that the server allows a dragging hand. */
const INTERACTING_INTERVAL_MS = 16;
/** Positions wait rather than queue behind a socket that has this much to send. */
const MOST_BUFFERED = 65_536;

export interface PositionOutlet {
  /** A session is there, and what it has not sent yet is little enough. */
  readonly live: boolean;
  readonly bufferedAmount: number;
  send(columns: Columns): void;
}

/**
 * Sends positions in batches of 50, one each 16 ms while a hand is on a node and each 200 ms else; the first
 * after a pause goes at once. While there is no session they wait.
 */
export class PositionSender {
  readonly #batch: PositionBatch;
  readonly #clock: Clock;
  readonly #timer: Timer;
  readonly #outlet: PositionOutlet;
  #interval = INTERVAL_MS;
  #last = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, outlet: PositionOutlet, dropped: (count: number) => void) {
    this.#clock = clock;
    this.#timer = new Timer(clock);
    this.#outlet = outlet;
    this.#batch = new PositionBatch(dropped);
  }

  put(id: number, x: number, y: number, z: number, urgent: boolean): void {
    this.#batch.put(id, { x, y, z, time: this.#clock.now() >>> 0 }, urgent);
    this.resume();
  }

  forget(id: number): void {
    this.#batch.forget(id);
  }

  setInteracting(on: boolean): void {
    this.#interval = on ? INTERACTING_INTERVAL_MS : INTERVAL_MS;
    this.#timer.stop();
    this.resume();
  }

  /** Sends what is due, and sees to the rest. */
  resume(): void {
    if (this.#timer.running || this.#batch.size === 0 || !this.#outlet.live) return;
    const wait = this.#last + this.#interval - this.#clock.now();
    if (wait > 0) this.#later(wait);
    else if (this.#outlet.bufferedAmount > MOST_BUFFERED) this.#later(this.#interval);
    else this.flush();
  }

  /** Sends one batch now. */
  flush(): void {
    this.#timer.stop();
    if (this.#batch.size === 0 || !this.#outlet.live) return;
    this.#last = this.#clock.now();
    this.#outlet.send(this.#batch.take(BATCH));
    this.resume();
  }

  #later(ms: number): void {
    this.#timer.start(ms, () => this.resume());
  }
}
