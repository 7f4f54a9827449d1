import type { Rect } from '../stage/labels/placement.ts';
import type { Inset } from '../stage/view.ts';

/** Panels move seldom; measuring them often would cost layout work in frames. */
const READ_MS = 250;

/** Boxes of everything marked `data-obstacle`, measured a few times a second. */
export function obstacleReader(): () => readonly Rect[] {
  let at = Number.NEGATIVE_INFINITY;
  let boxes: readonly Rect[] = [];
  return () => {
    const now = performance.now();
    if (now - at > READ_MS) {
      at = now;
      boxes = [...document.querySelectorAll('[data-obstacle]')]
        .map((element) => element.getBoundingClientRect())
        .filter((box) => box.width > 0 && box.height > 0);
    }
    return boxes;
  };
}

/** What panels cover at the sides of the window, from where they are. */
export function readInset(): Inset {
  const inset: Inset = { left: 0, right: 0, top: 0, bottom: 0 };
  for (const element of document.querySelectorAll<HTMLElement>('[data-inset]')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0) continue;
    switch (element.dataset.inset) {
      case 'top':
        inset.top = Math.max(inset.top, box.bottom);
        break;
      case 'card':
        if (box.width > innerWidth * 0.8) inset.bottom = Math.max(inset.bottom, innerHeight - box.top);
        else inset.right = Math.max(inset.right, innerWidth - box.left);
        break;
    }
  }
  return inset;
}
