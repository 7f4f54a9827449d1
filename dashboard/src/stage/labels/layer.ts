import { type Projection, projectTo } from '../camera/projection.ts';
import { STRIDE } from '../motion/field.ts';
import type { OnScreen } from './candidates.ts';
import { LABEL_HEIGHT, type Rank, shorten, TextMeasure } from './measure.ts';
import { anchor, type LabelCandidate, placeLabels, type Rect, type Side } from './placement.ts';

/** How a label is set: `strong` for what is in focus, `faint` for the rest while something is. */
export type Emphasis = 'plain' | 'strong' | 'faint';

export interface LabelSource {
  idOf(slot: number): number;
  slotOf(id: number): number | undefined;
  textOf(slot: number): string;
  rankOf(slot: number): Rank;
  emphasisOf(slot: number): Emphasis;
  /** Opacity at a distance from the camera. */
  clarityAt(depth: number): number;
}

/** Where labels may stand, and how many. */
export interface LabelRoom {
  obstacles: readonly Rect[];
  window: Rect;
  limit: number;
}

interface Label {
  id: number;
  slot: number;
  side: Side;
  rank: Rank;
  width: number;
  element: HTMLElement;
  x: number;
  y: number;
}

const FADE_MS = 160;

/** The names on the screen: real text in the page, at whole pixels, a few at a time. */
export class LabelLayer {
  private readonly root: HTMLElement;
  private readonly measure = new TextMeasure();
  private readonly shown = new Map<number, Label>();
  private readonly leaving = new Set<Label>();
  private readonly point = { x: 0, y: 0, depth: 0 };

  constructor(root: HTMLElement) {
    this.root = root;
  }

  /** Decides which nodes have a label and on which side; call a few times a second. */
  plan(found: readonly OnScreen[], source: LabelSource, room: LabelRoom): void {
    const depths = new Map<number, number>();
    const candidates: LabelCandidate[] = found.map((f) => {
      depths.set(f.slot, f.depth);
      const text = shorten(source.textOf(f.slot));
      const side = this.shown.get(source.idOf(f.slot))?.side;
      const rank = source.rankOf(f.slot);
      return { ...f, width: this.measure.width(text, rank), height: LABEL_HEIGHT[rank], side };
    });
    const keep = new Set<number>();
    for (const { slot, side } of placeLabels(candidates, room.obstacles, room.window, room.limit)) {
      const id = source.idOf(slot);
      keep.add(id);
      const label = this.shown.get(id) ?? this.enter(id, slot, side);
      label.slot = slot;
      label.side = side;
      this.dress(label, source, depths.get(slot) ?? 0);
    }
    for (const label of [...this.shown.values()]) if (!keep.has(label.id)) this.leave(label);
  }

  /** Moves labels with their nodes; call each frame. */
  follow(place: Float32Array, view: Projection, source: LabelSource): void {
    for (const label of this.shown.values()) this.move(label, place, view, source, 0.3);
    for (const label of this.leaving) this.move(label, place, view, source, 0);
  }

  /** Whether the node's name is on the screen. */
  shows(id: number): boolean {
    return this.shown.has(id);
  }

  /** Texts on the screen now, for tests. */
  texts(): string[] {
    return [...this.shown.values()].map((label) => label.element.textContent ?? '');
  }

  private move(
    label: Label,
    place: Float32Array,
    view: Projection,
    source: LabelSource,
    share: number,
  ): void {
    const slot = source.slotOf(label.id);
    if (slot === undefined) return;
    const p = slot * STRIDE;
    const at = projectTo(
      view,
      place[p] as number,
      place[p + 1] as number,
      place[p + 2] as number,
      this.point,
    );
    const radius = ((place[p + 3] as number) * view.focal) / at.depth;
    const goal = anchor(label.side, radius, label.width, LABEL_HEIGHT[label.rank]);
    label.x += (goal.x - label.x) * share;
    label.y += (goal.y - label.y) * share;
    const visible = at.depth > 0.5;
    label.element.style.transform = visible
      ? `translate3d(${Math.round(at.x + label.x)}px, ${Math.round(at.y + label.y)}px, 0)`
      : 'translate3d(-999px, 0, 0)';
  }

  private enter(id: number, slot: number, side: Side): Label {
    const element = document.createElement('span');
    element.className = 'label';
    this.root.append(element);
    const label: Label = { id, slot, side, rank: 'plain', width: 0, element, x: Number.NaN, y: Number.NaN };
    this.shown.set(id, label);
    return label;
  }

  private dress(label: Label, source: LabelSource, depth: number): void {
    const text = shorten(source.textOf(label.slot));
    const emphasis = source.emphasisOf(label.slot);
    const clarity = source.clarityAt(depth);
    label.rank = source.rankOf(label.slot);
    label.width = this.measure.width(text, label.rank);
    const { element } = label;
    if (element.textContent !== text) element.textContent = text;
    element.dataset.rank = label.rank;
    element.style.opacity = (
      emphasis === 'strong' ? 1 : emphasis === 'faint' ? clarity * 0.25 : clarity
    ).toFixed(2);
    if (Number.isNaN(label.x)) {
      const at = anchor(label.side, 6, label.width, LABEL_HEIGHT[label.rank]);
      label.x = at.x;
      label.y = at.y;
    }
  }

  private leave(label: Label): void {
    this.shown.delete(label.id);
    this.leaving.add(label);
    label.element.style.opacity = '0';
    setTimeout(() => {
      this.leaving.delete(label);
      label.element.remove();
    }, FADE_MS);
  }
}
