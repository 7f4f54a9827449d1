import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, live, open, type Person, person, screenshot, touchNode } from './browser.ts';
import { type Folder, garden } from './folder.ts';
import { type Server, serve } from './server.ts';

describe('two people at one graph', () => {
  let folder: Folder;
  let server: Server;
  let browser: Browser;
  let one: Person;
  let two: Person;

  beforeAll(async () => {
    folder = await garden();
    server = await serve(folder.path);
    browser = await launch();
    one = await person(browser);
    two = await person(browser, { colorScheme: 'light' });
    await Promise.all([open(one.page, server.url, 150), open(two.page, server.url, 150)]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await folder?.remove();
  });

  it('see the same graph', async () => {
    const read = () => ({
      nodes: window.starling.client.graph.count,
      edges: window.starling.client.graph.edgeCount,
    });

    const first = await one.page.evaluate(read);

    expect(first.edges).toBeGreaterThan(100);
    expect(await two.page.evaluate(read)).toEqual(first);
  });

  it('see a node that one drags follow on the other screen', async () => {
    const id = await touchNode(one.page);
    const before = await two.page.evaluate((n) => window.starling.positionOf(n), id);
    const from = await one.page.evaluate((n) => window.starling.project(n), id);
    if (!from || !before) throw new Error('the node has no place');

    await one.page.mouse.down();
    await one.page.mouse.move(from.x + 60, from.y + 40, { steps: 6 });
    await one.page.mouse.move(from.x + 180, from.y + 90, { steps: 8 });
    const hand = await one.page.evaluate(() => window.starling.hovered());
    const held = await one.page.evaluate((n) => window.starling.positionOf(n as number), hand);

    await two.page.waitForFunction(
      ([n, x, y, z]) => {
        const at = window.starling.positionOf(n as number);
        return (
          at !== undefined && Math.hypot(at.x - (x as number), at.y - (y as number), at.z - (z as number)) < 1
        );
      },
      [hand, held?.x, held?.y, held?.z],
    );
    await screenshot(two.page, 'drag-on-the-other-screen');
    await one.page.mouse.up();
  });

  it('see a saved file on the other screen', async () => {
    const nodes = await two.page.evaluate(() => window.starling.client.graph.count);
    const saved = performance.now();

    await folder.write(
      'Murmuration.md',
      '# Murmuration\n\nMany birds, one shape. Like a [[WebSocket]] with many screens.\n',
    );

    await two.page.waitForFunction(() => window.starling.find('Murmuration').length === 1);
    console.log(`saved file on the second screen after ${Math.round(performance.now() - saved)} ms`);
    expect(await two.page.evaluate(() => window.starling.client.graph.count)).toBe(nodes + 1);
    await one.page.waitForFunction(() => window.starling.find('Murmuration').length === 1);
  });

  it('keep their picture when the server dies and come back by themselves', async () => {
    const nodes = await one.page.evaluate(() => window.starling.client.graph.count);

    await server.kill();
    await one.page.getByTestId('offline-banner').waitFor();
    await one.page.waitForFunction(() => window.starling.saturation() < 0.2);
    await screenshot(one.page, 'offline');
    expect(await one.page.evaluate(() => window.starling.client.graph.count)).toBe(nodes);

    server = await serve(folder.path, Number(new URL(server.url).port));
    await Promise.all([live(one.page), live(two.page)]);
    await one.page.getByTestId('offline-banner').waitFor({ state: 'detached' });
    await folder.write('After the storm.md', 'Written after the restart, next to [[Murmuration]].\n');
    await two.page.waitForFunction(() => window.starling.find('After the storm').length === 1);
  });

  it('can try at once instead of waiting', async () => {
    await server.kill();
    await one.page.getByTestId('offline-banner').waitFor();
    server = await serve(folder.path, Number(new URL(server.url).port));

    await one.page.getByTestId('try-now').click();

    await live(one.page);
  });
});
