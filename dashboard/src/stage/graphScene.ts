import { Matrix4, Scene, Vector3, type WebGLRenderer } from 'three';
import { kindOf } from '../app/kinds.ts';
import type { LiveGraph } from '../app/ports.ts';
import { type Extent, extentOf, typicalEdge, typicalRoom } from './camera/extent.ts';
import type { Frame } from './camera/principal.ts';
import { byImportance } from './labels/candidates.ts';
import { approach } from './motion/ease.ts';
import { MotionField, STRIDE } from './motion/field.ts';
import { Glow } from './motion/glow.ts';
import { type Palette, shade } from './palette.ts';
import { EdgeMesh } from './scene/edges.ts';
import { createGround } from './scene/ground.ts';
import { NodeMesh } from './scene/nodes.ts';
import { NodeTextures } from './scene/textures.ts';
import { createUniforms } from './scene/uniforms.ts';
import type { View } from './view.ts';

const TAG_EDGE = 0.6;
/** A usual body is at most this share of a usual edge. */
const EDGE_SHARE = 0.15;
/** Bodies cover about half of the picture that a ball of nodes makes: a larger graph has smaller bodies. */
const COVER = 0.5;
const BREATHE_MS = 300;
const TILT = new Matrix4().makeRotationY(0.56).multiply(new Matrix4().makeRotationX(-0.4));

/** What is drawn: the graph's structure turned into buffers once per change, its motion into one texture per frame. */
export class GraphScene {
  readonly field = new MotionField();
  readonly glow = new Glow();
  readonly uniforms = createUniforms();
  /** Slots, the most linked first. */
  order: Uint32Array = new Uint32Array(0);
  /** From this many links on a node is a hub: its name is set larger. */
  hubDegree = 5;
  extent: Extent = { centre: { x: 0, y: 0, z: 0 }, radius: 200 };
  private readonly scene = new Scene();
  private readonly textures = new NodeTextures();
  private readonly nodes = new NodeMesh(this.uniforms);
  private readonly edges = new EdgeMesh(this.uniforms);
  private readonly graph: LiveGraph;
  private ids: Uint32Array = new Uint32Array(0);
  private colours = new Uint8Array(0);
  private palette: Palette | undefined;
  private bodyGoal = 1;
  private readonly turned = new Matrix4();
  private readonly frameToWorld = new Matrix4();
  private readonly axisX = new Vector3();
  private readonly axisY = new Vector3();
  private readonly axisZ = new Vector3();

  constructor(graph: LiveGraph) {
    this.graph = graph;
    this.scene.add(createGround(this.uniforms), this.nodes.mesh, this.edges.mesh);
  }

  /** Takes over the graph after a change of its structure. */
  adopt(now: number): void {
    const { graph } = this;
    const count = graph.count;
    const before = new Map<number, number>();
    for (const [slot, id] of this.ids.entries()) before.set(id, slot);
    this.ids = graph.ids.slice(0, count);
    const radii = new Float32Array(count);
    const bodies = new Float32Array(count);
    for (let slot = 0; slot < count; slot++) {
      radii[slot] = radiusOf(graph.degree(slot));
      bodies[slot] = kindOf(graph.node(slot)).body;
    }
    this.field.adopt(this.ids, count, graph.positions, radii, now);
    this.glow.adopt(count, (slot) => before.get(this.ids[slot] as number) ?? -1);
    this.order = byImportance(
      count,
      (s) => graph.degree(s),
      (s) => graph.node(s).quality,
    );
    const hubs = Math.min(10, Math.ceil(count * 0.05));
    this.hubDegree = Math.max(5, hubs === 0 ? 5 : graph.degree(this.order[hubs - 1] as number));
    this.textures.reserve(count);
    this.nodes.adopt(bodies);
    this.adoptEdges();
    this.paint();
    const first = before.size === 0;
    this.measure();
    if (first) this.field.scale = this.bodyGoal;
  }

  /** Dresses the scene in a theme. */
  wear(palette: Palette): void {
    this.palette = palette;
    const { uniforms } = this;
    uniforms.groundInner.value.setRGB(...palette.groundInner);
    uniforms.groundOuter.value.setRGB(...palette.groundOuter);
    uniforms.ink.value.setRGB(...palette.ink);
    uniforms.light.value.set(...palette.light);
    this.paint();
  }

  /** Advances motion and glow; true while the picture changes. */
  step(now: number, dt: number, held: number): boolean {
    this.breathe(dt);
    const moving = this.field.advance(now, this.graph.positions, held);
    if (moving) this.textures.setPlace(this.field.place);
    const glowing = this.glow.step(dt);
    if (glowing) this.textures.setTint(this.colours, this.glow.now);
    return moving || glowing;
  }

  /** Measures how far the graph reaches and how long its edges are; a few times a second while it moves. */
  measure(): void {
    const { graph } = this;
    this.extent = extentOf(graph.positions, graph.count, 3);
    const edge = typicalEdge(graph);
    this.uniforms.edgeLong.value = edge * 1.8;
    const degree = (2 * graph.edgeCount) / Math.max(1, graph.count);
    this.bodyGoal = bodyScale(graph.count, edge, typicalRoom(graph), degree);
  }

  draw(renderer: WebGLRenderer, view: View, pixelRatio: number): void {
    const { uniforms, textures } = this;
    const { camera, projection, rig } = view;
    uniforms.place.value = textures.place;
    uniforms.tint.value = textures.tint;
    uniforms.view.value.copy(camera.matrixWorldInverse);
    uniforms.projection.value.copy(camera.projectionMatrix);
    uniforms.toBody.value.setFromMatrix4(this.attitude(camera.matrixWorld, rig.now.frame));
    uniforms.viewport.value.set(projection.width * pixelRatio, projection.height * pixelRatio);
    uniforms.focal.value = projection.focal * pixelRatio;
    uniforms.pixelRatio.value = pixelRatio;
    const [clear, gone] = fogRange(rig.now.distance, this.extent.radius);
    uniforms.fogRange.value.set(clear, gone);
    renderer.render(this.scene, camera);
  }

  /** Where a node is shown now. */
  placeOf(slot: number): { x: number; y: number; z: number } {
    const p = slot * STRIDE;
    const { place } = this.field;
    return { x: place[p] ?? 0, y: place[p + 1] ?? 0, z: place[p + 2] ?? 0 };
  }

  private paint(): void {
    if (!this.palette) return;
    const { graph, palette } = this;
    this.colours = new Uint8Array(graph.count * 3);
    for (let slot = 0; slot < graph.count; slot++) {
      const node = graph.node(slot);
      const colour = palette.kinds[kindOf(node).body] ?? palette.ink;
      // A missing page has no quality of its own; its faintness is its outline.
      const quality = kindOf(node).kind === 'missing' ? 0.6 : node.quality;
      shade(colour, palette.groundInner, quality).forEach((c, k) => {
        this.colours[slot * 3 + k] = Math.round(c * 255);
      });
    }
    this.uniforms.edgeAlpha.value = edgeAlpha(graph.edgeCount) * palette.edge;
    if (this.glow.now.length === graph.count) this.textures.setTint(this.colours, this.glow.now);
  }

  /** From view to body directions: bodies stand in the frame, tilted so that the first view shows three faces of a cube. */
  private attitude(cameraToWorld: Matrix4, { x, y, z }: Frame): Matrix4 {
    const { frameToWorld, turned } = this;
    frameToWorld.makeBasis(this.axisX.copy(x), this.axisY.copy(y), this.axisZ.copy(z));
    return turned.extractRotation(cameraToWorld).premultiply(frameToWorld.transpose()).premultiply(TILT);
  }

  private adoptEdges(): void {
    const { graph } = this;
    const ends = new Uint32Array(graph.edgeCount * 2);
    const presence = new Float32Array(graph.edgeCount);
    for (let i = 0; i < graph.edgeCount; i++) {
      ends[i * 2] = graph.edgeSource[i] as number;
      ends[i * 2 + 1] = graph.edgeTarget[i] as number;
      presence[i] = graph.edge(i).type === 'tag' ? TAG_EDGE : 1;
    }
    this.edges.adopt(ends, presence);
  }

  /** Lets bodies grow or shrink to their goal. */
  private breathe(dt: number): void {
    const left = this.bodyGoal - this.field.scale;
    if (Math.abs(left) < this.bodyGoal * 0.01) return;
    this.field.scale += left * approach(dt, BREATHE_MS);
    this.field.stirOnce();
  }
}

/** Radius in the layout's units (a usual edge is 30 long): area grows with the links. */
export function radiusOf(degree: number): number {
  return Math.min(11, 1.9 + 0.95 * Math.sqrt(degree));
}

/**
 * How much larger than `radiusOf` bodies are drawn. n nodes `room` apart fill a ball of radius about 0.63 room ∛n; the
 * radius at which their discs cover a given share of its disc follows.
 */
export function bodyScale(nodes: number, edge: number, room: number, degree: number): number {
  const covering = room * Math.sqrt(COVER / 2.5) * Math.max(1, nodes) ** (-1 / 6);
  const radius = Math.min(edge * EDGE_SHARE, covering);
  return Math.min(4, Math.max(0.2, radius / radiusOf(degree)));
}

/** Opacity of an edge: many edges are drawn fainter, so that a dense graph stays a picture. */
export function edgeAlpha(edges: number): number {
  return Math.min(0.46, Math.max(0.1, 0.4 * (400 / Math.max(1, edges)) ** 0.32));
}

/** Distances where fog begins and where it is full, for a camera `distance` from what it looks at. */
export function fogRange(distance: number, reach: number): readonly [number, number] {
  return [
    Math.max(distance * 0.75, distance - reach * 0.5),
    distance + Math.max(reach * 1.25, distance * 0.6),
  ];
}
