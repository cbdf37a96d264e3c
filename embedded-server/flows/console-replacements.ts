/** Replacements as the console shows them: who may be the new unit, what was exchanged before. */
import type { CallReply } from '#contract/console-api.ts';
import type { DeviceLife } from '#contract/managed-objects.ts';
import { parseId } from '#contract/wire.ts';

import { ancestors, descendants } from '../managed-objects/child-store.ts';
import { newestDevices } from '../managed-objects/device-list.ts';
import { externalIdsOfAll } from '../managed-objects/external-id-store.ts';
import { childKinds, findObject } from '../managed-objects/managed-object-store.ts';
import { containsPattern } from '../managed-objects/search-pattern.ts';
import { replacementsOf } from '../replacements/replacement-store.ts';
import { noSuchObject } from './device-scope.ts';
import type { OpenTenant } from './open-tenant.ts';
import { isUndoable } from './replacement.ts';
import { replacementUndoSchema } from './replacement-undo.ts';

/** More than this one searches for. */
const maxCandidates = 50;

function familyOf({ database }: OpenTenant, id: number): Set<number> {
  const related = [...database.read(ancestors(id)), ...database.read(descendants(id, childKinds))];
  return new Set([id, ...related.map((row) => row.id)]);
}

/** Devices that may be the new unit, added last first. @throws ExpectedError 'not-found'. */
export function replacementCandidates(tenant: OpenTenant, deviceId: string, search: string | undefined): CallReply<'replacementCandidates'> {
  const id = parseId(deviceId);
  if (id === null || !tenant.database.readFirst(findObject(id))) throw noSuchObject(deviceId);
  const family = familyOf(tenant, id);
  const words = search?.trim();
  const filter = words ? { pattern: containsPattern(words) } : {};
  const rows = tenant.database.read(newestDevices(filter, maxCandidates)).filter((row) => !family.has(row.id));
  const names = Map.groupBy(tenant.database.read(externalIdsOfAll(rows.map((row) => row.id))), (row) => row.managed_object_id);
  return {
    candidates: rows.map((row) => ({
      id: String(row.id),
      name: row.name ?? '',
      type: row.type,
      createdMs: row.created_ms,
      heardMs: tenant.contacts.get(row.id)?.arrivalMs ?? null,
      externalIds: (names.get(row.id) ?? []).map((name) => name.external_id),
    })),
  };
}

/** What was exchanged at a device, the newest first. */
export function replacementHistory(tenant: OpenTenant, deviceId: number): DeviceLife['replacements'] {
  const nowMs = tenant.clock.now();
  return tenant.database.read(replacementsOf(deviceId)).map((row, index) => ({
    id: String(row.id),
    atMs: row.at_ms,
    by: row.made_by,
    undoable: isUndoable(row, index === 0, nowMs),
    counters: replacementUndoSchema.parse(JSON.parse(row.undo)).counters.map(({ fragment, series, lastOld, firstNew }) => ({ fragment, series, lastOld, firstNew })),
  }));
}
