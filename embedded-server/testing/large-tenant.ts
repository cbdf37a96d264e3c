/**
 * Fills a tenant's file with a large inventory and a long past, by SQL, while no core runs on it: what is measured on it
 * is reading, and a million rows through the listener would take an hour. The rows are as the core itself writes them.
 */
import { join } from 'node:path';

import { openTenantDatabase } from '../db/tenant-database.ts';

export interface LargeTenant {
  /** Each tenth is a gateway with the nine after it as its child devices; a hundred to a group. */
  devices: number;
  alarms: number;
  events: number;
}

export interface FilledTenant {
  firstDevice: number;
  lastDevice: number;
  firstGroup: number;
  lastGroup: number;
}

const perGroup = 100;
const perGateway = 10;
const rows = (count: number): string => `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})`;

function objects({ devices }: LargeTenant, { firstDevice, firstGroup, lastGroup }: FilledTenant): string[] {
  const groups = lastGroup - firstGroup + 1;
  const columns = '(id, name, type, owner, is_device, is_group, created_ms, updated_ms, fragments)';
  const isGateway = `i % ${perGateway} = 0`;
  const gatewayOf = `${firstDevice} + i - i % ${perGateway}`;
  return [
    `INSERT INTO managed_objects ${columns} ${rows(groups)} SELECT ${firstGroup} + i, 'Hall ' || i, 'c8y_DeviceGroup', 'admin', 0, 1, 1, 1, '{"c8y_IsDeviceGroup":{}}' FROM n`,
    `INSERT INTO managed_objects ${columns} ${rows(devices)} SELECT ${firstDevice} + i, iif(${isGateway}, 'Gateway ', 'Meter ') || printf('%05d', i), iif(${isGateway}, 'gateway', 'meter' || (i % 7)),
     'admin', 1, 0, 1, 1, json_object('c8y_IsDevice', json('{}'), iif(${isGateway}, 'com_cumulocity_model_Agent', 'c8y_Hardware'), json_object('model', 'M' || (i % 20))) FROM n`,
    `INSERT INTO managed_object_fragments ${rows(groups)} SELECT 'c8y_IsDeviceGroup', ${firstGroup} + i FROM n`,
    `INSERT INTO managed_object_fragments ${rows(devices)} SELECT 'c8y_IsDevice', ${firstDevice} + i FROM n`,
    `INSERT INTO managed_object_fragments ${rows(devices)} SELECT iif(${isGateway}, 'com_cumulocity_model_Agent', 'c8y_Hardware'), ${firstDevice} + i FROM n`,
    `INSERT INTO managed_object_children ${rows(devices)} SELECT ${firstGroup} + i / ${perGroup}, 'asset', ${firstDevice} + i FROM n`,
    `INSERT INTO managed_object_children ${rows(devices)} SELECT ${gatewayOf}, 'device', ${firstDevice} + i FROM n WHERE NOT (${isGateway})`,
    `INSERT INTO external_ids ${rows(devices)} SELECT 'c8y_Serial', 'serial-' || i, ${firstDevice} + i FROM n`,
    `INSERT INTO operations (managed_object_id, status, created_ms, updated_ms, fragments) ${rows(devices)} SELECT ${firstDevice} + i, iif(i % 5 = 0, 'PENDING', 'SUCCESSFUL'), i, i, '{"c8y_Restart":{}}' FROM n`,
  ];
}

/** Alarms that ended, but for the last one of up to 2,000 devices; events of a few types. Both a minute apart, over the devices in turn. */
function past({ devices, alarms, events }: LargeTenant, { firstDevice }: FilledTenant, nowMs: number): string[] {
  const isOpen = `i >= ${alarms - Math.min(2_000, devices)}`;
  const atMs = (count: number) => `${nowMs} - (${count} - i) * 60000`;
  const alarmColumns = '(managed_object_id, type, text, severity, active, acknowledged, first_ms, time_ms, count, created_ms, updated_ms, ended_ms, fragments)';
  return [
    `INSERT INTO alarms ${alarmColumns} ${rows(alarms)} SELECT ${firstDevice} + i % ${devices}, 'type' || ((i / ${devices}) % 20), 'too warm', i % 4 + 1, ${isOpen}, NOT (${isOpen}),
     ${atMs(alarms)}, ${atMs(alarms)}, 1, ${atMs(alarms)}, ${atMs(alarms)}, iif(${isOpen}, NULL, ${atMs(alarms)}), '{}' FROM n`,
    `INSERT INTO events (managed_object_id, type, text, time_ms, created_ms, updated_ms, fragments)
     ${rows(events)} SELECT ${firstDevice} + i % ${devices}, 'type' || ((i / ${devices}) % 20), 'door opened', ${atMs(events)}, ${atMs(events)}, ${atMs(events)}, '{"c8y_Door":{"open":true}}' FROM n`,
  ];
}

/** @param dataDir of a core that has been claimed and stopped. */
export async function fillMainTenant(dataDir: string, size: LargeTenant): Promise<FilledTenant> {
  const database = openTenantDatabase(join(dataDir, 'tenants', 'main'));
  const [last] = database.read<{ id: number | null }>({ sql: 'SELECT max(id) AS id FROM managed_objects', parameters: [] });
  const firstGroup = (last?.id ?? 0) + 1;
  const lastGroup = firstGroup + Math.ceil(size.devices / perGroup) - 1;
  const filled = { firstGroup, lastGroup, firstDevice: lastGroup + 1, lastDevice: lastGroup + size.devices };
  const connection = database.connections.write();
  connection.exec('BEGIN');
  for (const sql of [...objects(size, filled), ...past(size, filled, Date.now())]) connection.exec(sql);
  connection.exec('COMMIT; ANALYZE');
  await database.close();
  return filled;
}
