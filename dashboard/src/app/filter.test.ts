import { describe, expect, it } from 'vitest';
import { isFiltering, NO_FILTER, toGraphFilter, toggled } from './filter.ts';

const KINDS = ['page', 'tag', 'class'] as const;

describe('filter', () => {
  it('sends nothing that does not restrict', () => {
    expect(toGraphFilter(NO_FILTER, KINDS)).toEqual({ graph: 'all' });
  });

  it('sends each part that restricts', () => {
    const state = {
      quality: 0.7,
      graph: 'knowledge',
      hidden: ['tag'],
      tags: ['layout'],
      text: ' tree ',
    } as const;

    expect(toGraphFilter(state, KINDS)).toEqual({
      qualityThreshold: 0.7,
      graph: 'knowledge',
      types: ['page', 'class'],
      tags: ['layout'],
      search: 'tree',
    });
  });

  it('is not filtering with blank text only', () => {
    expect(isFiltering({ ...NO_FILTER, text: '  ' })).toBe(false);
    expect(isFiltering({ ...NO_FILTER, hidden: ['tag'] })).toBe(true);
  });

  it('toggles an entry in and out', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});
