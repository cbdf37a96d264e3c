/** Devices out of an uploaded table: what would become of each row, and the job that makes them. */
import { z } from 'zod';

import { importEncodings, importFields, importSeparators, type ImportOptions, type ImportPreview } from '#contract/console/device-import-calls.ts';
import { csvLine, csvStart } from '#contract/csv.ts';
import { ExpectedError } from '#contract/errors.ts';
import type { JobProblem } from '#contract/jobs.ts';

import { first, type Unit } from '../db/unit.ts';
import { readInput } from '../jobs/job-inputs.ts';
import { findExternalId, insertExternalId } from '../managed-objects/external-id-store.ts';
import { checkedRows, guessMapping, isProblem, readTable, type DeviceRow, type Table, type TableRow } from '../managed-objects/import-table.ts';
import { insertContent } from '../managed-objects/record-object.ts';
import { publishObject } from './changes.ts';
import { listGroups } from './console-groups.ts';
import { tellInventory } from './inventory-audit.ts';
import { inventoryUndo, noteDeed } from './inventory-undo.ts';
import { startJob } from './job-changes.ts';
import { defineJobKind } from './job-kind.ts';
import { addChild } from './managed-object-children.ts';
import { publishInventory } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Rows made devices in one unit. */
const slice = 20;
const shownRows = 20;
const shownProblems = 200;
const shownGroups = 100;
const samples = 3;

type Mapping = (ImportOptions['mapping'] & {})[number][];

// --- groups by their path

const pathKey = (path: readonly string[]): string => path.map((name) => name.toLowerCase()).join('\n');

/** Ids of the groups there are, by their names from the outside in. */
function groupsByPath(tenant: OpenTenant): Map<string, number> {
  const groups = new Map(listGroups(tenant).map((group) => [group.id, group]));
  const pathOf = (id: string, seen: readonly string[] = []): string[] => {
    const group = groups.get(id);
    if (!group || seen.includes(id)) return [];
    return [...(group.parentId === null ? [] : pathOf(group.parentId, [...seen, id])), group.name];
  };
  const found = new Map<string, number>();
  // The oldest of several groups of one path is meant.
  for (const id of [...groups.keys()].sort((a, b) => Number(b) - Number(a))) found.set(pathKey(pathOf(id)), Number(id));
  return found;
}

/** Every path that leads to a group, from the outside in. */
function pathsTo(group: readonly string[]): string[][] {
  return group.map((_, index) => group.slice(0, index + 1));
}

// --- looking

function isKnown(tenant: OpenTenant, { externalId }: DeviceRow): boolean {
  return externalId !== null && tenant.database.readFirst(findExternalId(externalId.type, externalId.externalId)) !== undefined;
}

function knownProblem({ line, externalId }: DeviceRow): JobProblem {
  return { reason: 'id-known', about: { line, id: externalId?.externalId ?? '' } };
}

function columnsOf(table: Table): number {
  return table.head?.cells.length ?? Math.max(0, ...table.rows.slice(0, 1000).map(({ cells }) => cells.length));
}

function mappingFor(table: Table, given: ImportOptions['mapping']): Mapping {
  const width = Math.min(columnsOf(table), 100);
  const mapping = given ?? (table.head ? guessMapping(table.head.cells) : []);
  return Array.from({ length: width }, (_, index) => mapping[index] ?? null);
}

function requireUsable(mapping: Mapping): void {
  const twice = mapping.find((field, index) => field !== null && mapping.indexOf(field) !== index);
  if (twice) throw new ExpectedError('invalid', 'A field can be in one column only', { fields: { mapping: twice } });
}

/** @throws ExpectedError 'not-found' when the upload is gone, 'invalid' when it is no table. */
export async function previewDeviceImport(tenant: OpenTenant, options: ImportOptions): Promise<ImportPreview> {
  const table = readTable(readInput(tenant.folder, options.inputId), options);
  const mapping = mappingFor(table, options.mapping);
  requireUsable(mapping);
  const groups = groupsByPath(tenant);
  const made = new Map<string, string>();
  const rows: DeviceRow[] = [];
  const problems: JobProblem[] = [];
  let good = 0;
  let looked = 0;
  for (const { device } of checkedRows(table, mapping, options.externalIdType)) {
    const wrong = isProblem(device) ? device : isKnown(tenant, device) ? knownProblem(device) : null;
    if (wrong && problems.length < shownProblems) problems.push(wrong);
    if (!wrong && !isProblem(device)) {
      good += 1;
      if (rows.length < shownRows) rows.push(device);
      for (const path of pathsTo(device.group)) if (!groups.has(pathKey(path))) made.set(pathKey(path), path.join(' / '));
    }
    looked += 1;
    if (looked % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const sampleOf = (column: number) => table.rows.slice(0, samples).map(({ cells }) => (cells[column] ?? '').slice(0, 80));
  return {
    encoding: table.encoding,
    separator: table.separator,
    columns: mapping.map((field, index) => ({ head: (table.head?.cells[index] ?? '').slice(0, 80), field, sample: sampleOf(index) })),
    total: table.rows.length,
    good,
    rows: rows.map(({ externalId, ...row }) => ({ ...row, externalId: externalId?.externalId ?? null })),
    problems,
    newGroups: [...made.values()].slice(0, shownGroups),
  };
}

// --- doing

function* makeGroup(tenant: OpenTenant, jobId: number, name: string, parent: number | null, by: string): Unit<number> {
  const type = parent === null ? 'c8y_DeviceGroup' : 'c8y_DeviceSubgroup';
  const row = yield* insertContent({ name, type, fragments: { c8y_IsDeviceGroup: {} } }, by, tenant.clock.now());
  publishObject(tenant, 'CREATE', row);
  publishInventory(tenant, row);
  if (parent !== null) yield* addChild(tenant, parent, 'asset', row.id);
  yield* tellInventory(tenant, { by, activity: 'Group created', id: row.id, name });
  yield* noteDeed(jobId, 'created', row.id);
  return row.id;
}

/** The group a path leads to, made as far as it is not there. @param groups what is known; new ones are added. */
function* groupFor(tenant: OpenTenant, jobId: number, path: readonly string[], groups: Map<string, number>, by: string): Unit<{ id: number | null; made: number }> {
  let id: number | null = null;
  let made = 0;
  for (const part of pathsTo(path)) {
    const known: number | undefined = groups.get(pathKey(part));
    if (known === undefined) made += 1;
    id = known ?? (yield* makeGroup(tenant, jobId, part.at(-1) ?? '', id, by));
    groups.set(pathKey(part), id);
  }
  return { id, made };
}

function* makeDevice(tenant: OpenTenant, jobId: number, device: DeviceRow, groupId: number | null, by: string): Unit<void> {
  const { name, type, externalId } = device;
  const row = yield* insertContent({ name, type, fragments: { c8y_IsDevice: {} } }, by, tenant.clock.now());
  publishObject(tenant, 'CREATE', row);
  publishInventory(tenant, row);
  if (groupId !== null) yield* addChild(tenant, groupId, 'asset', row.id);
  if (externalId) yield* first(insertExternalId(externalId.type, externalId.externalId, row.id));
  yield* tellInventory(tenant, { by, activity: 'Device created', id: row.id, name });
  yield* noteDeed(jobId, 'created', row.id);
}

function* makeOne(tenant: OpenTenant, jobId: number, device: DeviceRow, groups: Map<string, number>, by: string): Unit<{ groups: number } | JobProblem> {
  const { externalId } = device;
  if (externalId && (yield* first(findExternalId(externalId.type, externalId.externalId)))) return knownProblem(device);
  const group = yield* groupFor(tenant, jobId, device.group, groups, by);
  yield* makeDevice(tenant, jobId, device, group.id, by);
  return { groups: group.made };
}

interface Checked {
  row: TableRow;
  device: DeviceRow | JobProblem;
}

function wrongOf(tenant: OpenTenant, { device }: Checked): JobProblem | null {
  if (isProblem(device)) return device;
  return isKnown(tenant, device) ? knownProblem(device) : null;
}

export const deviceImport = defineJobKind({
  name: 'device-import',
  access: 'devices:write',
  parameters: z.object({
    inputId: z.string(),
    fileName: z.string(),
    encoding: z.enum(importEncodings),
    separator: z.enum(importSeparators),
    hasHead: z.boolean(),
    mapping: z.array(z.enum(importFields).nullable()),
    externalIdType: z.string(),
  }),
  checkpoint: z.object({ next: z.number().int() }),
  title: ({ fileName }) => ({ fileName }),
  undo: inventoryUndo,
  async run(job) {
    const { tenant, jobId, startedBy, parameters } = job;
    const table = readTable(readInput(tenant.folder, parameters.inputId), parameters);
    const checked = [...checkedRows(table, parameters.mapping, parameters.externalIdType)];
    job.setTotal(checked.length);
    const groups = groupsByPath(tenant);
    for (let next = job.checkpoint?.next ?? 0; next < checked.length; next += slice) {
      const part = checked.slice(next, next + slice);
      const wrong = new Map(part.map((one) => [one, wrongOf(tenant, one)]));
      for (const [{ row }, problem] of wrong) if (problem) await writeWrong(job, table, row, problem);
      await job.step(function* () {
        const problems: JobProblem[] = [];
        const counts = { created: 0, groups: 0 };
        for (const [{ device }, problem] of wrong) {
          const made = problem ?? (isProblem(device) ? device : yield* makeOne(tenant, jobId, device, groups, startedBy));
          if ('reason' in made) problems.push(made);
          else {
            counts.created += 1;
            counts.groups += made.groups;
          }
        }
        return { checkpoint: { next: next + slice }, done: next + part.length, counts, problems };
      });
    }
  },
});

type ImportJob = Parameters<typeof deviceImport.run>[0];

/** Rows that were left out stand in a file of their own, to be mended and imported again. */
async function writeWrong(job: ImportJob, table: Table, { line, cells }: TableRow, { reason }: JobProblem): Promise<void> {
  const { fileName } = job.parameters as { fileName: string };
  const width = Math.max(columnsOf(table), cells.length);
  const padded = (row: readonly string[]) => Array.from({ length: width }, (_, index) => row[index] ?? '');
  const file = await job.file(`${fileName.replace(/\.[^.]*$/, '').replaceAll(/[/\\\p{Cc}]/gu, ' ')}, left out.csv`, 'text/csv; charset=utf-8');
  if (file.isEmpty) await file.append(csvStart + csvLine([...padded(table.head?.cells ?? []), 'problem', 'line'], table.separator));
  await file.append(csvLine([...padded(cells), reason, line], table.separator));
}

/** Start an import. @returns the job's id. @throws as {@link previewDeviceImport}, 'invalid' when no column names devices. */
export function importDevices(tenant: OpenTenant, options: ImportOptions & { fileName: string }, by: string): Promise<number> {
  const table = readTable(readInput(tenant.folder, options.inputId), options);
  const mapping = mappingFor(table, options.mapping);
  requireUsable(mapping);
  if (!mapping.includes('name') && !mapping.includes('externalId')) {
    throw new ExpectedError('invalid', 'A column must hold the name or the external id', { fields: { mapping: 'name' } });
  }
  const { inputId, fileName, hasHead, externalIdType } = options;
  return startJob(tenant, deviceImport, { inputId, fileName, hasHead, externalIdType, mapping, encoding: table.encoding, separator: table.separator }, by);
}
