import { BufferAttribute, BufferGeometry, GLSL3, Mesh, RawShaderMaterial } from 'three';
import { COMMON } from './common.glsl.ts';
import type { SharedUniforms } from './uniforms.ts';

const VERTEX = /* glsl */ `
in vec2 position;
void main() { gl_Position = vec4(position, 1.0, 1.0); }
`;

const FRAGMENT = /* glsl */ `${COMMON}
out vec4 colour;
void main() { colour = vec4(finish(ground(gl_FragCoord.xy)), 1.0); }
`;

/** The quiet gradient behind everything: one triangle that covers the window. */
export function createGround(uniforms: SharedUniforms): Mesh {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array([-1, -1, 3, -1, -1, 3]), 2));
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms: { ...uniforms },
    depthTest: false,
    depthWrite: false,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  return mesh;
}
