import type { JSX } from 'preact';
import { useShell } from '../app/shell.ts';
import { Icon } from './icons.tsx';

/** Zoom without a wheel, and the way back to the whole. */
export function ViewButtons(): JSX.Element {
  const { stage } = useShell();
  return (
    <fieldset class="view-buttons" aria-label="View" data-obstacle>
      <button
        type="button"
        class="tool"
        aria-label="Zoom in"
        title="Zoom in (+)"
        onClick={() => stage.value?.nudge(0, 0, 0.75)}
      >
        <Icon name="plus" />
      </button>
      <button
        type="button"
        class="tool"
        aria-label="Zoom out"
        title="Zoom out (−)"
        onClick={() => stage.value?.nudge(0, 0, 1.33)}
      >
        <Icon name="minus" />
      </button>
      <button
        type="button"
        class="tool"
        aria-label="Show the whole graph"
        title="Show the whole graph (0)"
        data-testid="fit"
        onClick={() => stage.value?.fit()}
      >
        <Icon name="fit" />
      </button>
    </fieldset>
  );
}
