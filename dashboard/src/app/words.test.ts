import { describe, expect, it } from 'vitest';
import { node } from '../testing/sampleGraph.ts';
import { connectionWord, isLive } from './connection.ts';
import { errorDetails, errorSentence } from './errors.ts';
import { kindOf } from './kinds.ts';
import { qualityMeaning } from './quality.ts';

const error = {
  code: 'VALIDATION_ERROR',
  message: 'quality_threshold must be in [0, 1]',
  category: 'validation',
  affectedPaths: ['/quality_threshold'],
  retryable: false,
  timestamp: 0,
} as const;

describe('errorSentence', () => {
  it('says a limit in words, with the time it takes', () => {
    const limit = { code: 'RATE_LIMIT_EXCEEDED', message: '', details: { retry_after: 12 } };

    expect(errorSentence(limit)).toBe('Too many moves: slowed down for 12 s');
    expect(errorSentence({ ...limit, retryAfter: 2_400 })).toBe('Too many moves: slowed down for 3 s');
    expect(errorSentence({ code: 'RATE_LIMIT_EXCEEDED', message: '', details: undefined })).toContain(
      'a moment',
    );
  });

  it('keeps the server’s own sentence', () => {
    expect(errorSentence({ ...error, details: undefined })).toContain('quality_threshold must be in [0, 1]');
    expect(errorSentence({ code: 'NEW_CODE', message: 'Disk is full', details: undefined })).toBe(
      'Disk is full',
    );
  });

  it('leaves code and fields to the details', () => {
    expect(errorDetails(error)).toBe(
      'VALIDATION_ERROR (validation)\nquality_threshold must be in [0, 1]\nfields: /quality_threshold',
    );
  });
});

describe('connectionWord', () => {
  it('is one word for several states', () => {
    expect(connectionWord('active')).toEqual(connectionWord('ready'));
    expect(connectionWord('failed').tone).toBe('bad');
    expect(isLive('reconnecting')).toBe(false);
  });
});

describe('qualityMeaning', () => {
  it('says where the figure comes from', () => {
    expect(qualityMeaning(node(1, 'A', { quality: 0.8 }))).toEqual({
      word: 'Rich',
      source: '40 % links, 30 % text, 30 % metadata.',
    });
    const stated = node(1, 'A', { quality: 0, metadata: { kind: 'page', properties: { quality: 0 } } });
    expect(qualityMeaning(stated)).toEqual({ word: 'Sketch', source: 'Stated by the page itself.' });
  });
});

describe('kindOf', () => {
  it('draws an unknown kind as the usual one of its type', () => {
    expect(kindOf({ type: 'knowledge', metadata: { kind: 'canvas' } }).kind).toBe('page');
    expect(kindOf({ type: 'agent', metadata: { kind: 'page' } }).kind).toBe('agent');
  });
});
