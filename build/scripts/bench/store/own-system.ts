/** The core itself, started as `npm run serve` starts it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ConsoleClient } from '../../../../embedded-server/testing/console-client.ts';
import { adminPassword, startCore, type CoreProcess } from '../../../../embedded-server/testing/core-process.ts';
import { history } from './history.ts';
import { addDevices, addRules, siteSettings } from './own-site.ts';
import { series } from './readings.ts';
import type { SentDevice } from './requests.ts';
import type { ReadRequests, System } from './system.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

function version(): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

/** As many as an answer can have: more points than there are, so that none are put together. */
const mostPoints = 20_000;
const mostSeries = 10_000;
/** One may send two hundred requests at once, then fifty a second; a person has only a few sessions. */
const browsers = 4;

function start(folder: string): Promise<CoreProcess> {
  return startCore(folder, { built: true, sets: siteSettings, env: { VALVOMO_LOG_LEVEL: 'error' } });
}

function getRequest({ url, cookie }: ConsoleClient, path: string): string {
  return `GET ${path} HTTP/1.1\r\nhost: ${new URL(url).host}\r\ncookie: ${cookie ?? ''}\r\n\r\n`;
}

async function chartRequest(client: ConsoleClient, deviceId: string, fromMs: number, toMs: number, points: number): Promise<string> {
  const { series: found } = await client.call('series', { deviceId });
  const id = found.find((one) => one.series === series[0].name)?.id ?? '';
  return getRequest(client, `/api/series/${id}/points?fromMs=${fromMs}&toMs=${toMs}&points=${points}`);
}

export class OwnSystem implements System {
  readonly name = 'Valvomo';
  readonly version = version();
  readonly dialects = ['cumulocity'] as const;
  readonly share = 1;
  readonly devices: readonly SentDevice[];
  readonly historyDevice: SentDevice;
  readonly folder: string;
  readonly #dataDir: string;
  #core: CoreProcess;

  constructor(dataDir: string, core: CoreProcess, devices: readonly SentDevice[], historyDevice: SentDevice) {
    this.#dataDir = dataDir;
    this.#core = core;
    this.devices = devices;
    this.historyDevice = historyDevice;
    this.folder = join(dataDir, 'tenants');
  }

  get port(): number {
    return Number(new URL(this.#core.deviceUrl).port);
  }

  get readPort(): number {
    return Number(new URL(this.#core.consoleUrl).port);
  }

  get pid(): number {
    return this.#core.process.pid ?? 0;
  }

  async reads(): Promise<readonly ReadRequests[]> {
    const requests: ReadRequests[] = [];
    for (let browser = 0; browser < browsers; browser += 1) requests.push(await this.#readsOf(await this.#signedIn()));
    return requests;
  }

  /** The console's own requests, as a signed-in browser sends them. */
  async #readsOf(client: ConsoleClient): Promise<ReadRequests> {
    const points = (fromMs: number, count: number) => chartRequest(client, this.historyDevice.id, fromMs, history.toMs, count);
    return {
      raw: await points(history.weekFromMs, mostPoints),
      buckets: await points(history.weekFromMs, 500),
      year: await points(history.yearFromMs, 1_000),
      latest: getRequest(client, `/api/series?limit=${Math.min(mostSeries, this.devices.length * series.length)}`),
    };
  }

  /** A chart of a device's first series. */
  async chart(device: SentDevice, fromMs: number, toMs: number, points: number): Promise<string> {
    return chartRequest(await this.#signedIn(), device.id, fromMs, toMs, points);
  }

  async #signedIn(): Promise<ConsoleClient> {
    const client = new ConsoleClient(this.#core.consoleUrl);
    await client.signIn('admin', adminPassword);
    return client;
  }

  async restart(): Promise<number> {
    await this.#core.kill();
    const startMs = performance.now();
    this.#core = await start(this.#dataDir);
    return performance.now() - startMs;
  }

  async stop(): Promise<void> {
    await this.#core.stop();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}

/** Start a core on a fresh folder with its site: devices that found themselves, and rules. */
export async function startOwn(deviceCount: number): Promise<OwnSystem> {
  const dataDir = mkdtempSync(join(tmpdir(), 'valvomo-store-'));
  const core = await start(dataDir);
  const devices = await addDevices(core, 'bench', deviceCount);
  const [historyDevice] = await addDevices(core, 'history', 1);
  if (!historyDevice) throw new Error('no device was registered');
  await addRules(core, devices);
  return new OwnSystem(dataDir, core, devices, historyDevice);
}
