import type { LiveGraph } from '../app/ports.ts';
import { extentAround } from './camera/extent.ts';
import { type Framing, frameAll } from './camera/framing.ts';
import { principalFrame } from './camera/principal.ts';
import type { GraphScene } from './graphScene.ts';
import type { View } from './view.ts';

const FLY_MS = 650;
/** Around one node the view is this much wider than its neighbourhood. */
const AROUND = 1.25;

/** Decides where the camera goes by itself: over the whole graph while it unfolds, to a node that is asked for. */
export class Cameraman {
  private readonly view: View;
  private readonly scene: GraphScene;
  private readonly graph: LiveGraph;
  private readonly calm: () => boolean;
  /** True until a hand takes the camera. */
  private following = true;

  constructor(view: View, scene: GraphScene, graph: LiveGraph, calm: () => boolean) {
    this.view = view;
    this.scene = scene;
    this.graph = graph;
    this.calm = calm;
  }

  /** The first picture: from where the graph fills the window best. */
  open(now: number): void {
    const { rig, lens } = this.view;
    const { positions, count } = this.graph;
    rig.fly({ frame: principalFrame(positions, count, lens.tanY > lens.tanX) }, now, 0);
    rig.fly(this.whole(), now, 0);
  }

  /** Keeps a moving graph in view. */
  follow(): void {
    if (!this.following) return;
    const { target, distance } = this.whole();
    this.view.rig.drift(target, distance);
  }

  release(): void {
    this.following = false;
  }

  fit(now: number): void {
    this.following = true;
    this.fly(this.whole(), now);
  }

  flyTo(slot: number, now: number): void {
    this.following = false;
    const near = this.graph.neighbours(slot);
    const { centre, radius } = extentAround(this.scene.field.place, slot, near);
    const { tanX, tanY } = this.view.lens;
    this.fly({ target: centre, distance: (radius * AROUND) / Math.min(tanX, tanY) }, now);
  }

  private fly(to: Framing, now: number): void {
    this.view.rig.fly(to, now, this.calm() ? 0 : FLY_MS);
  }

  private whole(): Framing {
    return frameAll(this.graph.positions, this.graph.count, this.view.rig.aim, this.view.lens);
  }
}
