/** Opening a tenant: its file, then its memory rebuilt from it, in the order the parts need each other. */
import { join } from 'node:path';

import { BinaryFolder } from '../binaries/binary-folder.ts';
import { Changes } from '../changes/changes.ts';
import type { Clock } from '../clock.ts';
import { ContactMemory } from '../contacts/contact-memory.ts';
import { allContacts } from '../contacts/contact-store.ts';
import { OutageMemory } from '../contacts/outage-memory.ts';
import { openTenantDatabase } from '../db/tenant-database.ts';
import { Feed } from '../feed/feed.ts';
import { MaintenanceMemory } from '../maintenance/maintenance-memory.ts';
import { JobBoard } from '../jobs/job-board.ts';
import { logger } from '../log.ts';
import { GroupMemory } from '../managed-objects/group-memory.ts';
import { loadGroups } from '../managed-objects/load-groups.ts';
import { loadMeasurementMemory, loadSeries } from '../measurements/opening/load-measurements.ts';
import { MeasurementMemory } from '../measurements/measurement-memory.ts';
import { readPoints } from '../measurements/points/point-range.ts';
import { SeriesMemory } from '../measurements/series-memory.ts';
import { ExchangeMemory } from '../replacements/exchange-memory.ts';
import { SuccessorMemory } from '../replacements/successor-memory.ts';
import { Listening } from '../rules/listening.ts';
import { RealtimeClients } from '../realtime/realtime-clients.ts';
import { RuleEngine } from '../rules/rule-engine.ts';
import type { LatestPoint, RuleSurroundings } from '../rules/rule-surroundings.ts';
import { UnannouncedMemory } from '../managed-objects/unannounced-memory.ts';
import { SenderMemory } from '../senders/sender-memory.ts';
import { saveContacts } from './contact-saving.ts';
import { loadMaintenances } from './maintenance.ts';
import { Sealing } from './measurement-sealing.ts';
import type { OpenTenant } from './open-tenant.ts';
import { deliverChanges } from './realtime-delivery.ts';
import { loadReplacements } from './replacement-moves.ts';
import { loadRules } from './rule-evaluation.ts';
import { loadOutages } from './silence-watch.ts';

const log = logger('tenants');

type Unruled = Omit<OpenTenant, 'rules'>;

function* latestPoints(series: SeriesMemory): Iterable<LatestPoint> {
  for (const { id, fragment, series: name, latest } of series.all()) {
    if (latest) yield { seriesId: id, fragment, series: name, ...latest };
  }
}

function* deviceIds(contacts: ContactMemory): Iterable<number> {
  for (const [deviceId] of contacts.all()) yield deviceId;
}

function pointsBetween(tenant: Unruled, seriesId: number, fromMs: number, toMs: number) {
  const series = tenant.series.get(seriesId);
  if (!series) return [];
  const { timeMs, value } = readPoints(tenant.database, tenant.measurements, series, fromMs, toMs);
  return timeMs.map((time, index) => ({ timeMs: time, value: value[index] ?? 0 }));
}

/** What rules may ask of the rest of the tenant. */
function surroundings(tenant: Unruled): RuleSurroundings {
  return {
    startedMs: tenant.clock.now(),
    ancestorsOf: (deviceId) => tenant.groups.ancestorsOf(deviceId),
    pointsBetween: (seriesId, fromMs, toMs) => pointsBetween(tenant, seriesId, fromMs, toMs),
    sameUnitSinceMs: (seriesId) => tenant.exchanges.sinceMs(tenant.series.get(seriesId)?.deviceId ?? 0),
    latestPoints: () => latestPoints(tenant.series),
    heardDevices: () => deviceIds(tenant.contacts),
    hearingOf: (deviceId) => tenant.contacts.get(deviceId),
  };
}

function createParts(id: string, folder: string, clock: Clock, epoch: string): Unruled {
  const store = { database: openTenantDatabase(folder), measurements: new MeasurementMemory(), series: new SeriesMemory() };
  return {
    id,
    folder,
    clock,
    ...store,
    sealing: new Sealing(store),
    feed: new Feed(clock, epoch),
    binaries: new BinaryFolder(join(folder, 'binaries'), clock),
    changes: new Changes(),
    realtime: new RealtimeClients(clock),
    contacts: new ContactMemory(),
    outages: new OutageMemory(new Listening(clock.now())),
    maintenance: new MaintenanceMemory(),
    successors: new SuccessorMemory(),
    exchanges: new ExchangeMemory(),
    groups: new GroupMemory(),
    jobs: new JobBoard(clock),
    senders: new SenderMemory(),
    unannounced: new UnannouncedMemory(),
  };
}

function loadMemory(parts: Unruled): void {
  const { database, measurements, series, contacts, outages, maintenance, successors, exchanges, groups } = parts;
  for (const memory of [measurements, series, contacts, outages, maintenance, successors, exchanges, groups]) database.join(memory);
  loadGroups(database, groups);
  loadMeasurementMemory(database, measurements);
  loadSeries(database, measurements, series);
  for (const row of database.read(allContacts())) contacts.load(row);
  loadMaintenances(parts);
  loadReplacements(parts);
}

/**
 * Open (creating it as needed) the tenant whose folder this is.
 * @param epoch random per core start, for the feed.
 */
export function openTenant(id: string, folder: string, clock: Clock, epoch: string): OpenTenant {
  const parts = createParts(id, folder, clock, epoch);
  loadMemory(parts);
  const rules = new RuleEngine(surroundings(parts));
  parts.database.join(rules);
  const tenant: OpenTenant = { ...parts, rules };
  loadRules(tenant);
  loadOutages(tenant);
  deliverChanges(tenant);
  return tenant;
}

/** Finish what waits and close the file. */
export async function closeTenant(tenant: OpenTenant): Promise<void> {
  await saveContacts(tenant).catch((error: unknown) => log.warn({ err: error }, 'contacts could not be stored'));
  await tenant.database.close();
  tenant.feed.close();
  tenant.realtime.close();
}
