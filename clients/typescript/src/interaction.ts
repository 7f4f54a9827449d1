import type { Clock } from './clock.ts';
import type { Lifecycle } from './state.ts';

const IDLE_MS = 5_000;

/** `ready` becomes `active` with a touch, and `ready` again after 5 s without one. */
export class Interaction {
  readonly #clock: Clock;
  readonly #lifecycle: Lifecycle;
  readonly #idle: () => void;
  #last = 0;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, lifecycle: Lifecycle, idle: () => void) {
    this.#clock = clock;
    this.#lifecycle = lifecycle;
    this.#idle = idle;
  }

  touch(): void {
    this.#last = this.#clock.now();
    // One timer looks again when it is due, instead of a new one with each movement.
    this.#cancel ??= this.#clock.after(IDLE_MS, () => this.#look());
    if (this.#lifecycle.state === 'ready') this.#lifecycle.to('active');
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #look(): void {
    const left = this.#last + IDLE_MS - this.#clock.now();
    if (left > 0) {
      this.#cancel = this.#clock.after(left, () => this.#look());
      return;
    }
    this.#cancel = undefined;
    this.#idle();
    if (this.#lifecycle.state === 'active') this.#lifecycle.to('ready', 'no interaction for 5 s');
  }
}
