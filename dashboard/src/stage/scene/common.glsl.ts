/** Shared by all shaders: where a node's data is, what the ground looks like, how distance fades into it. */
export const COMMON = /* glsl */ `
precision highp float;
precision highp int;
uniform vec2 viewport;      // drawing buffer, pixels
uniform vec3 groundInner;
uniform vec3 groundOuter;
uniform float saturation;   // 1 live, towards 0 when offline
uniform vec2 fogRange;      // distance from the camera: clear until x, gone at y

float fogAt(float distance) {
  float t = clamp((distance - fogRange.x) / (fogRange.y - fogRange.x), 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t) * 0.9;
}

vec3 ground(vec2 pixel) {
  vec2 p = pixel / viewport - vec2(0.5, 0.54);
  p.x *= mix(1.0, viewport.x / viewport.y, 0.55);
  float d = smoothstep(0.0, 0.85, length(p));
  float grain = fract(sin(dot(pixel, vec2(12.9898, 78.233))) * 43758.5453) - 0.5;
  return mix(groundInner, groundOuter, d) + grain / 255.0;
}

vec3 finish(vec3 colour) {
  float grey = dot(colour, vec3(0.299, 0.587, 0.114));
  return mix(vec3(grey), colour, saturation);
}
`;

/** Vertex side: a node's texels. `place` is x, y, z, radius; `tint` is colour and glow. */
export const NODE_DATA = /* glsl */ `
uniform highp sampler2D place;
uniform mediump sampler2D tint;
ivec2 texelOf(int slot) { return ivec2(slot & 255, slot >> 8); }
`;
