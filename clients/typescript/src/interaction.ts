import type { Clock } from './clock.ts';
import type { Lifecycle } from './state.ts';
import { Timer } from './timer.ts';

const IDLE_MS = 5_000;

/** `ready` becomes `active` with a touch, and `ready` again after 5 s without one. */
export class Interaction {
  readonly #clock: Clock;
  readonly #timer: Timer;
  readonly #lifecycle: Lifecycle;
  readonly #idle: () => void;
  #last = 0;

  constructor(clock: Clock, lifecycle: Lifecycle, idle: () => void) {
    this.#clock = clock;
    this.#timer = new Timer(clock);
    this.#lifecycle = lifecycle;
    this.#idle = idle;
  }

  touch(): void {
    this.#last = this.#clock.now();
    // One timer looks again when it is due, instead of a new one with each movement.
    if (!this.#timer.running) this.#timer.start(IDLE_MS, () => this.#look());
    if (this.#lifecycle.state === 'ready') this.#lifecycle.to('active');
  }

  stop(): void {
    this.#timer.stop();
  }

  #look(): void {
    const left = this.#last + IDLE_MS - this.#clock.now();
    if (left > 0) {
      this.#timer.start(left, () => this.#look());
      return;
    }
    this.#idle();
    if (this.#lifecycle.state === 'active') this.#lifecycle.to('ready', 'no interaction for 5 s');
  }
}
