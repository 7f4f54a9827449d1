import type { JSX } from 'preact';
import { kindOf } from '../app/kinds.ts';
import { linksOf } from '../app/links.ts';
import { useShell } from '../app/shell.ts';
import { Icon } from './icons.tsx';
import { KindMark } from './KindMark.tsx';
import { LinkList } from './LinkList.tsx';
import { MetadataTable } from './MetadataTable.tsx';
import { QualityMeter } from './QualityMeter.tsx';
import { TagChips } from './TagChips.tsx';

/** Everything about the selected node. */
export function DetailCard(): JSX.Element | null {
  const { client, selected, session, stage } = useShell();
  void session.version.value;
  const id = selected.value;
  const slot = id === undefined ? undefined : client.graph.slotOf(id);
  if (id === undefined || slot === undefined) return null;
  const node = client.graph.node(slot);
  const { kind, one } = kindOf(node);
  const links = linksOf(client.graph, slot);
  return (
    <aside
      class="card"
      aria-label={`Details of ${node.label}`}
      data-testid="detail"
      data-obstacle
      data-inset="card"
    >
      <header class="card-head">
        <p class="card-kind">
          <KindMark kind={kind} />
          {one}
        </p>
        <button
          type="button"
          class="tool"
          aria-label="Centre in view"
          title="Centre in view (c)"
          onClick={() => stage.value?.flyTo(id)}
        >
          <Icon name="target" />
        </button>
        <button
          type="button"
          class="tool"
          aria-label="Close details"
          title="Close (Esc)"
          data-testid="detail-close"
          onClick={() => {
            selected.value = undefined;
          }}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="card-body" key={id}>
        <h2 class="card-title" data-testid="detail-label">
          {node.label}
        </h2>
        <p class="card-path">{node.metadataId}</p>
        {node.metadata.error !== undefined && (
          <div class="card-error" role="note" data-testid="detail-error">
            <Icon name="warning" />
            <div>
              <strong>This file does not parse; its last good state is shown.</strong>
              <code>{node.metadata.error}</code>
            </div>
          </div>
        )}
        {kind === 'missing' && (
          <p class="card-note">
            No page of this name yet. It exists because others link to it; save a file of this name and it
            fills in.
          </p>
        )}
        {kind !== 'missing' && <QualityMeter node={node} />}
        <TagChips tags={node.metadata.tags ?? []} />
        <LinkList title="Links to" links={links.out} testId="links-out" />
        <LinkList title="Linked from" links={links.in} testId="links-in" />
        <MetadataTable node={node} />
      </div>
    </aside>
  );
}
