import type { GraphNode } from '@starling/client';

/** What a node stands for; each has a colour and a body of its own, so that neither alone must tell. */
export type Kind = 'page' | 'tag' | 'missing' | 'class' | 'property' | 'individual' | 'agent';

export interface KindInfo {
  readonly kind: Kind;
  readonly one: string;
  readonly many: string;
  /** Index of the body in the node shader. */
  readonly body: number;
}

export const KINDS: readonly KindInfo[] = [
  { kind: 'page', one: 'Page', many: 'Pages', body: 0 },
  { kind: 'tag', one: 'Tag', many: 'Tags', body: 1 },
  { kind: 'missing', one: 'Missing page', many: 'Missing pages', body: 2 },
  { kind: 'class', one: 'Class', many: 'Classes', body: 3 },
  { kind: 'property', one: 'Property', many: 'Properties', body: 4 },
  { kind: 'individual', one: 'Individual', many: 'Individuals', body: 5 },
  { kind: 'agent', one: 'Agent', many: 'Agents', body: 6 },
];

const BY_NAME = new Map<string, KindInfo>(KINDS.map((info) => [info.kind, info]));
const FALLBACK = { knowledge: 'page', ontology: 'individual', agent: 'agent' } as const;

/** The kind of a node; one that this page does not know is drawn as the usual one of its type. */
export function kindOf(node: Pick<GraphNode, 'type' | 'metadata'>): KindInfo {
  const name = node.type === 'agent' ? 'agent' : node.metadata.kind;
  return BY_NAME.get(name) ?? (BY_NAME.get(FALLBACK[node.type]) as KindInfo);
}
