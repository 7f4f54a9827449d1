import type { JSX } from 'preact';
import { count } from '../app/format.ts';
import { kindOf } from '../app/kinds.ts';
import { useShell } from '../app/shell.ts';
import { KindMark } from './KindMark.tsx';

interface Props {
  slot: number;
  index: number;
  /** The one row that Tab reaches; arrows go on from there. */
  reachable: boolean;
  reached: () => void;
}

/** A node as a row; its name is the button that opens the details. */
export function TableRow({ slot, index, reachable, reached }: Props): JSX.Element {
  const { client, selected } = useShell();
  const node = client.graph.node(slot);
  const { kind, one } = kindOf(node);
  return (
    <tr aria-rowindex={index + 2} data-selected={selected.value === node.id}>
      <th scope="row">
        <button
          type="button"
          class="row-button"
          data-row={index}
          tabIndex={reachable ? 0 : -1}
          onFocus={reached}
          onClick={() => {
            selected.value = node.id;
          }}
        >
          <KindMark kind={kind} />
          <span>{node.label}</span>
        </button>
      </th>
      <td>{one}</td>
      <td class="number numeric">{count(client.graph.degree(slot))}</td>
      <td class="number numeric">{node.quality.toFixed(2)}</td>
      <td class="path">{node.metadataId}</td>
    </tr>
  );
}
