/** What page and core keep while the site lives: readings come in, alarms come and go, and a person goes through the views. */
import type { CDPSession, Page } from 'playwright-core';

import { WireClient } from '../../../embedded-server/testing/wire-client.ts';
import type { Bench } from './browser-page.ts';
import type { Figure } from './figures.ts';
import { startSteadyLoad } from './steady-load.ts';
import { usageOf } from './store/process-usage.ts';

const livePerSecond = 50;
const roundMs = 60_000;
const roundsBetweenSamples = 5;
/** Keys that lead through every view of a site; the last is where each sample is taken. */
const views = ['1', '2', '4', '5', '6', '3'];
const megabyte = 1024 * 1024;
/** A heap that only breathes stays within this of its first sample. */
const mostGrowth = 1.2;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Sample {
  minute: number;
  heapBytes: number;
  nodes: number;
  listeners: number;
  coreBytes: number;
}

async function takeSample(session: CDPSession, minute: number, corePid: number): Promise<Sample> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? NaN;
  return { minute, heapBytes: metric('JSHeapUsedSize'), nodes: metric('Nodes'), listeners: metric('JSEventListeners'), coreBytes: usageOf(corePid).memoryBytes };
}

/** One minute: every view for some seconds, an alarm that comes in one and goes in the next. */
async function liveRound(page: Page, client: WireClient, sourceId: string): Promise<void> {
  const { body } = await client.post('/alarm/alarms', { source: { id: sourceId }, type: 'bench', text: 'comes and goes', severity: 'MAJOR', time: new Date().toISOString() }, { accept: 'application/json' });
  for (const [index, key] of views.entries()) {
    await page.keyboard.press(key);
    await wait(roundMs / views.length);
    if (index === 2) await client.put(`/alarm/alarms/${(body as { id: string }).id}`, { status: 'CLEARED' });
  }
}

async function someDevices(client: WireClient): Promise<string[]> {
  const { body } = await client.get('/inventory/managedObjects?fragmentType=c8y_IsDevice&pageSize=500');
  return (body as { managedObjects: { id: string }[] }).managedObjects.map(({ id }) => id);
}

async function samplesOf(page: Page, client: WireClient, { minutes, sourceId, corePid }: { minutes: number; sourceId: string; corePid: number }): Promise<Sample[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const samples: Sample[] = [];
  for (let minute = 1; minute <= minutes; minute += 1) {
    await liveRound(page, client, sourceId);
    if (minute !== 1 && minute % roundsBetweenSamples !== 0) continue;
    const sample = await takeSample(session, minute, corePid);
    process.stderr.write(`memory: ${JSON.stringify(sample)}\n`);
    samples.push(sample);
  }
  return samples;
}

/** Each sample as it was, and the last against the first one taken with every view already opened. Pure. */
export function memoryFigures(samples: readonly Sample[]): Figure[] {
  const told = samples.flatMap(({ minute, heapBytes, nodes, listeners, coreBytes }) => [
    { name: `heap after ${minute} min`, value: heapBytes / megabyte, unit: 'MB' },
    { name: `memory of the core after ${minute} min`, value: coreBytes / megabyte, unit: 'MB' },
    { name: `DOM nodes after ${minute} min`, value: nodes, unit: '' },
    { name: `listeners after ${minute} min`, value: listeners, unit: '' },
  ]);
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [...told, { name: 'heap at the end, of that at the start', value: (last.heapBytes / first.heapBytes) * 100, unit: '%', most: mostGrowth * 100 }];
}

/** @returns the heap after collecting, nodes, listeners and the core's memory, every five minutes of live updates. */
export async function measureMemory(bench: Bench, page: Page, minutes: number): Promise<Figure[]> {
  const client = new WireClient(bench.core.deviceUrl, bench.account);
  const devices = await someDevices(client);
  const load = startSteadyLoad(bench.core.deviceUrl, bench.account, devices, livePerSecond);
  const samples = await samplesOf(page, client, { minutes, sourceId: devices[0] ?? '', corePid: bench.core.process.pid ?? 0 });
  const { accepted, refused } = await load.stop();
  return [{ name: 'readings accepted meanwhile', value: accepted, unit: '' }, { name: 'readings refused meanwhile', value: refused, unit: '', most: 0 }, ...memoryFigures(samples)];
}
