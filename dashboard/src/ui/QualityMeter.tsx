import type { GraphNode } from '@starling/client';
import type { JSX } from 'preact';
import { qualityMeaning } from '../app/quality.ts';

/** Quality as a figure on its scale, and what it means. */
export function QualityMeter({ node }: { node: GraphNode }): JSX.Element {
  const { word, source } = qualityMeaning(node);
  const figure = node.quality.toFixed(2);
  return (
    <section class="quality" aria-label="Quality">
      <p class="quality-line">
        <span>Quality</span>
        <span class="number" data-testid="detail-quality">
          {figure} <span class="quality-word">{word}</span>
        </span>
      </p>
      <meter
        class="quality-meter"
        min={0}
        max={1}
        value={node.quality}
        aria-label={`Quality ${figure} of 1`}
      />
      <p class="quality-source">{source}</p>
    </section>
  );
}
