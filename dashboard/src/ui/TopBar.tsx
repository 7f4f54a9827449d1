import type { JSX } from 'preact';
import { visibleOf } from '../app/format.ts';
import { useShell } from '../app/shell.ts';
import { ConnectionDot } from './ConnectionDot.tsx';
import { Icon } from './icons.tsx';
import { SearchBox } from './SearchBox.tsx';

/** Where one is, search, what of it is shown, and how the connection is. */
export function TopBar(): JSX.Element {
  const { session, filter, filterOpen, view, theme, keysOpen } = useShell();
  const seen = session.visibility.value;
  const table = view.value === 'table';
  const dark = theme.current.value === 'dark';
  return (
    <header class="topbar" data-inset="top" data-obstacle>
      <h1 class="title">
        <svg class="logo" viewBox="0 0 20 20" aria-hidden="true">
          <path d="M2 11.5c4.5.4 6.2-1 7.6-3.4C10.7 6.200 12 4.500 14.500 4.500c1.300 0 2.300.6 2.800 1.500l2 .5-1.900.9c-.1 4.600-2.900 8.100-7.400 8.100-1 0-1.900-.2-2.700-.5L3 17.200l1.800-3.500C3.500 13.200 2.500 12.400 2 11.500Z" />
        </svg>
        <span class="title-text">{session.folder.value ?? 'Starling'}</span>
      </h1>
      <SearchBox />
      <div class="tools">
        {seen && (
          <button
            type="button"
            class="tool wide"
            data-testid="filter-button"
            aria-expanded={filterOpen.value}
            aria-controls="filter-bar"
            data-active={filter.active.value}
            title="Filter (f)"
            onClick={() => {
              filterOpen.value = !filterOpen.value;
            }}
          >
            <Icon name="filter" />
            <span class="tool-text" data-testid="visible-count">
              {visibleOf(seen.visible, seen.total)}
            </span>
          </button>
        )}
        <button
          type="button"
          class="tool"
          data-testid="table-toggle"
          aria-pressed={table}
          aria-label="Table view"
          title={table ? 'Back to the graph (t)' : 'Graph as a table (t)'}
          onClick={() => {
            view.value = table ? 'graph' : 'table';
          }}
        >
          <Icon name={table ? 'graph' : 'table'} />
        </button>
        <button
          type="button"
          class="tool"
          data-testid="theme-toggle"
          aria-label={dark ? 'Light theme' : 'Dark theme'}
          title={dark ? 'Light theme (d)' : 'Dark theme (d)'}
          onClick={theme.toggle}
        >
          <Icon name={dark ? 'sun' : 'moon'} />
        </button>
        <button
          type="button"
          class="tool help"
          data-testid="keys-button"
          aria-label="All keys"
          title="All keys (?)"
          onClick={() => {
            keysOpen.value = true;
          }}
        >
          <Icon name="help" />
        </button>
        <ConnectionDot />
      </div>
    </header>
  );
}
