import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { toggled } from '../app/filter.ts';
import { count } from '../app/format.ts';
import { useShell } from '../app/shell.ts';
import { Icon } from './icons.tsx';

const MOST = 60;

/** Tags that a node needs one of: chosen ones as chips, others from the list of the field. */
export function TagPicker(): JSX.Element {
  const { filter, census } = useShell();
  const text = useSignal('');
  const { tags } = filter.state.value;
  const known = census.value.tags;
  const add = (input: HTMLInputElement): void => {
    const wanted = input.value.trim().replace(/^#/, '');
    if (!known.some(([tag]) => tag === wanted)) {
      text.value = input.value;
      return;
    }
    text.value = '';
    input.value = '';
    if (!tags.includes(wanted)) filter.change({ tags: [...tags, wanted] });
  };
  return (
    <div class="tag-picker">
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          class="chip on"
          aria-label={`Remove tag ${tag}`}
          onClick={() => filter.change({ tags: toggled(tags, tag) })}
        >
          #{tag}
          <Icon name="close" />
        </button>
      ))}
      <input
        type="text"
        class="field"
        list="known-tags"
        aria-label="Add a tag"
        placeholder={known.length === 0 ? 'No tags here' : 'Tag'}
        disabled={known.length === 0}
        data-testid="tag-input"
        value={text.value}
        onInput={(event) => add(event.currentTarget)}
      />
      <datalist id="known-tags">
        {known.slice(0, MOST).map(([tag, n]) => (
          <option key={tag} value={tag}>
            {count(n)}
          </option>
        ))}
      </datalist>
    </div>
  );
}
