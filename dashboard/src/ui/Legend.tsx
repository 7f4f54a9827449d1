import type { JSX } from 'preact';
import { toggled } from '../app/filter.ts';
import { count } from '../app/format.ts';
import { KINDS } from '../app/kinds.ts';
import { useShell } from '../app/shell.ts';
import { KindMark } from './KindMark.tsx';

/** What the bodies stand for; a click hides a kind or brings it back. */
export function Legend(): JSX.Element | null {
  const { census, filter } = useShell();
  const { hidden } = filter.state.value;
  const present = KINDS.filter((info) => census.value.kinds.has(info.kind));
  if (present.length === 0) return null;
  return (
    <section class="legend" aria-label="Kinds of nodes" data-testid="legend" data-obstacle>
      {present.map(({ kind, many }) => (
        <button
          key={kind}
          type="button"
          class="legend-entry"
          aria-pressed={!hidden.includes(kind)}
          title={hidden.includes(kind) ? `Show ${many.toLowerCase()}` : `Hide ${many.toLowerCase()}`}
          data-testid={`kind-${kind}`}
          onClick={() => filter.change({ hidden: toggled(hidden, kind) })}
        >
          <KindMark kind={kind} />
          <span>{many}</span>
          <span class="number">{hidden.includes(kind) ? '' : count(census.value.kinds.get(kind) ?? 0)}</span>
        </button>
      ))}
    </section>
  );
}
