import { afterAll, beforeAll, expect, test } from 'vitest';

import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

const json = { accept: 'application/json' };
let platform: TestPlatform;
let device: string;

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  device = await addDevice(platform);
});
afterAll(() => platform.end());

function add(externalId: unknown, type: unknown = 'c8y_Serial') {
  return platform.admin.post(`/identity/globalIds/${device}/externalIds`, { type, externalId, managedObject: { id: device } }, json);
}

function one(externalId: string, type = 'c8y_Serial'): string {
  return `/identity/externalIds/${encodeURIComponent(type)}/${encodeURIComponent(externalId)}`;
}

test.each(['S-1', 'dev:device:child1', 'with blank', 'ä/ö?#%', '%2F', 'x'.repeat(900), '日本', "'; DROP TABLE external_ids; --"])(
  '%j is found again by type and value',
  async (externalId) => {
    const created = await add(externalId);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ type: 'c8y_Serial', externalId, managedObject: { id: device } });
    expect(created.headers.get('location')).toBe((created.body as { self: string }).self);
    const found = await platform.admin.get(one(externalId));
    expect(found.status).toBe(200);
    expect(found.body).toEqual(created.body);
  },
);

test('a colon need not be encoded', async () => {
  await add('a:b');
  expect((await platform.admin.get('/identity/externalIds/c8y_Serial/a:b')).status).toBe(200);
});

test('a value is unique per type', async () => {
  await add('same');
  expect((await add('same')).status).toBe(409);
  expect((await add('same', 'c8y_Imei')).status).toBe(201);
});

test('all of an object are listed', async () => {
  const other = await addDevice(platform, 'another');
  await platform.admin.post(`/identity/globalIds/${other}/externalIds`, { type: 'a', externalId: 'listed' });
  const { body } = await platform.admin.get(`/identity/globalIds/${other}/externalIds`);
  expect(body).toMatchObject({ externalIds: [{ type: 'a', externalId: 'listed', managedObject: { id: other } }] });
});

test('one is deleted; the object stays', async () => {
  await add('going');
  expect((await platform.admin.delete(one('going'))).status).toBe(204);
  const gone = await platform.admin.get(one('going'));
  expect(gone.status).toBe(404);
  expect(gone.body).toMatchObject({
    error: 'identity/Not Found',
    message: 'External id not found; external id = ID [type=c8y_Serial, value=going]',
  });
  expect((await platform.admin.delete(one('going'))).status).toBe(404);
  expect((await platform.admin.get(`/inventory/managedObjects/${device}`)).status).toBe(200);
});

test.each([
  ['', 't'],
  [5, 't'],
  ['x', undefined],
  ['x', null],
  ['x'.repeat(1001), 't'],
  ['x\u0000y', 't'],
])('%j of type %j is refused', async (externalId, type) => {
  const { status, body } = await platform.admin.post(`/identity/globalIds/${device}/externalIds`, { type, externalId });
  expect(status).toBe(422);
  expect(body).toMatchObject({ error: 'undefined/validationError' });
});

test('an object that is not there has none', async () => {
  expect((await platform.admin.get('/identity/globalIds/999999/externalIds')).status).toBe(404);
  expect((await platform.admin.post('/identity/globalIds/999999/externalIds', { type: 'a', externalId: 'b' })).status).toBe(404);
});
