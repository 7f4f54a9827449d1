import type { JSX } from 'preact';
import { useShell } from '../app/shell.ts';
import type { Toast } from '../app/toasts.ts';
import { Icon } from './icons.tsx';

/** Messages in words; what is behind them is behind a click. */
export function Toasts(): JSX.Element {
  const { toasts } = useShell();
  return (
    <section class="toasts" aria-label="Messages" aria-live="polite">
      {toasts.list.value.map((toast) => (
        <Message key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function Message({ toast }: { toast: Toast }): JSX.Element {
  const { toasts } = useShell();
  const hold = (on: boolean) => () => toasts.hold(toast.id, on);
  return (
    <article
      class="toast"
      data-tone={toast.tone}
      data-testid="toast"
      onMouseEnter={hold(true)}
      onMouseLeave={hold(false)}
      onFocusIn={hold(true)}
      onFocusOut={hold(false)}
    >
      <div class="toast-line">
        <p>
          {toast.text}
          {toast.times > 1 && <span class="number toast-times"> ×{toast.times}</span>}
        </p>
        <button type="button" class="tool" aria-label="Dismiss" onClick={() => toasts.dismiss(toast.id)}>
          <Icon name="close" />
        </button>
      </div>
      {toast.details !== undefined && (
        <details>
          <summary>Details</summary>
          <pre>{toast.details}</pre>
        </details>
      )}
    </article>
  );
}
