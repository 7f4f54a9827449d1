import type { JSX } from 'preact';
import { toggled } from '../app/filter.ts';
import { useShell } from '../app/shell.ts';

/** A node's tags; a click filters by one, another click stops. */
export function TagChips({ tags }: { tags: readonly string[] }): JSX.Element | null {
  const { filter } = useShell();
  if (tags.length === 0) return null;
  const chosen = filter.state.value.tags;
  return (
    <fieldset class="chips" aria-label="Tags: filter by">
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          class="chip"
          aria-pressed={chosen.includes(tag)}
          title={`Filter by #${tag}`}
          onClick={() => filter.change({ tags: toggled(chosen, tag) })}
        >
          #{tag}
        </button>
      ))}
    </fieldset>
  );
}
