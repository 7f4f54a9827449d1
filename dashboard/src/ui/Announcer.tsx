import type { JSX } from 'preact';
import { connectionWord } from '../app/connection.ts';
import { counted } from '../app/format.ts';
import { useShell } from '../app/shell.ts';

/** Says to a screen reader what eyes see change: the connection and the selection. */
export function Announcer(): JSX.Element {
  const { session, selected, client } = useShell();
  const id = selected.value;
  const slot = id === undefined ? undefined : client.graph.slotOf(id);
  const chosen =
    slot === undefined
      ? ''
      : `${client.graph.node(slot).label} selected, ${counted(client.graph.degree(slot), 'link')}.`;
  return (
    <p class="visually-hidden" role="status">
      {connectionWord(session.state.value).word}. {chosen}
    </p>
  );
}
