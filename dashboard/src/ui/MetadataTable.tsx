import type { GraphNode } from '@starling/client';
import type { JSX } from 'preact';
import { ago, count, dateTime, valueText } from '../app/format.ts';

/** What the file says about itself, and what the server counted. */
export function MetadataTable({ node }: { node: GraphNode }): JSX.Element | null {
  const { words, modified, properties } = node.metadata;
  const rows: (readonly [string, string, string?])[] = [];
  if (words !== undefined) rows.push(['Words', count(words)]);
  if (modified !== undefined) rows.push(['Modified', ago(modified, Date.now()), dateTime(modified)]);
  for (const [key, value] of Object.entries(properties ?? {})) rows.push([key, valueText(value)]);
  if (rows.length === 0) return null;
  return (
    <section>
      <h3 class="section-title">Metadata</h3>
      <table class="metadata" data-testid="metadata">
        <tbody>
          {rows.map(([key, value, title]) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td title={title}>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
