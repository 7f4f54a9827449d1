import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { KEYS, keyCap } from '../app/keys.ts';
import { useShell } from '../app/shell.ts';
import { Icon } from './icons.tsx';

const MOUSE = [
  ['Drag a node', 'Move it, for everyone'],
  ['Drag the ground', 'Turn'],
  ['Shift or right button', 'Move sideways'],
  ['Wheel or pinch', 'Zoom'],
  ['Double click', 'Fly there'],
] as const;

/** All keys, on `?`. */
export function KeysDialog(): JSX.Element {
  const { keysOpen } = useShell();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(
    () =>
      keysOpen.subscribe((open) => {
        if (open && !dialog.current?.open) dialog.current?.showModal();
        if (!open) dialog.current?.close();
      }),
    [keysOpen],
  );
  const close = (): void => {
    keysOpen.value = false;
  };
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="keys-title"
      data-testid="keys-dialog"
      onClose={close}
    >
      <header class="card-head">
        <h2 id="keys-title">Keys and hands</h2>
        <button type="button" class="tool" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div class="keys-columns">
        <dl>
          {KEYS.map((info) => (
            <div key={info.action} class="key-row">
              <dt>
                <kbd>{keyCap(info.keys[0] ?? '')}</kbd>
              </dt>
              <dd>{info.does}</dd>
            </div>
          ))}
        </dl>
        <dl>
          {MOUSE.map(([what, does]) => (
            <div key={what} class="key-row hand">
              <dt>{what}</dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </div>
    </dialog>
  );
}
