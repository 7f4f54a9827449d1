import type { GraphClient, GraphModel } from '@starling/client';

/** What the page uses of the client; tests drive a hand-written one. */
export type LiveClient = Pick<
  GraphClient,
  | 'graph'
  | 'state'
  | 'retryAt'
  | 'controlBits'
  | 'connect'
  | 'close'
  | 'reset'
  | 'setFilter'
  | 'setControl'
  | 'startDrag'
  | 'on'
>;

/** What the stage reads of the graph; it writes nothing. */
export type LiveGraph = Pick<
  GraphModel,
  | 'count'
  | 'edgeCount'
  | 'version'
  | 'ids'
  | 'positions'
  | 'edgeSource'
  | 'edgeTarget'
  | 'slotOf'
  | 'node'
  | 'edge'
  | 'edgesOf'
  | 'neighbours'
  | 'degree'
>;
