/** From the start of a POST to the alarm's row in the page, while a thousand other readings a second come in. */
import type { Page } from 'playwright-core';

import { ConsoleClient } from '../../../embedded-server/testing/console-client.ts';
import { adminPassword } from '../../../embedded-server/testing/core-process.ts';
import { WireClient } from '../../../embedded-server/testing/wire-client.ts';
import type { Bench } from './browser-page.ts';
import { quantile, type Figure } from './figures.ts';
import { startSteadyLoad } from './steady-load.ts';

const loadDevices = 200;
const rounds = 60;
const perSecond = 1000;
const pauseMs = 400;
/** What p95 must stay under. */
const mostMs = 1000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function makeDevices(client: WireClient, prefix: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { body } = await client.post('/inventory/managedObjects', { name: `${prefix} ${index}`, c8y_IsDevice: {} }, { accept: 'application/json' });
    ids.push((body as { id: string }).id);
  }
  return ids;
}

async function addRule(consoleUrl: string): Promise<void> {
  const console = new ConsoleClient(consoleUrl);
  await console.signIn('admin', adminPassword);
  await console.call('addRule', {
    name: 'Too warm',
    enabled: true,
    scope: { kind: 'all' },
    series: { fragment: 'air', series: 'temperature' },
    condition: { kind: 'threshold', direction: 'above', limit: 8, deadband: 0.5, forMs: 0, clearForMs: 0 },
    severity: 'CRITICAL',
    text: 'too warm',
    help: '',
  });
}

/** Notes in the page when a row with a name is first there, ms since 1970. */
async function watchRows(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = new Map<string, number>();
    Object.assign(globalThis, { rowsSeen: seen });
    const look = (): void => {
      for (const row of document.querySelectorAll('[role="row"]')) {
        const name = /Alarming \d+ /.exec(`${row.textContent ?? ''} `)?.[0].trim();
        if (name !== undefined && !seen.has(name)) seen.set(name, performance.timeOrigin + performance.now());
      }
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

async function seenMs(page: Page, name: string): Promise<number> {
  const handle = await page.waitForFunction((wanted) => (globalThis as unknown as { rowsSeen: Map<string, number> }).rowsSeen.get(wanted) ?? false, name, { timeout: 30_000, polling: 50 });
  return Number(await handle.jsonValue());
}

/** One alarm: raised, seen, acknowledged and ended, so that the next one stands in view too. */
async function oneRound(page: Page, client: WireClient, id: string, name: string): Promise<number> {
  const reading = (value: number) => ({ source: { id }, type: 'reading', time: new Date().toISOString(), air: { temperature: { value, unit: '°C' } } });
  const startMs = performance.timeOrigin + performance.now();
  const posted = client.post('/measurement/measurements', reading(12));
  const tookMs = (await seenMs(page, name)) - startMs;
  await posted;
  await client.post('/measurement/measurements', reading(4));
  return tookMs;
}

/** @returns the figures: delays on screen, and what became of the load. */
export async function measureLive(bench: Bench): Promise<Figure[]> {
  const client = new WireClient(bench.core.deviceUrl, bench.account);
  const quiet = await makeDevices(client, 'Steady', loadDevices);
  const alarming = await makeDevices(client, 'Alarming', rounds);
  await addRule(bench.core.consoleUrl);
  const page = await bench.openPage();
  await watchRows(page);
  const load = startSteadyLoad(bench.core.deviceUrl, bench.account, quiet, perSecond);
  const startedMs = performance.now();
  const delays: number[] = [];
  for (const [index, id] of alarming.entries()) {
    await wait(pauseMs);
    delays.push(await oneRound(page, client, id, `Alarming ${index}`));
  }
  const seconds = (performance.now() - startedMs) / 1000;
  const { accepted, refused } = await load.stop();
  return [
    { name: 'readings a second meanwhile', value: Math.round(accepted / seconds), unit: '/s' },
    { name: 'readings refused', value: refused, unit: '', most: 0 },
    { name: 'reading to row on screen, p50', value: quantile(delays, 0.5), unit: 'ms' },
    { name: 'reading to row on screen, p95', value: quantile(delays, 0.95), unit: 'ms', most: mostMs },
    { name: 'reading to row on screen, longest', value: quantile(delays, 1), unit: 'ms' },
  ];
}
