import { render } from 'preact';
import type { LiveClient } from './app/ports.ts';
import { createShell, ShellProvider } from './app/shell.ts';
import { expose } from './debug.ts';
import { App } from './ui/App.tsx';

/** Puts the page into `root` and connects. */
export function start(client: LiveClient, root: HTMLElement): void {
  const shell = createShell(client);
  expose(shell);
  render(
    <ShellProvider value={shell}>
      <App />
    </ShellProvider>,
    root,
  );
  client.connect();
}
