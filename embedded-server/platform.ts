/**
 * The platform, wired by hand: opens the files, starts the listeners, stops everything in the opposite order.
 * The one module that knows all the others.
 */
import { randomBytes } from 'node:crypto';

import type { HostMessage } from '#contract/desktop.ts';
import { mainTenant } from '#contract/tenants.ts';

import packageJson from '../package.json' with { type: 'json' };
import { systemClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import { assertPlatformFile, takeDataFolder } from './db/data-folder.ts';
import { openPlatformDatabase, type PlatformDatabase } from './db/platform-database.ts';
import { settleTenantFolders } from './db/tenant-folders.ts';
import { Discovery } from './discovery/discovery.ts';
import { Feed } from './feed/feed.ts';
import { Announcements } from './flows/announcements.ts';
import { openAlarmCounts } from './flows/console-alarms.ts';
import { enterMainTenant, startUnattended } from './flows/first-run.ts';
import { diskKeeping } from './flows/disk-keeping.ts';
import { forecastDisk, startDiskWatch } from './flows/disk-watch.ts';
import { auditSessionEnds } from './flows/session-audit.ts';
import { startHousekeeping } from './flows/housekeeping.ts';
import { jobKinds } from './flows/job-kinds.ts';
import { JobRunner } from './flows/job-runner.ts';
import type { PeopleParts } from './flows/people.ts';
import type { OpenTenant } from './flows/open-tenant.ts';
import { Tenants } from './flows/tenants.ts';
import { watchVisits, type VisitParts } from './flows/visits.ts';
import type { Keeping } from './health/disk-forecast.ts';
import { diskSpace, type DiskLimits } from './health/disk-space.ts';
import { EventLoopWatch } from './health/event-loop.ts';
import { collectWhenQuiet, runningEngine } from './health/quiet-collection.ts';
import { sqliteVersion } from './health/sqlite-version.ts';
import { builtConsoleFolder } from './http/console/built-console.ts';
import { FeedSockets } from './http/console/feed-sockets.ts';
import { feedOf } from './http/console/feed-route.ts';
import { consoleHandlers } from './http/console/handlers.ts';
import type { InstallationHandlerParts } from './http/console/installation-handlers.ts';
import { startConsoleListener } from './http/console/listener.ts';
import { startDeviceListener } from './http/device/listener.ts';
import { isLoopback } from './http/device/wire.ts';
import { logger } from './log.ts';
import { AccessTokens } from './tenants/access-tokens.ts';
import { authenticateDeviceRequest, deviceOfSecret, grantAccessToken } from './tenants/authenticate.ts';
import { bootstrapTenant } from './tenants/bootstrap-credential.ts';
import { PasswordCheck } from './tenants/password-check.ts';
import type { SessionLimits } from './tenants/session-time.ts';
import { Locks } from './tenants/locks.ts';
import { Sessions } from './tenants/sessions.ts';
import { SetupToken } from './tenants/setup-token.ts';
import type { SignInParts } from './tenants/sign-in.ts';
import { SignInThrottle } from './tenants/sign-in-throttle.ts';
import { TrafficMeter } from './traffic/traffic-meter.ts';
import { isClaimed, listTenants } from './tenants/tenant-directory.ts';
import { TokenUses } from './tenants/token-uses.ts';

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
  platform: PlatformDatabase;
  tenants: Tenants;
  main: OpenTenant;
  signIn: SignInParts;
  traffic: TrafficMeter;
}

/** Every tenant of the directory, open; one that was being founded when the core went down is finished or forgotten first. */
function openTenants(config: Config, clock: Clock, platform: PlatformDatabase): Tenants {
  const tenants = new Tenants(config.dataDir, clock);
  const entries = listTenants(platform);
  settleTenantFolders(config.dataDir, entries.map(({ id }) => id));
  const mustExist = isClaimed(platform);
  for (const { id, suspendedMs } of entries) tenants.open(id, { suspended: suspendedMs !== null, mustExist });
  return tenants;
}

async function openFiles(running: Running, config: Config, clock: Clock): Promise<Core> {
  running.add(takeDataFolder(config.dataDir));
  assertPlatformFile(config.dataDir);
  const platform = openPlatformDatabase(config.dataDir);
  running.add(() => platform.close());
  await enterMainTenant(platform, clock);
  const tenants = openTenants(config, clock, platform);
  running.add(() => tenants.close());
  const main = tenants.get(mainTenant);
  if (!main) throw new Error('the main tenant is missing');
  const signIn = {
    databaseOf: (id: string) => tenants.get(id)?.database,
    isSuspended: (id: string) => tenants.isSuspended(id),
    platform,
    clock,
    passwords: new PasswordCheck(clock),
    throttle: new SignInThrottle(clock),
  };
  return { config, clock, platform, tenants, main, signIn, traffic: new TrafficMeter(clock) };
}

async function openDeviceListener(running: Running, { config, clock, tenants, signIn, traffic }: Core, people: PeopleParts): Promise<string> {
  const accessTokens = new AccessTokens(clock);
  const parts = { ...signIn, tokenUses: new TokenUses(clock), accessTokens };
  const device = await startDeviceListener({
    config,
    clock,
    traffic,
    installation: {
      version: packageJson.version,
      people,
      accessTokens,
      get measurementDays() {
        return config.values['retention.measurementDays'];
      },
    },
    // Devices that have no tenant yet register with the main one.
    tenant: (id) => tenants.serving(id === bootstrapTenant ? mainTenant : id),
    authenticate: (authorization, address) =>
      authenticateDeviceRequest(parts, { authorization, address, applications: config.values['deviceListener.applications'] }),
    deviceOf: (authorization) => deviceOfSecret(parts, authorization),
    grantToken: (credential, address) => grantAccessToken(parts, credential, address),
  });
  running.add(() => device.close());
  return device.url;
}

/** As they are set at each moment. */
function sessionLimits({ values }: Config): SessionLimits {
  const minuteMs = 60_000;
  return {
    get idleMs() {
      return values['session.idleMinutes'] * minuteMs;
    },
    get absoluteMs() {
      return values['session.absoluteHours'] * 60 * minuteMs;
    },
    get stepUpMs() {
      return values['session.stepUpMinutes'] * minuteMs;
    },
  };
}

/** People's sessions, which what is changed of them on either listener ends. */
function openPeople(running: Running, { config, clock, platform, tenants, signIn }: Core): PeopleParts {
  const sessions = new Sessions(platform, clock, sessionLimits(config));
  running.add(() => sessions.close());
  const locks = new Locks(platform, clock, sessionLimits(config), sessions);
  running.add(() => locks.close());
  running.add(auditSessionEnds(sessions, (id) => tenants.get(id)));
  return { platform, sessions, locks, throttle: signIn.throttle, tenants };
}

interface ConsoleParts {
  people: PeopleParts;
  token: SetupToken;
  folder: string;
  deviceUrl: string;
}

function diskLimits({ values }: Config): DiskLimits & { fullDays: number } {
  return { leastShare: values['disk.leastFreePercent'] / 100, leastBytes: values['disk.leastFreeMegabytes'] * 1_000_000, fullDays: values['disk.fullWithinDays'] };
}

function keepingOf({ config, clock, tenants }: Core): Promise<Keeping> {
  return diskKeeping({ tenants, usualDays: config.values['retention.measurementDays'] }, clock.now());
}

/** What Manage asks of the installation. */
function installationParts(running: Running, core: Core, sockets: FeedSockets): InstallationHandlerParts {
  const { config, clock, platform, tenants, traffic, main } = core;
  const loop = new EventLoopWatch(clock);
  running.add(() => loop.close());
  const disk = { diskLimits: () => diskLimits(config), diskForecast: async () => forecastDisk(main, await keepingOf(core)) };
  const start = { startedMs: clock.now(), startedMonotonicMs: clock.monotonic() };
  const versions = { version: packageJson.version, sqliteVersion: platform.readFirst(sqliteVersion())?.version ?? '' };
  return { config, clock, tenants, traffic, loop, feedClients: () => sockets.size, ...start, ...versions, ...disk };
}

async function openConsoleListener(running: Running, core: Core, { people, token, folder, deviceUrl }: ConsoleParts): Promise<string> {
  const { config, clock, platform, tenants, main, signIn } = core;
  const { sessions, locks } = people;
  const tenant = (id: string) => tenants.serving(id);
  const visits: VisitParts = { judge: signIn, sessions, tenants };
  const watching = watchVisits(visits, clock, (error) => log.error({ err: error }, 'ending visits failed'));
  running.add(() => watching.cancel());
  const quiet = new Feed(clock, randomBytes(8).toString('hex'));
  // Nothing looks at the network unless devices of it could send here.
  const discovery = new Discovery(clock, { open: !isLoopback(config.values['deviceListener.host']) });
  running.add(() => discovery.close());
  const installation = { platform, main, token, bootstrapPassword: config.bootstrapPassword };
  const shared = { clock, sessions, locks, signIn, tenant, feedOf: feedOf(tenant, quiet) };
  const sockets = new FeedSockets(sessions, clock);
  const listener = await startConsoleListener({
    ...shared,
    sockets,
    host: config.values['consoleListener.host'],
    port: config.values['consoleListener.port'],
    names: [config.values['consoleListener.host']],
    staticFolder: folder,
    limitsEnabled: config.values['limits.enabled'],
    handlers: consoleHandlers(
      { ...shared, installation, version: packageJson.version, deviceUrl: () => deviceUrl },
      people,
      { ...visits, platform, dataDir: config.dataDir, now: () => clock.now() },
      installationParts(running, core, sockets),
      discovery,
    ),
  });
  running.add(() => listener.close());
  return listener.url;
}

async function start(running: Running, config: Config, options: PlatformOptions): Promise<Platform> {
  const { clock = systemClock, tellHost, consoleFolder = builtConsoleFolder() } = options;
  const core = await openFiles(running, config, clock);
  const { platform, main, tenants } = core;
  await startUnattended(platform, main, config);
  tenants.accompany((tenant) => startHousekeeping(tenant, () => config.values['retention.measurementDays']));
  tenants.accompany((tenant) => new JobRunner(tenant, jobKinds));
  running.add(startDiskWatch({ tenant: main, space: () => diskSpace(config.dataDir), limits: () => diskLimits(config), keeping: () => keepingOf(core) }));
  if (tellHost) {
    const announcements = new Announcements(tellHost, (tenant) => openAlarmCounts(tenant).open);
    tenants.accompany((tenant) => announcements.follow(tenant));
    running.add(() => announcements.end());
  }
  const engine = runningEngine();
  if (engine) {
    const collecting = collectWhenQuiet(clock, engine);
    running.add(() => collecting.cancel());
  }
  const people = openPeople(running, core);
  const device = await openDeviceListener(running, core, people);
  const token = new SetupToken(config.dataDir, isClaimed(platform));
  const console = await openConsoleListener(running, core, { people, token, folder: consoleFolder, deviceUrl: device });
  return {
    urls: { device, console, open: token.value === null ? console : `${console}/#setup=${token.value}` },
    async idle() {
      await tenants.idle();
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
