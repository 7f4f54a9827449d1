import type { Drag } from '@starling/client';
import { WebGLRenderer } from 'three';
import type { LiveGraph } from '../app/ports.ts';
import { Attention } from './attention.ts';
import { projectTo } from './camera/projection.ts';
import { Cameraman } from './cameraman.ts';
import { FrameLoop } from './frameLoop.ts';
import { GraphScene } from './graphScene.ts';
import { Grip } from './grip.ts';
import { Hands, type Intents } from './hands.ts';
import type { Rect } from './labels/placement.ts';
import { approach } from './motion/ease.ts';
import { Nameplates } from './nameplates.ts';
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

const MEASURE_MS = 400;
const UNFOLD_MS = 1100;
const MOUSE_REACH = 6;
const TOUCH_REACH = 16;
/** Where the picture goes when the connection is lost: nearly grey. */
const OFFLINE_SATURATION = 0.12;

/** The graph on the window: draws it, moves the camera, knows what is under the hand. Confined to the page's thread. */
export class Stage {
  readonly view = new View();
  readonly scene: GraphScene;
  readonly loop: FrameLoop;
  private readonly options: StageOptions;
  private readonly graph: LiveGraph;
  private readonly renderer: WebGLRenderer;
  private readonly attention: Attention;
  private readonly cameraman: Cameraman;
  private readonly grip: Grip;
  private readonly names: Nameplates;
  private readonly hands: Hands;
  private pixelRatio = 1;
  private pointer: { x: number; y: number } | undefined;
  private adopted = -1;
  private unfolded = false;
  private live = true;
  private measuredAt = 0;
  private dirty = true;

  /** Throws where there is no WebGL 2. */
  constructor(options: StageOptions) {
    const { canvas, graph } = options;
    this.options = options;
    this.graph = graph;
    this.scene = new GraphScene(graph);
    this.renderer = new WebGLRenderer({ canvas, antialias: true, powerPreference: 'high-performance' });
    // Drawn in the order of the scene: ground, nodes, edges.
    this.renderer.sortObjects = false;
    this.attention = new Attention(graph, this.scene);
    this.cameraman = new Cameraman(this.view, this.scene, graph, options.reducedMotion);
    this.grip = new Grip({ graph, scene: this.scene, view: this.view }, options.startDrag);
    this.names = new Nameplates(
      options.labels,
      { graph, scene: this.scene, view: this.view, attention: this.attention },
      options.obstacles,
    );
    this.loop = new FrameLoop((now, dt) => this.frame(now, dt));
    this.hands = new Hands(canvas, this.view, this.intents());
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

  /** The graph's structure changed; the next frame takes it over. */
  changed(): void {
    this.refresh();
  }

  /** Nodes moved: `slots` as the client told them. */
  ticked(slots: Uint32Array): void {
    const known = this.adopted === this.graph.version;
    if (known && !this.grip.isOwn(slots)) this.scene.field.tick(performance.now(), slots);
    this.loop.wake();
  }

  /** Live, or the last picture that is known. */
  setLive(live: boolean): void {
    this.live = live;
    this.refresh();
  }

  select(id: number | undefined): void {
    this.attention.selected = id;
    this.attention.apply();
    this.refresh();
  }

  setHover(id: number | undefined): void {
    if (this.attention.hovered === id) return;
    this.attention.hovered = id;
    this.options.canvas.style.cursor = id === undefined ? '' : 'pointer';
    this.options.onHover(id);
    this.attention.apply();
    this.refresh();
  }

  flyTo(id: number): void {
    const slot = this.graph.slotOf(id);
    if (slot !== undefined) this.cameraman.flyTo(slot, performance.now());
    this.loop.wake();
  }

  /** Shows the whole graph. */
  fit(): void {
    this.cameraman.fit(performance.now());
    this.loop.wake();
  }

  /** Moves the camera by keys and buttons: turns by radians, zooms by a factor. */
  nudge(yaw: number, pitch: number, zoom: number): void {
    if (zoom !== 1) this.view.rig.zoom(zoom);
    else this.view.rig.turn(yaw, pitch);
    this.cameraman.release();
    this.loop.wake();
  }

  /** Where a node is on the window, in CSS pixels. */
  project(id: number): { x: number; y: number } | undefined {
    const slot = this.graph.slotOf(id);
    if (slot === undefined) return undefined;
    const { x, y, z } = this.scene.placeOf(slot);
    const at = projectTo(this.view.projection, x, y, z, { x: 0, y: 0, depth: 0 });
    return at.depth > 0 ? { x: at.x, y: at.y } : undefined;
  }

  /** The one who drags a node now is somebody else. */
  loseDrag(id: number): void {
    if (this.grip.held !== id) return;
    this.hands.letGo();
    this.release();
  }

  labelTexts(): string[] {
    return this.names.texts();
  }

  private frame(now: number, dt: number): boolean {
    this.adopt(now);
    const moving = this.scene.step(now, dt, this.grip.slot);
    if (moving && now - this.measuredAt > MEASURE_MS) this.measure(now);
    const turning = this.view.step(now, dt, this.scene.extent.radius);
    const fading = this.fade(dt);
    this.hoverUnderPointer(moving || turning);
    const changed = moving || turning || fading || this.dirty;
    const must = this.dirty;
    this.dirty = false;
    if (changed) this.scene.draw(this.renderer, this.view, this.pixelRatio);
    const due = this.names.step(now, changed, must);
    return changed || due;
  }

  private adopt(now: number): void {
    if (this.adopted === this.graph.version) return;
    this.adopted = this.graph.version;
    this.scene.adopt(now);
    this.attention.apply();
    this.dirty = true;
    if (this.graph.count === 0 || this.unfolded) return;
    this.unfolded = true;
    if (this.options.reducedMotion()) this.scene.field.finish();
    else this.scene.field.unfold(this.scene.order, now, UNFOLD_MS);
    this.cameraman.open(now);
  }

  private measure(now: number): void {
    this.measuredAt = now;
    this.scene.measure();
    if (this.grip.held === undefined) this.cameraman.follow();
  }

  private fade(dt: number): boolean {
    const uniform = this.scene.uniforms.saturation;
    const left = (this.live ? 1 : OFFLINE_SATURATION) - uniform.value;
    if (Math.abs(left) < 0.005) return false;
    uniform.value += left * approach(dt, 90);
    return true;
  }

  private intents(): Intents {
    const idAt = (slot: number): number | undefined => (slot < 0 ? undefined : this.graph.ids[slot]);
    return {
      pick: (x, y, touch) =>
        pickNode(this.scene.field, this.view.projection, x, y, touch ? TOUCH_REACH : MOUSE_REACH),
      hover: (x, y) => {
        this.pointer = { x, y };
        this.loop.wake();
      },
      leave: () => {
        this.pointer = undefined;
        this.setHover(undefined);
      },
      click: (slot) => this.options.onSelect(idAt(slot)),
      doubleClick: (slot) => (slot >= 0 ? this.flyTo(this.graph.ids[slot] as number) : this.fit()),
      grab: (slot) => this.grab(idAt(slot)),
      drag: (x, y) => {
        this.grip.move(x, y);
        this.loop.wake();
      },
      release: () => this.release(),
      moved: () => {
        this.cameraman.release();
        this.loop.wake();
      },
      centre: () => this.view.rig.aim.target,
    };
  }

  private hoverUnderPointer(moved: boolean): void {
    if (!this.pointer || this.grip.held !== undefined) return;
    const { x, y } = this.pointer;
    if (!moved) this.pointer = undefined;
    const slot = pickNode(this.scene.field, this.view.projection, x, y, MOUSE_REACH);
    this.setHover(slot < 0 ? undefined : this.graph.ids[slot]);
  }

  private grab(id: number | undefined): void {
    if (id === undefined) return;
    this.grip.take(id);
    this.setHover(id);
    this.options.canvas.style.cursor = 'grabbing';
    this.options.onDrag(true);
  }

  private release(): void {
    this.grip.release();
    this.options.canvas.style.cursor = '';
    this.options.onDrag(false);
    this.refresh();
  }

  private refresh(): void {
    this.dirty = true;
    this.loop.wake();
  }
}
