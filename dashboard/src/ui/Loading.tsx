import type { JSX } from 'preact';
import { useShell } from '../app/shell.ts';

/** Before the first picture: what is being loaded and how far, or why not. */
export function Loading(): JSX.Element | null {
  const { session, client } = useShell();
  if (session.loaded.value) return null;
  const state = session.state.value;
  const parts = session.loading.value;
  const stuck = state === 'failed' || state === 'disconnected' || state === 'reconnecting';
  const words = stuck ? `No answer from ${location.host}.` : parts ? 'Reading the graph' : 'Connecting';
  return (
    <section class="centre-note" aria-label="Loading" aria-live="polite" data-testid="loading">
      <p class="centre-title">{words}</p>
      {parts && (
        <>
          <progress max={parts.parts} value={parts.part} aria-label="Parts of the graph" />
          <p class="number">
            part {parts.part} of {parts.parts}
          </p>
        </>
      )}
      {!stuck && !parts && <progress aria-label="Connecting" />}
      {stuck && (
        <>
          <p>Is `./starling serve` running? This page keeps trying.</p>
          <button type="button" class="button" data-testid="try-now" onClick={() => client.reset()}>
            Try now
          </button>
        </>
      )}
    </section>
  );
}
