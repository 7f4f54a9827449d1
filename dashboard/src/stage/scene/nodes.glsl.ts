import { COMMON, NODE_DATA } from './common.glsl.ts';

/** A square that faces the camera per node; the body in it is found per pixel, so that it is round at any zoom. */
export const NODE_VERTEX = /* glsl */ `${COMMON}${NODE_DATA}
uniform mat4 view;
uniform mat4 projection;
uniform float focal;
uniform float pixelRatio;
uniform vec2 marked;
in vec2 position;
in float body;
out vec2 at;               // from the middle, in radii
flat out vec4 dye;         // colour, glow
flat out float shape;
flat out float fog;
flat out float mark;       // 2 selected, 1 hovered, 0 neither
flat out float pixels;     // radius in pixels

void main() {
  ivec2 texel = texelOf(gl_InstanceID);
  vec4 p = texelFetch(place, texel, 0);
  vec4 t = texelFetch(tint, texel, 0);
  float glow = t.a * 2.0 - 1.0;
  vec3 centre = (view * vec4(p.xyz, 1.0)).xyz;
  float slot = float(gl_InstanceID);
  mark = slot == marked.x ? 2.0 : slot == marked.y ? 1.0 : 0.0;
  float radius = p.w * (1.0 + 0.12 * max(glow - 0.6, 0.0));
  float perUnit = focal / max(-centre.z, 0.01);
  // A node far away stays a dot of a pixel and a half instead of flickering in and out.
  if (p.w > 0.0) radius = max(radius, 1.1 * pixelRatio / perUnit);
  pixels = radius * perUnit;
  float pad = (mark > 0.0 ? 1.0 + 7.0 * pixelRatio / pixels : 1.12) + 1.5 / max(pixels, 1.0);
  at = position * pad;
  shape = body;
  dye = vec4(t.rgb, glow);
  fog = fogAt(-centre.z);
  gl_Position = projection * vec4(centre.xy + at * radius, centre.z, 1.0);
  // Depth of the side that faces us, so that edges end at the body and not inside it.
  vec4 front = projection * vec4(centre.xy, min(centre.z + radius, -0.2), 1.0);
  gl_Position.z = front.z / front.w * gl_Position.w;
  if (p.w <= 0.0 || centre.z > -0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
`;

export const NODE_FRAGMENT = /* glsl */ `${COMMON}
uniform mat3 toBody;
uniform vec4 light;       // ambient, diffuse, shine, rim
uniform vec3 ink;
uniform float pixelRatio;
in vec2 at;
flat in vec4 dye;
flat in float shape;
flat in float fog;
flat in float mark;
flat in float pixels;
out vec4 colour;

// One pair of parallel planes; near and far hold the part of the ray that is inside of all so far.
void slab(vec3 n, float h, vec3 o, vec3 d, inout float near, inout float far, inout vec3 normal) {
  float k = dot(n, d);
  k = abs(k) < 1e-4 ? 1e-4 : k;
  float c = dot(n, o);
  float enter = (-h * sign(k) - c) / k;
  if (enter > near) { near = enter; normal = -sign(k) * n; }
  far = min(far, (h * sign(k) - c) / k);
}

// Coverage of a convex body under this pixel; writes its normal in view space.
float convex(out vec3 normal) {
  vec3 o = toBody * vec3(at, 3.0);
  vec3 d = toBody * vec3(0.0, 0.0, -1.0);
  float near = -9.0, far = 9.0;
  vec3 n = vec3(0.0, 0.0, 1.0);
  if (shape < 3.5) {
    slab(vec3(1, 0, 0), 0.64, o, d, near, far, n);
    slab(vec3(0, 1, 0), 0.64, o, d, near, far, n);
    slab(vec3(0, 0, 1), 0.64, o, d, near, far, n);
  } else if (shape < 4.5) {
    slab(vec3(0, 1, 0), 0.34, o, d, near, far, n);
    slab(vec3(1, 0, 0), 0.82, o, d, near, far, n);
    slab(vec3(0.5, 0, 0.8660254), 0.82, o, d, near, far, n);
    slab(vec3(0.5, 0, -0.8660254), 0.82, o, d, near, far, n);
  } else if (shape < 5.5) {
    const float q = 0.70710678;
    slab(vec3(q, q, 0), 0.74, o, d, near, far, n);
    slab(vec3(q, -q, 0), 0.74, o, d, near, far, n);
    slab(vec3(q, 0, q), 0.74, o, d, near, far, n);
    slab(vec3(q, 0, -q), 0.74, o, d, near, far, n);
    slab(vec3(0, q, q), 0.74, o, d, near, far, n);
    slab(vec3(0, q, -q), 0.74, o, d, near, far, n);
  } else {
    const float q = 0.57735027;
    slab(vec3(q, q, q), 0.6, o, d, near, far, n);
    slab(vec3(q, q, -q), 0.6, o, d, near, far, n);
    slab(vec3(q, -q, q), 0.6, o, d, near, far, n);
    slab(vec3(-q, q, q), 0.6, o, d, near, far, n);
  }
  normal = transpose(toBody) * n;
  float depth = far - near;
  return clamp(depth / max(fwidth(depth), 1e-4), 0.0, 1.0);
}

float band(float r, float inner, float outer) {
  float aa = 1.0 / pixels;
  return clamp((r - inner) / aa + 0.5, 0.0, 1.0) * clamp((outer - r) / aa + 0.5, 0.0, 1.0);
}

void main() {
  float r = length(at);
  vec3 normal = vec3(at, sqrt(max(0.0, 1.0 - r * r)));
  float cover = 0.0;
  float faceted = 0.0;
  if (shape < 0.5) cover = clamp((1.0 - r) * pixels + 0.5, 0.0, 1.0);
  else if (shape < 1.5) {
    cover = band(r, 0.44, 1.0);
    float across = (r - 0.72) / 0.28;
    normal = normalize(vec3(at / max(r, 1e-3) * across, sqrt(max(0.05, 1.0 - across * across))));
  } else if (shape < 2.5) {
    float turn = fract(atan(at.y, at.x) / 6.2831853 * 8.0);
    float dash = pixels > 5.0 * pixelRatio ? step(turn, 0.62) : 1.0;
    cover = band(r, 1.0 - max(0.2, 1.6 * pixelRatio / pixels), 1.0) * dash;
    normal = vec3(0.0, 0.0, 1.0);
  } else {
    cover = convex(normal);
    faceted = 1.0;
  }

  vec3 key = normalize(vec3(-0.42, 0.66, 0.62));
  float diffuse = dot(normal, key) * 0.5 + 0.5;
  diffuse *= mix(diffuse, 1.0, 0.25);
  float shine = pow(max(dot(normal, normalize(key + vec3(0.0, 0.0, 1.0))), 0.0), 36.0) * (1.0 - faceted);
  float rim = pow(1.0 - clamp(normal.z, 0.0, 1.0), 3.0) * (1.0 - faceted);
  vec3 lit = dye.rgb * (light.x + light.y * diffuse + light.w * rim) + light.z * shine;
  // Rings have no side that could be lit.
  if (shape > 1.5 && shape < 2.5) lit = dye.rgb;
  lit += dye.rgb * 0.22 * max(dye.a, 0.0);

  vec3 behind = ground(gl_FragCoord.xy);
  float veil = max(fog, 0.86 * max(-dye.a, 0.0));
  if (dye.a > 0.0) veil = mix(veil, veil * 0.25, dye.a);
  vec3 body = mix(lit, behind, veil);

  if (mark > 0.0) {
    float rim1 = 1.0 + 3.5 * pixelRatio / pixels;
    float rim2 = rim1 + (mark > 1.5 ? 2.0 : 1.25) * pixelRatio / pixels;
    float ring = band(r, rim1, rim2) * (mark > 1.5 ? 1.0 : 0.75);
    if (cover < 0.02) body = mix(behind, ink, 0.92);
    cover = max(cover, ring);
  }
  if (cover < 0.02) discard;
  colour = vec4(finish(body), cover);
}
`;
