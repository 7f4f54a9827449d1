import { useEffect } from 'preact/hooks';
import { type Action, actionFor } from '../app/keys.ts';
import { type Shell, useShell } from '../app/shell.ts';

const TURN = 0.14;
const ZOOM = 0.84;

type Nudge = readonly [yaw: number, pitch: number, zoom: number];

const NUDGES: Readonly<
  Record<'turnLeft' | 'turnRight' | 'turnUp' | 'turnDown' | 'zoomIn' | 'zoomOut', Nudge>
> = {
  turnLeft: [-TURN, 0, 1],
  turnRight: [TURN, 0, 1],
  turnUp: [0, TURN, 1],
  turnDown: [0, -TURN, 1],
  zoomIn: [0, 0, ZOOM],
  zoomOut: [0, 0, 1 / ZOOM],
};

/** Listens to the keyboard for the whole page. */
export function useKeys(): void {
  const shell = useShell();
  useEffect(() => {
    const abort = new AbortController();
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      const action = actionFor(event, {
        typing: target?.matches('input:not([type=range]), textarea, select') ?? false,
        onStage: target?.matches('canvas') ?? false,
      });
      if (!action || (shell.keysOpen.value && action !== 'help')) return;
      event.preventDefault();
      act(shell, action);
    };
    window.addEventListener('keydown', listen, { signal: abort.signal });
    return () => abort.abort();
  }, [shell]);
}

function act(shell: Shell, action: Action): void {
  const { filterOpen, keysOpen, searchFocus, selected, theme, view } = shell;
  const stage = shell.stage.value;
  switch (action) {
    case 'search':
      searchFocus.value++;
      break;
    case 'filter':
      filterOpen.value = !filterOpen.value;
      break;
    case 'table':
      view.value = view.value === 'table' ? 'graph' : 'table';
      break;
    case 'theme':
      theme.toggle();
      break;
    case 'fit':
      stage?.fit();
      break;
    case 'focus':
      if (selected.value !== undefined) stage?.flyTo(selected.value);
      break;
    case 'help':
      keysOpen.value = !keysOpen.value;
      break;
    case 'escape':
      stepBack(shell);
      break;
    default:
      stage?.nudge(...NUDGES[action]);
  }
}

/** Closes what was opened last: filter, card, table. A field in which somebody types only loses the focus. */
function stepBack(shell: Shell): void {
  const active = document.activeElement;
  if (active instanceof HTMLInputElement && active.type === 'text') active.blur();
  else if (shell.filterOpen.value) shell.filterOpen.value = false;
  else if (shell.selected.value !== undefined) shell.selected.value = undefined;
  else if (shell.view.value === 'table') shell.view.value = 'graph';
}
