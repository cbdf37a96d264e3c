/**
 * The official client of the platform whose API we speak, in a current and in an older generation, against a running
 * core: what its users do with it, and how it is told that something is wrong.
 */
import { expect, test } from '@playwright/test';
import type * as Current from 'c8y-client-1023';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { adminPassword, startCore, type CoreProcess } from '../embedded-server/testing/core-process.ts';

type Library = typeof Current;
type Client = InstanceType<Library['Client']>;

const bootstrapPassword = 'bootstrap of a client suite';
const load = createRequire(import.meta.url);
const admin = `Basic ${Buffer.from(`main/admin:${adminPassword}`).toString('base64')}`;
const generations = ['c8y-client-1023', 'c8y-client-1018'];

function time(): string {
  return new Date().toISOString();
}

interface Failure {
  res?: { status: number };
  data?: { error?: string };
}

/** Status and error name of what a call is refused with. */
async function refusal(call: Promise<unknown>): Promise<[number | undefined, string | undefined]> {
  const failure = await call.then(
    (): Failure => ({}),
    (error: unknown) => error as Failure,
  );
  return [failure.res?.status, failure.data?.error];
}

async function device(client: Client, name = 'Pump', more: object = {}): Promise<string> {
  return (await client.inventory.create({ name, c8y_IsDevice: {}, ...more })).data.id;
}

for (const generation of generations) {
  test.describe(generation, () => {
    const library = load(generation) as Library;
    const dataDir = mkdtempSync(join(tmpdir(), 'valvomo-clients-'));
    let applications: CoreProcess;

    test.beforeAll(async () => {
      const env = { VALVOMO_BOOTSTRAP_PASSWORD: bootstrapPassword, VALVOMO_LOG_LEVEL: 'error' };
      applications = await startCore(dataDir, { built: true, sets: ['deviceListener.applications=true'], env });
    });
    test.afterAll(async () => {
      await applications.stop();
      rmSync(dataDir, { recursive: true, force: true });
    });

    function connect(): Promise<Client> {
      return library.Client.authenticate({ user: 'admin', password: adminPassword, tenant: 'main' }, applications.deviceUrl);
    }

    test('inventory, children, queries and identity', async () => {
      const client = await connect();
      expect(client.core.tenant).toBe('main');
      const id = await device(client, 'Pump 1', { com_cumulocity_model_Agent: {} });
      const child = await device(client, 'Sensor');
      expect((await client.inventory.update({ id, c8y_Notes: 'x', name: 'Pump 2' })).data).toMatchObject({ id, name: 'Pump 2', c8y_Notes: 'x' });
      expect((await client.inventory.detail(id)).data).toMatchObject({ name: 'Pump 2', c8y_IsDevice: {} });
      await client.inventory.childDevicesAdd(child, id);
      const children = await client.inventory.childDevicesList(id, { pageSize: 10, withTotalPages: true });
      expect([children.data.map((one) => one.id), children.paging?.totalPages]).toEqual([[child], 1]);
      await client.inventory.childDevicesRemove(child, id);
      expect((await client.inventory.childDevicesList(id)).data).toEqual([]);
      for (let number = 0; number < 6; number += 1) await device(client, `Row ${number}`);
      const first = await client.inventory.list({ pageSize: 5, fragmentType: 'c8y_IsDevice', withTotalPages: true });
      expect([first.data.length, first.paging?.totalPages, first.paging?.nextPage]).toEqual([5, 2, 2]);
      expect((await first.paging?.next?.())?.data).toHaveLength(3);
      const found = await client.inventory.listQuery({ __filter: { name: 'Row *' }, __orderby: [{ name: -1 }] }, { pageSize: 100 });
      expect(found.data.map(({ name }) => name)).toEqual(['Row 5', 'Row 4', 'Row 3', 'Row 2', 'Row 1', 'Row 0']);
      const serial = { type: 'c8y_Serial', externalId: `p:${generation} 1`, managedObject: { id } };
      await client.identity.create(serial);
      expect((await client.identity.detail(serial)).data.managedObject?.id).toBe(id);
      expect((await client.identity.list(id)).data.map(({ externalId }) => externalId)).toEqual([serial.externalId]);
      expect(await refusal(client.identity.create(serial))).toEqual([409, 'identity/Duplicate']);
      await client.identity.delete(serial);
      expect(await refusal(client.identity.detail(serial))).toEqual([404, 'identity/Not Found']);
      await client.inventory.delete(id);
      expect(await refusal(client.inventory.detail(id))).toEqual([404, 'inventory/Not Found']);
    });

    test('measurements and series, events with files, alarms', async () => {
      const client = await connect();
      const sourceId = await device(client);
      for (const value of [20, 21.5]) await client.measurement.create({ sourceId, type: 't', c8y_Temp: { T: { value, unit: 'C' } } });
      const newest = await client.measurement.list({ source: sourceId, dateFrom: '1970-01-01', dateTo: '2090-01-01', revert: true, pageSize: 1 });
      expect(newest.data[0]).toMatchObject({ c8y_Temp: { T: { value: 21.5, unit: 'C' } } });
      const series = await client.measurement.listSeries({ source: sourceId, dateFrom: '2020-01-01', dateTo: '2090-01-01', series: ['c8y_Temp.T'] });
      expect(series.data.series).toEqual([{ type: 'c8y_Temp', name: 'T', unit: 'C' }]);
      expect(Object.values(series.data.values)).toEqual([[{ min: 20, max: 20 }], [{ min: 21.5, max: 21.5 }]]);

      const created = await client.event.create({ source: { id: sourceId }, type: 'door', text: 'opened', time: time() });
      const event = { id: String(created.data.id) };
      expect((await client.event.update({ id: event.id, text: 'closed' })).data.text).toBe('closed');
      expect((await client.event.list({ source: sourceId, pageSize: 1, withTotalPages: true })).paging?.totalPages).toBe(1);
      const files = new library.EventBinaryService(client.core);
      await files.upload(Buffer.from('log lines'), event.id);
      expect(await (await files.download(event.id)).text()).toBe('log lines');
      await files.delete(event.id);
      await client.event.delete(event.id);
      expect(await refusal(client.event.detail(event.id))).toEqual([404, 'event/Not Found']);

      const raise = () => client.alarm.create({ source: { id: sourceId }, type: 'leak', text: 'water', severity: library.Severity.MAJOR, time: time() });
      const { data: alarm } = await raise();
      expect((await raise()).data).toMatchObject({ id: alarm.id, count: 2, status: 'ACTIVE' });
      expect((await client.alarm.update({ id: alarm.id, status: library.AlarmStatus.ACKNOWLEDGED })).data.status).toBe('ACKNOWLEDGED');
      expect((await client.alarm.list({ source: sourceId, resolved: false })).data).toHaveLength(1);
      const cleared = { status: library.AlarmStatus.CLEARED };
      // The older generation changes alarms one by one.
      const inBulk = client.alarm as { updateBulk?: (change: object, filter: object) => Promise<unknown> };
      if (inBulk.updateBulk) await inBulk.updateBulk(cleared, { source: sourceId });
      else await client.alarm.update({ id: alarm.id, ...cleared });
      expect((await client.alarm.list({ source: sourceId, resolved: false })).data).toEqual([]);
      expect(await refusal(client.event.create({ type: 'door' } as never))).toEqual([422, 'undefined/validationError']);
    });

    test('operations, also in bulk', async () => {
      const client = await connect();
      const deviceId = await device(client);
      const { data: operation } = await client.operation.create({ deviceId, c8y_Restart: {}, description: 'restart' });
      expect(operation).toMatchObject({ status: 'PENDING', deviceId });
      await client.operation.update({ id: operation.id, status: library.OperationStatus.EXECUTING });
      const failed = await client.operation.update({ id: operation.id, status: library.OperationStatus.FAILED, failureReason: 'no' });
      expect(failed.data).toMatchObject({ status: 'FAILED', failureReason: 'no' });
      expect((await client.operation.list({ deviceId, status: library.OperationStatus.FAILED })).data).toHaveLength(1);
      expect(await refusal(client.operation.update({ id: operation.id, status: library.OperationStatus.PENDING }))).toEqual([422, 'undefined/validationError']);
      const group = (await client.inventory.create({ name: 'All', c8y_IsDeviceGroup: {}, type: 'c8y_DeviceGroup' })).data.id;
      await client.inventory.childAssetsAdd(deviceId, group);
      const bulk = await client.operationBulk.create({ groupId: group, startDate: time(), creationRamp: 1, operationPrototype: { c8y_Restart: {} } });
      expect(bulk.data).toMatchObject({ groupId: group });
      await expect(async () => {
        expect((await client.operation.list({ deviceId, status: library.OperationStatus.PENDING })).data).toHaveLength(1);
      }).toPass();
      expect((await client.operationBulk.list()).data.map(({ id }) => String(id))).toEqual([String(bulk.data.id)]);
    });

    test('a device from its announcement to its own credential', async () => {
      const client = await connect();
      const id = `serial-${generation}`;
      expect((await client.deviceRegistration.create({ id })).data).toMatchObject({ id, status: 'WAITING_FOR_CONNECTION' });
      const bootstrap = () =>
        fetch(`${applications.deviceUrl}/devicecontrol/deviceCredentials`, {
          method: 'POST',
          headers: {
            authorization: `Basic ${Buffer.from(`management/devicebootstrap:${bootstrapPassword}`).toString('base64')}`,
            'content-type': 'application/vnd.com.nsn.cumulocity.deviceCredentials+json;ver=0.9',
            accept: 'application/vnd.com.nsn.cumulocity.deviceCredentials+json;ver=0.9',
          },
          body: JSON.stringify({ id }),
        });
      expect((await bootstrap()).status).toBe(404);
      await client.deviceRegistration.accept({ id });
      const answer = await bootstrap();
      expect(answer.status).toBe(201);
      const { username, password, tenantId } = (await answer.json()) as { username: string; password: string; tenantId: string };
      const own = new library.Client(new library.BasicAuth({ user: username, password, tenant: tenantId }), applications.deviceUrl);
      const ownId = await device(own, id);
      expect((await own.inventory.detail(ownId)).data).toMatchObject({ owner: `device_${id}` });
      expect(await refusal(own.inventory.detail(await device(client, 'not mine')))).toEqual([404, 'inventory/Not Found']);
      expect((await client.deviceRegistration.list()).data).toEqual([]);
    });

    test('files of the inventory', async () => {
      const client = await connect();
      const { data: stored } = await client.inventoryBinary.create(Buffer.from('firmware bytes'), { name: 'firmware.bin', type: 'application/x-firmware' });
      const id = String(stored.id);
      expect(stored).toMatchObject({ name: 'firmware.bin', type: 'application/x-firmware', length: 14 });
      expect((await client.inventoryBinary.list()).data.map((one) => one.id)).toEqual([id]);
      expect(await ((await client.inventoryBinary.download(id)) as Response).text()).toBe('firmware bytes');
      await client.inventoryBinary.delete(id);
      expect((await client.inventoryBinary.list()).data).toEqual([]);
    });

    test('real time: told of what happens until it is no longer wanted', async () => {
      const client = await connect();
      const sourceId = await device(client);
      const heard: { action: string; text: string }[] = [];
      const subscribed = new Promise<void>((resolve) => client.realtime.addConnectListener(() => resolve()));
      const subscription = client.realtime.subscribe(`/events/${sourceId}`, ({ data }) => heard.push({ action: data.realtimeAction, text: data.data.text }));
      await subscribed;
      const tell = (text: string) => client.event.create({ source: { id: sourceId }, type: 't', text, time: time() });
      await expect(async () => {
        await tell('first');
        expect(heard.length).toBeGreaterThan(0);
      }).toPass();
      for (let number = 0; number < 10; number += 1) await tell(String(number));
      await expect(async () => expect(heard.at(-1)?.text).toBe('9')).toPass();
      expect(heard.flatMap(({ text }) => (/^\d$/.test(text) ? [text] : []))).toEqual([...'0123456789']);
      client.realtime.unsubscribe(subscription);
      client.realtime.disconnect();
    });

    test('who one is, people, roles, tenant, options, applications, audit', async () => {
      const client = await connect();
      expect((await client.user.current()).data).toMatchObject({ userName: 'admin' });
      const roles = (await client.user.currentWithEffectiveRoles()).data.effectiveRoles ?? [];
      expect(roles.map(({ id }) => id)).toContain('ROLE_INVENTORY_READ');
      expect((await client.user.list()).data.map(({ userName }) => userName)).toContain('admin');
      expect((await client.userGroup.list()).data.length).toBeGreaterThan(0);
      expect((await client.userRole.list()).data.length).toBeGreaterThan(0);
      expect((await client.tenant.current()).data.name).toBe('main');
      expect(Array.isArray((await client.options.tenant.list()).data)).toBe(true);
      expect(Array.isArray((await client.application.list()).data)).toBe(true);
      const sourceId = await device(client);
      await client.operation.create({ deviceId: sourceId, c8y_Restart: {} });
      expect((await client.audit.list({ pageSize: 100 })).data.length).toBeGreaterThan(0);
    });

    test('people are added, put into groups, given passwords and removed; groups and roles are fixed', async () => {
      const client = await connect();
      const id = `user-${generation}`;
      const made = await client.user.create({ userName: id, displayName: 'Ann', password: 'seven green bicycles', email: 'a@example.com', firstName: 'Ann' });
      expect(made.data).toMatchObject({ id, firstName: 'Ann', enabled: true });
      expect(made.data).not.toHaveProperty('password');
      expect((await client.user.update({ id, userName: id, firstName: 'Bea' })).data.firstName).toBe('Bea');
      const groups = (await client.userGroup.list({ pageSize: 100 })).data;
      const [business, reader] = ['business', 'Global Reader'].map((name) => groups.find((group) => group.name === name)?.id ?? 0);
      await client.userGroup.addUserToGroup(business ?? 0, `${applications.deviceUrl}/user/main/users/${id}`);
      const members = await fetch(`${applications.deviceUrl}/user/main/groups/${business}/users?pageSize=100`, { headers: { authorization: admin } });
      expect(((await members.json()) as { references: { user: { id: string } }[] }).references.map(({ user }) => user.id)).toContain(id);
      expect((await client.userGroup.removeUserFromGroup(reader ?? 0, id)).res.status).toBe(204);
      expect(await refusal(client.userGroup.create({ name: 'mine' }))).toEqual([405, 'user/Method Not Allowed']);
      expect(await refusal(client.userGroup.addRoleToGroup(business ?? 0, `${applications.deviceUrl}/user/roles/ROLE_ALARM_READ`))).toEqual([405, 'user/Method Not Allowed']);
      expect((await client.user.changeUserPassword(id, 'eight red bicycles', adminPassword)).res.status).toBe(200);
      const own = new library.Client(new library.BasicAuth({ user: id, password: 'eight red bicycles', tenant: 'main' }), applications.deviceUrl);
      expect((await own.user.changeCurrentUserPassword('nine blue bicycles', 'eight red bicycles')).res.status).toBe(200);
      expect(await refusal(own.user.current())).toEqual([401, 'security/Unauthorized']);
      await client.user.delete(id);
      expect(await refusal(client.user.detail(id))).toEqual([404, 'user/Not Found']);
    });

    test('options are written and removed; applications are listed, and made in the console alone', async () => {
      const client = await connect();
      const option = { category: `clients-${generation}`, key: 'k' };
      expect((await client.options.tenant.create({ ...option, value: 'v' })).data).toMatchObject({ ...option, value: 'v' });
      expect((await client.options.tenant.update({ ...option, value: 'w' })).data.value).toBe('w');
      expect((await client.options.tenant.detail(option)).data.value).toBe('w');
      await client.options.tenant.delete(option);
      expect(await refusal(client.options.tenant.detail(option))).toEqual([404, 'tenant/Not Found']);
      expect((await client.options.system.detail({ category: 'system', key: 'version' })).data.value).toMatch(/^\d+\.\d+\.\d+/);
      for (const found of [client.application.listByName('nothing'), client.application.listByUser('admin')]) expect(Array.isArray((await found).data)).toBe(true);
      expect(await refusal(client.application.create({ name: 'mine', key: 'mine', type: library.ApplicationType.EXTERNAL }))).toEqual([405, 'application/Method Not Allowed']);
    });

    test('signing in with a token, also out of a cookie', async () => {
      const credentials = { user: 'admin', password: adminPassword, tenant: 'main' };
      const ways = library.Client as unknown as Record<string, ((given: typeof credentials, url: string) => Promise<Client>) | undefined>;
      for (const way of ['authenticateViaOAuthInternal', 'authenticateViaOAuthInternalCookie']) {
        const client = await ways[way]?.(credentials, applications.deviceUrl);
        expect((await client?.user.current())?.data.userName, way).toBe('admin');
      }
      const wrong = ways['authenticateViaOAuthInternal']?.({ ...credentials, password: 'not this one at all' }, applications.deviceUrl);
      expect((await refusal(wrong ?? Promise.resolve()))[0]).toBe(401);
    });

    test("a device bootstraps by the client's own loop", async () => {
      const client = await connect();
      const id = `loop-${generation}`;
      await client.deviceRegistration.create({ id });
      const basicAuthToken = Buffer.from(`management/devicebootstrap:${bootstrapPassword}`).toString('base64');
      const booting = library.Client.deviceBootstrap({ deviceId: id, timeout: 20_000, baseUrl: applications.deviceUrl, basicAuthToken });
      await expect(async () => expect((await client.deviceRegistration.detail(id)).data.status).toBe('PENDING_ACCEPTANCE')).toPass();
      await client.deviceRegistration.accept(id);
      const own = await booting;
      const { data } = await own.inventory.create({ name: id, c8y_IsDevice: {} });
      expect(data).toMatchObject({ name: id, owner: `device_${id}` });
      expect((await own.inventory.list()).data.map((one) => one.id)).toEqual([data.id]);
      expect(await refusal(own.user.list())).toEqual([403, 'security/Forbidden']);
    });

    test('many devices are registered by a file', async () => {
      const client = await connect();
      const id = `bulk-${generation}`;
      const csv = `ID;CREDENTIALS;TYPE;NAME;PATH\n${id};a long enough secret;c8y_Meter;Meter 1;Hall/North\n${id}-short;short;c8y_Meter;Meter 2;Hall\n`;
      const { data } = await client.deviceRegistrationBulk.create(Buffer.from(csv));
      expect(data).toMatchObject({ numberOfAll: 2, numberOfCreated: 1, numberOfFailed: 1, failedCreationList: [{ deviceId: `${id}-short`, failureReason: expect.stringContaining('16') }] });
      const own = new library.Client(new library.BasicAuth({ user: `device_${id}`, password: 'a long enough secret', tenant: 'main' }), applications.deviceUrl);
      expect((await own.inventory.list()).data).toMatchObject([{ name: 'Meter 1', type: 'c8y_Meter', owner: `device_${id}` }]);
      expect((await client.identity.detail({ type: 'c8y_Serial', externalId: id })).data.managedObject?.id).toBeDefined();
    });

    test('a wrong password is refused in words', async () => {
      const wrong = library.Client.authenticate({ user: 'admin', password: 'not this one at all', tenant: 'main' }, applications.deviceUrl);
      expect(await refusal(wrong)).toEqual([401, 'security/Unauthorized']);
    });
  });
}
