import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Stage } from '../stage/stage.ts';
import { type Census, takeCensus } from './census.ts';
import { createFilter, type FilterStore } from './filterStore.ts';
import type { LiveClient } from './ports.ts';
import { NameIndex } from './search.ts';
import { createSession, type SessionStore } from './session.ts';
import { createTheme, type ThemeStore } from './theme.ts';
import { createToasts, type ToastStore } from './toasts.ts';

/** Everything that parts of the page share, wired once; parts get it by `useShell`. */
export interface Shell {
  readonly client: LiveClient;
  readonly toasts: ToastStore;
  readonly session: SessionStore;
  readonly filter: FilterStore;
  readonly theme: ThemeStore;
  readonly names: NameIndex;
  readonly census: ReadonlySignal<Census>;
  /** Ids of nodes. */
  readonly selected: Signal<number | undefined>;
  readonly hovered: Signal<number | undefined>;
  readonly dragging: Signal<boolean>;
  readonly view: Signal<'graph' | 'table'>;
  readonly filterOpen: Signal<boolean>;
  readonly keysOpen: Signal<boolean>;
  readonly searchFocus: Signal<number>;
  /** Set once the canvas is on the page. */
  readonly stage: Signal<Stage | undefined>;
  /** Selects a node and brings it before the camera. */
  visit(id: number): void;
}

export function createShell(client: LiveClient): Shell {
  const toasts = createToasts();
  const session = createSession(client, toasts);
  const selected = signal<number | undefined>(undefined);
  const stage = signal<Stage | undefined>(undefined);
  let census: Census | undefined;
  effect(() => {
    void session.version.value;
    const id = selected.peek();
    if (id !== undefined && client.graph.slotOf(id) === undefined) selected.value = undefined;
  });
  return {
    client,
    toasts,
    session,
    filter: createFilter(client),
    theme: createTheme(),
    names: new NameIndex(client.graph),
    census: computed(() => {
      void session.version.value;
      census = takeCensus(client.graph, census);
      return census;
    }),
    selected,
    hovered: signal(undefined),
    dragging: signal(false),
    view: signal<'graph' | 'table'>('graph'),
    filterOpen: signal(false),
    keysOpen: signal(false),
    searchFocus: signal(0),
    stage,
    visit(id) {
      selected.value = id;
      stage.peek()?.flyTo(id);
    },
  };
}

const Context = createContext<Shell | undefined>(undefined);
export const ShellProvider = Context.Provider;

export function useShell(): Shell {
  const shell = useContext(Context);
  if (!shell) throw new Error('useShell outside of ShellProvider');
  return shell;
}
