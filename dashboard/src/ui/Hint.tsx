import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { recall, remember } from '../app/preferences.ts';
import { useShell } from '../app/shell.ts';

const AFTER_MS = 2_400;
const FOR_MS = 9_000;

/** Says once, ever, that the graph can be touched; goes when somebody does. */
export function Hint(): JSX.Element | null {
  const { session, dragging, view, client } = useShell();
  const shown = useSignal(false);
  const ready = session.loaded.value;
  useEffect(() => {
    if (!ready || client.graph.count < 2 || recall('hinted') !== undefined) return;
    const show = setTimeout(() => {
      shown.value = true;
      remember('hinted', '1');
    }, AFTER_MS);
    const hide = setTimeout(() => {
      shown.value = false;
    }, AFTER_MS + FOR_MS);
    const stop = dragging.subscribe((on) => {
      if (!on) return;
      shown.value = false;
      clearTimeout(show);
      remember('hinted', '1');
    });
    return () => {
      clearTimeout(show);
      clearTimeout(hide);
      stop();
    };
  }, [ready, client, dragging, shown]);
  if (!shown.value || view.value !== 'graph') return null;
  return (
    <p class="hint" role="note" data-testid="hint" data-obstacle>
      Drag a node — everyone sees it
    </p>
  );
}
