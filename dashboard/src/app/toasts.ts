import { type ReadonlySignal, signal } from '@preact/signals';

export interface Toast {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly text: string;
  readonly details?: string;
  /** How often the same has been said. */
  readonly times: number;
}

export interface ToastStore {
  readonly list: ReadonlySignal<readonly Toast[]>;
  show(tone: Toast['tone'], text: string, details?: string): void;
  dismiss(id: number): void;
  /** While a hand or the focus is on a toast it stays. */
  hold(id: number, on: boolean): void;
}

const MOST = 4;
const INFO_MS = 5_000;
const ERROR_MS = 12_000;

/** The last few messages; the same text again counts up instead of stacking. */
export function createToasts(): ToastStore {
  const list = signal<readonly Toast[]>([]);
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  let next = 1;
  const dismiss = (id: number): void => {
    clearTimeout(timers.get(id));
    timers.delete(id);
    list.value = list.value.filter((toast) => toast.id !== id);
  };
  const arm = (toast: Toast): void => {
    clearTimeout(timers.get(toast.id));
    timers.set(
      toast.id,
      setTimeout(() => dismiss(toast.id), toast.tone === 'error' ? ERROR_MS : INFO_MS),
    );
  };
  return {
    list,
    dismiss,
    show(tone, text, details) {
      const same = list.value.find((toast) => toast.text === text);
      const toast: Toast = {
        id: same?.id ?? next++,
        tone,
        text,
        times: (same?.times ?? 0) + 1,
        ...(details === undefined ? {} : { details }),
      };
      list.value = [...list.value.filter((t) => t.id !== toast.id), toast].slice(-MOST);
      arm(toast);
    },
    hold(id, on) {
      const toast = list.value.find((t) => t.id === id);
      if (!toast) return;
      if (on) clearTimeout(timers.get(id));
      else arm(toast);
    },
  };
}
