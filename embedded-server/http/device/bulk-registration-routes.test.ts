import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { ExpectedError } from '#contract/errors.ts';

import { parseBulkRegistration } from '../../managed-objects/bulk-registration.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.end());

async function send(csv: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = new FormData();
  body.append('file', new File([csv], 'devices.csv', { type: 'text/csv' }));
  const response = await fetch(`${platform.platform.urls.device}/devicecontrol/bulkNewDeviceRequests`, {
    method: 'POST',
    headers: { authorization: platform.admin.authorization },
    body,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function idOf(serial: string, type = 'c8y_Serial'): Promise<string> {
  const { body } = await platform.admin.get(`/identity/externalIds/${type}/${serial}`);
  return (body as { managedObject: { id: string } }).managedObject.id;
}

const secret = 'a secret that is long';

test('a file registers devices with objects, names, groups and credentials; each line stands or falls alone', async () => {
  const { status, body } = await send(
    [
      'ID;CREDENTIALS;TYPE;NAME;ICCID;PATH;SHELL;com_cumulocity_model_Agent.active;external-plate',
      `m1;${secret};meter;Meter 1;893;North/Cellar;1;true;ABC-1`,
      `m2;${secret};meter;"Meter; 2";;North/Cellar;0;;`,
      'm3;short;meter;Meter 3;;;;;',
      `m1b;${secret};meter;Meter 1b;;;;;ABC-1`,
      '',
      'm4;;;;;;;;',
    ].join('\r\n'),
  );
  expect(status).toBe(201);
  expect(body).toEqual({
    numberOfAll: 5,
    numberOfCreated: 3,
    numberOfFailed: 2,
    numberOfSuccessful: 3,
    credentialUpdatedList: [],
    failedCreationList: [
      { bulkNewDeviceStatus: 'FAILED', deviceId: 'm3', failureReason: 'CREDENTIALS must have at least 16 characters', line: '4' },
      { bulkNewDeviceStatus: 'FAILED', deviceId: 'm1b', failureReason: 'External id already bound: [type=plate, value=ABC-1]', line: '5' },
    ],
  });
  const id = await idOf('m1');
  expect(await idOf('ABC-1', 'plate')).toBe(id);
  const own = await platform.as(`main/device_m1:${secret}`).get(`/inventory/managedObjects/${id}?withParents=true`);
  expect(own.body).toMatchObject({
    name: 'Meter 1',
    type: 'meter',
    owner: 'device_m1',
    c8y_IsDevice: {},
    c8y_Mobile: { iccid: '893' },
    c8y_SupportedOperations: ['c8y_Command'],
    com_cumulocity_model_Agent: { active: true },
  });
  const groups = await platform.admin.get(`/inventory/managedObjects?query=${encodeURIComponent("$filter=(has(c8y_IsDeviceGroup) and name eq 'Cellar')")}`);
  const [cellar, ...others] = (groups.body as { managedObjects: { type: string; childAssets: { references: unknown[] } }[] }).managedObjects;
  expect([cellar?.type, cellar?.childAssets.references.length, others]).toEqual(['c8y_DeviceSubgroup', 2, []]);
  expect((await platform.admin.get('/devicecontrol/newDeviceRequests/m4')).body).toMatchObject({ id: 'm4', status: 'WAITING_FOR_CONNECTION' });
});

test('a line for a device that is there gives it a new secret', async () => {
  await send(`ID,CREDENTIALS\ntwice,${secret}`);
  const { body } = await send(`ID,CREDENTIALS\ntwice,${secret} 2`);
  expect(body).toMatchObject({ numberOfCreated: 0, credentialUpdatedList: [{ bulkNewDeviceStatus: 'CREDENTIAL_UPDATED', deviceId: 'twice' }] });
  expect((await platform.as(`main/device_twice:${secret}`).get('/user/currentUser')).status).toBe(401);
  expect((await platform.as(`main/device_twice:${secret} 2`).get('/user/currentUser')).status).toBe(200);
});

test.each([
  ['NAME\nx', 422],
  ['', 422],
  ['ID;ID\nx;y', 422],
  ['ID;NAME\n"x', 422],
])('%j is no such file', async (csv, status) => {
  expect((await send(csv)).status).toBe(status);
});

test.each([
  ['ID;__proto__.x\na;b', "'__proto__.x' is no name of a property"],
  ['ID;a.b;a.b.c\nx;1;2', "'a.b.c' is given twice, in part and as a whole"],
  ['ID;NAME\nx;y;z', 'The line has more columns than the head'],
  ['ID;PATH\nx;North', 'PATH needs CREDENTIALS: a device that registers by itself is put into its group afterwards'],
  ['ID;AUTH_TYPE\nx;CERTIFICATES', 'AUTH_TYPE can only be BASIC'],
])('%j has a line that is refused', (csv, reason) => {
  expect(parseBulkRegistration(csv)).toMatchObject([{ kind: 'fault', line: 2, reason }]);
});

test('no file breaks the reader', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('ID', 'a.b', '"', ';', '\n', '__proto__.x', 'external-x'));
  fc.assert(
    fc.property(fc.array(cell), (cells) => {
      try {
        expect(Array.isArray(parseBulkRegistration(`ID;${cells.join(';')}`))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(ExpectedError);
      }
    }),
  );
});
