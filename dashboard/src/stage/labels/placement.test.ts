import { describe, expect, it } from 'vitest';
import { anchor, type LabelCandidate, type PlacedLabel, placeLabels, type Rect } from './placement.ts';

const window: Rect = { left: 0, top: 0, right: 400, bottom: 300 };

function at(slot: number, x: number, y: number, more: Partial<LabelCandidate> = {}): LabelCandidate {
  return { slot, x, y, radius: 5, width: 60, height: 17, side: undefined, ...more };
}

function boxes(candidates: readonly LabelCandidate[], placed: readonly PlacedLabel[]): Rect[] {
  return placed.map(({ slot, side }) => {
    const c = candidates.find((candidate) => candidate.slot === slot) as LabelCandidate;
    const { x, y } = anchor(side, c.radius, c.width, c.height);
    return { left: c.x + x, top: c.y + y, right: c.x + x + c.width, bottom: c.y + y + c.height };
  });
}

const overlaps = (a: Rect, b: Rect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('placeLabels', () => {
  it('never lets two labels overlap', () => {
    const crowd = Array.from({ length: 150 }, (_, i) => at(i, 20 + ((i * 37) % 360), 15 + ((i * 53) % 270)));

    const rects = boxes(crowd, placeLabels(crowd, [], window, 150));

    expect(rects.length).toBeGreaterThan(20);
    for (const [i, a] of rects.entries())
      for (const b of rects.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
  });

  it('serves the most important first', () => {
    const crowd = Array.from({ length: 40 }, (_, i) => at(i, 200, 150));

    expect(placeLabels(crowd, [], window, 40)[0]?.slot).toBe(0);
    expect(placeLabels(crowd, [], window, 1)).toHaveLength(1);
  });

  it('keeps a label on its side while nothing pushes it away', () => {
    expect(placeLabels([at(1, 200, 150, { side: 'left' })], [], window, 5)).toEqual([
      { slot: 1, side: 'left' },
    ]);
  });

  it('lets a label that stands stay where a new one would not fit', () => {
    const first = at(1, 200, 150, { side: 'below' });
    const tight = { x: 200, y: 171 } as const;

    const standing = placeLabels([first, at(2, tight.x, tight.y, { side: 'below' })], [], window, 5);
    const fresh = placeLabels([first, at(2, tight.x, tight.y)], [], window, 5);

    expect(standing).toContainEqual({ slot: 2, side: 'below' });
    expect(fresh).not.toContainEqual({ slot: 2, side: 'below' });
  });

  it('keeps clear of panels and of the rim', () => {
    const panel: Rect = { left: 150, top: 155, right: 250, bottom: 200 };
    const [beside] = placeLabels([at(1, 200, 150)], [panel], window, 5);
    const [corner] = placeLabels([at(2, 396, 296)], [], window, 5);

    expect(beside?.side).not.toBe('below');
    expect(corner).toBeUndefined();
  });

  it('prefers a side that covers no other body', () => {
    const crowd = [at(1, 200, 150), at(2, 200, 165, { width: 500 })];

    expect(placeLabels(crowd, [], window, 5)[0]?.side).toBe('right');
  });
});
