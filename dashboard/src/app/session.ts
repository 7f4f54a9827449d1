import { type ReadonlySignal, signal } from '@preact/signals';
import { type ConnectionState, Control, type Visibility } from '@starling/client';
import { errorDetails, errorSentence } from './errors.ts';
import type { LiveClient } from './ports.ts';
import type { ToastStore } from './toasts.ts';

/** What the page shows of the connection and of the graph as a whole. */
export interface SessionStore {
  readonly state: ReadonlySignal<ConnectionState>;
  /** Clock ms of the next attempt while reconnecting. */
  readonly retryAt: ReadonlySignal<number | undefined>;
  readonly visibility: ReadonlySignal<Visibility | undefined>;
  /** Grows with each change of the graph's structure: read it to be told. */
  readonly version: ReadonlySignal<number>;
  readonly loading: ReadonlySignal<{ part: number; parts: number } | undefined>;
  /** A graph has been on the screen since the page was opened. */
  readonly loaded: ReadonlySignal<boolean>;
  /** Name of the served folder. */
  readonly folder: ReadonlySignal<string | undefined>;
}

/** Follows the client's events; errors become toasts. */
export function createSession(client: LiveClient, toasts: ToastStore): SessionStore {
  const state = signal<ConnectionState>(client.state);
  const retryAt = signal<number | undefined>(undefined);
  const visibility = signal<Visibility | undefined>(undefined);
  const version = signal(client.graph.version);
  const loading = signal<{ part: number; parts: number } | undefined>(undefined);
  const loaded = signal(false);
  const folder = signal<string | undefined>(undefined);

  client.on('state', ({ to }) => {
    state.value = to;
    retryAt.value = client.retryAt;
    if (to === 'ready' && folder.value === undefined) void readFolder().then((name) => (folder.value = name));
  });
  client.on('retry', () => (retryAt.value = client.retryAt));
  client.on('confirmed', (v) => (visibility.value = v));
  client.on('loading', (v) => (loading.value = v));
  client.on('loaded', (v) => {
    visibility.value = v;
    loading.value = undefined;
    loaded.value = true;
  });
  client.on('changed', (change) => (version.value = change.version));
  client.on('error', (error) => toasts.show('error', errorSentence(error), errorDetails(error)));
  client.on('warning', (warning) => toasts.show('info', warning.message, warning.code));
  client.on('dragTaken', ({ node }) => {
    const slot = client.graph.slotOf(node);
    const name = slot === undefined ? 'this node' : `“${client.graph.node(slot).label}”`;
    toasts.show('info', `Somebody else is moving ${name} now`);
  });
  document.addEventListener('visibilitychange', () =>
    client.setControl(Control.BACKGROUND_MODE, document.hidden),
  );
  return { state, retryAt, visibility, version, loading, loaded, folder };
}

async function readFolder(): Promise<string | undefined> {
  try {
    const answer = await fetch('api/info');
    const info: unknown = answer.ok ? await answer.json() : undefined;
    const name = info !== null && typeof info === 'object' && 'folder' in info ? info.folder : undefined;
    return typeof name === 'string' ? name : undefined;
  } catch {
    // The name is an ornament; without it the page says Starling.
    return undefined;
  }
}
