import type { JSX } from 'preact';
import { visibleOf } from '../app/format.ts';
import { useShell } from '../app/shell.ts';
import { Icon } from './icons.tsx';
import { QualitySlider } from './QualitySlider.tsx';
import { TagPicker } from './TagPicker.tsx';

const GRAPHS = [
  ['all', 'All'],
  ['knowledge', 'Knowledge'],
  ['ontology', 'Ontology'],
] as const;

/** What of the graph is sent here: the server filters, so that a narrow view also costs less. */
export function FilterBar(): JSX.Element | null {
  const { filter, filterOpen, session } = useShell();
  if (!filterOpen.value) return null;
  const state = filter.state.value;
  const seen = session.visibility.value;
  return (
    <section id="filter-bar" class="filter-bar" aria-label="Filter" data-testid="filter-bar" data-obstacle>
      <QualitySlider />
      <fieldset class="segments" aria-label="Part of the graph">
        {GRAPHS.map(([value, label]) => (
          <label key={value} class="segment" data-on={state.graph === value}>
            <input
              type="radio"
              name="graph"
              value={value}
              checked={state.graph === value}
              data-testid={`graph-${value}`}
              onChange={() => filter.change({ graph: value })}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <TagPicker />
      <input
        type="text"
        class="field filter-text"
        aria-label="Text in name"
        placeholder="Contains text"
        data-testid="filter-text"
        value={state.text}
        onInput={(event) => filter.change({ text: event.currentTarget.value })}
      />
      <span class="filter-count" data-testid="filter-count">
        {seen && visibleOf(seen.visible, seen.total)}
      </span>
      <button
        type="button"
        class="button quiet"
        data-testid="filter-clear"
        disabled={!filter.active.value}
        onClick={filter.clear}
      >
        Clear
      </button>
      <button
        type="button"
        class="tool"
        aria-label="Close filter"
        onClick={() => {
          filterOpen.value = false;
        }}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
