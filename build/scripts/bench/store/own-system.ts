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

/** As many as an answer can have: more than there are, so that none are put together. */
const mostPoints = 20_000;

function start(folder: string): Promise<CoreProcess> {
  return startCore(folder, { sets: siteSettings, env: { VALVOMO_LOG_LEVEL: 'error' } });
}

class OwnSystem implements System {
  readonly name = 'Valvomo';
  readonly version = version();
  readonly dialects = ['cumulocity'] as const;
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

  /** The console's own requests, as a signed-in browser sends them. */
  async reads(): Promise<ReadRequests> {
    const client = new ConsoleClient(this.#core.consoleUrl);
    await client.signIn('admin', adminPassword);
    const { series: found } = await client.call('series', { deviceId: this.historyDevice.id });
    const id = found.find((one) => one.series === series[0].name)?.id ?? '';
    const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: ${new URL(client.url).host}\r\ncookie: ${client.cookie ?? ''}\r\n\r\n`;
    const points = (fromMs: number, count: number) => get(`/api/series/${id}/points?fromMs=${fromMs}&toMs=${history.toMs}&points=${count}`);
    return {
      raw: points(history.weekFromMs, mostPoints),
      buckets: points(history.weekFromMs, 500),
      year: points(history.yearFromMs, 1_000),
      latest: get(`/api/series?limit=${this.devices.length * series.length}`),
    };
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
export async function startOwn(deviceCount: number): Promise<System> {
  const dataDir = mkdtempSync(join(tmpdir(), 'valvomo-store-'));
  const core = await start(dataDir);
  const devices = await addDevices(core, 'bench', deviceCount);
  const [historyDevice] = await addDevices(core, 'history', 1);
  if (!historyDevice) throw new Error('no device was registered');
  await addRules(core, devices);
  return new OwnSystem(dataDir, core, devices, historyDevice);
}
