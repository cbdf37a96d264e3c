import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { FakeClock } from '../../testing/fake-clock.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

const path = '/devicecontrol/bulkoperations';
const operations = '/devicecontrol/operations';
const objects = '/inventory/managedObjects';
const json = { accept: 'application/json' };
const minute = 60_000;
const clock = new FakeClock();

type Wire = Record<string, unknown> & { id: string };

let platform: TestPlatform;
let group: string;
let devices: string[];

beforeAll(async () => {
  platform = await startTestPlatform({ clock, sets: ['limits.enabled=false'] });
});
afterAll(() => platform.end());
beforeEach(async () => {
  group = await addGroup();
  devices = [];
  for (const name of ['a', 'b', 'c']) devices.push(await addMember(group, name));
});

async function addGroup(): Promise<string> {
  const { body } = await platform.admin.post(objects, { name: 'Freezers', c8y_IsDeviceGroup: {} }, json);
  return (body as Wire).id;
}

async function link(parent: string, id: string): Promise<void> {
  await platform.admin.post(`${objects}/${parent}/childAssets`, { managedObject: { id } });
}

async function addMember(parent: string, name: string): Promise<string> {
  const { body } = await platform.admin.post(`${objects}/${parent}/childAssets`, { name, c8y_IsDevice: {} }, json);
  return (body as Wire).id;
}

/** One to begin in a minute, a device every ten seconds, unless told otherwise. */
async function plan(more: object = {}): Promise<Wire> {
  const startDate = new Date(clock.now() + minute).toISOString();
  const bulk = { groupId: group, startDate, creationRamp: 10, operationPrototype: { c8y_Restart: {}, description: 'Restart' } };
  const answer = await platform.admin.post(path, { ...bulk, ...more }, json);
  expect(answer.status).toBe(201);
  return answer.body as Wire;
}

async function read(id: string): Promise<Wire> {
  return (await platform.admin.get(`${path}/${id}`)).body as Wire;
}

async function made(id: string): Promise<(Wire & { deviceId: string; status: string })[]> {
  const { body } = await platform.admin.get(`${operations}?bulkOperationId=${id}&pageSize=100`);
  return (body as { operations: (Wire & { deviceId: string; status: string })[] }).operations;
}

async function devicesOf(id: string): Promise<string[]> {
  return (await made(id)).map(({ deviceId }) => deviceId);
}

/** Let time pass; what falls due in its last second is done. */
async function pass(ms: number): Promise<void> {
  for (const part of [ms - 1000, 1000]) {
    clock.advance(part);
    await platform.platform.idle();
  }
}

async function finish(id: string, status: string): Promise<void> {
  for (const operation of await made(id)) await platform.admin.put(`${operations}/${operation.id}`, { status });
}

describe('a bulk operation', () => {
  test('is planned, and found where Location says', async () => {
    const wire = await plan({ note: 'monthly' });
    expect(wire).toMatchObject({
      groupId: group,
      creationRamp: 10,
      operationPrototype: { c8y_Restart: {}, description: 'Restart' },
      note: 'monthly',
      status: 'ACTIVE',
      generalStatus: 'SCHEDULED',
      progress: { all: 3, pending: 3, executing: 0, successful: 0, failed: 0 },
    });
    expect((await platform.admin.get(`${path}/${wire.id}`)).body).toEqual(wire);
    expect(await made(wire.id)).toEqual([]);
  });

  test('gives the devices of the group their operation one after another', async () => {
    const { id } = await plan();
    await pass(minute - 1000);
    expect(await devicesOf(id)).toEqual([]);
    await pass(1000);
    expect(await devicesOf(id)).toEqual(devices.slice(0, 1));
    expect(await read(id)).toMatchObject({ status: 'IN_PROGRESS', generalStatus: 'EXECUTING', progress: { all: 3, pending: 3 } });
    await pass(10_000);
    expect(await devicesOf(id)).toEqual(devices.slice(0, 2));
    await pass(10_000);
    expect(await devicesOf(id)).toEqual(devices);
    expect((await made(id))[0]).toMatchObject({ status: 'PENDING', description: 'Restart', c8y_Restart: {}, bulkOperationId: id });
    await finish(id, 'SUCCESSFUL');
    expect(await read(id)).toMatchObject({ status: 'COMPLETED', generalStatus: 'SUCCESSFUL', progress: { all: 3, successful: 3 } });
  });

  test('reaches devices of groups in the group, each once, also those that joined after planning', async () => {
    const { id } = await plan({ creationRamp: 0 });
    const inner = await addGroup();
    await link(group, inner);
    const late = await addMember(inner, 'd');
    await link(inner, devices[0] ?? '');
    await pass(minute);
    expect(await devicesOf(id)).toEqual([...devices, late]);
  });

  test('repeats an earlier one where it failed', async () => {
    const { id } = await plan({ startDate: new Date(clock.now()).toISOString(), creationRamp: 0 });
    await pass(1000);
    await finish(id, 'FAILED');
    const [first] = await made(id);
    expect(await read(id)).toMatchObject({ generalStatus: 'FAILED', progress: { failed: 3 } });
    await platform.admin.delete(`${objects}/${first?.deviceId}`);
    const again = await plan({ groupId: undefined, failedParentId: id, creationRamp: 0 });
    expect(again).toMatchObject({ failedParentId: id, progress: { all: 2 } });
    await pass(minute);
    expect(await devicesOf(again.id)).toEqual(devices.slice(1));
  });

  test('loses a device that is deleted while it waits', async () => {
    const { id } = await plan();
    await pass(minute);
    await platform.admin.delete(`${objects}/${devices[1]}`);
    await pass(10_000);
    expect(await devicesOf(id)).toEqual([devices[0], devices[2]]);
  });

  test('goes on after a stop, at its own pace', async () => {
    const { id } = await plan();
    await pass(minute);
    platform = await platform.restart();
    clock.setWall(clock.now() + 60 * minute);
    await pass(1000);
    expect(await devicesOf(id)).toHaveLength(2);
    await pass(10_000);
    expect(await devicesOf(id)).toEqual(devices);
  });

  test('changes freely before it begins, in speed alone afterwards', async () => {
    const wire = await plan();
    await platform.admin.put(`${path}/${wire.id}`, { startDate: new Date(clock.now() + 2 * minute).toISOString() });
    await pass(minute);
    expect(await devicesOf(wire.id)).toEqual([]);
    await pass(minute);
    expect(await devicesOf(wire.id)).toHaveLength(1);
    const begun = await read(wire.id);
    expect((await platform.admin.put(`${path}/${wire.id}`, { ...begun, creationRamp: 1 })).status).toBe(200);
    expect((await platform.admin.put(`${path}/${wire.id}`, { operationPrototype: { c8y_Command: {} } })).status).toBe(422);
    await pass(2000);
    expect(await devicesOf(wire.id)).toEqual(devices);
  });

  test('is canceled: nothing new begins, what runs runs on', async () => {
    const { id } = await plan();
    for (const ms of [minute, 10_000]) await pass(ms);
    const [running] = await made(id);
    await platform.admin.put(`${operations}/${running?.id}`, { status: 'EXECUTING' });
    expect((await platform.admin.delete(`${path}/${id}`)).status).toBe(204);
    await pass(minute);
    expect((await made(id)).map(({ status }) => status)).toEqual(['EXECUTING', 'FAILED']);
    expect((await made(id))[1]).toMatchObject({ failureReason: expect.stringContaining('Canceled') });
    expect(await read(id)).toMatchObject({ status: 'DELETED', generalStatus: 'CANCELED' });
    expect((await platform.admin.delete(`${path}/${id}`)).status).toBe(204);
  });
});

test('lists hide canceled ones unless asked', async () => {
  const kept = await plan();
  const canceled = await plan();
  await platform.admin.delete(`${path}/${canceled.id}`);
  const idsOf = async (query: string) => {
    const { body } = await platform.admin.get(`${path}?pageSize=2000&withTotalPages=true${query}`);
    return (body as { bulkOperations: Wire[] }).bulkOperations.map(({ id }) => id);
  };
  expect(await idsOf('')).toContain(kept.id);
  expect(await idsOf('')).not.toContain(canceled.id);
  expect(await idsOf('&withDeleted=true')).toEqual(expect.arrayContaining([kept.id, canceled.id]));
});

test.each([
  [{ groupId: undefined }, 422],
  [{ groupId: '999999' }, 404],
  [{ groupId: undefined, failedParentId: '999999' }, 404],
  [{ startDate: 'soon' }, 422],
  [{ creationRamp: -1 }, 422],
  [{ operationPrototype: {} }, 422],
])('%j is refused', async (wrong, expected) => {
  const bulk = { groupId: group, startDate: '2026-11-20T12:00:00Z', creationRamp: 1, operationPrototype: { c8y_Restart: {} } };
  const { status, body } = await platform.admin.post(path, { ...bulk, ...wrong });
  expect([status, body]).toEqual([expected, expect.objectContaining({ message: expect.any(String) })]);
});

test('what is not there is 404, whatever is asked of it', async () => {
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const { status, body } = await platform.admin.send(method, `${path}/999999`, method === 'PUT' ? {} : undefined);
    expect([status, body]).toEqual([404, expect.objectContaining({ error: 'devicecontrol/Not Found' })]);
  }
});

test('whatever is posted or put gets an answer without a bug in it', async () => {
  const { id } = await plan();
  const value = fc.jsonValue();
  const keys = { startDate: value, creationRamp: value, operationPrototype: value, note: value };
  const wrong = fc.record({ groupId: fc.oneof(value, fc.constant(group)), ...keys }, { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(fc.oneof(wrong, value), async (body) => {
      const text = JSON.stringify(body);
      const answers = [await platform.admin.post(path, text), await platform.admin.send('PUT', `${path}/${id}`, text)];
      for (const { status } of answers) expect(status).toBeLessThan(500);
    }),
    { numRuns: 25 },
  );
});
