import type { JSX } from 'preact';
import { connectionWord } from '../app/connection.ts';
import { useShell } from '../app/shell.ts';

/** The connection as one dot with a word. */
export function ConnectionDot(): JSX.Element {
  const { session } = useShell();
  const { word, tone } = connectionWord(session.state.value);
  return (
    <span class="connection" data-testid="connection" data-state={session.state.value} data-tone={tone}>
      <span class="dot" aria-hidden="true" />
      {word}
    </span>
  );
}
