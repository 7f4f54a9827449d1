import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { isLive } from '../app/connection.ts';
import { secondsUntil } from '../app/format.ts';
import { useShell } from '../app/shell.ts';

/** While offline: what is on the screen is the last picture, when the next try is, and a way to try now. */
export function Banner(): JSX.Element | null {
  const { session, client } = useShell();
  const state = session.state.value;
  const away = session.loaded.value && !isLive(state);
  const now = useSignal(Date.now());
  useEffect(() => {
    if (!away) return;
    now.value = Date.now();
    const timer = setInterval(() => {
      now.value = Date.now();
    }, 250);
    return () => clearInterval(timer);
  }, [away, now]);
  if (!away) return null;
  const at = session.retryAt.value;
  const when =
    state === 'failed' || state === 'disconnected'
      ? 'Not trying any more.'
      : at === undefined || state !== 'reconnecting'
        ? 'Trying now …'
        : `Next try in ${secondsUntil(at, now.value)} s.`;
  return (
    <section class="banner" aria-label="Offline" data-testid="offline-banner" data-obstacle>
      <p>
        <strong>Connection lost.</strong> This is the last picture. <span class="number">{when}</span>
      </p>
      <button type="button" class="button" data-testid="try-now" onClick={() => client.reset()}>
        Try now
      </button>
    </section>
  );
}
