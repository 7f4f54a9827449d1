import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch, open, type Person, person, screenshot, touchNode } from './browser.ts';
import { type Folder, garden } from './folder.ts';
import { type Server, serve } from './server.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** Serious and critical findings of axe, with the elements at fault. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: unknown }> } };
    return (await axe.run()).violations;
  });
  return (found as Violation[])
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((n) => `${id}: ${n.html.slice(0, 160)} ${n.failureSummary ?? ''}`));
}

describe('the page', () => {
  let folder: Folder;
  let server: Server;
  let browser: Browser;
  let me: Person;

  beforeAll(async () => {
    folder = await garden();
    await folder.write(
      'Broken front matter.md',
      '---\ntags: [unclosed\n---\nStill a page, near [[WebSocket]].\n',
    );
    server = await serve(folder.path);
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await folder?.remove();
  });

  beforeEach(async () => {
    me = await person(browser);
  });

  afterEach(async () => {
    await me.page.context().close();
  });

  it('opens without a fault and asks nobody else for anything', async () => {
    const foreign: string[] = [];
    me.page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(server.url).origin) foreign.push(request.url());
    });

    await open(me.page, server.url, 150);

    await screenshot(me.page, 'dark');
    expect(foreign).toEqual([]);
    expect(me.faults).toEqual([]);
  });

  it('gives the hint once', async () => {
    await open(me.page, server.url, 150);
    await me.page.getByTestId('hint').waitFor();

    await me.page.reload();
    await me.page.waitForFunction(() => (window.starling?.labels().length ?? 0) > 0);

    expect(await me.page.getByTestId('hint').count()).toBe(0);
  });

  it('searches, flies there and shows the details', async () => {
    await open(me.page, server.url, 150);

    await me.page.keyboard.press('/');
    await me.page.keyboard.type('websocket');
    await me.page.getByTestId('search-results').getByRole('option').first().waitFor();
    await screenshot(me.page, 'search');
    await me.page.keyboard.press('Enter');

    const id = await me.page.evaluate(() => window.starling.selected() as number);
    expect(await me.page.getByTestId('detail-label').textContent()).toBe('WebSocket');
    await me.page.waitForFunction((n) => {
      const at = window.starling.project(n);
      return (
        at && Math.abs(at.x - (innerWidth - 352) / 2) < 60 && Math.abs(at.y - (innerHeight + 52) / 2) < 60
      );
    }, id);
    await me.page.waitForFunction(() => window.starling.labels().includes('WebSocket'));
    await screenshot(me.page, 'detail');
  });

  it('walks from node to node by the links of the card', async () => {
    await open(me.page, server.url, 150);
    await me.page.keyboard.press('/');
    await me.page.keyboard.type('websocket');
    await me.page.keyboard.press('Enter');
    const first = me.page.locator('[data-testid=links-out] button, [data-testid=links-in] button').first();
    const name = await first.locator('.link-label').textContent();

    await first.focus();
    await me.page.keyboard.press('Enter');

    await me.page.waitForFunction(
      (n) => document.querySelector('[data-testid=detail-label]')?.textContent === n,
      name,
    );
    await me.page.keyboard.press('Escape');
    await me.page.getByTestId('detail').waitFor({ state: 'detached' });
  });

  it('shows what is wrong with a broken file', async () => {
    await open(me.page, server.url, 150);
    await me.page.keyboard.press('/');
    await me.page.keyboard.type('broken front');
    await me.page.keyboard.press('Enter');

    await me.page.getByTestId('detail-error').waitFor();
    await screenshot(me.page, 'broken-file');
  });

  it('selects a node by a click and lets go by a click beside it', async () => {
    await open(me.page, server.url, 150);
    const id = await touchNode(me.page);

    await me.page.mouse.down();
    await me.page.mouse.up();

    await me.page.getByTestId('detail').waitFor();
    const label = await me.page.evaluate((n) => {
      const { graph } = window.starling.client;
      return graph.node(graph.slotOf(n) as number).label;
    }, id);
    expect(await me.page.getByTestId('detail-label').textContent()).toBe(label);
    await me.page.mouse.click(200, 120);
    await me.page.getByTestId('detail').waitFor({ state: 'detached' });
  });

  it('filters on the server by quality, kind, tag and text', async () => {
    await open(me.page, server.url, 150);
    const total = await me.page.evaluate(() => window.starling.client.graph.count);
    const fewer = () => me.page.waitForFunction((n) => window.starling.client.graph.count < n, total);
    const all = () => me.page.waitForFunction((n) => window.starling.client.graph.count === n, total);

    await me.page.keyboard.press('f');
    await me.page.getByTestId('quality-slider').fill('0.7');
    await fewer();
    await me.page.waitForFunction(() =>
      document.querySelector('[data-testid=visible-count]')?.textContent?.includes(' of '),
    );
    await screenshot(me.page, 'filter');
    await me.page.getByTestId('filter-clear').click();
    await all();

    await me.page.getByTestId('graph-ontology').check({ force: true });
    await me.page.waitForFunction(() => {
      const { graph } = window.starling.client;
      return (
        graph.count > 0 &&
        Array.from({ length: graph.count }, (_, i) => graph.node(i).type).every((t) => t === 'ontology')
      );
    });
    await me.page.getByTestId('filter-clear').click();
    await all();

    await me.page.getByTestId('kind-tag').click();
    await fewer();
    await me.page.getByTestId('filter-clear').click();
    await all();

    await me.page.getByTestId('filter-text').fill('no page is called like this');
    await me.page.getByTestId('empty-filter').getByRole('button').click();
    await all();
  });

  it('remembers a theme that was chosen', async () => {
    await open(me.page, server.url, 150);

    await me.page.getByTestId('theme-toggle').click();
    await me.page.reload();
    await open(me.page, server.url, 150);

    expect(await me.page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
    await screenshot(me.page, 'light');
  });

  it('is a table for keyboards and screen readers', async () => {
    await open(me.page, server.url, 150);

    await me.page.keyboard.press('t');
    await me.page.getByTestId('table').waitFor();
    await me.page.locator('.row-button[tabindex="0"]').focus();
    await me.page.keyboard.press('ArrowDown');
    await me.page.keyboard.press('ArrowDown');
    await me.page.waitForFunction(() => document.activeElement?.getAttribute('data-row') === '2');
    const name = await me.page.evaluate(() => document.activeElement?.textContent);
    await me.page.keyboard.press('Enter');

    expect(await me.page.getByTestId('detail-label').textContent()).toBe(name);
    await screenshot(me.page, 'table');
    await me.page.keyboard.press('End');
    await me.page.waitForFunction(
      () =>
        Number(document.activeElement?.getAttribute('data-row')) === window.starling.client.graph.count - 1,
    );
  });

  it('shows all keys on a question mark', async () => {
    await open(me.page, server.url, 150);

    await me.page.keyboard.press('?');

    await me.page.getByTestId('keys-dialog').getByText('Search and fly to a node').waitFor();
    await screenshot(me.page, 'keys');
    await me.page.keyboard.press('Escape');
    await me.page.getByTestId('keys-dialog').waitFor({ state: 'hidden' });
  });

  it.each(['dark', 'light'] as const)('has nothing serious for axe to say (%s)', async (colorScheme) => {
    const { page } = await person(browser, { colorScheme });
    await open(page, server.url, 150);
    await page.keyboard.press('f');
    await page.keyboard.press('/');
    await page.keyboard.type('websocket');
    await page.keyboard.press('Enter');
    await page.getByTestId('detail').waitFor();

    const graph = await violations(page);
    await page.keyboard.press('t');
    const table = await violations(page);
    await page.keyboard.press('?');
    const keys = await violations(page);

    expect([...graph, ...table, ...keys]).toEqual([]);
    await page.context().close();
  });

  it('works on a phone', async () => {
    const { page } = await person(browser, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await open(page, server.url, 150);
    await screenshot(page, 'phone');

    await page.getByTestId('search-input').tap();
    await page.keyboard.type('websocket');
    await page.getByTestId('search-results').getByRole('option').first().click();
    await page.getByTestId('detail').waitFor();

    await page.waitForFunction(() => window.starling.labels().includes('WebSocket'));
    await screenshot(page, 'phone-detail');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('shows no motion to people who ask for none', async () => {
    const { page } = await person(browser, { reducedMotion: 'reduce' });
    await page.goto(server.url);
    await page.waitForFunction(() => (window.starling?.client.graph.count ?? 0) > 150);

    expect(await page.evaluate(() => window.starling.unfolding())).toBe(false);
    await page.context().close();
  });
});
