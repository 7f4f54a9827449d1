import type { Browser, Page } from 'playwright-core';

/** Milliseconds of the main thread's own processor time: what other processes of the machine do does not count. */
export interface FrameCost {
  frames: number;
  /** The page's work in a frame: motion, labels, drawing calls. */
  script: { p50: number; p95: number };
  /** Style, layout and paint in a frame, on average. */
  rendering: number;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Thread duration, microseconds. */
  tdur?: number;
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];
const RENDERING = new Set(['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit']);

/** Turns the camera for so many frames; resolves when they are drawn. */
export async function turnFor(page: Page, frames: number): Promise<void> {
  await page.evaluate(
    (n) =>
      new Promise<void>((resolve) => {
        let left = n;
        const step = (): void => {
          window.starling.turn(0.01);
          if (left-- > 0) requestAnimationFrame(step);
          else resolve();
        };
        step();
      }),
    frames,
  );
}

/** What the frames of a turning camera cost the main thread, from Chromium's own trace. */
export async function costOfTurning(browser: Browser, page: Page, frames: number): Promise<FrameCost> {
  await turnFor(page, frames / 2);
  await browser.startTracing(page, { categories: CATEGORIES });
  await turnFor(page, frames);
  const trace = await browser.stopTracing();
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const fired = traceEvents.filter(
    (event) => event.name === 'FireAnimationFrame' && event.tdur !== undefined,
  );
  const main = fired[0];
  if (!main) throw new Error('the trace has no frames');
  const all = fired.map((event) => (event.tdur ?? 0) / 1000).sort((a, b) => a - b);
  const rendering = traceEvents
    .filter((event) => event.pid === main.pid && event.tid === main.tid && RENDERING.has(event.name))
    .reduce((sum, event) => sum + (event.tdur ?? 0) / 1000, 0);
  const at = (share: number): number => all[Math.min(all.length - 1, Math.floor(share * all.length))] ?? 0;
  return { frames: all.length, script: { p50: at(0.5), p95: at(0.95) }, rendering: rendering / all.length };
}
