/** What this browser remembers; a browser that forbids storage forgets, and nothing else changes. */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(`starling.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`starling.${key}`, value);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}
