import {
  BufferAttribute,
  CustomBlending,
  GLSL3,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  OneFactor,
  RawShaderMaterial,
  ZeroFactor,
} from 'three';
import { NODE_FRAGMENT, NODE_VERTEX } from './nodes.glsl.ts';
import type { SharedUniforms } from './uniforms.ts';

const CORNERS = new Float32Array([-1, -1, 1, -1, 1, 1, -1, 1]);
const TRIANGLES = [0, 1, 2, 0, 2, 3];

/** All nodes in one draw call; positions, radii and colours come from the shared textures. */
export class NodeMesh {
  readonly mesh: Mesh;
  private geometry = new InstancedBufferGeometry();

  constructor(uniforms: SharedUniforms) {
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: NODE_VERTEX,
      fragmentShader: NODE_FRAGMENT,
      uniforms: { ...uniforms },
      // Smooth rims without sorting: coverage goes to the samples, depth stays right.
      alphaToCoverage: true,
      // …and the canvas itself stays opaque, or the page would shine through the rims.
      blending: CustomBlending,
      blendSrc: OneFactor,
      blendDst: ZeroFactor,
      blendSrcAlpha: ZeroFactor,
      blendDstAlpha: OneFactor,
    });
    this.mesh = new Mesh(this.geometry, material);
    this.mesh.frustumCulled = false;
  }

  /** One body per slot; see `KindInfo.body`. */
  adopt(bodies: Float32Array): void {
    this.geometry.dispose();
    this.geometry = new InstancedBufferGeometry();
    this.geometry.setIndex(TRIANGLES);
    this.geometry.setAttribute('position', new BufferAttribute(CORNERS, 2));
    this.geometry.setAttribute('body', new InstancedBufferAttribute(bodies, 1));
    this.geometry.instanceCount = bodies.length;
    this.mesh.geometry = this.geometry;
  }
}
