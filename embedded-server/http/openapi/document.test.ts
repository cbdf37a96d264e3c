/** The document against the tables that are served, and against what is really answered. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { consoleApi } from '#contract/console-api.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import { documentedMethods, openApiSchema, type OpenApiDocument } from '#contract/openapi.ts';

import { signedInAdmin } from '../../testing/credentials.ts';
import { exchanged, oddValues } from '../../testing/odd-bodies.ts';
import { addressOf, makeNamed, nameOf, wireExamples, type Named } from '../../testing/wire-examples.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';
import type { DeviceRoute } from '../device/route.ts';
import { allDeviceRoutes, publicDeviceRoutes } from '../device/routes.ts';
import { openApiDocument } from './document.ts';
import { bodyOf } from './wire-bodies.ts';
import { pageSchema, wireObjects } from './wire-schemas.ts';

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

function fileForm(): FormData {
  const form = new FormData();
  form.append('object', JSON.stringify({ name: 'a', type: 'text/plain' }));
  form.append('file', new File(['x'], 'a.txt', { type: 'text/plain' }));
  return form;
}

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
  const upload = await fetch(`${platform.platform.urls.device}/inventory/binaries`, { method: 'POST', headers: { authorization: platform.admin.authorization }, body: fileForm() });
  expect(upload.status).toBe(201);
  for (const [path, { collection, schema }] of Object.entries(wireObjects)) {
    const { body } = await platform.admin.get(`${path.replace(':tenant', 'main')}?pageSize=2000`);
    expect(pageSchema(collection, schema).safeParse(body), path).toMatchObject({ success: true });
    for (const element of (body as Record<string, unknown[]>)[collection] ?? []) {
      expect(schema.safeParse(element), `${path} ${JSON.stringify(element).slice(0, 300)}`).toMatchObject({ success: true });
    }
  }
});

describe('the bodies', () => {
  const taking = allDeviceRoutes.filter(({ method, takes }) => (method === 'POST' || method === 'PUT') && takes !== 'stream');
  /** Those that need somebody else than the administrator, or leave things as they are only once. */
  const apart = /^\/(notification|cep|devicecontrol\/(notifications|deviceCredentials|deviceAccessToken|newDeviceRequests\/)|user\/)/;
  let named: Named;

  beforeAll(async () => {
    named = await makeNamed(platform);
  });

  const send = ({ method, path }: DeviceRoute, body: unknown) => platform.admin.send(method, addressOf(path, named), body, { accept: 'application/json' });

  test('every one has a schema of its own, and what clients send fits it', () => {
    for (const route of taking) {
      const described = bodyOf(nameOf(route), false);
      expect(described, nameOf(route)).toBeDefined();
      const example = wireExamples(named)[nameOf(route)];
      expect(described?.schema.safeParse(example), `${nameOf(route)} ${JSON.stringify(example)}`).toMatchObject({ success: true });
    }
  });

  test.each(taking.filter(({ path }) => !apart.test(path)).map((route): [string, DeviceRoute] => [nameOf(route), route]))(
    '%s: what is taken fits what is described, with the status that is described',
    async (name, route) => {
      const schema = bodyOf(name, false)?.schema;
      for (const value of [...oddValues, undefined]) {
        for (const body of exchanged(wireExamples(named)[name], value)) {
          const text = JSON.stringify(body);
          const { status, body: said } = await send(route, text);
          if (status >= 300) continue;
          expect(schema?.safeParse(JSON.parse(text)), `${text}: ${status}`).toMatchObject({ success: true });
          const template = route.path.replace(/:(\w+)/g, '{$1}');
          const described = document.paths[template]?.[route.method.toLowerCase() as 'post']?.responses;
          expect(Object.keys(described ?? {}), `${name} ${JSON.stringify(said)}`).toContain(String(status));
        }
      }
    },
  );
});

test('it is made anew for the address that is served', async () => {
  expect((await openApiDocument('https://plant:8443', '1')).paths['/platform']?.servers).toEqual([{ url: 'https://plant:8443' }]);
});
