import { describe, expect, it } from 'vitest';
import { parseHex, readPalette, shade } from './palette.ts';

describe('palette', () => {
  it('reads colours and light from the style sheet', () => {
    const styles = {
      getPropertyValue: (name: string) => (name === '--stage-light' ? ' 0.3 0.8 0.2 -0.1' : ' #fff'),
    };

    const palette = readPalette(styles);

    expect(palette.ink).toEqual([1, 1, 1]);
    expect(palette.light).toEqual([0.3, 0.8, 0.2, -0.1]);
    expect(palette.kinds).toHaveLength(7);
  });

  it('takes short and long hex and nothing else', () => {
    expect(parseHex('#f00')).toEqual([1, 0, 0]);
    expect(parseHex('#0000ff')).toEqual([0, 0, 1]);
    expect(parseHex('red')).toEqual([0, 0, 0]);
  });

  it('makes poor nodes recede but not vanish', () => {
    const poor = shade([1, 1, 1], [0, 0, 0], 0);
    const rich = shade([1, 1, 1], [0, 0, 0], 1);

    expect(poor[0]).toBeGreaterThan(0.3);
    expect(rich[0]).toBe(1);
  });
});
