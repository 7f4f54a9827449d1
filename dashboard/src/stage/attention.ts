import type { LiveGraph } from '../app/ports.ts';
import type { GraphScene } from './graphScene.ts';

const DIM_HOVER = 0.7;
const DIM_SELECTED = 0.9;
const NOBODY = new Uint32Array(0);

/** What is looked at: what is hovered, else what is selected, with its neighbours; the rest steps back. By id, since slots change. */
export class Attention {
  hovered: number | undefined;
  selected: number | undefined;
  private readonly graph: LiveGraph;
  private readonly scene: GraphScene;

  constructor(graph: LiveGraph, scene: GraphScene) {
    this.graph = graph;
    this.scene = scene;
  }

  /** Slots in focus: what is hovered, what is selected, then the neighbours of the first, the most linked before others. */
  slots(most: number): number[] {
    const own = [this.slotOf(this.hovered), this.slotOf(this.selected)].filter((slot) => slot >= 0);
    const focus = own[0];
    if (focus === undefined) return [];
    const near = [...this.graph.neighbours(focus)].sort(
      (a, b) => this.graph.degree(b) - this.graph.degree(a),
    );
    return [...new Set([...own, ...near.slice(0, most)])];
  }

  /** Slot of what is looked at; −1 for nothing. */
  get focus(): number {
    const hovered = this.slotOf(this.hovered);
    return hovered >= 0 ? hovered : this.slotOf(this.selected);
  }

  /** Tells the scene; call after a change here or of the graph. */
  apply(): void {
    const { glow, uniforms } = this.scene;
    const focus = this.focus;
    const selected = this.slotOf(this.selected);
    if (glow.now.length === this.graph.count) {
      const near = focus >= 0 ? this.graph.neighbours(focus) : NOBODY;
      glow.focus(focus, near, selected >= 0 ? DIM_SELECTED : DIM_HOVER);
    }
    uniforms.marked.value.set(selected, this.slotOf(this.hovered));
  }

  private slotOf(id: number | undefined): number {
    return id === undefined ? -1 : (this.graph.slotOf(id) ?? -1);
  }
}
