import { clamp01, easeOutCubic } from './ease.ts';
import { FIRST_SPAN, glideSpan } from './glideSpan.ts';

/** Floats per node in `place`: x, y, z, radius. One texel of the texture that the shaders read. */
export const STRIDE = 4;
const GROW_MS = 420;
const UNFOLD_GROW_MS = 900;
/** As good as grown for ever: a number that arithmetic can bear. */
const LONG_AGO = -1e9;

/**
 * What is on the screen now: positions on their way from where they were to where the server last said.
 * `place` is uploaded as it is; nothing is allocated per frame. Slots are those of the graph model.
 */
export class MotionField {
  place = new Float32Array(0);
  count = 0;
  /** All radii times this: bodies keep their proportion to the edges while the layout spreads. */
  scale = 1;
  private ids: Uint32Array = new Uint32Array(0);
  private radius = new Float32Array(0);
  /** Where each glide began, where it is (before the unfolding pulls it to the centre), and its times in ms. */
  private from = new Float32Array(0);
  private base = new Float32Array(0);
  private start = new Float64Array(0);
  private span = new Float32Array(0);
  /** When each node begins to grow, ms. */
  private birth = new Float64Array(0);
  private movesUntil = LONG_AGO;
  private growsUntil = LONG_AGO;
  private unfoldsUntil = LONG_AGO;
  private settled = true;

  /** Takes over a new structure: a known id stays where it is on the screen, a new one grows in its place. */
  adopt(ids: Uint32Array, count: number, target: Float32Array, radii: Float32Array, now: number): void {
    const before = new Map<number, number>();
    for (let i = 0; i < this.count; i++) before.set(this.ids[i] as number, i);
    const old = { base: this.base, birth: this.birth };
    this.count = count;
    this.ids = ids.slice(0, count);
    this.radius = radii.slice(0, count);
    this.place = new Float32Array(count * STRIDE);
    this.base = target.slice(0, count * 3);
    this.birth = new Float64Array(count).fill(now);
    this.start = new Float64Array(count).fill(now);
    this.span = new Float32Array(count).fill(FIRST_SPAN);
    for (let i = 0; i < count; i++) {
      const was = before.get(this.ids[i] as number);
      if (was === undefined) {
        this.growsUntil = now + GROW_MS;
        continue;
      }
      this.birth[i] = old.birth[was] as number;
      for (let k = 0; k < 3; k++) this.base[i * 3 + k] = old.base[was * 3 + k] as number;
    }
    this.from = this.base.slice();
    this.stir(now + FIRST_SPAN);
  }

  /** Starts the first picture: nodes leave the centre one after the other within `spreadMs`, in the order given. */
  unfold(order: Uint32Array, now: number, spreadMs: number): void {
    for (let rank = 0; rank < this.count; rank++) {
      this.birth[order[rank] as number] = now + (spreadMs * rank) / Math.max(1, this.count);
    }
    this.unfoldsUntil = now + spreadMs + UNFOLD_GROW_MS;
    this.stir(this.unfoldsUntil);
  }

  /** Draws the next frame anew, whatever rests. */
  stirOnce(): void {
    this.settled = false;
  }

  /** Shows everything grown and in its place: for reduced motion. */
  finish(): void {
    this.birth.fill(LONG_AGO);
    this.unfoldsUntil = this.growsUntil = LONG_AGO;
    this.settled = false;
  }

  /** The server moved `slots`: they glide there from what is shown now. */
  tick(now: number, slots: Uint32Array): void {
    for (const slot of slots) {
      const span = glideSpan(this.span[slot] as number, now - (this.start[slot] as number));
      this.span[slot] = span;
      this.start[slot] = now;
      for (let k = slot * 3; k < slot * 3 + 3; k++) this.from[k] = this.base[k] as number;
      if (now + span > this.movesUntil) this.movesUntil = now + span;
    }
    this.settled = false;
  }

  /** Brings `place` to `now`. `held` is at `target` at once (the node under the finger); −1 for none. True while anything moves. */
  advance(now: number, target: Float32Array, held: number): boolean {
    if (this.settled && held < 0) return false;
    const growing = now < this.growsUntil || now < this.unfoldsUntil;
    const unfolding = now < this.unfoldsUntil;
    const growMs = unfolding ? UNFOLD_GROW_MS : GROW_MS;
    const { place, base, from, start, span, radius, birth, scale } = this;
    for (let i = 0, p = 0, q = 0; i < this.count; i++, p += STRIDE, q += 3) {
      const grown = growing ? easeOutCubic((now - (birth[i] as number)) / growMs) : 1;
      const out = unfolding ? grown : 1;
      const t = i === held ? 1 : clamp01((now - (start[i] as number)) / (span[i] as number));
      for (let k = 0; k < 3; k++) {
        const a = from[q + k] as number;
        const at = a + ((target[q + k] as number) - a) * t;
        base[q + k] = at;
        place[p + k] = at * out;
      }
      place[p + 3] = (radius[i] as number) * grown * scale;
    }
    this.settled = now >= this.movesUntil && !growing;
    return true;
  }

  isUnfolding(now: number): boolean {
    return now < this.unfoldsUntil;
  }

  private stir(until: number): void {
    this.movesUntil = Math.max(this.movesUntil, until);
    this.settled = false;
  }
}
