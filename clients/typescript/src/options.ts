import type { Clock } from './clock.ts';
import type { CompactFormat } from './codec/compact.ts';
import type { Reader } from './codec/frame.ts';
import type { Format } from './codec/message.ts';
import type { GraphFilter } from './filter.ts';
import type { InflationFactory } from './inflation.ts';
import type { SocketFactory } from './socket.ts';

/** What the server said to `GET /api/info` after it had refused a handshake. */
export interface ProbeAnswer {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** From `Retry-After`. */
  readonly retryAfterMs?: number;
}

export type Probe = (url: string, token: string | undefined) => Promise<ProbeAnswer>;

export interface Credential {
  /** A JWT or a signed Nostr event. */
  readonly token: string;
  readonly pubkey?: string;
}

export interface GraphClientOptions {
  /** `ws(s)://…` or `http(s)://…`, with `/ws/graph` for no path; default: the page's host. */
  readonly url?: string;
  /**
   * Of the position stream; default `position`. `compact`, to be imported, takes least on the wire; `wire34`,
   * `wire36` and `compute48` are the headerless streams.
   */
  readonly format?: Exclude<Format, 'compact'> | CompactFormat;
  /** `agents`, `paths`, `voice`: which of these messages are told as events; default: none. */
  readonly readers?: readonly Reader[];
  /** Tells the server what was applied, and when, by 0x34; default false. */
  readonly acks?: boolean;
  /** `zlib()` where the server may compress large messages; default: it may not. */
  readonly zlib?: InflationFactory;
  /** Default: the platform's WebSocket; in Node 20 `webSockets(WebSocket)` with npm `ws`. */
  readonly socket?: SocketFactory;
  readonly clock?: Clock;
  /** Milliseconds before the n-th attempt, n from 1; default 1, 2, 4, 8, 16, 30 s. */
  readonly backoff?: (attempt: number) => number;
  /** Milliseconds on top of it; default 0–1 s at random. */
  readonly jitter?: () => number;
  /** Attempts in a row until `failed`; default 10. */
  readonly maxAttempts?: number;
  /** Default: everything. */
  readonly filter?: GraphFilter;
  /** Asked for on each connection, so that it may be renewed. */
  readonly credential?: () => Credential | undefined;
  /** Default: `fetch`. */
  readonly probe?: Probe;
  /** Largest coordinate that is sent (`graph.bounds` of the server); default 10,000. */
  readonly bounds?: number;
}
