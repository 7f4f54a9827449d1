import type { JSX } from 'preact';
import type { Kind } from '../app/kinds.ts';

/** Silhouettes of the stage's bodies at 12 px: the shape tells the kind where colour cannot. */
const SHAPES: Readonly<Record<Kind, JSX.Element>> = {
  page: <circle cx="6" cy="6" r="4.5" />,
  tag: <circle cx="6" cy="6" r="3.4" fill="none" stroke="currentColor" stroke-width="2.4" />,
  missing: (
    <circle
      cx="6"
      cy="6"
      r="4.3"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-dasharray="2.1 1.28"
    />
  ),
  class: <rect x="1.8" y="1.8" width="8.4" height="8.4" rx="0.8" />,
  property: <path d="M3 3.4h6L11.4 6 9 8.6H3L.6 6Z" />,
  individual: <path d="M6 .9 10.5 3.4v5.2L6 11.1 1.5 8.6V3.4Z" />,
  agent: <path d="M6 .6 11 6l-5 5.4L1 6Z" />,
};

export function KindMark({ kind }: { kind: Kind }): JSX.Element {
  return (
    <svg class={`kind-mark kind-${kind}`} viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[kind]}
    </svg>
  );
}
