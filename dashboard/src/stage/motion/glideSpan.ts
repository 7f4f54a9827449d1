const USUAL_MS = 100;
const SHORTEST_MS = 16;
const LONGEST_MS = 260;
/** After such a pause the next update says nothing about the rate: the node was at rest. */
const PAUSE_MS = 600;
/** Glides end a little after the next update is due, so that a late one does not make a node stop and start. */
const SLACK = 1.2;

/** The span that a node starts with, ms. */
export const FIRST_SPAN = USUAL_MS * SLACK;

/**
 * How long a node glides to its new place, ms, from how long ago its last update came. Learnt per node: one that
 * somebody drags is relayed at 60 Hz while the rest of the graph ticks at 10 (5, 1 in other tiers).
 */
export function glideSpan(span: number, sinceLast: number): number {
  if (sinceLast > PAUSE_MS) return FIRST_SPAN;
  const interval = Math.min(Math.max(sinceLast, SHORTEST_MS), LONGEST_MS);
  return span + (interval * SLACK - span) * 0.4;
}
