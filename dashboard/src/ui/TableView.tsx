import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useShell } from '../app/shell.ts';
import { COLUMNS, type Column, sortSlots } from '../app/tableOrder.ts';
import { TableRow } from './TableRow.tsx';

/** Pixels; kept in step with the style sheet. */
const ROW = 36;
const HEAD = 40;
const OVERSCAN = 8;

/** The graph as a table: arrows walk, Enter opens the details. Only rows near the window exist, whatever the number of nodes. */
export function TableView(): JSX.Element {
  const { client, session } = useShell();
  const column = useSignal<Column>('links');
  const down = useSignal(true);
  const top = useSignal(0);
  const at = useSignal(0);
  const walked = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  void session.version.value;
  const slots = sortSlots(client.graph, column.value, down.value);
  const height = box.current?.clientHeight ?? window.innerHeight;
  const first = Math.max(0, Math.floor(top.value / ROW) - OVERSCAN);
  const last = Math.min(slots.length, Math.ceil((top.value + height) / ROW) + OVERSCAN);

  useEffect(() => {
    if (walked.value) box.current?.querySelector<HTMLElement>(`[data-row="${at.value}"]`)?.focus();
  });
  const sort = (next: Column): void => {
    down.value = next === column.value ? !down.value : next === 'links' || next === 'quality';
    column.value = next;
  };
  const walk = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(height / ROW) - 2);
    const step = stepOf(event.key, page, slots.length);
    if (step === 0) return;
    event.preventDefault();
    at.value = Math.max(0, Math.min(slots.length - 1, at.value + step));
    walked.value = true;
    if (box.current) box.current.scrollTop = revealing(at.value, box.current.scrollTop, height);
  };

  return (
    <div
      ref={box}
      class="table-view"
      data-testid="table"
      onScroll={(event) => {
        top.value = event.currentTarget.scrollTop;
      }}
    >
      <table aria-label="Nodes of the graph" aria-rowcount={slots.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map(({ column: name, label, numeric }) => (
              <th
                key={name}
                scope="col"
                class={numeric ? 'numeric' : ''}
                aria-sort={name !== column.value ? 'none' : down.value ? 'descending' : 'ascending'}
              >
                <button type="button" onClick={() => sort(name)}>
                  {label}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="spacer" style={{ height: `${first * ROW}px` }} />
        <tbody onKeyDown={walk}>
          {[...slots.subarray(first, last)].map((slot, i) => (
            <TableRow
              key={client.graph.ids[slot]}
              slot={slot}
              index={first + i}
              reachable={first + i === at.value}
              reached={() => {
                at.value = first + i;
              }}
            />
          ))}
        </tbody>
        <tbody class="spacer" style={{ height: `${(slots.length - last) * ROW}px` }} />
      </table>
    </div>
  );
}

function stepOf(key: string, page: number, all: number): number {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -all,
    End: all,
  };
  return steps[key] ?? 0;
}

/** The scroll position that shows a row below the sticky head, the present one if it does. */
function revealing(index: number, scroll: number, height: number): number {
  const top = index * ROW;
  return Math.max(top + ROW + HEAD - height, Math.min(scroll, top));
}
