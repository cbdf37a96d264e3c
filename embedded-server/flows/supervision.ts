/** What is expected of devices, as people set it in the console. Each change is audited. */
import type { CallInput } from '#contract/console-api.ts';
import { ExpectedError } from '#contract/errors.ts';
import { parseId, type JsonObject } from '#contract/wire.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import { run, type Unit } from '../db/unit.ts';
import { requiredInterval } from '../managed-objects/managed-object.ts';
import { fragmentsOf } from '../managed-objects/record-object.ts';
import { supervisionFragment, supervisionOf } from '../managed-objects/supervision.ts';
import { readSupervision, writeSupervision } from '../tenants/site-settings.ts';
import { noSuchObject } from './device-scope.ts';
import { changeObject, publishInventory, requireRow } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';
import { forgetOutage } from './silence-watch.ts';

type Wanted = Omit<CallInput<'setSupervision'>, 'id'>;

function words(fragments: JsonObject): string {
  if (supervisionOf(fragments) === 'off') return 'off';
  const minutes = requiredInterval(fragments);
  return minutes === null ? 'learned' : `every ${minutes} min`;
}

function fragmentsFor(wanted: Wanted): JsonObject {
  const off = wanted.mode === 'off' ? { silence: 'off' } : null;
  const required = wanted.mode === 'required' ? { responseInterval: wanted.minutes } : null;
  return { [supervisionFragment]: off, ...(wanted.mode !== 'off' && { c8y_RequiredAvailability: required }) };
}

function* audit(tenant: OpenTenant, by: string, source: string, previousValue: string, newValue: string): Unit<void> {
  const changes = [{ attribute: 'supervision', previousValue, newValue }];
  const record = { timeMs: tenant.clock.now(), userName: by, type: 'Inventory', activity: 'Supervision changed' };
  yield* run(insertAuditRecord({ ...record, text: `Supervision changed: ${newValue}`, source, changes }));
}

/** @throws ExpectedError 'not-found', 'invalid' without the minutes that are required. */
export async function setSupervision(tenant: OpenTenant, deviceId: string, wanted: Wanted, by: string): Promise<void> {
  const id = parseId(deviceId);
  if (id === null) throw noSuchObject(deviceId);
  if (wanted.mode === 'required' && wanted.minutes === undefined) {
    throw new ExpectedError('invalid', 'How often it must be heard from is missing', { fields: { minutes: 'missing' } });
  }
  await tenant.database.write(function* () {
    const before = yield* requireRow(id);
    const after = yield* changeObject(tenant, id, { fragments: fragmentsFor(wanted) });
    yield* audit(tenant, by, String(id), words(fragmentsOf(before)), words(fragmentsOf(after)));
    yield* forgetOutage(tenant, id, tenant.clock.now());
    publishInventory(tenant, after);
  });
}

/** Switch the alarms of silence on or off for devices nobody said otherwise of; those that are on end. */
export async function setSiteSupervision(tenant: OpenTenant, silenceAlarms: boolean, by: string): Promise<{ silenceAlarms: boolean }> {
  await tenant.database.write(function* () {
    const before = readSupervision(tenant.database);
    yield* writeSupervision(silenceAlarms);
    yield* audit(tenant, by, tenant.id, before ? 'on' : 'off', silenceAlarms ? 'on' : 'off');
    for (const [id] of tenant.outages.all()) yield* forgetOutage(tenant, id, tenant.clock.now());
  });
  tenant.feed.publish({ kind: 'changed', subject: 'site' });
  return { silenceAlarms };
}
