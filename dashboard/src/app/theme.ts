import { type ReadonlySignal, signal } from '@preact/signals';
import { recall, remember } from './preferences.ts';

export type Theme = 'light' | 'dark';

export interface ThemeStore {
  readonly current: ReadonlySignal<Theme>;
  toggle(): void;
}

/** Follows the system until somebody chooses; the choice is remembered. `theme.js` has done the same before the first paint. */
export function createTheme(): ThemeStore {
  const light = matchMedia('(prefers-color-scheme: light)');
  const chosen = signal(asTheme(recall('theme')));
  const current = signal<Theme>(chosen.value ?? (light.matches ? 'light' : 'dark'));
  const apply = (theme: Theme): void => {
    document.documentElement.dataset.theme = theme;
    current.value = theme;
  };
  light.addEventListener('change', () => {
    if (chosen.value === undefined) apply(light.matches ? 'light' : 'dark');
  });
  apply(current.value);
  return {
    current,
    toggle() {
      const next = current.value === 'dark' ? 'light' : 'dark';
      chosen.value = next;
      remember('theme', next);
      apply(next);
    },
  };
}

function asTheme(text: string | undefined): Theme | undefined {
  return text === 'light' || text === 'dark' ? text : undefined;
}
