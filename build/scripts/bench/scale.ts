/** The console on a large site: how soon rows are there, whether scrolling stutters, how much is drawn, what memory does. */
import type { Page } from 'playwright-core';

import { runSeed } from '../seed/run-seed.ts';
import type { Bench } from './browser-page.ts';
import { quantile, type Figure } from './figures.ts';
import { startSteadyLoad } from './steady-load.ts';
import { WireClient } from '../../../embedded-server/testing/wire-client.ts';

export interface ScaleOptions {
  devices: number;
  alarms: number;
  journal: number;
  /** How long memory is watched under live updates. */
  minutes: number;
}

const opened = 5;
const firstRowsMs = 300;
const longTaskMs = 100;
const mostRows = 200;
const livePerSecond = 50;
const megabyte = 1024 * 1024;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface ListView {
  name: string;
  /** Leads there from Now. */
  open(page: Page): Promise<void>;
}

const lists: ListView[] = [
  { name: 'alarms', open: (page) => page.keyboard.press('2') },
  { name: 'devices', open: (page) => page.keyboard.press('3') },
  {
    name: 'journal',
    async open(page) {
      await page.keyboard.press('2');
      await page.getByRole('tab', { name: /Journal/ }).click();
    },
  },
];

const firstRow = (page: Page) => page.locator('[role="row"][aria-rowindex="2"], [role="row"][data-index="0"], [role="rowgroup"] [role="row"]').first();

/** From the key to the first row; the first time is left out, because the page's code comes with it. */
async function firstRows(page: Page, { name, open }: ListView): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round <= opened; round += 1) {
    await page.keyboard.press('1');
    await wait(300);
    const startMs = performance.now();
    await open(page);
    await firstRow(page).waitFor();
    if (round > 0) times.push(performance.now() - startMs);
  }
  return { name: `first rows of ${name}, median of ${opened}`, value: quantile(times, 0.5), unit: 'ms', most: firstRowsMs };
}

async function scroll(page: Page, { name, open }: ListView): Promise<Figure[]> {
  await page.keyboard.press('1');
  await open(page);
  await firstRow(page).waitFor();
  await page.evaluate(() => {
    const longest = { ms: 0 };
    Object.assign(globalThis, { longestTask: longest });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
    }).observe({ type: 'longtask' });
  });
  await firstRow(page).hover();
  let rows = 0;
  for (let step = 0; step < 60; step += 1) {
    await page.mouse.wheel(0, step % 20 === 19 ? 20_000 : 600);
    await wait(30);
    rows = Math.max(rows, await page.locator('[role="row"]').count());
  }
  await wait(300);
  const longest = await page.evaluate(() => (globalThis as unknown as { longestTask: { ms: number } }).longestTask.ms);
  return [
    { name: `longest task while ${name} scroll`, value: longest, unit: 'ms', most: longTaskMs },
    { name: `rows of ${name} in the page at most`, value: rows, unit: '', most: mostRows },
  ];
}

/** Heap in use after collecting, bytes. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

async function someDevices(bench: Bench): Promise<string[]> {
  const { body } = await new WireClient(bench.core.deviceUrl, bench.account).get('/inventory/managedObjects?fragmentType=c8y_IsDevice&pageSize=500');
  return (body as { managedObjects: { id: string }[] }).managedObjects.map(({ id }) => id);
}

/** The heap after a first minute of updates, and at the end. */
async function memory(bench: Bench, page: Page, minutes: number): Promise<Figure[]> {
  await page.keyboard.press('3');
  const load = startSteadyLoad(bench.core.deviceUrl, bench.account, await someDevices(bench), livePerSecond);
  await wait(60_000);
  const early = await heap(page);
  await wait(Math.max(0, minutes - 1) * 60_000);
  const late = await heap(page);
  await load.stop();
  return [
    { name: 'heap of the page after a minute of live updates', value: early / megabyte, unit: 'MB' },
    { name: `heap of the page after ${minutes} min`, value: late / megabyte, unit: 'MB', most: Math.ceil((early / megabyte) * 1.2) },
  ];
}

/** Seed the site over HTTP, then measure. */
export async function measureScale(bench: Bench, { minutes, ...counts }: ScaleOptions): Promise<Figure[]> {
  const { consoleUrl, deviceUrl } = bench.core;
  const options = { ...counts, consoleUrl, deviceUrl, userName: 'admin', readings: 20, connections: 32 };
  await runSeed(options, { screen: process.stderr, stop: new AbortController().signal, deviceUrl, account: bench.account });
  const page = await bench.openPage();
  const figures: Figure[] = [];
  for (const list of lists) figures.push(await firstRows(page, list), ...(await scroll(page, list)));
  if (minutes > 0) figures.push(...(await memory(bench, page, minutes)));
  return figures;
}
