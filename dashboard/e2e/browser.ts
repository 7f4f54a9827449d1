import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const SCREENSHOTS = fileURLToPath(new URL('../../target/screenshots', import.meta.url));

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // WebGL without a graphics card.
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGS });
}

/** A person with a browser of their own; errors of the page fail the test that looks at `faults`. */
export interface Person {
  readonly page: Page;
  /** What the page's console called an error, and exceptions. */
  readonly faults: string[];
}

export async function person(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    colorScheme: 'dark',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return { page, faults };
}

/** Opens the page and waits for a picture that has unfolded. */
export async function open(page: Page, url: string, nodes = 2): Promise<void> {
  await page.goto(url);
  await page.waitForFunction((n) => (window.starling?.client.graph.count ?? 0) >= n, nodes);
  await live(page);
  await page.waitForFunction(() => window.starling.labels().length > 0 && !window.starling.unfolding());
}

/** Waits until the page says that it is connected. */
export async function live(page: Page): Promise<void> {
  await page.locator('[data-testid=connection][data-tone=good]').waitFor();
}

/** Puts the pointer on some node that lies free in the window; its id. */
export async function touchNode(page: Page): Promise<number> {
  const candidates = await page.evaluate(() => {
    const { graph } = window.starling.client;
    const points: { x: number; y: number; degree: number }[] = [];
    for (let slot = 0; slot < graph.count; slot++) {
      const at = window.starling.project(graph.ids[slot] as number);
      const free = at && at.x > 260 && at.x < innerWidth - 400 && at.y > 140 && at.y < innerHeight - 140;
      if (free) points.push({ x: at.x, y: at.y, degree: graph.degree(slot) });
    }
    return points.sort((a, b) => b.degree - a.degree).slice(0, 10);
  });
  for (const { x, y } of candidates) {
    await page.mouse.move(x - 30, y - 30);
    await page.mouse.move(x, y);
    const id = await page
      .waitForFunction(() => window.starling.hovered(), undefined, { timeout: 3_000 })
      .then((handle) => handle.jsonValue())
      .catch(() => undefined);
    if (id !== undefined) return id;
  }
  throw new Error('no node under the pointer');
}

export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), animations: 'disabled' });
}
