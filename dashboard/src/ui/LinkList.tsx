import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { count } from '../app/format.ts';
import { kindOf } from '../app/kinds.ts';
import type { Link } from '../app/links.ts';
import { useShell } from '../app/shell.ts';
import { KindMark } from './KindMark.tsx';

const FIRST = 12;
/** So many more are shown rather than hidden behind a button. */
const FEW = 4;

interface Props {
  title: string;
  links: readonly Link[];
  testId: string;
}

/** Neighbours in one direction: a click goes there, hovering shows where it is. Arrow keys walk the list. */
export function LinkList({ title, links, testId }: Props): JSX.Element | null {
  const all = useSignal(false);
  if (links.length === 0) return null;
  const shown = all.value || links.length <= FIRST + FEW ? links : links.slice(0, FIRST);
  return (
    <section class="links">
      <h3 class="section-title">
        {title} <span class="number">{count(links.length)}</span>
      </h3>
      <ul data-testid={testId} onKeyDown={walk}>
        {shown.map((link) => (
          <Entry key={link.id} link={link} />
        ))}
      </ul>
      {shown.length < links.length && (
        <button
          type="button"
          class="button quiet more"
          onClick={() => {
            all.value = true;
          }}
        >
          Show all {count(links.length)}
        </button>
      )}
    </section>
  );
}

function Entry({ link }: { link: Link }): JSX.Element | null {
  const { client, visit, hovered } = useShell();
  const slot = client.graph.slotOf(link.id);
  if (slot === undefined) return null;
  const hover = (id: number | undefined) => () => {
    hovered.value = id;
  };
  return (
    <li>
      <button
        type="button"
        class="link"
        onClick={() => visit(link.id)}
        onMouseEnter={hover(link.id)}
        onMouseLeave={hover(undefined)}
        onFocus={hover(link.id)}
        onBlur={hover(undefined)}
      >
        <KindMark kind={kindOf(client.graph.node(slot)).kind} />
        <span class="link-label">{link.label}</span>
        {link.types.length > 0 && <span class="link-type">{link.types.join(', ')}</span>}
      </button>
    </li>
  );
}

function walk(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const list = event.currentTarget as HTMLElement;
  const buttons = [...list.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const next = buttons[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
