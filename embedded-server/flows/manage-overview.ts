/** What the administrator of a site sees of its limits, its storage and its security. */
import type { Posture, TrafficView } from '#contract/console/installation-calls.ts';
import type { CallReply } from '#contract/console-api.ts';

import { folderBytes } from '../db/folder-size.ts';
import { diskSpace } from '../health/disk-space.ts';
import { credentialDevices } from '../tenants/device-credential-store.ts';
import { objectNames } from '../managed-objects/managed-object-store.ts';
import { listUsers } from '../tenants/users.ts';
import type { Traffic, TrafficMeter } from '../traffic/traffic-meter.ts';
import type { OpenTenant } from './open-tenant.ts';
import type { Tenants } from './tenants.ts';

/** What of the configuration is shown to the administrators of sites. */
export interface ShownSettings {
  deviceHost: string;
  consoleHost: string;
  applications: boolean;
  limitsEnabled: boolean;
  deviceRate: number;
  tenantRate: number;
  idleMinutes: number;
  absoluteHours: number;
}

export interface ManageParts {
  tenants: Tenants;
  traffic: TrafficMeter;
  settings: ShownSettings;
  dataDir: string;
  startedMs: number;
}

const shownCallers = 8;
/** A caller that is quieter than one request in half a minute is not among the busiest. */
const quietest = 1 / 30;

/** Names of the devices behind credentials, in two reads. */
function deviceNames({ database }: OpenTenant, userNames: readonly string[]): Map<string, string> {
  const rows = userNames.length > 0 ? database.read(credentialDevices([...userNames])) : [];
  const ids = rows.flatMap((row) => row.managed_object_id ?? []);
  const names = new Map(ids.length > 0 ? database.read(objectNames(ids)).map(({ id, name }) => [id, name]) : []);
  return new Map(rows.map((row) => [row.user_name, names.get(row.managed_object_id ?? -1) ?? row.user_name]));
}

/** Callers with the names of their devices. */
export function namedTraffic(tenant: OpenTenant, traffic: readonly Traffic[], most: number): TrafficView[] {
  const names = deviceNames(tenant, traffic.map(({ userName }) => userName));
  return traffic.map((one) => ({ ...one, name: names.get(one.userName) ?? one.userName, most }));
}

function together(tenant: OpenTenant, traffic: readonly Traffic[], most: number): TrafficView {
  const sum = (value: (one: Traffic) => number) => traffic.reduce((total, one) => total + value(one), 0);
  const last = Math.max(0, ...traffic.map(({ lastRefusedMs }) => lastRefusedMs ?? 0));
  const all = { perSecond: sum((one) => one.perSecond), refused: sum((one) => one.refused), lastRefusedMs: last || null };
  return { tenant: tenant.id, userName: '', name: '', most, ...all };
}

const isLoopback = (host: string) => /^(127\.|localhost$|::1$)/.test(host);

function posture(tenant: OpenTenant, settings: ShownSettings): Posture[] {
  const { deviceHost, consoleHost, applications, limitsEnabled, idleMinutes, absoluteHours, deviceRate } = settings;
  const administrators = listUsers(tenant.database).filter(({ role, disabled }) => role === 'admin' && !disabled).length;
  return [
    { name: 'devices', good: isLoopback(deviceHost), values: { host: deviceHost } },
    { name: 'console', good: isLoopback(consoleHost), values: { host: consoleHost } },
    { name: 'programs', good: !applications, values: { on: applications ? 1 : 0 } },
    { name: 'sessions', good: idleMinutes <= 30 && absoluteHours <= 12, values: { idle: idleMinutes, longest: absoluteHours } },
    { name: 'limits', good: limitsEnabled, values: { rate: deviceRate } },
    { name: 'passwords', good: true, values: {} },
    { name: 'administrators', good: administrators >= 2, values: { count: administrators } },
  ];
}

/** The callers worth showing: the busiest, and whoever was refused. */
function shown(traffic: readonly Traffic[]): Traffic[] {
  const refused = traffic.filter((one) => one.refused > 0).slice(0, shownCallers);
  const busiest = traffic.filter((one) => one.perSecond >= quietest).slice(0, shownCallers);
  return [...new Set([...busiest, ...refused])].slice(0, shownCallers);
}

export async function manageOverview(parts: ManageParts, tenant: OpenTenant): Promise<CallReply<'manageOverview'>> {
  const { tenants, traffic, settings, dataDir, startedMs } = parts;
  const callers = traffic.all(tenant.id);
  return {
    startedMs,
    limitsEnabled: settings.limitsEnabled,
    all: together(tenant, callers, settings.tenantRate),
    busiest: namedTraffic(tenant, shown(callers), settings.deviceRate),
    storageBytes: await folderBytes(tenants.folderOf(tenant.id)),
    diskFreeBytes: (await diskSpace(dataDir))?.freeBytes ?? null,
    security: posture(tenant, settings),
  };
}
