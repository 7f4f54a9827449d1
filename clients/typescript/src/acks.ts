import type { Ack } from './codec/ack.ts';

/**
 * Acknowledges updates when they are in the model, where the server agreed to it. In the compact format the
 * sequence is the update's own, and only these are acknowledged; in others it counts the binary messages of
 * state since the connection began, or since a handshake on it.
 */
export class Acks {
  readonly #wanted: boolean;
  readonly #now: () => number;
  readonly #send: (ack: Ack) => void;
  #on: boolean;
  #messages = 0;
  #compact = false;

  constructor(wanted: boolean, now: () => number, send: (ack: Ack) => void) {
    this.#wanted = wanted;
    this.#on = wanted;
    this.#now = now;
    this.#send = send;
  }

  /** The socket is gone: the next begins to count anew. */
  lost(): void {
    this.agreed(this.#wanted);
  }

  /** A handshake was answered, from which on messages count. */
  agreed(on: boolean): void {
    this.#on = on;
    this.#messages = 0;
    this.#compact = false;
  }

  /** Messages of state came. */
  count(messages: number): void {
    this.#messages += messages;
  }

  /** What came is in the model; `sequence` of the update where it has one. */
  applied(nodes: number, sequence?: number): void {
    if (sequence !== undefined) this.#compact = true;
    if (!this.#on || (this.#compact && sequence === undefined)) return;
    this.#send({
      sequence: BigInt(sequence ?? this.#messages),
      nodes,
      clientTime: BigInt(Math.max(0, Math.floor(this.#now()))),
    });
  }
}
