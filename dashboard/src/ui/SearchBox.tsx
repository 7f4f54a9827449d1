import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { kindOf } from '../app/kinds.ts';
import type { Hit } from '../app/search.ts';
import { useShell } from '../app/shell.ts';
import { Icon } from './icons.tsx';
import { KindMark } from './KindMark.tsx';

const MOST = 9;

/** Finds a node by name and flies to it; arrows choose, Enter goes. */
export function SearchBox(): JSX.Element {
  const shell = useShell();
  const input = useRef<HTMLInputElement>(null);
  const text = useSignal('');
  const open = useSignal(false);
  const index = useSignal(0);
  useEffect(
    () =>
      shell.searchFocus.subscribe((times) => {
        if (times === 0) return;
        input.current?.focus();
        input.current?.select();
      }),
    [shell],
  );
  void shell.session.version.value;
  const hits = open.value ? shell.names.find(text.value, MOST) : [];
  const at = Math.min(index.value, hits.length - 1);
  const showing = open.value && text.value.trim() !== '';

  const go = (hit: Hit | undefined): void => {
    if (!hit) return;
    shell.view.value = 'graph';
    shell.visit(hit.id);
    open.value = false;
    text.value = '';
    input.current?.blur();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      index.value = (at + step + Math.max(1, hits.length)) % Math.max(1, hits.length);
      event.preventDefault();
    } else if (event.key === 'Enter') go(hits[at]);
    else if (event.key === 'Escape') {
      event.preventDefault();
      if (text.value === '') input.current?.blur();
      text.value = '';
    }
  };

  return (
    <search class="search">
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        class="search-input"
        data-testid="search-input"
        role="combobox"
        aria-label="Search nodes"
        aria-expanded={showing}
        aria-controls="search-results"
        aria-autocomplete="list"
        {...(hits[at] ? { 'aria-activedescendant': `hit-${hits[at].id}` } : {})}
        placeholder="Search"
        autocomplete="off"
        spellcheck={false}
        value={text.value}
        onFocus={() => {
          open.value = true;
        }}
        onBlur={() => {
          open.value = false;
        }}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          index.value = 0;
          open.value = true;
        }}
        onKeyDown={onKeyDown}
      />
      <kbd class="search-key">/</kbd>
      <div
        id="search-results"
        class="results"
        role="listbox"
        aria-label="Nodes found"
        hidden={!showing}
        data-testid="search-results"
      >
        {hits.map((hit, i) => (
          <Result key={hit.id} hit={hit} active={i === at} choose={() => go(hit)} />
        ))}
        {showing && hits.length === 0 && <NothingFound />}
      </div>
    </search>
  );
}

function Result({ hit, active, choose }: { hit: Hit; active: boolean; choose: () => void }): JSX.Element {
  const { client } = useShell();
  const node = client.graph.node(hit.slot);
  const { kind, one } = kindOf(node);
  const [from, to] = hit.marks[0] ?? [0, 0];
  return (
    // The list is worked with arrows from the field (aria-activedescendant); the pointer is the other way in.
    <div
      id={`hit-${hit.id}`}
      class="result"
      role="option"
      tabIndex={-1}
      aria-selected={active}
      onMouseDown={(event) => {
        event.preventDefault();
        choose();
      }}
    >
      <KindMark kind={kind} />
      <span class="result-label">
        {hit.label.slice(0, from)}
        <mark>{hit.label.slice(from, to)}</mark>
        {hit.label.slice(to)}
      </span>
      <span class="result-kind">{one}</span>
    </div>
  );
}

function NothingFound(): JSX.Element {
  const { filter } = useShell();
  return (
    <div class="result-none" role="option" tabIndex={-1} aria-selected={false} aria-disabled={true}>
      No node of that name{filter.active.value ? ' among those the filter shows' : ''}.
    </div>
  );
}
