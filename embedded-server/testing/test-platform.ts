/** A real platform on a temporary folder, in this process, with ports of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Clock } from '../clock.ts';
import { loadConfig } from '../config.ts';
import { startPlatform, type Platform } from '../platform.ts';
import { adminPassword, noDiskAlarms } from './core-process.ts';
import { WireClient } from './wire-client.ts';

/** Of the installation's bootstrap credential, `management/devicebootstrap`. */
export const bootstrapPassword = 'bootstrap of a test 2026';

export interface TestPlatform {
  platform: Platform;
  dataDir: string;
  /** The administrator on the device listener (applications are on). */
  admin: WireClient;
  /** A client with another credential, `tenant/user:password`. */
  as(credential: string): WireClient;
  /** Stop and remove the folder. */
  end(): Promise<void>;
  /** Stop, and start again on the same folder. */
  restart(): Promise<TestPlatform>;
}

export interface TestOptions {
  sets?: string[];
  clock?: Clock;
  /** No administrator: the state before anybody claimed the site. */
  unclaimed?: boolean;
  /** Serve this instead of the built console. */
  consoleFolder?: string;
}

async function start(dataDir: string, options: TestOptions): Promise<TestPlatform> {
  const sets = ['deviceListener.port=0', 'consoleListener.port=0', 'deviceListener.applications=true', ...noDiskAlarms, ...(options.sets ?? [])];
  const environment = options.unclaimed ? {} : { VALVOMO_ADMIN_PASSWORD: adminPassword, VALVOMO_BOOTSTRAP_PASSWORD: bootstrapPassword };
  const platform = await startPlatform(loadConfig(dataDir, sets, environment), { clock: options.clock, consoleFolder: options.consoleFolder });
  const as = (credential: string) => new WireClient(platform.urls.device, credential);
  return {
    platform,
    dataDir,
    as,
    admin: as(`main/admin:${adminPassword}`),
    async end() {
      await platform.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
    async restart() {
      await platform.close();
      return start(dataDir, options);
    },
  };
}

/** Start one on an empty folder. */
export function startTestPlatform(options: TestOptions = {}): Promise<TestPlatform> {
  return start(mkdtempSync(join(tmpdir(), 'valvomo-test-')), options);
}

/** A device made by the administrator. @returns its id. */
export async function addDevice({ admin }: TestPlatform, name = 'Freezer room 2'): Promise<string> {
  const { body } = await admin.post('/inventory/managedObjects', { name, type: 'test', c8y_IsDevice: {} }, { accept: 'application/json' });
  return (body as { id: string }).id;
}
