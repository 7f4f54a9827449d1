import type { JSX } from 'preact';
import { counted } from '../app/format.ts';
import { useShell } from '../app/shell.ts';

/** Nothing to draw: says what to do about it. */
export function Empty(): JSX.Element | null {
  const { session, filter } = useShell();
  const seen = session.visibility.value;
  if (!session.loaded.value || !seen || seen.visible > 0) return null;
  if (seen.total > 0) {
    return (
      <section class="centre-note" data-testid="empty-filter">
        <p class="centre-title">Nothing passes the filter</p>
        <p>{counted(seen.total, 'node')} are there.</p>
        <button type="button" class="button" onClick={filter.clear}>
          Clear filter
        </button>
      </section>
    );
  }
  return (
    <section class="centre-note" data-testid="empty">
      <p class="centre-title">No pages yet</p>
      <p>
        Drop Markdown files in <strong>{session.folder.value ?? 'the served folder'}</strong> and they appear
        here.
      </p>
    </section>
  );
}
