/** The document against the tables that are served, and against what is really answered. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { consoleApi } from '#contract/console-api.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import { documentedMethods, openApiSchema, type OpenApiDocument } from '#contract/openapi.ts';

import { signedInAdmin } from '../../testing/credentials.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';
import { allDeviceRoutes, publicDeviceRoutes } from '../device/routes.ts';
import { openApiDocument } from './document.ts';
import { wireObjects } from './wire-schemas.ts';

let platform: TestPlatform;
let document: OpenApiDocument;

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  document = await (await signedInAdmin(platform)).call('openApi', {});
});
afterAll(() => platform.end());

function described(): string[] {
  return Object.entries(document.paths).flatMap(([path, item]) => documentedMethods.flatMap((method) => (item[method] ? [`${method} ${path}`] : [])));
}

function served(): string[] {
  const calls = Object.values(consoleApi) as Endpoint[];
  return [...allDeviceRoutes, ...publicDeviceRoutes, ...calls].map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
}

test('every route is in it, and nothing else', () => {
  expect(described().sort()).toEqual(served().sort());
});

test('it is an OpenAPI document: every parameter of a path is described, every id is its own, every reference leads somewhere', () => {
  expect(openApiSchema.safeParse(document).success).toBe(true);
  const ids: string[] = [];
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of documentedMethods) {
      const operation = item[method];
      if (!operation) continue;
      ids.push(operation.operationId);
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);
      expect(path.match(/\{\w+\}/g) ?? [], path).toEqual(inPath);
      const names = operation.parameters.map(({ name, in: where }) => `${where} ${name}`);
      expect(new Set(names).size, path).toBe(names.length);
    }
  }
  expect(new Set(ids).size).toBe(ids.length);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, pointer = '']) => pointer).filter((pointer) => !pointer.startsWith('$defs'));
  for (const pointer of new Set(references)) {
    const target = pointer.split('/').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
    expect(target, pointer).toBeDefined();
  }
});

test('it says where each listener is and who may call', () => {
  expect(document.paths['/alarm/alarms']?.servers).toEqual([{ url: platform.platform.urls.device }]);
  expect(document.paths['/alarm/alarms']?.post).toMatchObject({
    security: [{ device: [] }, { token: [] }, { person: [] }],
    'x-valvomo-access': { device: true, bootstrap: false, token: 'alarms:write', user: 'alarms:write' },
  });
  expect(document.paths['/api/people']?.post).toMatchObject({ security: [{ session: [] }], 'x-valvomo-access': { console: 'people:write', stepUp: true } });
  expect(document.paths['/tenant/loginOptions']?.get).toMatchObject({ security: [] });
});

test('what is answered has the form that is described', async () => {
  const source = { id: await addDevice(platform) };
  const time = '2026-11-20T10:00:00Z';
  const post = async (path: string, body: unknown) => expect((await platform.admin.post(path, body)).status, path).toBeLessThan(300);
  await post('/measurement/measurements', { source, type: 't', time, f: { s: { value: 1 } } });
  await post('/event/events', { source, type: 't', text: 'x', time });
  await post('/alarm/alarms', { source, type: 't', text: 'x', severity: 'MAJOR', time });
  await post('/devicecontrol/operations', { deviceId: source.id, c8y_Restart: {} });
  await post('/devicecontrol/newDeviceRequests', { id: 'r' });
  await post('/audit/auditRecords', { type: 'a', activity: 'b', text: 'c', time });
  await post('/retention/retentions', { dataType: 'EVENT', maximumAge: 30 });
  await post('/tenant/options', { category: 'a', key: 'b', value: 'c' });
  for (const [path, { collection, schema }] of Object.entries(wireObjects)) {
    const { body } = await platform.admin.get(`${path.replace(':tenant', 'main')}?pageSize=2000`);
    for (const element of (body as Record<string, unknown[]>)[collection] ?? []) {
      expect(schema.safeParse(element), `${path} ${JSON.stringify(element).slice(0, 300)}`).toMatchObject({ success: true });
    }
  }
});

test('it is made anew for the address that is served', async () => {
  expect((await openApiDocument('https://plant:8443', '1')).paths['/platform']?.servers).toEqual([{ url: 'https://plant:8443' }]);
});
