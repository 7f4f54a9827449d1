import { expect, test } from 'vitest';
import { Emitter } from '../src/emitter.ts';

test('a listener hears what comes after it was added and before it was removed', () => {
  const emitter = new Emitter<{ n: number }>();
  const heard: number[] = [];

  emitter.emit('n', 1);
  const stop = emitter.on('n', (n) => heard.push(n));
  emitter.emit('n', 2);
  stop();
  emitter.emit('n', 3);

  expect(heard).toEqual([2]);
  expect(emitter.has('n')).toBe(false);
});

test('one function that listens twice is heard twice, and each cancel removes one', () => {
  const emitter = new Emitter<{ n: number }>();
  const heard: number[] = [];
  const listener = (n: number) => heard.push(n);
  const stop = emitter.on('n', listener);
  emitter.on('n', listener);

  emitter.emit('n', 1);
  stop();
  stop();
  emitter.emit('n', 2);

  expect(heard).toEqual([1, 1, 2]);
});

test('a listener that throws is reported and the others hear all the same', async () => {
  const emitter = new Emitter<{ n: number }>();
  const heard: number[] = [];
  const reported = new Promise((resolve) => {
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.once('uncaughtException', (error) => {
      for (const listener of listeners) process.on('uncaughtException', listener);
      resolve(error);
    });
  });
  emitter.on('n', () => {
    throw new Error('mine');
  });
  emitter.on('n', (n) => heard.push(n));

  emitter.emit('n', 1);

  expect(heard).toEqual([1]);
  expect(await reported).toEqual(new Error('mine'));
});
