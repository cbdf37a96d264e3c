/**
 * The platform, wired by hand: opens the files, starts the listeners, stops everything in the opposite order.
 * The one module that knows all the others.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { HostMessage } from '#contract/desktop.ts';

import { systemClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import { openPlatformDatabase } from './db/platform-database.ts';
import { announceTo } from './flows/announcements.ts';
import { openAlarmCounts } from './flows/console-alarms.ts';
import { enterMainTenant, startUnattended } from './flows/first-run.ts';
import { startHousekeeping } from './flows/housekeeping.ts';
import type { OpenTenant } from './flows/open-tenant.ts';
import { closeTenant, openTenant } from './flows/tenant-opening.ts';
import { startDeviceListener } from './http/device/listener.ts';
import { logger } from './log.ts';
import { authenticateDeviceRequest } from './tenants/authenticate.ts';
import { bootstrapTenant } from './tenants/bootstrap-credential.ts';
import { PasswordCheck } from './tenants/password-check.ts';
import { SignInThrottle } from './tenants/sign-in-throttle.ts';
import { mainTenant, tenantIds } from './tenants/tenant-directory.ts';

const log = logger('platform');

export interface Platform {
  urls: {
    /** Where devices post to. */
    device: string;
    console: string;
    /** The address to open: the console's, with the one-time setup token while nobody has claimed the site. */
    open: string;
  };
  /** Resolves when nothing waits to be written. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface PlatformOptions {
  clock?: Clock;
  /** Gets the worst state and new alarms; the ready message is the host's own to send. */
  tellHost?: (message: HostMessage) => void;
}

/** What has been started, to be stopped in the opposite order. */
class Running {
  readonly #stops: (() => void | Promise<void>)[] = [];

  add(stop: () => void | Promise<void>): void {
    this.#stops.push(stop);
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  }
}

async function start(running: Running, config: Config, clock: Clock, tellHost: PlatformOptions['tellHost']): Promise<Platform> {
  const epoch = randomBytes(8).toString('hex');
  const platform = openPlatformDatabase(config.dataDir);
  running.add(() => platform.close());
  await enterMainTenant(platform, clock);
  const tenants = new Map<string, OpenTenant>();
  for (const id of tenantIds(platform)) {
    const tenant = openTenant(id, join(config.dataDir, 'tenants', id), clock, epoch);
    tenants.set(id, tenant);
    running.add(() => closeTenant(tenant));
  }
  const main = tenants.get(mainTenant);
  if (!main) throw new Error('the main tenant is missing');
  await startUnattended(platform, main, config);
  for (const tenant of tenants.values()) {
    const housekeeping = startHousekeeping(tenant, config.values['retention.measurementDays']);
    running.add(() => housekeeping.cancel());
  }
  if (tellHost) running.add(announceTo(tellHost, [...tenants.values()], (tenant) => openAlarmCounts(tenant).open));

  const passwords = new PasswordCheck(clock);
  const throttle = new SignInThrottle(clock);
  const databaseOf = (id: string) => tenants.get(id)?.database;
  const device = await startDeviceListener({
    config,
    clock,
    // Devices that have no tenant yet register with the main one.
    tenant: (id) => tenants.get(id === bootstrapTenant ? mainTenant : id),
    authenticate: (authorization, address) =>
      authenticateDeviceRequest(
        { platform, databaseOf, passwords, throttle },
        { authorization, address, applications: config.values['deviceListener.applications'] },
      ),
  });
  running.add(() => device.close());
  return {
    urls: { device: device.url, console: device.url, open: device.url },
    async idle() {
      for (const tenant of tenants.values()) await tenant.database.idle();
      await platform.idle();
    },
    async close() {
      await running.stop();
      log.info('stopped');
    },
  };
}

/**
 * Start the platform. @throws when the configuration, a file or a port cannot be had; everything begun is then stopped.
 */
export async function startPlatform(config: Config, options: PlatformOptions = {}): Promise<Platform> {
  const running = new Running();
  try {
    return await start(running, config, options.clock ?? systemClock, options.tellHost);
  } catch (error) {
    await running.stop();
    throw error;
  }
}
