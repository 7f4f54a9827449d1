import {
  BufferAttribute,
  GLSL3,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  RawShaderMaterial,
} from 'three';
import { EDGE_FRAGMENT, EDGE_VERTEX } from './edges.glsl.ts';
import type { SharedUniforms } from './uniforms.ts';

const RIBBON = new Float32Array([0, -1, 1, -1, 1, 1, 0, 1]);
const TRIANGLES = [0, 1, 2, 0, 2, 3];

/** All edges in one draw call. Their buffers hold slots only, so that motion costs the main thread nothing here. */
export class EdgeMesh {
  readonly mesh: Mesh;
  private geometry = new InstancedBufferGeometry();

  constructor(uniforms: SharedUniforms) {
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: EDGE_VERTEX,
      fragmentShader: EDGE_FRAGMENT,
      uniforms: { ...uniforms },
      transparent: true,
      depthWrite: false,
    });
    this.mesh = new Mesh(this.geometry, material);
    this.mesh.frustumCulled = false;
  }

  /** `ends` holds pairs of slots; `presence` in [0, 1] scales how much of an edge is seen. */
  adopt(ends: Uint32Array, presence: Float32Array): void {
    this.geometry.dispose();
    this.geometry = new InstancedBufferGeometry();
    this.geometry.setIndex(TRIANGLES);
    this.geometry.setAttribute('position', new BufferAttribute(RIBBON, 2));
    this.geometry.setAttribute('ends', new InstancedBufferAttribute(ends, 2));
    this.geometry.setAttribute('presence', new InstancedBufferAttribute(presence, 1));
    this.geometry.instanceCount = presence.length;
    this.mesh.geometry = this.geometry;
    this.mesh.visible = presence.length > 0;
  }
}
