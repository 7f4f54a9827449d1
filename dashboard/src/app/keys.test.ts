import { describe, expect, it } from 'vitest';
import { actionFor, KEYS } from './keys.ts';

const bare = { ctrlKey: false, altKey: false, metaKey: false };
const press = (key: string, place = { typing: false, onStage: false }, mods = {}) =>
  actionFor({ key, ...bare, ...mods }, place);

describe('actionFor', () => {
  it('knows the keys of the page', () => {
    expect(press('/')).toBe('search');
    expect(press('f')).toBe('filter');
    expect(press('?')).toBe('help');
    expect(press('q')).toBeUndefined();
  });

  it('leaves typed letters to the field', () => {
    expect(press('f', { typing: true, onStage: false })).toBeUndefined();
    expect(press('Escape', { typing: true, onStage: false })).toBe('escape');
  });

  it('leaves arrows to lists while the graph has no focus', () => {
    expect(press('ArrowUp')).toBeUndefined();
    expect(press('ArrowUp', { typing: false, onStage: true })).toBe('turnUp');
  });

  it('leaves combinations to the browser', () => {
    expect(press('f', undefined, { ctrlKey: true })).toBeUndefined();
    expect(press('d', undefined, { metaKey: true })).toBeUndefined();
  });

  it('gives each key one meaning', () => {
    const keys = KEYS.flatMap((info) => info.keys);

    expect(new Set(keys).size).toBe(keys.length);
  });
});
