import type { LiveGraph } from '../app/ports.ts';
import type { Attention } from './attention.ts';
import { fogRange, type GraphScene } from './graphScene.ts';
import { onScreen } from './labels/candidates.ts';
import { LabelLayer, type LabelSource } from './labels/layer.ts';
import type { Rect } from './labels/placement.ts';
import { spread } from './labels/spread.ts';
import { clamp01 } from './motion/ease.ts';
import type { View } from './view.ts';

/** Which labels there are is decided this often, ms; they follow their nodes in every frame. */
const PLAN_MS = 140;
/** With a node in focus only so many others keep their names, to find the way by. */
const LANDMARKS = 12;
const NEIGHBOURS = 40;
const PIXELS_PER_LABEL = 28_000;
const RIM = 4;

/** Decides which nodes have their names on the screen. */
export class Nameplates {
  private readonly layer: LabelLayer;
  private readonly graph: LiveGraph;
  private readonly scene: GraphScene;
  private readonly view: View;
  private readonly attention: Attention;
  private readonly obstacles: () => readonly Rect[];
  private readonly source: LabelSource;
  private plannedAt = Number.NEGATIVE_INFINITY;
  /** Something changed since the last plan. */
  private stale = false;
  private near = new Set<number>();

  constructor(
    root: HTMLElement,
    stage: { graph: LiveGraph; scene: GraphScene; view: View; attention: Attention },
    obstacles: () => readonly Rect[],
  ) {
    this.layer = new LabelLayer(root);
    this.graph = stage.graph;
    this.scene = stage.scene;
    this.view = stage.view;
    this.attention = stage.attention;
    this.obstacles = obstacles;
    this.source = this.describe();
  }

  /** Plans if it is time, moves labels along; `must` plans now. True while another plan is due. */
  step(now: number, changed: boolean, must: boolean): boolean {
    this.stale ||= changed;
    if (must || (this.stale && now - this.plannedAt >= PLAN_MS)) {
      this.plannedAt = now;
      this.stale = false;
      this.plan();
    }
    if (changed || must) this.layer.follow(this.scene.field.place, this.view.projection, this.source);
    return this.stale;
  }

  texts(): string[] {
    return this.layer.texts();
  }

  private plan(): void {
    const { projection } = this.view;
    const { width, height } = projection;
    const [clear, gone] = this.fog();
    const first = this.attention.slots(NEIGHBOURS);
    this.near = new Set(first);
    const rest = first.length === 0 ? this.scene.order : this.scene.order.subarray(0, LANDMARKS);
    const farthest = clear + (gone - clear) * 0.7;
    const found = onScreen(this.scene.field.place, rest, first, projection, farthest);
    const inFocus = found.filter((spot) => this.near.has(spot.slot));
    const others = found.filter((spot) => !this.near.has(spot.slot));
    const ordered = [...inFocus, ...spread(others, (spot) => this.layer.shows(this.source.idOf(spot.slot)))];
    const limit = Math.max(8, Math.min(44, Math.round((width * height) / PIXELS_PER_LABEL)));
    const window = { left: RIM, top: RIM, right: width - RIM, bottom: height - RIM };
    this.layer.plan(ordered, this.source, { obstacles: this.obstacles(), window, limit });
  }

  private describe(): LabelSource {
    const { graph, scene, attention } = this;
    return {
      idOf: (slot) => graph.ids[slot] as number,
      slotOf: (id) => graph.slotOf(id),
      textOf: (slot) => graph.node(slot).label,
      rankOf: (slot) => {
        const large = graph.degree(slot) >= scene.hubDegree || graph.ids[slot] === attention.selected;
        return large ? 'hub' : 'plain';
      },
      emphasisOf: (slot) => (this.near.size === 0 ? 'plain' : this.near.has(slot) ? 'strong' : 'faint'),
      clarityAt: (depth) => {
        const [clear, gone] = this.fog();
        return 1 - 0.75 * clamp01((depth - clear) / (gone - clear));
      },
    };
  }

  private fog(): readonly [number, number] {
    return fogRange(this.view.rig.now.distance, this.scene.extent.radius);
  }
}
