/** The console on a large site: how soon rows are there, whether scrolling stutters, how much is drawn, what memory does. */
import type { Page } from 'playwright-core';

import { runSeed } from '../seed/run-seed.ts';
import type { Bench } from './browser-page.ts';
import { quantile, tableOf, type Figure } from './figures.ts';
import { measureFlood } from './flood.ts';
import { measureMemory } from './memory.ts';
import { watchTasks } from './tasks.ts';

export interface ScaleOptions {
  devices: number;
  alarms: number;
  journal: number;
  /** How long memory is watched under live updates. */
  minutes: number;
  /** The site was seeded before. */
  seeded: boolean;
}

const opened = 5;
const firstRowsMs = 300;
const longTaskMs = 100;
const mostRows = 200;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface ListView {
  name: string;
  /** The key of the view from where it is opened. */
  from: string;
  open(page: Page): Promise<void>;
}

const lists: ListView[] = [
  { name: 'alarms', from: '1', open: (page) => page.keyboard.press('2') },
  { name: 'devices', from: '1', open: (page) => page.keyboard.press('3') },
  { name: 'journal', from: '2', open: (page) => page.getByRole('tab', { name: /Journal/ }).click() },
];

const firstRow = (page: Page) => page.locator('[role="rowgroup"] [role="row"]').first();

/** The view that is left stays until the next has come: its rows are told apart from the new ones. */
async function markRows(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const row of document.querySelectorAll('[role="row"]')) row.setAttribute('data-left', '');
  });
}

/** Open a list and wait for the first of its own rows. @returns how long it took, in ms. */
async function openAfresh(page: Page, { from, open }: ListView): Promise<number> {
  await page.keyboard.press(from);
  await wait(300);
  await markRows(page);
  const startMs = performance.now();
  await open(page);
  await page.locator('[role="rowgroup"] [role="row"]:not([data-left])').first().waitFor();
  return performance.now() - startMs;
}

/** From the key to the first row; the first time is left out, because the page's code comes with it. */
async function firstRows(page: Page, list: ListView): Promise<Figure[]> {
  const { name } = list;
  await openAfresh(page, list);
  const times: number[] = [];
  for (let round = 0; round < opened; round += 1) times.push(await openAfresh(page, list));
  return [
    { name: `first rows of ${name}, median of ${opened}`, value: quantile(times, 0.5), unit: 'ms', most: firstRowsMs },
    { name: `first rows of ${name}, longest`, value: quantile(times, 1), unit: 'ms' },
  ];
}

async function scroll(page: Page, list: ListView): Promise<Figure[]> {
  const { name } = list;
  await openAfresh(page, list);
  await firstRow(page).hover();
  const stop = await watchTasks(page);
  let rows = 0;
  for (let step = 0; step < 60; step += 1) {
    await page.mouse.wheel(0, step % 20 === 19 ? 20_000 : 600);
    await wait(30);
    rows = Math.max(rows, await page.locator('[role="row"]').count());
  }
  await wait(300);
  const tasks = await stop();
  return [
    { name: `longest task while ${name} scroll, processor time`, value: Math.max(...tasks.map(({ busyMs }) => busyMs)), unit: 'ms', most: longTaskMs },
    { name: `longest task while ${name} scroll, by the clock`, value: Math.max(...tasks.map(({ wallMs }) => wallMs)), unit: 'ms' },
    { name: `rows of ${name} in the page at most`, value: rows, unit: '', most: mostRows },
  ];
}

/** Seed the site over HTTP where that was not done before, then measure. */
export async function measureScale(bench: Bench, { minutes, seeded, ...counts }: ScaleOptions): Promise<Figure[]> {
  const { consoleUrl, deviceUrl } = bench.core;
  const options = { ...counts, consoleUrl, deviceUrl, userName: 'admin', readings: 20, connections: 32 };
  if (!seeded) await runSeed(options, { screen: process.stderr, stop: new AbortController().signal, deviceUrl, account: bench.account });
  const page = await bench.openPage();
  const figures: Figure[] = [];
  for (const list of lists) {
    figures.push(...(await firstRows(page, list)), ...(await scroll(page, list)));
    process.stderr.write(`${tableOf(figures.slice(-5))}\n`);
  }
  figures.push(...(await measureFlood(bench, page, counts.alarms)));
  if (minutes > 0) figures.push(...(await measureMemory(bench, page, minutes)));
  return figures;
}
