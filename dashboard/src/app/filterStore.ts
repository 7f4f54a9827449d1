import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type FilterState, isFiltering, NO_FILTER, toGraphFilter } from './filter.ts';
import { KINDS, type Kind } from './kinds.ts';
import type { LiveClient } from './ports.ts';

export interface FilterStore {
  readonly state: ReadonlySignal<FilterState>;
  readonly active: ReadonlySignal<boolean>;
  change(part: Partial<FilterState>): void;
  clear(): void;
}

/** A slider sends many values; the server hears the last of each pause. */
const SEND_MS = 120;

const ALL: readonly Kind[] = KINDS.map((info) => info.kind);

export function createFilter(client: LiveClient): FilterStore {
  const state = signal(NO_FILTER);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const change = (part: Partial<FilterState>): void => {
    state.value = { ...state.value, ...part };
    clearTimeout(timer);
    timer = setTimeout(() => client.setFilter(toGraphFilter(state.value, ALL)), SEND_MS);
  };
  return { state, active: computed(() => isFiltering(state.value)), change, clear: () => change(NO_FILTER) };
}
