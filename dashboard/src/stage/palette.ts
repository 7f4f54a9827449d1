import { KINDS } from '../app/kinds.ts';

/** Red, green, blue in [0, 1], as the screen shows them. */
export type Rgb = readonly [number, number, number];

/** The colours of the stage; the style sheet is their only source. */
export interface Palette {
  groundInner: Rgb;
  groundOuter: Rgb;
  ink: Rgb;
  /** Ambient, diffuse, shine, rim. */
  light: readonly [number, number, number, number];
  edge: number;
  kinds: readonly Rgb[];
}

/** `#rgb` or `#rrggbb`; black for anything else. */
export function parseHex(text: string): Rgb {
  const hex = text.trim().replace(/^#/, '');
  const full = hex.length === 3 ? [...hex].map((c) => c + c).join('') : hex;
  const value = /^[0-9a-f]{6}$/i.test(full) ? Number.parseInt(full, 16) : 0;
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** Reads the palette of the theme in force from custom properties. */
export function readPalette(styles: Pick<CSSStyleDeclaration, 'getPropertyValue'>): Palette {
  const colour = (name: string): Rgb => parseHex(styles.getPropertyValue(name));
  const [ambient, diffuse, shine, rim] = styles
    .getPropertyValue('--stage-light')
    .trim()
    .split(/\s+/)
    .map(Number);
  return {
    groundInner: colour('--ground-inner'),
    groundOuter: colour('--ground-outer'),
    ink: colour('--ink'),
    light: [ambient ?? 0.4, diffuse ?? 0.8, shine ?? 0.2, rim ?? 0],
    edge: Number(styles.getPropertyValue('--stage-edge')) || 1,
    kinds: KINDS.map((info) => colour(`--kind-${info.kind}`)),
  };
}

/** A kind's colour at a quality in [0, 1]: poor nodes recede into the ground, none vanishes. */
export function shade(colour: Rgb, ground: Rgb, quality: number): Rgb {
  const share = 0.42 + 0.58 * Math.sqrt(Math.max(0, Math.min(1, quality)));
  return [
    ground[0] + (colour[0] - ground[0]) * share,
    ground[1] + (colour[1] - ground[1]) * share,
    ground[2] + (colour[2] - ground[2]) * share,
  ];
}
