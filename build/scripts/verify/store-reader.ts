/** Reads a device's measurements back over HTTP, with the device's own secret, page by page. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

import type { ReplayedDevice } from './ledger-lines.ts';
import { measurementSchema, type Measurement } from './stored-form.ts';

const pageSize = 2000;
const maxTries = 8;
const answerWithinMs = 60_000;

const pageSchema = z.object({
  measurements: z.array(measurementSchema),
  statistics: z.object({ currentPage: z.number(), pageSize: z.number(), totalElements: z.number().optional() }),
});

/** What a device has in the store, and how many measurements the store says that is. */
export interface DeviceStore {
  measurements: Measurement[];
  total: number;
}

function pageUrl(deviceUrl: string, deviceId: string, currentPage: number): URL {
  const url = new URL('/measurement/measurements', deviceUrl);
  const query = { source: deviceId, pageSize: String(pageSize), currentPage: String(currentPage) };
  url.search = new URLSearchParams({ ...query, ...(currentPage === 1 && { withTotalElements: 'true' }) }).toString();
  return url;
}

/** @throws Error with a plain message when the core refuses, or does not answer for too long. */
async function get(url: URL, { tenant, userName, secret }: ReplayedDevice): Promise<unknown> {
  const authorization = `Basic ${Buffer.from(`${tenant}/${userName}:${secret}`).toString('base64')}`;
  let reason = '';
  for (let tries = 1; tries <= maxTries; tries += 1) {
    const response = await fetch(url, { headers: { authorization }, signal: AbortSignal.timeout(answerWithinMs) }).catch(() => null);
    if (response?.ok) return response.json();
    reason = response ? `${response.status}: ${(await response.text()).slice(0, 200)}` : 'no answer';
    if (response && response.status < 500 && response.status !== 429) break;
    await sleep(Number(response?.headers.get('retry-after') ?? '0.5') * 1000);
  }
  throw new Error(`Reading ${url.href} failed, ${reason}`);
}

async function readPage(deviceUrl: string, device: ReplayedDevice, currentPage: number): Promise<z.infer<typeof pageSchema>> {
  const url = pageUrl(deviceUrl, device.deviceId, currentPage);
  const parsed = pageSchema.safeParse(await get(url, device));
  if (parsed.success) return parsed.data;
  throw new Error(`${url.href} is no page of measurements: ${parsed.error.issues[0]?.path.join('.')} ${parsed.error.issues[0]?.message}`);
}

/** Everything a device has, read until an empty page. */
export async function readStore(deviceUrl: string, device: ReplayedDevice): Promise<DeviceStore> {
  const measurements: Measurement[] = [];
  let total = 0;
  for (let currentPage = 1; ; currentPage += 1) {
    const page = await readPage(deviceUrl, device, currentPage);
    if (currentPage === 1) total = page.statistics.totalElements ?? NaN;
    if (page.measurements.length === 0) return { measurements, total };
    measurements.push(...page.measurements);
  }
}
