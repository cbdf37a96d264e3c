/**
 * The platform, wired by hand: opens the files, starts the listeners, stops everything in the opposite order.
 * The one module that knows all the others.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { HostMessage } from '#contract/desktop.ts';

import packageJson from '../package.json' with { type: 'json' };
import { systemClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import { assertPlatformFile, assertTenantFile, takeDataFolder } from './db/data-folder.ts';
import { openPlatformDatabase, type PlatformDatabase } from './db/platform-database.ts';
import { announceTo } from './flows/announcements.ts';
import { openAlarmCounts } from './flows/console-alarms.ts';
import { enterMainTenant, startUnattended } from './flows/first-run.ts';
import { auditSessionEnds } from './flows/session-audit.ts';
import { startHousekeeping } from './flows/housekeeping.ts';
import type { OpenTenant } from './flows/open-tenant.ts';
import { closeTenant, openTenant } from './flows/tenant-opening.ts';
import { builtConsoleFolder } from './http/console/built-console.ts';
import { consoleHandlers } from './http/console/handlers.ts';
import { startConsoleListener } from './http/console/listener.ts';
import { startDeviceListener } from './http/device/listener.ts';
import { logger } from './log.ts';
import { authenticateDeviceRequest } from './tenants/authenticate.ts';
import { bootstrapTenant } from './tenants/bootstrap-credential.ts';
import { PasswordCheck } from './tenants/password-check.ts';
import type { SessionLimits } from './tenants/session-time.ts';
import { Locks } from './tenants/locks.ts';
import { Sessions } from './tenants/sessions.ts';
import { SetupToken } from './tenants/setup-token.ts';
import type { SignInParts } from './tenants/sign-in.ts';
import { SignInThrottle } from './tenants/sign-in-throttle.ts';
import { isClaimed, mainTenant, tenantIds } from './tenants/tenant-directory.ts';

const log = logger('platform');

export interface Platform {
  urls: {
    /** Where devices post to. */
    device: string;
    console: string;
    /** The address to open: the console's, with the one-time setup token while nobody has claimed the site. */
    open: string;
  };
  /** Resolves when nothing waits to be written and no housekeeping runs. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface PlatformOptions {
  clock?: Clock;
  /** Gets the worst state and new alarms; the ready message is the host's own to send. */
  tellHost?: (message: HostMessage) => void;
  /** The built console; found by itself when left out. */
  consoleFolder?: string;
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

/** What both listeners are made of. */
interface Core {
  config: Config;
  clock: Clock;
  epoch: string;
  platform: PlatformDatabase;
  tenants: ReadonlyMap<string, OpenTenant>;
  main: OpenTenant;
  signIn: SignInParts;
}

async function openFiles(running: Running, config: Config, clock: Clock): Promise<Core> {
  const epoch = randomBytes(8).toString('hex');
  running.add(takeDataFolder(config.dataDir));
  assertPlatformFile(config.dataDir);
  const platform = openPlatformDatabase(config.dataDir);
  running.add(() => platform.close());
  await enterMainTenant(platform, clock);
  const tenants = new Map<string, OpenTenant>();
  for (const id of tenantIds(platform)) {
    const folder = join(config.dataDir, 'tenants', id);
    if (isClaimed(platform)) assertTenantFile(folder);
    const tenant = openTenant(id, folder, clock, epoch);
    tenants.set(id, tenant);
    running.add(() => closeTenant(tenant));
  }
  const main = tenants.get(mainTenant);
  if (!main) throw new Error('the main tenant is missing');
  const databaseOf = (id: string) => tenants.get(id)?.database;
  const signIn = { databaseOf, passwords: new PasswordCheck(clock), throttle: new SignInThrottle(clock) };
  return { config, clock, epoch, platform, tenants, main, signIn };
}

async function openDeviceListener(running: Running, { config, clock, platform, tenants, signIn }: Core): Promise<string> {
  const device = await startDeviceListener({
    config,
    clock,
    // Devices that have no tenant yet register with the main one.
    tenant: (id) => tenants.get(id === bootstrapTenant ? mainTenant : id),
    authenticate: (authorization, address) =>
      authenticateDeviceRequest(
        { platform, ...signIn },
        { authorization, address, applications: config.values['deviceListener.applications'] },
      ),
  });
  running.add(() => device.close());
  return device.url;
}

function sessionLimits({ values }: Config): SessionLimits {
  const minuteMs = 60_000;
  return {
    idleMs: values['session.idleMinutes'] * minuteMs,
    absoluteMs: values['session.absoluteHours'] * 60 * minuteMs,
    stepUpMs: values['session.stepUpMinutes'] * minuteMs,
  };
}

async function openConsoleListener(running: Running, core: Core, token: SetupToken, folder: string, deviceUrl: string): Promise<string> {
  const { config, clock, platform, main, signIn } = core;
  const tenant = (id: string) => core.tenants.get(id);
  const sessions = new Sessions(platform, clock, sessionLimits(config));
  running.add(() => sessions.close());
  const locks = new Locks(platform, clock, sessionLimits(config), sessions);
  running.add(() => locks.close());
  running.add(auditSessionEnds(sessions, tenant));
  const installation = { platform, main, token, bootstrapPassword: config.bootstrapPassword };
  const shared = { clock, sessions, locks, signIn, tenant };
  const listener = await startConsoleListener({
    ...shared,
    host: config.values['consoleListener.host'],
    port: config.values['consoleListener.port'],
    names: [config.values['consoleListener.host']],
    staticFolder: folder,
    limitsEnabled: config.values['limits.enabled'],
    handlers: consoleHandlers(
      { ...shared, installation, version: packageJson.version, deviceUrl: () => deviceUrl },
      { platform, sessions, locks, throttle: signIn.throttle },
    ),
  });
  running.add(() => listener.close());
  return listener.url;
}

async function start(running: Running, config: Config, options: PlatformOptions): Promise<Platform> {
  const { clock = systemClock, tellHost, consoleFolder = builtConsoleFolder() } = options;
  const core = await openFiles(running, config, clock);
  const { platform, main } = core;
  const tenants = [...core.tenants.values()];
  await startUnattended(platform, main, config);
  const housekeepings = tenants.map((tenant) => startHousekeeping(tenant, config.values['retention.measurementDays']));
  for (const housekeeping of housekeepings) running.add(() => housekeeping.cancel());
  if (tellHost) running.add(announceTo(tellHost, tenants, (tenant) => openAlarmCounts(tenant).open));
  const device = await openDeviceListener(running, core);
  const token = new SetupToken(config.dataDir, isClaimed(platform));
  const console = await openConsoleListener(running, core, token, consoleFolder, device);
  return {
    urls: { device, console, open: token.value === null ? console : `${console}/#setup=${token.value}` },
    async idle() {
      await Promise.all(housekeepings.map((housekeeping) => housekeeping.idle()));
      await Promise.all(tenants.map((tenant) => tenant.database.idle()));
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
    return await start(running, config, options);
  } catch (error) {
    await running.stop();
    throw error;
  }
}
