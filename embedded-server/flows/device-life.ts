/** How a device lives: whether it speaks as it should, what hangs on it. For its panel. */
import type { DeviceLife } from '#contract/managed-objects.ts';

import type { ContactState } from '../contacts/contact.ts';
import { dayOf, lateReadingsSince } from '../contacts/late-reading-store.ts';
import { isLearned, isRegular } from '../contacts/silence.ts';
import { childrenOf, parentsOf } from '../managed-objects/child-store.ts';
import { requiredInterval } from '../managed-objects/managed-object.ts';
import type { ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { fragmentsOf } from '../managed-objects/record-object.ts';
import { supervisionOf } from '../managed-objects/supervision.ts';
import { readSupervision } from '../tenants/site-settings.ts';
import { replacementHistory } from './console-replacements.ts';
import { deviceContacts } from './device-contacts.ts';
import type { OpenTenant } from './open-tenant.ts';
import { silentTooLongAt } from './silence-watch.ts';

const minuteMs = 60_000;
/** Days the panel looks back for late readings. */
const lateDays = 7;

function supervision(tenant: OpenTenant, row: ManagedObjectRow, state: ContactState | undefined): DeviceLife['supervision'] {
  const fragments = fragmentsOf(row);
  const minutes = requiredInterval(fragments);
  const off = supervisionOf(fragments) === 'off';
  const mode = off ? 'off' : minutes !== null && minutes > 0 ? 'required' : 'learned';
  return {
    mode,
    minutes: mode === 'required' ? minutes : null,
    offOnSite: mode === 'learned' && !readSupervision(tenant.database),
    alarmAtMs: state ? silentTooLongAt(tenant, row, state) : null,
    habit: !state || !isLearned(state) ? 'unknown' : isRegular(state) ? 'regular' : 'irregular',
  };
}

/** When it should next be heard from; null when nothing tells. */
function expectedAt(state: ContactState | undefined, row: ManagedObjectRow): number | null {
  if (!state) return null;
  if (isLearned(state) && !isRegular(state)) return null;
  const minutes = requiredInterval(fragmentsOf(row));
  const everyMs = state.intervalMs ?? (minutes !== null && minutes > 0 ? minutes * minuteMs : null);
  return everyMs === null ? null : Math.round(state.visitMs + everyMs);
}

function lateReadings(tenant: OpenTenant, deviceId: number): DeviceLife['lateReadings'] {
  const rows = tenant.database.read(lateReadingsSince(deviceId, dayOf(tenant.clock.now()) - lateDays + 1));
  const [newest] = rows;
  const total = rows.reduce((sum, row) => sum + row.total, 0);
  return { days: lateDays, total, newest: newest ? { takenMs: newest.taken_ms, arrivedMs: newest.arrived_ms } : null };
}

export function deviceLife(tenant: OpenTenant, row: ManagedObjectRow): DeviceLife {
  const state = tenant.contacts.get(row.id);
  const contactOf = deviceContacts(tenant);
  const parent = tenant.database.read(parentsOf([row.id])).find(({ kind }) => kind === 'device');
  const children = tenant.database.read(childrenOf([row.id])).filter(({ kind }) => kind === 'device');
  return {
    expectedMs: expectedAt(state, row),
    supervision: supervision(tenant, row, state),
    lateReadings: lateReadings(tenant, row.id),
    parent: parent ? { id: String(parent.id), name: parent.name ?? '' } : null,
    children: children.map(({ id, name }) => ({ id: String(id), name: name ?? '', contact: contactOf(id) })),
    replacements: replacementHistory(tenant, row.id),
  };
}
