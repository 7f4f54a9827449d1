import { COMMON, NODE_DATA } from './common.glsl.ts';

/** A thin ribbon per edge, a constant number of pixels wide, between the rims of its two nodes. */
export const EDGE_VERTEX = /* glsl */ `${COMMON}${NODE_DATA}
uniform mat4 view;
uniform mat4 projection;
uniform float pixelRatio;
uniform float edgeAlpha;
uniform float edgeLong;    // edges longer than this fade: they cross the picture and say little
in vec2 position;          // along 0…1, across −1…1
in uvec2 ends;
in float presence;
out float across;          // pixels from the middle
flat out float halfWidth;
out vec4 dye;

void main() {
  ivec2 ta = texelOf(int(ends.x)), tb = texelOf(int(ends.y));
  vec4 pa = texelFetch(place, ta, 0), pb = texelFetch(place, tb, 0);
  vec4 ca = texelFetch(tint, ta, 0), cb = texelFetch(tint, tb, 0);
  float glowA = ca.a * 2.0 - 1.0, glowB = cb.a * 2.0 - 1.0;
  vec3 a = (view * vec4(pa.xyz, 1.0)).xyz, b = (view * vec4(pb.xyz, 1.0)).xyz;
  vec3 line = b - a;
  float len = max(length(line), 1e-3);
  a += line / len * min(pa.w, len * 0.45);
  b -= line / len * min(pb.w, len * 0.45);
  const float NEAR = -1.0;
  bool hidden = (a.z > NEAR && b.z > NEAR) || pa.w <= 0.0 || pb.w <= 0.0;
  if (a.z > NEAR) a = mix(a, b, (a.z - NEAR) / (a.z - b.z));
  else if (b.z > NEAR) b = mix(b, a, (b.z - NEAR) / (b.z - a.z));

  vec4 clipA = projection * vec4(a, 1.0), clipB = projection * vec4(b, 1.0);
  vec2 way = (clipB.xy / clipB.w - clipA.xy / clipA.w) * viewport;
  way /= max(length(way), 1e-3);
  // Both in focus: this edge belongs to what is looked at.
  float lift = smoothstep(1.2, 1.5, glowA + glowB);
  float dim = max(0.0, -min(glowA, glowB));
  bool atB = position.x > 0.5;
  float width = mix(1.0, mix(2.4, 1.3, position.x), lift) * pixelRatio;
  halfWidth = width * 0.5;
  float reach = halfWidth + 1.0;
  across = position.y * reach;
  vec4 clip = atB ? clipB : clipA;
  clip.xy += vec2(-way.y, way.x) * across / viewport * 2.0 * clip.w;
  gl_Position = hidden ? vec4(2.0, 2.0, 2.0, 1.0) : clip;

  float fog = fogAt(atB ? -b.z : -a.z) * (1.0 - 0.7 * lift);
  float shorter = mix(1.0, 0.3, smoothstep(edgeLong, edgeLong * 4.0, len));
  float alpha = edgeAlpha * presence * shorter * (1.0 - 0.82 * dim);
  alpha = mix(alpha, 0.85, lift) * (1.0 - fog);
  vec3 own = atB ? cb.rgb : ca.rgb;
  dye = vec4(own, alpha);
}
`;

export const EDGE_FRAGMENT = /* glsl */ `${COMMON}
in float across;
flat in float halfWidth;
in vec4 dye;
out vec4 colour;
void main() {
  float cover = clamp(halfWidth + 0.5 - abs(across), 0.0, 1.0);
  colour = vec4(finish(dye.rgb), dye.a * cover);
}
`;
