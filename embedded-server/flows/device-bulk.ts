/** Changing and deleting many devices: a plan that people look at, then a job that carries it out and can be taken back. */
import { z } from 'zod';

import { mostDevicesAtOnce, plannedShown, type BulkChange, type DeviceSelection, type PlannedChange, type SharedFact } from '#contract/console/device-bulk-calls.ts';
import { ExpectedError } from '#contract/errors.ts';
import type { JobProblem } from '#contract/jobs.ts';

import { readInput, writeInput } from '../jobs/job-inputs.ts';
import { first, type Unit } from '../db/unit.ts';
import { findObject } from '../managed-objects/managed-object-store.ts';
import { namedBy } from '../managed-objects/name-pattern.ts';
import { binObject } from './bin.ts';
import { changeDevice, deviceFacts, type DeviceFacts } from './console-device-changes.ts';
import { listDevices, namesOf } from './console-devices.ts';
import { tellInventory } from './inventory-audit.ts';
import { groupIsThere, inventoryUndo, noteDeed, sameFacts } from './inventory-undo.ts';
import { defineJobKind } from './job-kind.ts';
import { startJob } from './job-changes.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Devices changed in one unit, and read in one go for a plan. */
const slice = 20;
const readAtOnce = 500;

const facts = z.object({ name: z.string().nullable(), type: z.string().nullable(), groupId: z.string().nullable() });
const planSchema = z.array(z.object({ id: z.number().int(), before: facts, after: facts }));
type Plan = z.infer<typeof planSchema>;

function tooMany(): ExpectedError {
  return new ExpectedError('invalid', `At most ${mostDevicesAtOnce} devices at once`, { fields: { devices: 'too many' } });
}

/** Devices by name, a page at a time, as a filter of the list shows them. */
async function* matching(tenant: OpenTenant, filter: Extract<DeviceSelection, { filter: object }>['filter']) {
  let after: string | undefined;
  do {
    const page = listDevices(tenant, { ...filter, after, limit: readAtOnce });
    if (page.total > mostDevicesAtOnce) throw tooMany();
    yield page.devices;
    after = page.cursor ?? undefined;
    await new Promise((resolve) => setImmediate(resolve));
  } while (after !== undefined);
}

type Picked = { id: number } & DeviceFacts;

async function pickedDevices(tenant: OpenTenant, selection: DeviceSelection): Promise<Picked[]> {
  const picked: Picked[] = [];
  if ('filter' in selection) {
    for await (const devices of matching(tenant, selection.filter)) {
      for (const { id, name, type, groupId } of devices) picked.push({ id: Number(id), name, type, groupId });
    }
    return picked;
  }
  for (const id of new Set(selection.ids.map(Number))) {
    const row = tenant.database.readFirst(findObject(id));
    const groupId = tenant.groups.parentsOf(id)[0];
    if (row?.is_device === 1) picked.push({ id, name: row.name, type: row.type, groupId: groupId === undefined ? null : String(groupId) });
  }
  return picked;
}

function sharedFact(values: readonly (string | null)[]): SharedFact {
  const different = new Set(values.map((value) => value || null));
  const [only = null] = different;
  return { different: different.size, only: different.size === 1 ? only : null };
}

/** What the devices have in common of what a change can change. @throws ExpectedError 'invalid' when there are too many. */
export async function sharedFacts(tenant: OpenTenant, selection: DeviceSelection) {
  const picked = await pickedDevices(tenant, selection);
  const group = sharedFact(picked.map(({ groupId }) => groupId));
  const groupName = group.only === null ? null : (namesOf(tenant, [Number(group.only)]).get(Number(group.only)) ?? null);
  return { name: sharedFact(picked.map(({ name }) => name)), type: sharedFact(picked.map(({ type }) => type)), group: { ...group, only: groupName } };
}

function changed(before: DeviceFacts, change: BulkChange, group: string | null, number: number): DeviceFacts {
  const { namePattern, type, groupId } = change;
  return {
    name: namePattern === undefined ? before.name : namedBy(namePattern, { name: before.name ?? '', type: before.type, group, number }) || before.name,
    type: type === undefined ? before.type : type || null,
    groupId: groupId === undefined ? before.groupId : groupId,
  };
}

/**
 * What a change would do to each of the devices.
 * @returns the plan's id for {@link changeDevices}, and the first rows of those that would be different.
 * @throws ExpectedError 'invalid' when there are too many, or no such group.
 */
export async function planDeviceChange(tenant: OpenTenant, selection: DeviceSelection, change: BulkChange) {
  const target = change.groupId;
  if (target !== undefined && target !== null && tenant.database.readFirst(findObject(Number(target)))?.is_group !== 1) {
    throw new ExpectedError('invalid', 'There is no such group', { fields: { groupId: 'there is no such group' } });
  }
  const picked = await pickedDevices(tenant, selection);
  const groupIds = [...new Set([...picked.flatMap(({ groupId }) => groupId ?? []), ...(target ? [target] : [])])];
  const groups = namesOf(tenant, groupIds.map(Number));
  const groupName = (groupId: string | null) => (groupId === null ? null : (groups.get(Number(groupId)) ?? null));
  const plan = picked.map(({ id, ...before }, index) => ({ id, before, after: changed(before, change, groupName(before.groupId), index + 1) }));
  const different = plan.filter(({ before, after }) => !sameFacts(before, after));
  const shownFacts = ({ name, type, groupId }: DeviceFacts) => ({ name: name ?? '', type, groupName: groupName(groupId) });
  const shown = different.slice(0, plannedShown).map(({ id, before, after }): PlannedChange => ({ id: String(id), before: shownFacts(before), after: shownFacts(after) }));
  const planId = writeInput(tenant.folder, JSON.stringify(different));
  return { planId, total: picked.length, changed: different.length, shown };
}

/** What stands in an input, if it is JSON at all. */
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function readPlan(tenant: OpenTenant, planId: string): Plan {
  const parsed = planSchema.safeParse(jsonOf(readInput(tenant.folder, planId)));
  if (!parsed.success) throw new ExpectedError('invalid', 'This is no plan of a change');
  return parsed.data;
}

function* carryOut(tenant: OpenTenant, jobId: number, by: string, { id, before, after }: Plan[number]): Unit<JobProblem | null> {
  const name = before.name ?? String(id);
  const now = yield* deviceFacts(tenant, id);
  if (!now) return { reason: 'gone', about: { name } };
  if (!sameFacts(now, before)) return { reason: 'changed-meanwhile', about: { name: now.name ?? name } };
  if (!(yield* groupIsThere(after.groupId))) return { reason: 'group-gone', about: { name } };
  const { differences } = yield* changeDevice(tenant, id, { name: after.name ?? undefined, type: after.type, groupId: after.groupId });
  yield* tellInventory(tenant, { by, activity: 'Device updated', id, name: after.name, changes: differences });
  yield* noteDeed(jobId, 'changed', id, before, after);
  return null;
}

export const deviceChange = defineJobKind({
  name: 'device-change',
  access: 'devices:write',
  parameters: z.object({ planId: z.string(), count: z.number().int() }),
  checkpoint: z.object({ next: z.number().int() }),
  title: ({ count }) => ({ count }),
  undo: inventoryUndo,
  async run(job) {
    const { tenant, jobId, startedBy } = job;
    const plan = readPlan(tenant, job.parameters.planId);
    job.setTotal(plan.length);
    for (let next = job.checkpoint?.next ?? 0; next < plan.length; next += slice) {
      await job.step(function* () {
        const problems: JobProblem[] = [];
        const part = plan.slice(next, next + slice);
        for (const one of part) {
          const problem = yield* carryOut(tenant, jobId, startedBy, one);
          if (problem) problems.push(problem);
        }
        return { checkpoint: { next: next + slice }, done: next + part.length, counts: { changed: part.length - problems.length }, problems };
      });
    }
  },
});

/** Start carrying a plan out. @returns the job's id. @throws ExpectedError 'not-found' when it is not kept any more. */
export function changeDevices(tenant: OpenTenant, planId: string, by: string): Promise<number> {
  return startJob(tenant, deviceChange, { planId, count: readPlan(tenant, planId).length }, by);
}

const deletionSchema = z.array(z.number().int());

export const deviceDeletion = defineJobKind({
  name: 'device-deletion',
  access: 'devices:write',
  parameters: z.object({ inputId: z.string(), count: z.number().int() }),
  checkpoint: z.object({ next: z.number().int() }),
  title: ({ count }) => ({ count }),
  undo: inventoryUndo,
  async run(job) {
    const { tenant, jobId, startedBy } = job;
    const ids = deletionSchema.parse(JSON.parse(readInput(tenant.folder, job.parameters.inputId).toString('utf8')));
    job.setTotal(ids.length);
    for (let next = job.checkpoint?.next ?? 0; next < ids.length; next += slice) {
      await job.step(function* () {
        const part = ids.slice(next, next + slice);
        const problems: JobProblem[] = [];
        for (const id of part) {
          if ((yield* first(findObject(id)))?.is_device !== 1) {
            problems.push({ reason: 'gone', about: { name: String(id) } });
            continue;
          }
          const { name } = yield* binObject(tenant, id, startedBy);
          yield* tellInventory(tenant, { by: startedBy, activity: 'Device deleted', id, name });
          yield* noteDeed(jobId, 'deleted', id);
        }
        return { checkpoint: { next: next + slice }, done: next + part.length, counts: { deleted: part.length - problems.length }, problems };
      });
    }
  },
});

/** Start putting many devices into the bin. @returns the job's id. */
export async function deleteDevices(tenant: OpenTenant, selection: DeviceSelection, by: string): Promise<number> {
  const ids = (await pickedDevices(tenant, selection)).map(({ id }) => id);
  const inputId = writeInput(tenant.folder, JSON.stringify(ids));
  return startJob(tenant, deviceDeletion, { inputId, count: ids.length }, by);
}
