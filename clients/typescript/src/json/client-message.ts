import type { GraphFilter } from '../filter.ts';
import type { Credential } from '../options.ts';

/** The text messages of the `graph` dialect that a client sends (chapter 3). */

export const HEARTBEAT = '{"type":"heartbeat"}';
export const PING = 'ping';

export function authenticate(credential: Credential): string {
  return JSON.stringify({ type: 'authenticate', ...credential });
}

/** What is left out does not restrict. `parts` lets the server cut a large graph into messages that do not block. */
export function filterUpdate(filter: GraphFilter, forceRefresh?: true): string {
  return JSON.stringify({
    type: 'filter_update',
    enabled: filter.enabled ?? true,
    quality_threshold: filter.qualityThreshold ?? 0,
    graph: filter.graph ?? 'all',
    types: filter.types,
    tags: filter.tags,
    search: filter.search,
    max_nodes: filter.maxNodes,
    center: filter.center,
    radius: filter.radius,
    parts: true,
    forceRefresh,
  });
}

export function subscribe(events: readonly string[], rateHz: number | undefined): string {
  return JSON.stringify({ type: 'subscribe', events, rate_hz: rateHz });
}

export function unsubscribe(events: readonly string[]): string {
  return JSON.stringify({ type: 'unsubscribe', events });
}
