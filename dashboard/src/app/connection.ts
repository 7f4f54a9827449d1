import type { ConnectionState } from '@starling/client';

export type Tone = 'good' | 'wait' | 'bad';

export interface ConnectionWord {
  word: string;
  tone: Tone;
}

/** A state of the connection as one dot and one word. */
export function connectionWord(state: ConnectionState): ConnectionWord {
  switch (state) {
    case 'ready':
    case 'active':
      return { word: 'Live', tone: 'good' };
    case 'connecting':
    case 'connected':
    case 'authenticating':
    case 'authenticated':
      return { word: 'Connecting', tone: 'wait' };
    case 'reconnecting':
      return { word: 'Reconnecting', tone: 'wait' };
    case 'disconnected':
    case 'failed':
      return { word: 'Offline', tone: 'bad' };
  }
}

/** Whether what is on the screen is the truth now. */
export const isLive = (state: ConnectionState): boolean => state === 'ready' || state === 'active';
