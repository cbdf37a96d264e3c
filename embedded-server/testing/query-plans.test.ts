/** Every statement of every store, and the way SQLite would go to answer it at 10,000 rows. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

import { openPlatformDatabase } from '../db/platform-database.ts';
import { declaredStatements } from '../db/statement.ts';
import type { Connection } from '../db/database.ts';
import { openTenantDatabase } from '../db/tenant-database.ts';
// Loading the platform loads every store.
import '../platform.ts';

const rows = 10_000;

/** Statements that read a whole table, and why they may. */
const mayScan: Record<string, string> = {
  'contacts: all': 'fills memory at start',
  'measurement sources: all': 'fills memory at start',
  'measurement sources: all latest': 'fills memory at start',
  'measurement shapes: all': 'fills memory at start',
  'series: all': 'fills memory at start',
  'children: all assets': 'fills memory at start',
  'rules: all': 'fills memory at start',
  'rules: all states': 'fills memory at start',
  'displays: all': 'the list of displays, a few rows',
  'platform locks: all': 'fills memory at start',
  'platform locks: delete all': 'the clock was set back: nobody stays locked out halfway',
  'platform sessions: all': 'fills memory at start',
  'platform sessions: delete all': 'the clock was set back: nobody stays signed in',
  'platform tenants: all': 'the directory, a few rows',
  'users: all': 'the list of people',
  'maintenances: open': 'fills memory at start',
  'audit records: choices': 'the newest ten thousand, by their own key',
  'user profiles: all': 'the list of people',
  'users: delete all': 'a claim made anew: nobody is there yet but who began it',
  'options: list': 'the table in its own order, a page at a time',
  'options: count': 'a total somebody asked for, or the bound before one more',
  'retention rules: all': 'the list of rules, made by hand',
  'bulk operations: aged': 'people make few of them',
  'tokens: all': 'the list of tokens, made by hand',
  'audit records: count': 'a total somebody asked for; walks an index alone',
  'audit chain: last number': 'a row a table',
  'alarms: open counts': 'walks the partial index, which holds open alarms only',
  'alarms: open counts by type': 'walks the partial index, which holds open alarms only',
  'measurement journal: first': 'the first row by its own key',
  'measurement journal: after': 'scans its own slice, found by its key',
  'old measurements: next source': 'the first row by its own key',
  'measurement blocks: ends': 'fills memory at start; walks an index alone',
  'events: count all': 'a total somebody asked for; walks an index alone',
  'managed objects: count all': 'a total somebody asked for; walks an index alone',
  'alarms: count nearly all': 'a total somebody asked for',
  'alarms: count all': 'walks indexes alone',
  'managed objects: list all': 'the table in its own order, a page at a time',
  'managed objects: list by text': 'looks for a word anywhere, a page at a time',
  'managed objects: count by text': 'looks for a word anywhere',
  'managed objects: query by reading': 'a condition no index knows, a page at a time',
  'managed objects: query by reading and sort': 'a condition or an order no index knows',
  'managed objects: query of a hierarchy': 'scans its own recursion, bounded in depth',
  'managed objects: count of a hierarchy': 'scans its own recursion, bounded in depth',
  'managed objects: count of a query by reading': 'a condition no index knows',
  'devices: search': 'looks for a part of a name, a page at a time',
  'devices: all names': 'walks the index of devices: every name is wanted, once until devices change',
  'devices: newest': 'the table from its end, until the page is full',
  'replacements: standing units': 'fills memory at start',
  'replacements: last of each device': 'fills memory at start',
  'devices: all ids': 'walks the index of devices alone, for a query about their alarms',
  'devices: count': 'walks the index of devices alone',
  'devices: count of a search': 'looks for a part of a name',
  'groups: list': 'walks the index of groups: every group is wanted',
  'groups: devices in any': 'walks the index of devices alone',
  'children: is below': 'scans its own recursion, each object once',
  'children: all below': 'scans its own recursion, each object once',
  'children: all above': 'scans its own recursion, each object once',
  'agents: above': 'scans its own recursion, bounded in depth',
  'agents: looked after': 'scans its own recursion, bounded in depth',
  'operations: list all': 'the table in its own order, a page at a time',
  'operations: count all': 'a total somebody asked for; walks an index alone',
  'bulk operations: list': 'the table in its own order, a page at a time',
  'bulk operations: list all': 'the table in its own order, a page at a time',
  'bulk operations: count': 'a total somebody asked for; people make few of them',
  'bulk operations: count all': 'a total somebody asked for; people make few of them',
};
/** Statements that sort, and why that stays small. */
const maySort: Record<string, string> = {
  'alarms: open counts': 'four groups',
  'audit records: choices': 'the few names in the newest ten thousand',
  'alarms: open counts by type': 'open alarms only',
  'alarms: list': 'alarms of several sources, merged by time',
  'alarms: open of devices': 'open alarms of the devices of a page',
  'alarms: slice': 'one source in a stretch of time',
  'events: list': 'events received in a stretch of time, by their own time',
  'managed objects: query and sort': 'what the index found, in the order asked for',
  'managed objects: query of a hierarchy': 'what lies below some objects, in the order asked for',
  'managed objects: query by reading and sort': 'an order no index knows',
  'devices: list': 'the members of a group or the silent devices, by name',
  'devices: search': 'the members of a group or the silent devices, by name',
  'agents: looked after': 'what lies below one agent',
  'operations: mentioning': 'operations of one device and what hangs on it',
  'operations: list': 'operations of several devices or of a bulk operation, by id',
  'device credentials: names': 'the devices of a page',
  'bulk operations: aged': 'people make few of them',
  'series: of a device': 'the series of one device',
};

const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})`;

/** SQL that fills each table with 10,000 plausible rows. */
const tenantRows = [
  `INSERT INTO managed_objects (id, name, type, owner, is_device, is_group, created_ms, updated_ms, fragments)
   ${numbers} SELECT i, 'object ' || i, 'type' || (i % 20), 'owner' || (i % 50), i % 10 <> 0, i % 10 = 0, i, i, '{}' FROM n`,
  `INSERT INTO managed_object_fragments ${numbers} SELECT 'fragment' || (i % 30), i FROM n`,
  `INSERT INTO managed_object_children ${numbers} SELECT (i % 1000) * 10 + 10, 'asset', i FROM n WHERE i % 10 <> 0 AND (i % 1000) * 10 + 10 <= ${rows}`,
  `INSERT INTO external_ids ${numbers} SELECT 'c8y_Serial', 's' || i, i FROM n`,
  `INSERT INTO device_credentials (user_name, secret_hash, managed_object_id, created_ms) ${numbers} SELECT 'device_' || i, x'00', i, i FROM n`,
  `INSERT INTO device_requests (id, status, owner, created_ms) ${numbers} SELECT 'r' || i, 'WAITING_FOR_CONNECTION', 'o', i FROM n`,
  `INSERT INTO users (user_name, role, password_hash, created_ms) ${numbers} SELECT 'u' || i, 'viewer', 'h', i FROM n`,
  `INSERT INTO contacts (managed_object_id, arrival_ms, interval_ms) ${numbers} SELECT i, i, 60000 FROM n`,
  `INSERT INTO late_readings ${numbers} SELECT i, i % 35, 1, i, i FROM n`,
  `INSERT INTO replacements (managed_object_id, replaced_by_id, at_ms, made_by, stage, undo) ${numbers} SELECT i, i + 1, i, 'a', 'done', '{}' FROM n`,
  `INSERT INTO replacement_measurements ${numbers} SELECT i % 100 + 1, 'm' || i FROM n`,
  `INSERT INTO maintenances (managed_object_id, began_ms, until_ms, reason, begun_by, ended_ms) ${numbers} SELECT i, i, i, 'r', 'a', i FROM n`,
  `INSERT INTO measurement_sources (ordinal, managed_object_id) ${numbers} SELECT i, i FROM n`,
  `INSERT INTO measurement_journal ${numbers} SELECT i, x'00' FROM n`,
  `INSERT INTO measurement_blocks (source, from_ms, to_ms, count, head, body) ${numbers} SELECT i % 500 + 1, i * 1000, i * 1000 + 60000, 1000, x'00', x'00' FROM n`,
  `INSERT INTO series (id, managed_object_id, fragment, name, unit) ${numbers} SELECT i, i, 'f' || (i % 5), 's', 'C' FROM n`,
  `INSERT INTO measurement_shapes ${numbers} SELECT i, 't' || i, '[]' FROM n`,
  `INSERT INTO measurements ${numbers} SELECT i % 100 + 1, i * 1000, 0, i % 7 + 1, x'0000000000000000', NULL FROM n`,
  `INSERT INTO measurement_overflow ${numbers} SELECT i, i % 100 + 1, i, 16 FROM n`,
  `INSERT INTO idempotency_keys ${numbers} SELECT 'o' || (i % 100), 'k' || i, i, '[]' FROM n`,
  `INSERT INTO events (managed_object_id, type, text, time_ms, created_ms, updated_ms, fragments)
   ${numbers} SELECT i % 500 + 1, 't' || (i % 20), 'x', i, i, i, '{}' FROM n`,
  `INSERT INTO binaries (managed_object_id, sha256, length, content_type, name) ${numbers} SELECT i, 'h' || (i % 5000), i, 't', 'n' FROM n`,
  `INSERT INTO alarms (managed_object_id, type, text, severity, active, acknowledged, first_ms, time_ms, count, created_ms, updated_ms)
   ${numbers} SELECT i, 't' || (i % 20), 'x', i % 4 + 1, i % 50 = 0, i % 3 <> 0, i, i, 1, i, i FROM n`,
  `INSERT INTO operations (managed_object_id, bulk_operation_id, status, created_ms, updated_ms, expires_ms, fragments)
   ${numbers} SELECT i % 500 + 1, iif(i % 4 = 0, i % 50, NULL), iif(i % 20 = 0, 'PENDING', iif(i % 20 = 1, 'FAILED', 'SUCCESSFUL')),
   i, i, iif(i % 3 = 0, i, NULL), '{"c8y_Restart":{}}' FROM n`,
  `INSERT INTO bulk_operations (group_id, stage, start_ms, ramp_ms, next_ms, prototype, created_by)
   ${numbers} SELECT i, iif(i % 10 = 0, 'canceled', 'created'), i, 1000, iif(i % 100 = 1, i, NULL), '{}', 'a' FROM n`,
  `INSERT INTO bulk_operation_devices ${numbers} SELECT i % 50 + 1, i, i FROM n`,
  `INSERT INTO rules (id, version, definition, changed_ms, changed_by) ${numbers} SELECT i, 1, '{}', i, 'a' FROM n`,
  `INSERT INTO rule_versions ${numbers} SELECT i, 1, '{}', i, 'a', NULL FROM n`,
  `INSERT INTO rule_states ${numbers} SELECT i % 100, i, '{}' FROM n`,
  `INSERT INTO audit_records (time_ms, user_name, type, activity, text, source) ${numbers} SELECT i, 'u', 't', 'a', 'x', 's' || i FROM n`,
  `INSERT INTO settings ${numbers} SELECT 'k' || i, '1' FROM n`,
  `INSERT INTO jobs (kind, parameters, title, started_by, state, created_ms, ended_ms)
   ${numbers} SELECT 'k' || (i % 10), '{}', '{}', 'u' || (i % 20), iif(i % 1000 = 0, 'running', 'done'), i, iif(i % 1000 = 0, NULL, i) FROM n`,
  `INSERT INTO binned_objects ${numbers} SELECT i, i, 'u', '{}' FROM n WHERE i % 50 = 0`,
  `INSERT INTO job_changes ${numbers} SELECT i % 100 + 1, i, 'changed', i, '{}', '{}' FROM n`,
  `INSERT INTO job_problems ${numbers} SELECT i % 100 + 1, i, '{}' FROM n`,
];
const platformRows = [
  `INSERT INTO tenants (id, created_ms) ${numbers} SELECT 't' || i, i FROM n`,
  `INSERT INTO platform_administrators ${numbers} SELECT 't' || i, 'u' || i FROM n`,
  `INSERT INTO sessions (id_hash, tenant, user_name, created_ms, active_ms, stepped_up_ms, address) ${numbers} SELECT CAST('h' || i AS BLOB), 't' || i, 'u' || i, i, i, i, 'a' FROM n`,
  `INSERT INTO settings ${numbers} SELECT 'k' || i, '1' FROM n`,
];

let connections: Connection[];

function fill(connection: Connection, statements: string[]): Connection {
  connection.exec('BEGIN');
  for (const sql of statements) connection.exec(sql);
  connection.exec('COMMIT; ANALYZE');
  return connection;
}

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'valvomo-plans-'));
  connections = [
    fill(openTenantDatabase(join(folder, 'tenant')).connections.write(), tenantRows),
    fill(openPlatformDatabase(folder).connections.write(), platformRows),
  ];
});

/** The plan from the file that has the statement's tables. */
function planOf(step: Parameters<Connection['plan']>[0]): string[] {
  for (const connection of connections) {
    try {
      return connection.plan(step);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('no such table')) throw error;
    }
  }
  throw new Error(`no file has the tables of: ${step.sql}`);
}

/** A whole table is read (a LIMIT ends an ordered walk along an index early), or rows are sorted. */
function faults(name: string, sql: string, plan: string[]): string[] {
  const limited = / limit \?/.test(sql);
  const scans = (line: string) => line.startsWith('SCAN ') && !/VIRTUAL TABLE|CONSTANT ROW/.test(line) && !(limited && line.includes(' USING '));
  return plan.filter((line) => (scans(line) && !(name in mayScan)) || (line.includes('TEMP B-TREE') && !(name in maySort)));
}

test('there are statements to look at', () => {
  expect(declaredStatements().length).toBeGreaterThan(60);
});

test.each(declaredStatements().map((declared) => [declared.name, declared] as const))('%s goes by an index', (name, declared) => {
  for (const example of declared.examples()) {
    const plan = planOf(example);
    expect(faults(name, example.sql, plan), `${example.sql}\n${plan.join('\n')}`).toEqual([]);
  }
});

test('every exception is one that exists', () => {
  const names = new Set(declaredStatements().map((declared) => declared.name));
  expect([...Object.keys(mayScan), ...Object.keys(maySort)].filter((name) => !names.has(name))).toEqual([]);
});
