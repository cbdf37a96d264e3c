import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { FakeClock } from '../../testing/fake-clock.ts';
import { registerDevice } from '../../testing/registered-device.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';
import type { WireClient } from '../../testing/wire-client.ts';

const path = '/devicecontrol/operations';
const objects = '/inventory/managedObjects';
const json = { accept: 'application/json' };
const clock = new FakeClock();

type Wire = Record<string, unknown> & { id: string; self: string; status: string };

let platform: TestPlatform;
let device: string;

beforeAll(async () => {
  platform = await startTestPlatform({ clock, sets: ['limits.enabled=false'] });
});
afterAll(() => platform.end());
beforeEach(async () => {
  device = await addDevice(platform, 'pump');
});

async function create(more: object = {}, client: WireClient = platform.admin): Promise<Wire> {
  const answer = await client.post(path, { deviceId: device, c8y_Restart: {}, ...more }, json);
  expect(answer.status).toBe(201);
  return answer.body as Wire;
}

async function put(id: string, body: object, client: WireClient = platform.admin) {
  return client.send('PUT', `${path}/${id}`, body, json);
}

async function listed(query: string, client: WireClient = platform.admin): Promise<Wire[]> {
  const answer = await client.get(`${path}?pageSize=100&${query}`);
  expect(answer.status, query).toBe(200);
  return (answer.body as { operations: Wire[] }).operations;
}

async function ids(query: string, client?: WireClient): Promise<string[]> {
  return (await listed(query, client)).map(({ id }) => id);
}

async function addChild(parent: string, name: string, more: object = {}): Promise<string> {
  const body = { name, c8y_IsDevice: {}, ...more };
  const answer = await platform.admin.post(`${objects}/${parent}/childDevices`, body, json);
  return (answer.body as { id: string }).id;
}

describe('one operation', () => {
  test('waits for its device from the beginning, whatever status is posted', async () => {
    const wire = await create({ status: 'SUCCESSFUL', description: 'Restart it', id: '5' });
    expect(wire).toMatchObject({
      status: 'PENDING',
      deviceId: device,
      description: 'Restart it',
      creationTime: new Date(clock.now()).toISOString(),
      delivery: { status: 'PENDING' },
      c8y_Restart: {},
    });
    expect(wire).not.toHaveProperty('deviceName');
    expect((await platform.admin.get(`${path}/${wire.id}`)).body).toEqual(wire);
  });

  test('has a place to find it at, and no body without Accept', async () => {
    const type = { accept: '', 'content-type': 'application/vnd.com.nsn.cumulocity.Operation+json;' };
    const { status, headers, body } = await platform.admin.post(`${path}/`, { deviceId: Number(device), c8y_Restart: {} }, type);
    expect([status, body]).toEqual([201, undefined]);
    expect(headers.get('location')).toMatch(/\/devicecontrol\/operations\/\d+$/);
  });

  test('lives from waiting over running to its end, results beside the command', async () => {
    const { id } = await create({ c8y_Restart: null, c8y_Command: { text: 'uptime' } });
    const running = { status: 'EXECUTING', delivery: { status: 'DELIVERED' } };
    expect(await put(id, { status: 'EXECUTING' })).toMatchObject({ status: 200, body: running });
    clock.advance(1000);
    const done = await put(id, { status: 'SUCCESSFUL', c8y_Command: { text: 'uptime', result: '5 days' } });
    expect(done.body).toMatchObject({
      status: 'SUCCESSFUL',
      c8y_Command: { text: 'uptime', result: '5 days' },
      lastUpdated: new Date(clock.now()).toISOString(),
    });
    const { status, body } = await put(id, { status: 'PENDING' });
    expect(status).toBe(422);
    expect(body).toMatchObject({ error: 'undefined/validationError', message: expect.stringContaining('SUCCESSFUL') });
  });

  test('fails with a reason', async () => {
    const { id } = await create();
    await put(id, { status: 'EXECUTING' });
    expect((await put(id, { status: 'FAILED', failureReason: 'no space left' })).body).toMatchObject({
      status: 'FAILED',
      failureReason: 'no space left',
    });
  });

  test('refuses a status that is none', async () => {
    const { id } = await create();
    expect((await put(id, { status: 'DONE' })).status).toBe(422);
    expect((await platform.admin.get(`${path}/${id}`)).body).toMatchObject({ status: 'PENDING' });
  });

  test.each([
    [{}, 422],
    [{ deviceId: 'x' }, 422],
    [{ c8y_Restart: null }, 422],
    [{ deviceId: '999999' }, 404],
    [{ deviceId: null }, 422],
  ])('%j is refused', async (wrong, expected) => {
    const posted = Object.keys(wrong).length === 0 ? wrong : { deviceId: device, c8y_Restart: {}, ...wrong };
    const { status, body } = await platform.admin.post(path, posted);
    expect(status).toBe(expected);
    expect(body).toMatchObject({ error: expect.any(String), message: expect.any(String) });
  });

  test('cannot be deleted alone, and what is not there is 404', async () => {
    const { id } = await create();
    expect((await platform.admin.delete(`${path}/${id}`)).status).toBe(405);
    for (const method of ['GET', 'PUT']) {
      const { status, body } = await platform.admin.send(method, `${path}/999999`, method === 'PUT' ? {} : undefined);
      expect([status, body]).toEqual([404, expect.objectContaining({ error: 'devicecontrol/Not Found' })]);
    }
  });

  test('goes with its device', async () => {
    const { id } = await create();
    await platform.admin.delete(`${objects}/${device}`);
    expect((await platform.admin.get(`${path}/${id}`)).status).toBe(404);
  });

  test('whatever is posted or put gets an answer without a bug in it', async () => {
    const { id } = await create();
    const keys = { status: fc.jsonValue(), description: fc.jsonValue(), failureReason: fc.jsonValue(), c8y_Restart: fc.jsonValue() };
    const wrong = fc.record({ deviceId: fc.oneof(fc.jsonValue(), fc.constant(device)), ...keys }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(fc.oneof(wrong, fc.jsonValue()), async (body) => {
        const text = JSON.stringify(body);
        const answers = [await platform.admin.post(path, text), await platform.admin.send('PUT', `${path}/${id}`, text)];
        for (const { status } of answers) expect(status).toBeLessThan(500);
      }),
      { numRuns: 40 },
    );
  });
});

describe('lists', () => {
  test('oldest first, newest first with revert, with the names of the devices', async () => {
    const made = [await create(), await create(), await create()].map(({ id }) => id);
    expect(await ids(`deviceId=${device}`)).toEqual(made);
    expect(await ids(`deviceId=${device}&revert=true`)).toEqual(made.toReversed());
    const [first] = await listed(`deviceId=${device}`);
    expect(first).toMatchObject({ deviceName: 'pump' });
    expect(first).not.toHaveProperty('deviceExternalIDs');
  });

  test('narrow by status, fragment and time', async () => {
    const { id: early } = await create({ c8y_Command: { text: 'c8y_Relay' } });
    clock.advance(60_000);
    const moment = encodeURIComponent(new Date(clock.now()).toISOString());
    const { id: late } = await create({ c8y_Relay: { relayState: 'OPEN' } });
    await put(late, { status: 'EXECUTING' });
    const of = `deviceId=${device}`;
    expect(await ids(`${of}&status=PENDING`)).toEqual([early]);
    expect(await ids(`${of}&status=EXECUTING`)).toEqual([late]);
    expect(await ids(`${of}&fragmentType=c8y_Relay`)).toEqual([late]);
    expect(await ids(`${of}&dateFrom=${moment}`)).toEqual([late]);
    expect(await ids(`${of}&dateTo=${moment}`)).toEqual([early]);
    expect(await ids(`${of}&dateFrom=2026-11-19&revert=true`)).toEqual([late, early]);
    expect(await ids(`bulkOperationId=1`)).toEqual([]);
  });

  test('page with totals', async () => {
    for (let index = 0; index < 4; index += 1) await create();
    const { body } = await platform.admin.get(`${path}?deviceId=${device}&pageSize=3&withTotalPages=true`);
    expect(body).toMatchObject({ statistics: { totalPages: 2 }, next: expect.stringContaining('pageSize=3&currentPage=2') });
  });

  test.each(['status=DONE', 'dateFrom=yesterday', 'bulkOperationId=x', 'revert=yes', 'deviceId=999999', 'agentId=x'])('%s is refused', async (query) => {
    const { status, body } = await platform.admin.get(`${path}?${query}`);
    expect(status).toBe(/^(deviceId|agentId)/.test(query) ? 404 : 422);
    expect(body).toMatchObject({ message: expect.any(String), info: expect.any(String) });
  });
});

describe('agents', () => {
  test('take what is for themselves and their child devices, down to the next agent', async () => {
    const agent = await addDevice(platform, 'gateway');
    await platform.admin.put(`${objects}/${agent}`, { com_cumulocity_model_Agent: {} });
    const child = await addChild(agent, 'meter');
    const grandchild = await addChild(child, 'probe');
    const other = await addChild(agent, 'sub-gateway', { com_cumulocity_model_Agent: {} });
    const below = await addChild(other, 'valve');
    await platform.admin.post(`/identity/globalIds/${child}/externalIds`, { type: 'c8y_Serial', externalId: `m${child}` });
    const made: Wire[] = [];
    for (const deviceId of [grandchild, below, agent, child, other]) made.push(await create({ deviceId }));
    expect(made.map(({ agentId }) => agentId)).toEqual([agent, other, agent, agent, other]);

    const [a, b, c, d, e] = made.map(({ id }) => id);
    expect(await ids(`agentId=${agent}`)).toEqual([a, c, d]);
    expect(await ids(`agentId=${other}`)).toEqual([b, e]);
    expect(await ids(`agentId=${agent}&deviceId=${child}`)).toEqual([d]);
    const forAgent = await listed(`agentId=${agent}&status=PENDING`);
    expect(forAgent[2]).toMatchObject({
      deviceExternalIDs: { externalIds: [{ type: 'c8y_Serial', externalId: `m${child}`, managedObject: { id: child } }] },
    });
    expect(forAgent[0]).toMatchObject({ deviceExternalIDs: { externalIds: [] } });
  });

  test('a device without an agent above it has none', async () => {
    expect(await create()).not.toHaveProperty('agentId');
    expect(await ids(`agentId=${device}`)).toHaveLength(1);
  });
});

describe('a device on the wire', () => {
  test('gets its operations, which counts as sent once', async () => {
    const pump = await registerDevice(platform, `pump${device}`);
    const { id } = await create({ deviceId: pump.id });
    clock.advance(5000);
    const [mine] = await listed(`agentId=${pump.id}&status=PENDING`, pump.client);
    const sent = { status: 'DELIVERED', time: new Date(clock.now()).toISOString() };
    expect(mine).toMatchObject({ id, delivery: sent });
    clock.advance(5000);
    await pump.client.get(`${path}/${id}`);
    expect((await platform.admin.get(`${path}/${id}`)).body).toMatchObject({ status: 'PENDING', delivery: sent });
    expect(await put(id, { status: 'EXECUTING' }, pump.client)).toMatchObject({ status: 200, body: { status: 'EXECUTING' } });
  });

  test('works for its children and commands them, nobody else', async () => {
    const gateway = await registerDevice(platform, `gateway${device}`);
    const child = await addChild(gateway.id, 'meter');
    const { id } = await create({ deviceId: child });
    const own = await create({ deviceId: child, c8y_Command: { text: 'x' } }, gateway.client);
    await create();
    expect(await ids('', gateway.client)).toEqual([id, own.id]);
    expect((await gateway.client.post(path, { deviceId: device, c8y_Restart: {} })).status).toBe(404);
    expect((await gateway.client.delete(`${path}?deviceId=${child}`)).status).toBe(403);
  });
});

describe('expiry', () => {
  test('what nobody takes in time fails, visibly', async () => {
    const valvomo_ExpiryTime = new Date(clock.now() + 60_000).toISOString();
    const { id } = await create({ valvomo_ExpiryTime });
    const { id: taken } = await create({ valvomo_ExpiryTime });
    await put(taken, { status: 'EXECUTING' });
    clock.advance(59_000);
    await platform.platform.idle();
    expect((await platform.admin.get(`${path}/${id}`)).body).toMatchObject({ status: 'PENDING', valvomo_ExpiryTime });
    clock.advance(2000);
    await platform.platform.idle();
    expect((await platform.admin.get(`${path}/${id}`)).body).toMatchObject({
      status: 'FAILED',
      valvomo_Expired: true,
      failureReason: expect.stringContaining('Expired'),
      delivery: { status: 'PENDING' },
    });
    expect((await platform.admin.get(`${path}/${taken}`)).body).toMatchObject({ status: 'EXECUTING' });
    expect((await put(id, { status: 'EXECUTING' })).status).toBe(422);
  });
});

describe('deleting by filter', () => {
  test('takes what matches and nothing else', async () => {
    const { id: kept } = await create();
    const { id } = await create();
    await put(id, { status: 'FAILED' });
    expect((await platform.admin.delete(`${path}?deviceId=${device}&status=FAILED`)).status).toBe(204);
    expect(await ids(`deviceId=${device}`)).toEqual([kept]);
  });

  test('without a filter is refused: everything would go', async () => {
    expect((await platform.admin.delete(path)).status).toBe(422);
  });
});
