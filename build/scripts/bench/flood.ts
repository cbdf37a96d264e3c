/** Thousands of alarms at once, as when a network is gone: how soon the last one is on screen, and what the page keeps of it. */
import type { Page } from 'playwright-core';

import { WireClient } from '../../../embedded-server/testing/wire-client.ts';
import type { Bench } from './browser-page.ts';
import type { Figure } from './figures.ts';

const connections = 32;
const lastText = 'last of the flood';
/** The last alarm is on screen within this. */
const mostDelayMs = 2_000;
/** Rows of alarms are data, not waste: some thousand more may take this. */
const mostGrowthBytes = 64 * 1024 * 1024;

async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

async function someDevices(client: WireClient, count: number): Promise<string[]> {
  const found: string[] = [];
  for (let page = 1; found.length < count; page += 1) {
    const { body } = await client.get(`/inventory/managedObjects?fragmentType=c8y_IsDevice&pageSize=1000&currentPage=${page}`);
    const { managedObjects } = body as { managedObjects: { id: string }[] };
    if (managedObjects.length === 0) break;
    found.push(...managedObjects.map(({ id }) => id));
  }
  return found.slice(0, count);
}

function raise(client: WireClient, id: string, severity: string, text: string): Promise<unknown> {
  return client.post('/alarm/alarms', { source: { id }, type: text, text, severity, time: new Date().toISOString() });
}

async function raiseAll(client: WireClient, ids: readonly string[]): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < ids.length) await raise(client, ids[next++] ?? '', 'MAJOR', 'flood');
  };
  await Promise.all(Array.from({ length: connections }, worker));
}

/** @param count alarms, on as many devices. */
export async function measureFlood(bench: Bench, page: Page, count: number): Promise<Figure[]> {
  const client = new WireClient(bench.core.deviceUrl, bench.account);
  const ids = await someDevices(client, count);
  await page.keyboard.press('1');
  const before = await heapBytes(page);
  const startMs = performance.now();
  await raiseAll(client, ids);
  const postedMs = performance.now();
  await raise(client, ids[0] ?? '', 'CRITICAL', lastText);
  await page.getByText(lastText).first().waitFor({ timeout: 120_000 });
  const seenMs = performance.now();
  const grown = (await heapBytes(page)) - before;
  return [
    { name: `a flood of ${ids.length} alarms, raised`, value: Math.round((ids.length / (postedMs - startMs)) * 1000), unit: '/s' },
    { name: 'its last alarm on screen after', value: seenMs - postedMs, unit: 'ms', most: mostDelayMs },
    { name: 'growth of the heap by it', value: grown / 1024 / 1024, unit: 'MB', most: mostGrowthBytes / 1024 / 1024 },
  ];
}
