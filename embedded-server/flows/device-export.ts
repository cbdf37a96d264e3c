/** The list of devices as a file for a spreadsheet, as a job. */
import { z } from 'zod';

import { csvLine, csvStart, type CsvSeparator } from '#contract/csv.ts';
import { deviceExportSchema } from '#contract/console/device-bulk-calls.ts';
import { formatInstant } from '#contract/time.ts';
import type { ConsoleDevice } from '#contract/managed-objects.ts';

import { externalIdsOfAll } from '../managed-objects/external-id-store.ts';
import { listDevices } from './console-devices.ts';
import { listGroups } from './console-groups.ts';
import { defineJobKind } from './job-kind.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Devices read in one slice, and lines after which the job's place is stored. */
const slice = 100;
const linesPerStep = 2_000;

/** Names that the import of devices knows its columns by. */
const heads = ['id', 'name', 'type', 'group', 'external_id_type', 'external_id', 'other_external_ids', 'user_name', 'created', 'last_heard', 'contact', 'open_alarms'];

/** Where groups are, from the outside in; a slash in a name is written `\/`. */
export function groupPaths(tenant: OpenTenant): Map<string, string> {
  const groups = new Map(listGroups(tenant).map((group) => [group.id, group]));
  const pathOf = (id: string, below = 0): string => {
    const group = groups.get(id);
    if (!group || below > groups.size) return '';
    const name = group.name.replaceAll('\\', '\\\\').replaceAll('/', '\\/');
    return group.parentId === null ? name : `${pathOf(group.parentId, below + 1)} / ${name}`;
  };
  return new Map([...groups.keys()].map((id) => [id, pathOf(id)]));
}

interface NamedId {
  type: string;
  external_id: string;
}

function idsByDevice(tenant: OpenTenant, devices: readonly ConsoleDevice[]): Map<number, NamedId[]> {
  const rows = tenant.database.read(externalIdsOfAll(devices.map(({ id }) => Number(id))));
  return Map.groupBy(rows, ({ managed_object_id: id }) => id);
}

function lines(tenant: OpenTenant, devices: readonly ConsoleDevice[], paths: ReadonlyMap<string, string>, separator: CsvSeparator): string {
  const ids = idsByDevice(tenant, devices);
  const moment = (timeMs: number | null) => (timeMs === null ? null : formatInstant(timeMs));
  return devices
    .map((device) => {
      const [one, ...others] = ids.get(Number(device.id)) ?? [];
      const rest = others.map(({ type, external_id: id }) => `${type}=${id}`).join(' ');
      const path = device.groupId === null ? null : (paths.get(device.groupId) ?? null);
      const { id, name, type, credentialName, contact, openAlarms } = device;
      const facts = [id, name, type, path, one?.type ?? null, one?.external_id ?? null, rest];
      return csvLine([...facts, credentialName, moment(device.createdMs), moment(device.heardMs), contact, openAlarms], separator);
    })
    .join('');
}

export const deviceExport = defineJobKind({
  name: 'device-export',
  access: 'site:read',
  parameters: deviceExportSchema,
  checkpoint: z.object({ after: z.string().nullable(), done: z.number() }),
  title: ({ place }) => ({ place }),
  async run(job) {
    const { tenant } = job;
    const { fileName, separator, place: _, ...filter } = job.parameters;
    const file = await job.file(fileName, 'text/csv; charset=utf-8');
    if (job.checkpoint === null) await file.append(csvStart + csvLine(heads, separator));
    const paths = groupPaths(tenant);
    let { after, done } = job.checkpoint ?? { after: null, done: 0 };
    let stored = done;
    // Null marks the beginning and, once something was read, the end.
    while (done === 0 || after !== null) {
      const page = listDevices(tenant, { ...filter, after: after ?? undefined, limit: slice });
      await file.append(lines(tenant, page.devices, paths, separator));
      job.setTotal(page.total);
      done += page.devices.length;
      after = page.cursor;
      job.progress(done);
      if (after === null || page.devices.length === 0) break;
      if (done - stored < linesPerStep) await job.turn();
      else {
        const checkpoint = { after, done };
        await job.step(function* () {
          return { checkpoint, done: checkpoint.done };
        });
        stored = done;
      }
    }
  },
});
