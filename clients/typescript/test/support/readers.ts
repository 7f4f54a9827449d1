import { agents } from '../../src/codec/agent.ts';
import { paths } from '../../src/codec/path.ts';
import { voice } from '../../src/codec/voice.ts';

/** Readers of every type that is not read anyway. */
export const EVERY = [agents, paths, voice];
