/** Devices as the console shows them. */
import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { Contact, ConsoleDevice, DeviceLife } from '#contract/managed-objects.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';
import { parseId, type JsonObject } from '#contract/wire.ts';

import { descendants } from '../managed-objects/child-store.ts';
import { countDeviceRows, listDeviceRows, type DeviceFilter, type DevicePosition } from '../managed-objects/device-list.ts';
import type { ExternalId } from '../managed-objects/external-id.ts';
import { findObject, objectNames, type ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { fragmentsOf } from '../managed-objects/record-object.ts';
import { containsPattern } from '../managed-objects/search-pattern.ts';
import { credentialNames } from '../tenants/device-credential-store.ts';
import { openAlarmsByDevice, openAlarmsOf } from './console-alarms.ts';
import { maintenancePictures, objectsUnderMaintenance } from './console-maintenance.ts';
import { listSeries } from './console-series.ts';
import { deviceContacts, devicesInContact } from './device-contacts.ts';
import { deviceLife } from './device-life.ts';
import { noSuchObject } from './device-scope.ts';
import { externalIds } from './external-ids.ts';
import type { OpenTenant } from './open-tenant.ts';

type DeviceColumns = Pick<ManagedObjectRow, 'id' | 'name' | 'type' | 'created_ms'>;

/** Longest part of a name that a cursor carries; it only matters when the device is gone by the next page. */
const cursorNameLength = 200;
/** A device that sends more different values than this is read series by series. */
const maxSeries = 2_000;

/** Names of objects, empty where they have none; unknown ids are left out. */
export function namesOf(tenant: OpenTenant, ids: readonly number[]): Map<number, string> {
  const rows = ids.length > 0 ? tenant.database.read(objectNames(ids)) : [];
  return new Map(rows.map(({ id, name }) => [id, name ?? '']));
}

function credentialsOf(tenant: OpenTenant, ids: number[]): Map<number, string> {
  const found = new Map<number, string>();
  const rows = ids.length > 0 ? tenant.database.read(credentialNames(ids)) : [];
  for (const { user_name: userName, managed_object_id: id } of rows) {
    if (id !== null && !found.has(id)) found.set(id, userName);
  }
  return found;
}

/** The group a device is shown in: the first, should it be in several. */
export function groupOf(tenant: OpenTenant, deviceId: number): number | null {
  return tenant.groups.parentsOf(deviceId)[0] ?? null;
}

function firstSeriesId(tenant: OpenTenant, deviceId: number): string | null {
  const [first] = tenant.series.ofDevice(deviceId);
  return first ? String(first.id) : null;
}

/** Rows of devices with all that a row of the console's list shows. */
function consoleDevices(tenant: OpenTenant, rows: readonly DeviceColumns[]): ConsoleDevice[] {
  const ids = rows.map(({ id }) => id);
  const groups = namesOf(tenant, [...new Set(ids.flatMap((id) => groupOf(tenant, id) ?? []))]);
  const alarms = openAlarmsByDevice(tenant, ids);
  const credentials = credentialsOf(tenant, ids);
  const maintenanceOf = maintenancePictures(tenant);
  const contactOf = deviceContacts(tenant);
  return rows.map((row) => {
    const { id } = row;
    const groupId = groupOf(tenant, id);
    const heard = tenant.contacts.get(id);
    return {
      id: String(id),
      name: row.name ?? '',
      type: row.type,
      groupId: groupId === null ? null : String(groupId),
      groupName: groupId === null ? null : (groups.get(groupId) ?? null),
      createdMs: row.created_ms,
      heardMs: heard?.arrivalMs ?? null,
      intervalMs: heard?.intervalMs ?? null,
      contact: contactOf(id),
      maintenance: maintenanceOf(id),
      worstAlarmId: alarms.get(id)?.worstAlarmId ?? null,
      openAlarms: alarms.get(id)?.openAlarms ?? 0,
      firstSeriesId: firstSeriesId(tenant, id),
      credentialName: credentials.get(id) ?? null,
    };
  });
}

export function consoleDevice(tenant: OpenTenant, row: DeviceColumns): ConsoleDevice {
  const [device] = consoleDevices(tenant, [row]);
  if (!device) throw new Error('a device row made no console device');
  return device;
}

// --- the list

export interface DeviceQuery {
  search?: string | undefined;
  /** Only members of this group, or of groups in it. */
  groupId?: string | undefined;
  /** Only devices whose contact stands like this. */
  contact?: Contact | undefined;
  /** Only devices somebody works at. */
  maintenance?: boolean | undefined;
  /** `cursor` of the page before. */
  after?: string | undefined;
  limit: number;
}

function cursorOf({ id, name }: DeviceColumns): string {
  return `${id} ${(name ?? '').slice(0, cursorNameLength)}`;
}

/** Where the page before ended. A device that was deleted since still marks its place by its name. */
function positionOf(tenant: OpenTenant, cursor: string): DevicePosition {
  const [, digits = '', name = ''] = /^(\d{1,15}) ?(.*)$/s.exec(cursor) ?? [];
  const id = Number(digits);
  const row = tenant.database.readFirst(findObject(id));
  return { id, name: row ? (row.name ?? '') : name };
}

function membersOf(tenant: OpenTenant, groupId: string): number[] {
  const id = parseId(groupId);
  return id === null ? [] : tenant.database.read(descendants(id, ['asset'])).map((row) => row.id);
}

/** Ids that are in all lists; undefined when there is none. */
function common(lists: readonly (readonly number[])[]): number[] | undefined {
  const [first, ...others] = lists;
  const sets = others.map((ids) => new Set(ids));
  return first?.filter((id) => sets.every((set) => set.has(id)));
}

function amongOf(tenant: OpenTenant, { groupId, contact, maintenance }: DeviceQuery): number[] | undefined {
  return common([
    ...(groupId === undefined ? [] : [membersOf(tenant, groupId)]),
    ...(contact === undefined ? [] : [devicesInContact(tenant, contact)]),
    ...(maintenance ? [[...objectsUnderMaintenance(tenant)]] : []),
  ]);
}

export interface DevicePage {
  devices: ConsoleDevice[];
  /** How many match on all pages. */
  total: number;
  /** For the next page; null on the last. */
  cursor: string | null;
}

/** Devices by name. */
export function listDevices(tenant: OpenTenant, query: DeviceQuery): DevicePage {
  const search = query.search?.trim();
  const filter: DeviceFilter = {
    pattern: search ? containsPattern(search) : undefined,
    among: amongOf(tenant, query),
  };
  const after = query.after === undefined ? null : positionOf(tenant, query.after);
  const rows = tenant.database.read(listDeviceRows(filter, after, query.limit + 1));
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  // A first page that holds everything is its own count: most searches end here, with one look instead of two.
  const total = after || last ? (tenant.database.readFirst(countDeviceRows(filter))?.total ?? 0) : rows.length;
  return { devices: consoleDevices(tenant, shown), total, cursor: last ? cursorOf(last) : null };
}

// --- one device

export type DeviceDetail = ConsoleDevice & {
  externalIds: ExternalId[];
  series: ConsoleSeries[];
  alarms: ConsoleAlarm[];
  life: DeviceLife;
  fragments: JsonObject;
};

/** Everything of one device, or of another object that measures. @throws ExpectedError 'not-found'. */
export function deviceDetail(tenant: OpenTenant, deviceId: string): DeviceDetail {
  const id = parseId(deviceId);
  const row = id === null ? undefined : tenant.database.readFirst(findObject(id));
  if (!row) throw noSuchObject(deviceId);
  return {
    ...consoleDevice(tenant, row),
    externalIds: externalIds(tenant, row.id),
    series: listSeries(tenant, { deviceId: row.id, limit: maxSeries }, (ids) => namesOf(tenant, ids)),
    alarms: openAlarmsOf(tenant, row.id),
    life: deviceLife(tenant, row),
    fragments: fragmentsOf(row),
  };
}
