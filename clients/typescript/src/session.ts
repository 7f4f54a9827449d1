import type { Connection } from './connection.ts';
import { authenticate } from './json/client-message.ts';
import type { Credential } from './options.ts';
import type { Outbox } from './outbox.ts';
import type { Standing } from './standing.ts';
import type { ConnectionState } from './state.ts';

/** What is asked for in the address; a handshake answer may say another. */
export const VERSION = 3;

/**
 * From the server's first word to a session that knows everything about us:
 * welcome → (authenticate → answer) → control bits, filter, subscriptions → `ready` → what waited.
 */
export class Session {
  readonly #connection: Connection;
  readonly #standing: Standing;
  readonly #outbox: Outbox;
  readonly #credential: () => Credential | undefined;
  readonly #ready: () => void;
  /** The token of the last `authenticate`: one that expired is not sent twice. */
  #token: string | undefined;
  #clientId: string | undefined;
  #version = VERSION;

  constructor(
    connection: Connection,
    standing: Standing,
    outbox: Outbox,
    credential: () => Credential | undefined,
    ready: () => void,
  ) {
    this.#connection = connection;
    this.#standing = standing;
    this.#outbox = outbox;
    this.#credential = credential;
    this.#ready = ready;
  }

  get clientId(): string | undefined {
    return this.#clientId;
  }

  /** Of the headers that are sent. */
  get version(): number {
    return this.#version;
  }

  /** The server answered a handshake; a version that does not exist is none. */
  agreed(version: number): void {
    if (version >= 1 && version <= 4) this.#version = version;
  }

  /** The socket is gone, and with it what the server gave. */
  lost(): void {
    this.#clientId = undefined;
    this.#version = VERSION;
    this.#token = undefined;
  }

  welcomed(clientId: string): void {
    this.#clientId = clientId;
    if (!this.#is('connected')) return;
    if (this.#authenticate()) this.#connection.lifecycle.to('authenticating');
    else this.#restore();
  }

  authenticated(): void {
    if (!this.#is('authenticating')) return;
    this.#connection.lifecycle.to('authenticated');
    if (this.#is('authenticated')) this.#restore();
  }

  /** An error of category `auth`: the connection goes on as anonymous, unless the server closes it. */
  refused(code: string): void {
    if (this.#connection.lifecycle.live) {
      if (code === 'TOKEN_EXPIRED') this.#authenticate();
      return;
    }
    if (!this.#is('authenticating')) return;
    this.#connection.lifecycle.to('connected', 'continues without authentication');
    if (this.#is('connected')) this.#restore();
  }

  /** Sends now, or with the others when there is a session again. */
  send(data: string | Uint8Array): void {
    this.#outbox.add(data);
    if (this.#connection.lifecycle.live) this.flush();
  }

  flush(): void {
    this.#outbox.flush((data) => this.#connection.send(data));
  }

  /** Asked again after each transition: whoever was told of it may have closed the connection. */
  #is(state: ConnectionState): boolean {
    return this.#connection.lifecycle.state === state;
  }

  #authenticate(): boolean {
    const credential = this.#credential();
    if (credential === undefined || credential.token === this.#token) return false;
    this.#token = credential.token;
    return this.#connection.send(authenticate(credential));
  }

  #restore(): void {
    for (const message of this.#standing.messages(this.#version)) this.#connection.send(message);
    this.#connection.settled();
    this.#connection.lifecycle.to('ready');
    if (!this.#connection.lifecycle.live) return;
    this.flush();
    this.#ready();
  }
}
