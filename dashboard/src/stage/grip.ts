import type { Drag } from '@starling/client';
import type { LiveGraph } from '../app/ports.ts';
import type { GraphScene } from './graphScene.ts';
import type { View } from './view.ts';

/** A hand on a node: it follows in the plane that faces the camera, here at once, elsewhere through the server. */
export class Grip {
  /** Id of the node in hand. */
  held: number | undefined;
  private readonly graph: LiveGraph;
  private readonly scene: GraphScene;
  private readonly view: View;
  private readonly startDrag: (id: number) => Drag;
  private drag: Drag | undefined;

  constructor(stage: { graph: LiveGraph; scene: GraphScene; view: View }, startDrag: (id: number) => Drag) {
    this.graph = stage.graph;
    this.scene = stage.scene;
    this.view = stage.view;
    this.startDrag = startDrag;
  }

  /** Slot of the node in hand; −1 for none. */
  get slot(): number {
    return this.held === undefined ? -1 : (this.graph.slotOf(this.held) ?? -1);
  }

  take(id: number): void {
    this.held = id;
    this.drag = this.startDrag(id);
  }

  move(x: number, y: number): void {
    const { slot, drag } = this;
    if (slot < 0 || !drag) return;
    const to = this.view.onPlane(x, y, this.scene.placeOf(slot));
    drag.move(to.x, to.y, to.z);
  }

  release(): void {
    this.drag?.end();
    this.drag = undefined;
    this.held = undefined;
  }

  /** Whether a report of moved slots only tells of this hand's own move. */
  isOwn(slots: Uint32Array): boolean {
    return this.held !== undefined && slots.length === 1 && slots[0] === this.slot;
  }
}
