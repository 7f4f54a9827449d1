/** The states of a connection (000, Connection States). */
export type ConnectionState =
  | 'disconnected'
  | 'connecting'
  | 'connected'
  | 'authenticating'
  | 'authenticated'
  | 'ready'
  | 'active'
  | 'reconnecting'
  | 'failed';

export interface StateChange {
  readonly from: ConnectionState;
  readonly to: ConnectionState;
  /** A sentence for people, where there is more to say than the states do. */
  readonly reason?: string;
}

/**
 * The diagram of 000, and after the bar what it leaves out but its rules demand: `close()` works in every
 * state, a connection may be lost in every open state, an attempt that failed is followed by the next
 * (10 of them), and a refusal that no attempt can change (401, 403, close 1008 of auth or ban) is final.
 *
 * ```
 * disconnected   -> connecting                                  connect()
 * connecting     -> connected | failed                          open | final refusal   | reconnecting, disconnected
 * connected      -> authenticating | ready | reconnecting | disconnected               | failed
 * authenticating -> authenticated | connected                   accepted | refused     | reconnecting, disconnected, failed
 * authenticated  -> ready                                       restored               | reconnecting, disconnected, failed
 * ready          -> active | reconnecting | disconnected                               | failed
 * active         -> ready | reconnecting | disconnected                                | failed
 * reconnecting   -> connecting | failed                         retry | attempts spent | disconnected
 * failed         -> disconnected                                reset()
 * ```
 */
const LEGAL: Readonly<Record<ConnectionState, readonly ConnectionState[]>> = {
  disconnected: ['connecting'],
  connecting: ['connected', 'failed', 'reconnecting', 'disconnected'],
  connected: ['authenticating', 'ready', 'reconnecting', 'disconnected', 'failed'],
  authenticating: ['authenticated', 'connected', 'reconnecting', 'disconnected', 'failed'],
  authenticated: ['ready', 'reconnecting', 'disconnected', 'failed'],
  ready: ['active', 'reconnecting', 'disconnected', 'failed'],
  active: ['ready', 'reconnecting', 'disconnected', 'failed'],
  reconnecting: ['connecting', 'failed', 'disconnected'],
  failed: ['disconnected'],
};

/** Whether `to` may follow `from`. */
export function isLegal(from: ConnectionState, to: ConnectionState): boolean {
  return LEGAL[from].includes(to);
}

/** Holds the state; every change is legal and told. */
export class Lifecycle {
  #state: ConnectionState = 'disconnected';
  readonly #changed: (change: StateChange) => void;

  constructor(changed: (change: StateChange) => void) {
    this.#changed = changed;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Restored and usable: what is sent now arrives in a session that knows filter and subscriptions. */
  get live(): boolean {
    return this.#state === 'ready' || this.#state === 'active';
  }

  to(next: ConnectionState, reason?: string): void {
    const from = this.#state;
    if (!isLegal(from, next)) throw new Error(`illegal transition from ${from} to ${next}`);
    this.#state = next;
    this.#changed(reason === undefined ? { from, to: next } : { from, to: next, reason });
  }
}
