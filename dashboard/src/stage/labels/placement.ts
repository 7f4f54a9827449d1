/** Pixels of the window. */
export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Side of the node that a label stands on. */
export type Side = 'below' | 'right' | 'above' | 'left';

export interface LabelCandidate {
  slot: number;
  /** Middle and radius of the node on the screen. */
  x: number;
  y: number;
  radius: number;
  width: number;
  height: number;
  /** Where the label stands now, if it is shown. */
  side: Side | undefined;
}

export interface PlacedLabel {
  slot: number;
  side: Side;
}

const SIDES: readonly Side[] = ['below', 'right', 'above', 'left'];
const GAP = 4;
/** Room around a label that is shown, and around one that would be new: what stands, stands until it truly must go. */
const KEEP_MARGIN = 1;
const NEW_MARGIN = 7;
/** Nodes smaller than this may lie under a label. */
const SOLID_RADIUS = 3;

/** Left and top of a label beside its node. */
export function anchor(side: Side, radius: number, width: number, height: number): { x: number; y: number } {
  switch (side) {
    case 'below':
      return { x: -width / 2, y: radius + GAP };
    case 'above':
      return { x: -width / 2, y: -radius - GAP - height };
    case 'right':
      return { x: radius + GAP + 2, y: -height / 2 };
    case 'left':
      return { x: -radius - GAP - 2 - width, y: -height / 2 };
  }
}

/**
 * Chooses labels in the order given, the most important first, so that none overlaps another, a panel or the rim
 * of the window; of the sides that are free the one that covers the fewest bodies. Greedy, which for point labels is
 * known to be close to the best (Christensen, Marks, Shieber 1995) and stays put when the picture moves a little.
 */
export function placeLabels(
  candidates: readonly LabelCandidate[],
  obstacles: readonly Rect[],
  window: Rect,
  limit: number,
): PlacedLabel[] {
  const taken: Rect[] = [...obstacles];
  const bodies = candidates.filter((c) => c.radius > SOLID_RADIUS).map(bodyOf);
  const placed: PlacedLabel[] = [];
  for (const c of candidates) {
    if (placed.length >= limit) break;
    const side = sideFor(c, taken, bodies, window);
    if (side === undefined) continue;
    taken.push(boxOf(c, side));
    placed.push({ slot: c.slot, side });
  }
  return placed;
}

/** The side it has, while nothing pushes it away; else the free one that covers the least. */
function sideFor(
  c: LabelCandidate,
  taken: readonly Rect[],
  bodies: readonly Rect[],
  window: Rect,
): Side | undefined {
  const free = (side: Side, margin: number): boolean => {
    const box = boxOf(c, side);
    return inside(box, window) && !taken.some((t) => overlap(t, box, margin));
  };
  if (c.side !== undefined && free(c.side, KEEP_MARGIN)) return c.side;
  let best: Side | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const side of SIDES) {
    if (!free(side, NEW_MARGIN)) continue;
    const box = boxOf(c, side);
    let covered = 0;
    for (const body of bodies) if (overlap(body, box, 0)) covered++;
    if (covered < least) {
      best = side;
      least = covered;
    }
  }
  return best;
}

function boxOf(c: LabelCandidate, side: Side): Rect {
  const at = anchor(side, c.radius, c.width, c.height);
  const left = c.x + at.x;
  const top = c.y + at.y;
  return { left, top, right: left + c.width, bottom: top + c.height };
}

function bodyOf(c: LabelCandidate): Rect {
  const r = c.radius * 0.7;
  return { left: c.x - r, top: c.y - r, right: c.x + r, bottom: c.y + r };
}

function inside(box: Rect, window: Rect): boolean {
  return (
    box.left >= window.left &&
    box.right <= window.right &&
    box.top >= window.top &&
    box.bottom <= window.bottom
  );
}

function overlap(a: Rect, b: Rect, margin: number): boolean {
  return (
    a.left < b.right + margin &&
    b.left < a.right + margin &&
    a.top < b.bottom + margin &&
    b.top < a.bottom + margin
  );
}
