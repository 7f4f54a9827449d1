import { encodeControl } from './codec/control.ts';
import { ControlBits } from './control-bits.ts';
import type { GraphFilter } from './filter.ts';
import { filterUpdate, subscribe } from './json/client-message.ts';

/** What a session knows of this client and a new one must be told: control bits, filter, subscriptions. */
export class Standing {
  readonly bits = new ControlBits();
  filter: GraphFilter;
  /** Rate by event name. */
  readonly #subscriptions = new Map<string, number | undefined>();

  constructor(filter: GraphFilter) {
    this.filter = filter;
  }

  subscribe(events: readonly string[], rateHz: number | undefined): void {
    for (const event of events) this.#subscriptions.set(event, rateHz);
  }

  unsubscribe(events: readonly string[]): void {
    for (const event of events) this.#subscriptions.delete(event);
  }

  /** In this order: the bits first, so that the load's live data starts at their rate. */
  messages(version: number): readonly (string | Uint8Array)[] {
    const messages: (string | Uint8Array)[] = [];
    this.bits.restart();
    if (this.bits.wanted !== 0) {
      messages.push(encodeControl(version, this.bits.wanted));
      this.bits.sent();
    }
    messages.push(filterUpdate(this.filter));
    for (const [rate, events] of this.#byRate()) messages.push(subscribe(events, rate));
    return messages;
  }

  #byRate(): Map<number | undefined, string[]> {
    const groups = new Map<number | undefined, string[]>();
    for (const [event, rate] of this.#subscriptions) {
      const group = groups.get(rate);
      if (group === undefined) groups.set(rate, [event]);
      else group.push(event);
    }
    return groups;
  }
}
