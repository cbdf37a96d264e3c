import { afterEach, beforeEach, expect, test } from 'vitest';

import { TestSite } from '../testing/test-site.ts';
import { deleteAlarm } from './alarm-changes.ts';
import { raiseFromWire } from './alarm-from-wire.ts';
import type { Change } from './change.ts';
import { deleteOneEvent, recordEvent } from './event-writes.ts';
import { linkChildren } from './managed-object-children.ts';
import { deleteManagedObject } from './managed-object-deletion.ts';
import { updateManagedObject } from './managed-object-writes.ts';
import { createManagedObject } from './object-creation.ts';
import { changeOperation, createOperation, deleteOperations } from './operation-writes.ts';

const admin = { kind: 'user', tenant: 'main', userName: 'admin', role: 'admin' } as const;
let site: TestSite;
let told: Change[];

beforeEach(() => {
  site = new TestSite();
  told = [];
  site.tenant.changes.listen((change) => told.push(change));
});
afterEach(() => site.end());

function lines(): string[] {
  return told.map(({ kind, action, id, sourceId }) => `${action} ${kind} ${id} of ${sourceId}`);
}

test('every kind of object tells how it came, changed and went', async () => {
  const { tenant } = site;
  const device = await site.addObject('d');
  await updateManagedObject(tenant, device, { name: 'e', fragments: {} }, { arrivalMs: site.clock.now() });
  const event = await recordEvent(tenant, { sourceId: device, type: 't', text: 'x', timeMs: 1, fragments: {} }, 1);
  await deleteOneEvent(tenant, event);
  const operation = await createOperation(tenant, { deviceId: device, description: null, expiresMs: null, fragments: { c8y_Restart: {} } }, 'admin');
  await changeOperation(tenant, operation.id, { status: 'EXECUTING', fragments: {} }, 'd');
  await deleteOperations(tenant, { devices: [device] });
  const alarm = { deviceId: device, type: 'a', text: 'x', severity: 'MAJOR', status: 'ACTIVE', timeMs: 1, fragments: {} } as const;
  const raised = await raiseFromWire(tenant, alarm, 'd', 1);
  await raiseFromWire(tenant, alarm, 'd', 2);
  await deleteAlarm(tenant, raised?.id ?? 0, 'admin');
  expect(lines()).toEqual([
    `CREATE managed-object ${device} of ${device}`,
    `UPDATE managed-object ${device} of ${device}`,
    `CREATE event ${event.id} of ${device}`,
    `DELETE event ${event.id} of ${device}`,
    `CREATE operation ${operation.id} of ${device}`,
    `UPDATE operation ${operation.id} of ${device}`,
    `DELETE operation ${operation.id} of ${device}`,
    `CREATE alarm ${raised?.id} of ${device}`,
    `UPDATE alarm ${raised?.id} of ${device}`,
    `DELETE alarm ${raised?.id} of ${device}`,
  ]);
});

test('a measurement is told with the id it can be read by, and only once it is stored', async () => {
  const device = await site.addObject('d');
  told = [];
  const stored = site.measure(device, 4);
  expect(told).toEqual([]);
  await stored;
  expect(told).toMatchObject([{ kind: 'measurement', action: 'CREATE', sourceId: device, subject: { samples: [4] } }]);
});

test('what is rolled back is not told', async () => {
  const device = await site.addObject('d');
  told = [];
  await expect(
    site.tenant.database.write(function* () {
      yield* [];
      site.tenant.database.afterCommit.add(() => site.tenant.changes.publish({ kind: 'event', action: 'DELETE', id: '1', sourceId: device }));
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(told).toEqual([]);
});

test('a deleted object says whose it was and what it hung on', async () => {
  const { tenant } = site;
  const group = await site.addObject('g', { c8y_IsDeviceGroup: {} });
  const gateway = await site.addObject('gateway');
  const child = await createManagedObject(tenant, admin, { name: 'c', type: null, fragments: {} });
  const request = { tenant, caller: admin };
  await linkChildren(request, group, 'asset', [gateway]);
  await linkChildren(request, gateway, 'device', [child.id]);
  told = [];
  await deleteManagedObject(request, child, 'none');
  expect(told).toEqual([
    { kind: 'managed-object', action: 'DELETE', id: String(child.id), sourceId: child.id, was: { owner: 'admin', above: [gateway, group] } },
  ]);
});

test('a listener that fails keeps nobody else from hearing, and nobody hears after the end', async () => {
  const heard: string[] = [];
  site.tenant.changes.listen(() => {
    throw new Error('broken');
  });
  const end = site.tenant.changes.listen(({ kind }) => heard.push(kind));
  await site.addObject('d');
  end();
  await site.addObject('e');
  expect(heard).toEqual(['managed-object']);
  expect(told).toHaveLength(2);
});
