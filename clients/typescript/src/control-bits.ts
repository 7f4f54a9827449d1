import { Control } from './control.ts';

/** The control bits that this client wants, and those that the server says are in force. */
export class ControlBits {
  #wanted = 0;
  #inForce = 0;
  #unanswered = 0;

  /** What is restored after a reconnect; FORCE_FULL_UPDATE clears itself and is never among it. */
  get wanted(): number {
    return this.#wanted;
  }

  /** As the server said, or as asked for while its answer is under way. */
  get current(): number {
    return this.#unanswered > 0 ? this.#wanted : this.#inForce;
  }

  /** The bits to send, or undefined when nothing changes. */
  set(bits: number, on: boolean): number | undefined {
    const before = this.#wanted;
    const next = on ? before | bits : before & ~bits;
    this.#wanted = next & 0xff & ~Control.FORCE_FULL_UPDATE;
    const once = on ? bits & Control.FORCE_FULL_UPDATE : 0;
    if (this.#unanswered === 0) this.#inForce = (this.#inForce & ~before) | this.#wanted;
    return this.#wanted === before && once === 0 ? undefined : this.#wanted | once;
  }

  sent(): void {
    this.#unanswered++;
  }

  answered(bits: number): void {
    this.#unanswered = Math.max(0, this.#unanswered - 1);
    this.#inForce = bits;
  }

  /** A new session starts without bits and without debts. */
  restart(): void {
    this.#unanswered = 0;
    this.#inForce = this.#wanted;
  }
}
