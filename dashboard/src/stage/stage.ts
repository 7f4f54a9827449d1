import type { Drag } from '@starling/client';
import { WebGLRenderer } from 'three';
import type { LiveGraph } from '../app/ports.ts';
import { extentAround } from './camera/fit.ts';
import { type Framing, frameAll, widestYaw } from './camera/framing.ts';
import { projectTo } from './camera/projection.ts';
import type { Vec3 } from './camera/vec.ts';
import { FrameLoop } from './frameLoop.ts';
import { fogRange, GraphScene } from './graphScene.ts';
import { Hands } from './hands.ts';
import { onScreen } from './labels/candidates.ts';
import { type Emphasis, LabelLayer, type LabelSource } from './labels/layer.ts';
import type { Rect } from './labels/placement.ts';
import { approach } from './motion/ease.ts';
import type { Palette } from './palette.ts';
import { pickNode } from './pick.ts';
import { type Inset, View } from './view.ts';

export interface StageOptions {
  canvas: HTMLCanvasElement;
  labels: HTMLElement;
  graph: LiveGraph;
  startDrag: (id: number) => Drag;
  /** Ids, or undefined for none. */
  onHover: (id: number | undefined) => void;
  onSelect: (id: number | undefined) => void;
  onDrag: (dragging: boolean) => void;
  /** Boxes on the window that labels keep clear of. */
  obstacles: () => readonly Rect[];
  reducedMotion: () => boolean;
}

const PLAN_MS = 140;
const MEASURE_MS = 400;
const UNFOLD_MS = 1100;
const FLY_MS = 650;
const LANDMARKS = 12;
const MOUSE_REACH = 6;
const TOUCH_REACH = 16;
/** Where the picture goes when the connection is lost: nearly grey. */
const OFFLINE_SATURATION = 0.12;

/** The graph on the window: draws it, moves the camera, knows what is under the hand. */
export class Stage {
  readonly view = new View();
  readonly scene: GraphScene;
  readonly loop: FrameLoop;
  private readonly options: StageOptions;
  private readonly renderer: WebGLRenderer;
  private readonly labels: LabelLayer;
  private readonly hands: Hands;
  private readonly source: LabelSource;
  private pixelRatio = 1;
  private drag: Drag | undefined;
  private held: number | undefined;
  private hovered: number | undefined;
  private selected: number | undefined;
  private pointer: { x: number; y: number } | undefined;
  private following = true;
  private adopted = -1;
  private first = true;
  private live = true;
  private plannedAt = 0;
  private measuredAt = 0;
  private dirty = true;

  constructor(options: StageOptions) {
    this.options = options;
    this.scene = new GraphScene(options.graph);
    this.renderer = new WebGLRenderer({
      canvas: options.canvas,
      antialias: true,
      powerPreference: 'high-performance',
    });
    // Drawn in the order of the scene: ground, nodes, edges.
    this.renderer.sortObjects = false;
    this.labels = new LabelLayer(options.labels);
    this.source = this.labelSource();
    this.loop = new FrameLoop((now, dt) => this.frame(now, dt));
    this.hands = new Hands(options.canvas, this.view, {
      pick: (x, y, touch) => this.pick(x, y, touch ? TOUCH_REACH : MOUSE_REACH),
      hover: (x, y) => {
        this.pointer = { x, y };
        this.loop.wake();
      },
      leave: () => {
        this.pointer = undefined;
        this.setHover(undefined);
      },
      click: (slot) => options.onSelect(this.idAt(slot)),
      doubleClick: (slot) => (slot >= 0 ? this.flyTo(options.graph.ids[slot] as number) : this.fit()),
      grab: (slot) => this.grab(slot),
      drag: (x, y) => this.dragTo(x, y),
      release: () => this.release(),
      moved: () => this.touched(),
      centre: () => this.view.rig.aim.target,
    });
  }

  dispose(): void {
    this.loop.stop();
    this.hands.dispose();
    this.renderer.dispose();
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.pixelRatio = Math.min(2, pixelRatio);
    this.renderer.setPixelRatio(this.pixelRatio);
    this.renderer.setSize(width, height, false);
    this.view.resize(width, height);
    this.refresh();
  }

  wear(palette: Palette): void {
    this.scene.wear(palette);
    this.refresh();
  }

  cover(inset: Inset): void {
    this.view.cover(inset);
    this.refresh();
  }

  /** The graph's structure changed. */
  changed(): void {
    this.adopted = -1;
    this.refresh();
  }

  /** Nodes moved: `slots` as the client told them. */
  ticked(slots: Uint32Array): void {
    const own =
      slots.length === 1 &&
      this.held !== undefined &&
      this.options.graph.ids[slots[0] as number] === this.held;
    if (!own && this.adopted === this.options.graph.version) this.scene.field.tick(performance.now(), slots);
    this.loop.wake();
  }

  /** Live, or the last picture that is known. */
  setLive(live: boolean): void {
    this.live = live;
    this.refresh();
  }

  select(id: number | undefined): void {
    this.selected = id;
    this.refocus();
  }

  setHover(id: number | undefined): void {
    if (this.hovered === id) return;
    this.hovered = id;
    this.options.canvas.style.cursor = id === undefined ? '' : 'pointer';
    this.options.onHover(id);
    this.refocus();
  }

  flyTo(id: number): void {
    const slot = this.options.graph.slotOf(id);
    if (slot === undefined) return;
    this.following = false;
    const { centre, radius } = extentAround(
      this.scene.field.place,
      slot,
      this.options.graph.neighbours(slot),
    );
    const { tanX, tanY } = this.view.lens;
    this.flight(centre, (radius * 1.25) / Math.min(tanX, tanY));
  }

  /** Shows the whole graph. */
  fit(): void {
    this.following = true;
    const { target, distance } = this.whole();
    this.flight(target, distance);
  }

  /** Moves the camera by keys: turns by radians, zooms by a factor. */
  nudge(yaw: number, pitch: number, zoom: number): void {
    if (zoom !== 1) this.view.rig.zoom(zoom);
    else this.view.rig.turn(yaw, pitch);
    this.touched();
  }

  /** Where a node is on the window, in CSS pixels. */
  project(id: number): { x: number; y: number } | undefined {
    const slot = this.options.graph.slotOf(id);
    if (slot === undefined) return undefined;
    const { x, y, z } = this.scene.placeOf(slot);
    const at = projectTo(this.view.projection, x, y, z, { x: 0, y: 0, depth: 0 });
    return at.depth > 0 ? { x: at.x, y: at.y } : undefined;
  }

  /** The one who drags now is somebody else. */
  loseDrag(id: number): void {
    if (this.held !== id) return;
    this.hands.letGo();
    this.release();
  }

  labelTexts(): string[] {
    return this.labels.texts();
  }

  private frame(now: number, dt: number): boolean {
    this.adopt(now);
    const held = this.held === undefined ? -1 : (this.options.graph.slotOf(this.held) ?? -1);
    const moving = this.scene.step(now, dt, held);
    if (moving && now - this.measuredAt > MEASURE_MS) this.follow(now);
    const turning = this.view.step(now, dt, this.scene.extent.radius);
    const fading = this.fade(dt);
    this.hoverUnderPointer(moving || turning);
    const changes = moving || turning || fading || this.dirty;
    if (changes) {
      this.scene.draw(this.renderer, this.view, this.pixelRatio);
      this.plan(now, this.dirty);
      this.labels.follow(this.scene.field.place, this.view.projection, this.source);
    }
    const planLater = changes && now - this.plannedAt > 1 && !this.dirty;
    this.dirty = false;
    return changes || planLater;
  }

  private adopt(now: number): void {
    const { graph } = this.options;
    if (this.adopted === graph.version) return;
    this.adopted = graph.version;
    this.scene.adopt(now);
    this.refocus();
    if (graph.count === 0 || !this.first) return;
    this.first = false;
    if (this.options.reducedMotion()) this.scene.field.finish();
    else this.scene.field.unfold(this.scene.order, now, UNFOLD_MS);
    const { rig } = this.view;
    const { tanX, tanY } = this.view.lens;
    const wide = widestYaw(graph.positions, graph.count, rig.aim.yaw);
    rig.fly({ yaw: tanX > tanY ? wide : wide + Math.PI / 2 }, now, 0);
    rig.fly(this.whole(), now, 0);
  }

  /** Keeps the whole growing graph in view until a hand takes the camera. */
  private follow(now: number): void {
    this.measuredAt = now;
    this.scene.measure();
    if (!this.following || this.held !== undefined) return;
    const { target, distance } = this.whole();
    this.view.rig.drift(target, distance);
  }

  private fade(dt: number): boolean {
    const uniform = this.scene.uniforms.saturation;
    const left = (this.live ? 1 : OFFLINE_SATURATION) - uniform.value;
    if (Math.abs(left) < 0.005) return false;
    uniform.value += left * approach(dt, 90);
    return true;
  }

  private plan(now: number, must: boolean): void {
    if (!must && now - this.plannedAt < PLAN_MS) return;
    this.plannedAt = now;
    const { graph, obstacles } = this.options;
    const { projection, rig } = this.view;
    const [clear, gone] = fogRange(rig.now.distance, this.scene.extent.radius);
    const first: number[] = [];
    for (const id of [this.hovered, this.selected]) {
      const slot = id === undefined ? undefined : graph.slotOf(id);
      if (slot !== undefined && !first.includes(slot)) first.push(slot);
    }
    const focus = first[0];
    if (focus !== undefined) {
      const near = [...graph.neighbours(focus)].sort((a, b) => graph.degree(b) - graph.degree(a));
      for (const slot of near.slice(0, 40)) if (!first.includes(slot)) first.push(slot);
    }
    const { width, height } = projection;
    // What is in focus speaks; of the rest only the landmarks do.
    const rest = focus === undefined ? this.scene.order : this.scene.order.subarray(0, LANDMARKS);
    const found = onScreen(this.scene.field.place, rest, first, projection, clear + (gone - clear) * 0.7);
    const limit = Math.max(8, Math.min(44, Math.round((width * height) / 28_000)));
    this.labels.plan(
      found,
      this.source,
      obstacles(),
      { left: 4, top: 4, right: width - 4, bottom: height - 4 },
      limit,
    );
  }

  private labelSource(): LabelSource {
    const { graph } = this.options;
    return {
      idOf: (slot) => graph.ids[slot] as number,
      slotOf: (id) => graph.slotOf(id),
      textOf: (slot) => graph.node(slot).label,
      rankOf: (slot) =>
        graph.degree(slot) >= this.scene.hubDegree || graph.ids[slot] === this.selected ? 'hub' : 'plain',
      emphasisOf: (slot) => this.emphasis(slot),
      clarityAt: (depth) => {
        const [clear, gone] = fogRange(this.view.rig.now.distance, this.scene.extent.radius);
        return 1 - 0.75 * Math.max(0, Math.min(1, (depth - clear) / (gone - clear)));
      },
    };
  }

  private emphasis(slot: number): Emphasis {
    const id = this.hovered ?? this.selected;
    const focus = id === undefined ? undefined : this.options.graph.slotOf(id);
    if (focus === undefined) return 'plain';
    return slot === focus || this.options.graph.neighbours(focus).includes(slot) ? 'strong' : 'faint';
  }

  private refocus(): void {
    const { graph } = this.options;
    const slotOf = (id: number | undefined): number => (id === undefined ? -1 : (graph.slotOf(id) ?? -1));
    const hovered = slotOf(this.hovered);
    const selected = slotOf(this.selected);
    const focus = hovered >= 0 ? hovered : selected;
    if (this.scene.glow.now.length === graph.count) {
      const near = focus >= 0 ? graph.neighbours(focus) : new Uint32Array(0);
      this.scene.glow.focus(focus, near, selected >= 0 ? 0.9 : 0.7);
    }
    this.scene.uniforms.marked.value.set(selected, hovered);
    this.refresh();
  }

  private hoverUnderPointer(moved: boolean): void {
    if (!this.pointer || this.held !== undefined) return;
    const { x, y } = this.pointer;
    if (!moved) this.pointer = undefined;
    this.setHover(this.idAt(this.pick(x, y, MOUSE_REACH)));
  }

  private pick(x: number, y: number, reach: number): number {
    return pickNode(this.scene.field, this.view.projection, x, y, reach);
  }

  private grab(slot: number): void {
    const id = this.idAt(slot);
    if (id === undefined) return;
    this.held = id;
    this.drag = this.options.startDrag(id);
    this.setHover(id);
    this.options.canvas.style.cursor = 'grabbing';
    this.options.onDrag(true);
  }

  private dragTo(x: number, y: number): void {
    const slot = this.held === undefined ? undefined : this.options.graph.slotOf(this.held);
    if (slot === undefined || !this.drag) return;
    const to: Vec3 = this.view.onPlane(x, y, this.scene.placeOf(slot));
    this.drag.move(to.x, to.y, to.z);
    this.loop.wake();
  }

  private release(): void {
    this.drag?.end();
    this.drag = undefined;
    this.held = undefined;
    this.options.canvas.style.cursor = '';
    this.options.onDrag(false);
    this.refresh();
  }

  private flight(target: Vec3, distance: number): void {
    this.view.rig.fly({ target, distance }, performance.now(), this.options.reducedMotion() ? 0 : FLY_MS);
    this.loop.wake();
  }

  private whole(): Framing {
    const { positions, count } = this.options.graph;
    return frameAll(positions, count, this.view.rig.aim, this.view.lens);
  }

  private touched(): void {
    this.following = false;
    this.loop.wake();
  }

  private refresh(): void {
    this.dirty = true;
    this.loop.wake();
  }

  private idAt(slot: number): number | undefined {
    return slot < 0 ? undefined : this.options.graph.ids[slot];
  }
}
