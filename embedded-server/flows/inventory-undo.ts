/** Taking back what a job did to devices and groups, from the last deed to the first. */
import { z } from 'zod';

import type { JobProblem } from '#contract/jobs.ts';

import { all, first, run, type Unit } from '../db/unit.ts';
import { countJobChanges, jobChangesBefore, noteJobChange, type JobChangeRow, type JobDeed } from '../jobs/job-change-store.ts';
import { referencesOfParent } from '../managed-objects/bin-store.ts';
import { findObject } from '../managed-objects/managed-object-store.ts';
import { binObject, restoreObject } from './bin.ts';
import { changeDevice, deviceFacts, type DeviceFacts } from './console-device-changes.ts';
import { tellInventory } from './inventory-audit.ts';
import { defineJobKind } from './job-kind.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Deeds taken back in one unit. */
const slice = 20;

/** Note what a job did, in the step that did it. */
export function* noteDeed(jobId: number, deed: JobDeed, objectId: number, before: DeviceFacts | null = null, after: DeviceFacts | null = null): Unit<void> {
  const json = (facts: DeviceFacts | null) => (facts === null ? null : JSON.stringify(facts));
  yield* run(noteJobChange(jobId, jobId, deed, objectId, json(before), json(after)));
}

export function sameFacts(one: DeviceFacts, other: DeviceFacts): boolean {
  return one.name === other.name && one.type === other.type && one.groupId === other.groupId;
}

/** Whether a group is there to move something into; null is always. */
export function* groupIsThere(groupId: string | null): Unit<boolean> {
  return groupId === null || (yield* first(findObject(Number(groupId))))?.is_group === 1;
}

type Taken = 'restored' | 'changed' | 'removed' | JobProblem;

function* takeBackChange(tenant: OpenTenant, { object_id: id, before, after }: JobChangeRow, by: string): Unit<Taken> {
  const [was, became] = [before, after].map((json) => JSON.parse(json ?? 'null') as DeviceFacts) as [DeviceFacts, DeviceFacts];
  const name = became.name ?? String(id);
  const now = yield* deviceFacts(tenant, id);
  if (!now) return { reason: 'gone', about: { name } };
  if (!sameFacts(now, became)) return { reason: 'changed-meanwhile', about: { name: now.name ?? name } };
  if (!(yield* groupIsThere(was.groupId))) return { reason: 'group-gone', about: { name } };
  const { differences } = yield* changeDevice(tenant, id, { name: was.name ?? undefined, type: was.type, groupId: was.groupId });
  yield* tellInventory(tenant, { by, activity: 'Device updated', id, name: was.name, changes: differences });
  return 'changed';
}

function* takeBackCreation(tenant: OpenTenant, { object_id: id }: JobChangeRow, by: string): Unit<Taken> {
  const row = yield* first(findObject(id));
  if (!row) return 'removed';
  const isGroup = row.is_group === 1;
  // A group that others have put something into meanwhile stays.
  const members = isGroup ? yield* all(referencesOfParent(id)) : [];
  if (members.length > 0) return { reason: 'group-in-use', about: { name: row.name ?? String(id) } };
  yield* binObject(tenant, id, by);
  yield* tellInventory(tenant, { by, activity: isGroup ? 'Group deleted' : 'Device deleted', id, name: row.name });
  return 'removed';
}

function* takeBackDeletion(tenant: OpenTenant, { object_id: id }: JobChangeRow, by: string): Unit<Taken> {
  // Somebody has restored or erased it already.
  const lies = (yield* first(findObject(id))) === undefined;
  if (!lies) return 'restored';
  try {
    const { name } = yield* restoreObject(tenant, id);
    yield* tellInventory(tenant, { by, activity: 'Device restored', id, name });
    return 'restored';
  } catch {
    return { reason: 'gone', about: { name: String(id) } };
  }
}

const takeBacks = { changed: takeBackChange, created: takeBackCreation, deleted: takeBackDeletion };

export const inventoryUndo = defineJobKind({
  name: 'inventory-undo',
  access: 'devices:write',
  parameters: z.object({ jobId: z.number().int() }),
  checkpoint: z.object({ before: z.number() }),
  title: () => ({}),
  async run(job) {
    const { tenant, parameters, startedBy } = job;
    const total = tenant.database.readFirst(countJobChanges(parameters.jobId))?.total ?? 0;
    job.setTotal(total);
    let before = job.checkpoint?.before ?? Number.MAX_SAFE_INTEGER;
    let { done } = job;
    while (done < total) {
      await job.step(function* () {
        const rows = yield* all(jobChangesBefore(parameters.jobId, before, slice));
        const counts: Record<string, number> = {};
        const problems: JobProblem[] = [];
        for (const row of rows) {
          const taken = yield* takeBacks[row.deed](tenant, row, startedBy);
          if (typeof taken === 'string') counts[taken] = (counts[taken] ?? 0) + 1;
          else problems.push(taken);
        }
        const checkpoint = { before: rows.at(-1)?.number ?? 0 };
        before = checkpoint.before;
        done = rows.length === 0 ? total : done + rows.length;
        return { checkpoint, done, counts, problems };
      });
    }
  },
});
