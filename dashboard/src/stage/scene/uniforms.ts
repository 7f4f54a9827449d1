import { Color, type IUniform, Matrix3, Matrix4, type Texture, Vector2, Vector4 } from 'three';

/** Set once per frame, read by every material: they hold the same objects. */
export interface SharedUniforms extends Record<string, IUniform> {
  viewport: IUniform<Vector2>;
  groundInner: IUniform<Color>;
  groundOuter: IUniform<Color>;
  saturation: IUniform<number>;
  fogRange: IUniform<Vector2>;
  view: IUniform<Matrix4>;
  projection: IUniform<Matrix4>;
  /** From view to body directions: bodies keep their attitude while the camera goes round. */
  toBody: IUniform<Matrix3>;
  place: IUniform<Texture | null>;
  tint: IUniform<Texture | null>;
  /** Pixels of the drawing buffer per unit at distance 1. */
  focal: IUniform<number>;
  pixelRatio: IUniform<number>;
  /** Slots with a ring: selected, hovered; −1 for none. */
  marked: IUniform<Vector2>;
  ink: IUniform<Color>;
  /** Ambient, diffuse, specular and rim share: paper is lit softer than night, and outlined instead of edged with light. */
  light: IUniform<Vector4>;
  edgeAlpha: IUniform<number>;
  edgeLong: IUniform<number>;
}

export function createUniforms(): SharedUniforms {
  return {
    viewport: { value: new Vector2(1, 1) },
    groundInner: { value: new Color() },
    groundOuter: { value: new Color() },
    saturation: { value: 1 },
    fogRange: { value: new Vector2(100, 1000) },
    view: { value: new Matrix4() },
    projection: { value: new Matrix4() },
    toBody: { value: new Matrix3() },
    place: { value: null },
    tint: { value: null },
    focal: { value: 1 },
    pixelRatio: { value: 1 },
    marked: { value: new Vector2(-1, -1) },
    ink: { value: new Color() },
    light: { value: new Vector4(0.4, 0.8, 0.25, 0.2) },
    edgeAlpha: { value: 0.3 },
    edgeLong: { value: 200 },
  };
}
