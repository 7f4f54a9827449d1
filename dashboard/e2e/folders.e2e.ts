import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { launch, open, person, screenshot } from './browser.ts';
import { emptyFolder, generated } from './folder.ts';
import { serve } from './server.ts';

/** Software rendering on two cores shared with the server is slow: so few that a slow machine draws them in time. */
const FRAMES = 10;

describe('folders', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('says what to do with an empty one, and shows the first page that is saved', async () => {
    const folder = await emptyFolder();
    const server = await serve(folder.path);
    const { page } = await person(browser);
    await page.goto(server.url);

    await page.getByTestId('empty').waitFor();
    await screenshot(page, 'empty');
    await folder.write('First.md', '# First\n\nA link to [[Second]].\n');
    await page.waitForFunction(() => window.starling.client.graph.count === 2);
    await page.getByTestId('empty').waitFor({ state: 'detached' });

    await page.context().close();
    await server.kill();
    await folder.remove();
  });

  it('draws 10,000 pages', async () => {
    const folder = await generated(10_000, 3);
    const server = await serve(folder.path);
    const { page } = await person(browser);
    await open(page, server.url, 10_000);
    await page.evaluate(() => window.starlingStats.reset());

    await page.getByTestId('stage').focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction((frames) => {
      window.starling.turn(0.01);
      return window.starlingStats.report().frames > frames;
    }, FRAMES);

    const { work, interval } = await page.evaluate(() => window.starlingStats.report());
    console.log(
      `10,000 nodes: frame work p50 ${work.p50.toFixed(1)} p95 ${work.p95.toFixed(1)} ms, interval p50 ${interval.p50.toFixed(0)} ms`,
    );
    await screenshot(page, 'ten-thousand');

    await page.context().close();
    await server.kill();
    await folder.remove();
  });
});
