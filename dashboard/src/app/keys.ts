export type Action =
  | 'search'
  | 'filter'
  | 'table'
  | 'theme'
  | 'fit'
  | 'focus'
  | 'zoomIn'
  | 'zoomOut'
  | 'turnLeft'
  | 'turnRight'
  | 'turnUp'
  | 'turnDown'
  | 'help'
  | 'escape';

export interface KeyInfo {
  readonly keys: readonly string[];
  readonly action: Action;
  readonly does: string;
  /** Only while the graph itself has the focus: the key means something else in lists and fields. */
  readonly onStage?: boolean;
}

/** Every key of the page; the dialog behind `?` is made from this list. */
export const KEYS: readonly KeyInfo[] = [
  { keys: ['/'], action: 'search', does: 'Search and fly to a node' },
  { keys: ['f'], action: 'filter', does: 'Open or close the filter' },
  { keys: ['t'], action: 'table', does: 'Graph as a table, and back' },
  { keys: ['c'], action: 'focus', does: 'Centre the selected node' },
  { keys: ['0'], action: 'fit', does: 'Show the whole graph' },
  { keys: ['+', '='], action: 'zoomIn', does: 'Zoom in' },
  { keys: ['-'], action: 'zoomOut', does: 'Zoom out' },
  { keys: ['ArrowLeft'], action: 'turnLeft', does: 'Turn left', onStage: true },
  { keys: ['ArrowRight'], action: 'turnRight', does: 'Turn right', onStage: true },
  { keys: ['ArrowUp'], action: 'turnUp', does: 'Turn up', onStage: true },
  { keys: ['ArrowDown'], action: 'turnDown', does: 'Turn down', onStage: true },
  { keys: ['d'], action: 'theme', does: 'Dark or light' },
  { keys: ['?'], action: 'help', does: 'All keys' },
  { keys: ['Escape'], action: 'escape', does: 'Close, clear, step back' },
];

/** Where a key was pressed. */
export interface KeyPlace {
  /** In a field that takes text. */
  typing: boolean;
  onStage: boolean;
}

/** The action of a key press, if it has one there. Keys with Ctrl, Alt or Meta belong to the browser. */
export function actionFor(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  place: KeyPlace,
): Action | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const found = KEYS.find((info) => info.keys.includes(event.key));
  if (!found) return undefined;
  if (found.action === 'escape') return 'escape';
  if (place.typing || (found.onStage && !place.onStage)) return undefined;
  return found.action;
}

/** A key as the dialog shows it. */
export function keyCap(key: string): string {
  const caps: Readonly<Record<string, string>> = {
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    Escape: 'Esc',
  };
  return caps[key] ?? key;
}
