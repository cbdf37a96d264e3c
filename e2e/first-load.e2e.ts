/** What a browser must fetch before somebody sees Now: little, and nothing that only draws charts. */
import { gzipSync } from 'node:zlib';

import { expect, signIn, test } from './fixtures.ts';

const most = 350_000;

test('signing in and seeing Now takes under 350 kB of compressed code, without the charts', async ({ core, page }) => {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.set(response.url(), response.body());
  });
  await page.goto(core.consoleUrl);
  await signIn(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const bodies = await Promise.all(scripts.values());
  const compressed = bodies.reduce((sum, body) => sum + gzipSync(body).byteLength, 0);
  expect(compressed).toBeGreaterThan(50_000);
  expect(compressed).toBeLessThan(most);
  expect([...scripts.keys()].filter((url) => /\/(charts|value-chart|trends-page)/.test(url))).toEqual([]);
});
