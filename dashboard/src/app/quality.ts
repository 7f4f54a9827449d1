import type { GraphNode } from '@starling/client';

/** A quality in [0, 1] in words. */
export interface QualityMeaning {
  word: string;
  /** Where the figure comes from. */
  source: string;
}

const WORDS: readonly (readonly [number, string])[] = [
  [0.75, 'Rich'],
  [0.5, 'Solid'],
  [0.25, 'Thin'],
  [0, 'Sketch'],
];

export function qualityMeaning(node: Pick<GraphNode, 'quality' | 'metadata'>): QualityMeaning {
  const word = WORDS.find(([from]) => node.quality >= from)?.[1] ?? 'Sketch';
  const own = node.metadata.properties?.['quality'];
  const stated = own !== undefined && Number.isFinite(Number(own));
  return { word, source: stated ? 'Stated by the page itself.' : '40 % links, 30 % text, 30 % metadata.' };
}
