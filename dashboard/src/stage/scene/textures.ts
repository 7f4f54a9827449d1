import { DataTexture, FloatType, NearestFilter, RGBAFormat, UnsignedByteType } from 'three';

/** Texels per row; the shaders find slot s at (s & 255, s >> 8). */
const ROW = 256;

/** Node data where shaders can read it by slot: one upload moves nodes and edges alike. */
export class NodeTextures {
  place = floats(1);
  tint = bytes(1);

  /** Makes room for `count` nodes; textures are replaced only when they must grow. */
  reserve(count: number): void {
    const rows = Math.max(1, Math.ceil(count / ROW));
    if (rows <= this.place.image.height && rows * 4 >= this.place.image.height) return;
    this.place.dispose();
    this.tint.dispose();
    this.place = floats(rows);
    this.tint = bytes(rows);
  }

  /** Copies positions and radii (4 floats a node) and marks them for upload. */
  setPlace(place: Float32Array): void {
    (this.place.image.data as Float32Array).set(place);
    this.place.needsUpdate = true;
  }

  /** Copies colours (3 bytes a node) and glow in [−1, 1] and marks them for upload. */
  setTint(colours: Uint8Array, glow: Float32Array): void {
    const data = this.tint.image.data as Uint8Array;
    for (let i = 0, c = 0, t = 0; i < glow.length; i++, c += 3, t += 4) {
      data[t] = colours[c] as number;
      data[t + 1] = colours[c + 1] as number;
      data[t + 2] = colours[c + 2] as number;
      data[t + 3] = Math.round((glow[i] as number) * 127.5 + 127.5);
    }
    this.tint.needsUpdate = true;
  }
}

function floats(rows: number): DataTexture {
  return nearest(new DataTexture(new Float32Array(ROW * rows * 4), ROW, rows, RGBAFormat, FloatType));
}

function bytes(rows: number): DataTexture {
  return nearest(new DataTexture(new Uint8Array(ROW * rows * 4), ROW, rows, RGBAFormat, UnsignedByteType));
}

function nearest(texture: DataTexture): DataTexture {
  texture.minFilter = texture.magFilter = NearestFilter;
  texture.generateMipmaps = false;
  texture.needsUpdate = true;
  return texture;
}
