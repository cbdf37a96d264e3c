/**
 * What nobody honest sends, on every route that takes something, by the very table the dispatcher runs: the client is
 * told what is wrong in the one form of errors, and nothing it sends is answered as a fault of ours.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { errorBodySchema } from '#contract/errors.ts';

import { exchanged, oddValues } from '../../testing/odd-bodies.ts';
import { registerDevice } from '../../testing/registered-device.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';
import { addressOf, makeNamed, nameOf, wireExamples, type Named } from '../../testing/wire-examples.ts';
import type { WireAnswer, WireClient } from '../../testing/wire-client.ts';
import { allDeviceRoutes } from './routes.ts';
import type { DeviceRoute } from './route.ts';

const time = '2026-11-20T12:00:00Z';
let platform: TestPlatform;
let named: Named;
/** Somebody whose password the tests may try to change. */
let helper: WireClient;
let device: WireClient;

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  named = await makeNamed(platform);
  await platform.admin.post('/user/main/groups/1/users', { user: { id: 'helper' } });
  device = (await registerDevice(platform, 'odd')).client;
  helper = platform.as('main/helper:seven green bicycles');
});
afterAll(() => platform.end());

const writing = allDeviceRoutes.filter(({ method }) => method === 'POST' || method === 'PUT');
/** The call alone says what is wanted. */
const ignoringBodies = /\/(acceptAll|deviceAccessToken)$/;
const takingJson = writing.filter(({ takes }) => takes !== 'stream');
const takingFiles = writing.filter(({ takes }) => takes === 'stream');

function names(routes: readonly DeviceRoute[]): [string, DeviceRoute][] {
  return routes.map((route) => [nameOf(route), route]);
}

/** Whoever may call a route. */
function callerOf({ access, path }: DeviceRoute): WireClient {
  if (path.startsWith('/user/currentUser')) return helper;
  if (access.user === null && access.device) return device;
  return access.user === null ? platform.as('management/devicebootstrap:bootstrap of a test 2026') : platform.admin;
}

function send(route: DeviceRoute, body: string | Uint8Array | undefined, headers: Record<string, string> = {}): Promise<WireAnswer> {
  return callerOf(route).send(route.method, addressOf(route.path, named), body, { accept: 'application/json', ...headers });
}

/** A refusal is the client's fault and says so in the form clients parse. */
function expectRefusal({ status, headers, body }: WireAnswer, what: string): void {
  expect(status, `${what}: ${JSON.stringify(body)}`).toBeGreaterThanOrEqual(400);
  expect(status, `${what}: ${JSON.stringify(body)}`).toBeLessThan(500);
  expect(headers.get('content-type'), what).toMatch(/^application\/vnd\.com\.nsn\.cumulocity\.error\+json/);
  const error = errorBodySchema.pick({ error: true, message: true, info: true }).parse(body);
  expect(error.error, what).toMatch(/^[A-Za-z]+\/[A-Za-z ]+$/);
  expect(error.message.length, what).toBeLessThan(1_000);
}

/** Taken or refused, but never a fault of ours. */
function expectSense(answer: WireAnswer, what: string): void {
  if (answer.status >= 300) expectRefusal(answer, what);
}

const deep = '{"a":'.repeat(200) + '1' + '}'.repeat(200);
const notJson = ['{"a":', '{"a":1}}', "{'a':1}", 'nonsense', '{"a":NaN}', '{"a":01}', '\u0000', '{"__proto__":{}}', '{"constructor":{"prototype":{}}}', deep, '['.repeat(100_000)];
const notAnObject = ['5', '"x"', 'true', '[[1]]'];

describe.each(names(takingJson))('%s', (_name, route) => {
  test('refuses what is no JSON, has no sense, is nested too deep or too large', async () => {
    for (const body of notJson) expectRefusal(await send(route, body), body.slice(0, 40));
    expectRefusal(await send(route, Buffer.from([0x22, 0xff, 0xfe, 0x22])), 'no UTF-8');
    const large = JSON.stringify({ a: 'x'.repeat(route.maxBodyBytes ?? 1024 * 1024) });
    expect((await send(route, large)).status).toBe(413);
    expectRefusal(await send(route, `{${Array.from({ length: 1_001 }, (_, index) => `"a${index}":1`).join(',')}}`), 'too wide');
    if (ignoringBodies.test(route.path)) return;
    for (const body of notAnObject) expectRefusal(await send(route, body), body);
    for (const body of ['null', '[]', '{}', undefined]) expectSense(await send(route, body), String(body));
  });

  test('refuses what is no JSON by its type', async () => {
    for (const type of ['text/plain', 'text/html', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml', 'application/octet-stream', 'x', 'application/vnd.com.nsn.cumulocity.+json']) {
      expect((await send(route, '{}', { 'content-type': type })).status, type).toBe(415);
    }
    expectRefusal(await send(route, '{}', { 'content-encoding': 'gzip' }), 'gzip');
  });
});

/** One address of each real-time endpoint stands for the others: they lead to the same conversation. */
const exchangeable = takingJson.filter(({ path, held }) => !held || /^\/notification\/(realtime|operations)$/.test(path));

/** Making a person takes a quarter of a second of hashing: for those routes a few values must do. */
function valuesFor({ path }: DeviceRoute): readonly unknown[] {
  return /^\/user\/:tenant\/users/.test(path) ? [null, 7, '', '\ud800', [], { a: 1 }] : oddValues;
}

describe('every member of a body with every wrong value', () => {
  test('every route that takes JSON has an example', () => {
    expect(Object.keys(wireExamples(named)).sort()).toEqual(takingJson.map(nameOf).sort());
  });

  test.each(names(exchangeable))('%s', async (name, route) => {
    for (const value of valuesFor(route)) {
      const texts = [...exchanged(wireExamples(named)[name], value)].map((body) => JSON.stringify(body));
      const answers = await Promise.all(texts.map((text) => send(route, text)));
      for (const [index, answer] of answers.entries()) expectSense(answer, texts[index]?.slice(0, 300) ?? '');
    }
  });
});

const withIds = allDeviceRoutes.filter(({ path }) => /:(id|globalId|childId|key|name|user)\b/.test(path));
const oddIds = ['0', '-1', 'abc', '1e3', '1.5', '0x10', '99999999999999999999999', '%00', '%F0%9F%98%80', '%ED%A0%80', '%27%3B--', '%2e%2e', '*', 'null', ' 1', '1,2', 'x'.repeat(1_900)];

test.each(names(withIds))('%s answers odd ids with sense', async (name, route) => {
  for (const id of oddIds) {
    const path = route.path.replace(':tenant', 'main').replace(/:\w+/g, id);
    const body = JSON.stringify(wireExamples(named)[name]);
    expectSense(await callerOf(route).send(route.method, path, route.method === 'GET' || route.method === 'DELETE' ? undefined : body), path.slice(0, 200));
  }
});

const oddQueries = [
  'pageSize=0', 'pageSize=-1', 'pageSize=1.5', 'pageSize=1e9', 'pageSize=x', 'pageSize=', 'pageSize=99999999999999999999', 'currentPage=0', 'currentPage=-5', 'currentPage=999999999999999', 'currentPage=2147483648', 'withTotalPages=maybe', 'withTotalElements=1',
  'dateFrom=yesterday', 'dateFrom=2026-13-45', 'dateTo=', 'dateFrom=%00', 'createdFrom=x', 'lastUpdatedTo=99999-01-01', 'source=x', 'source=', 'source=-1', 'source=99999999999999999999', 'source=1&source=2', 'deviceId=x', 'agentId=x', 'status=X', 'severity=X', 'resolved=maybe', 'revert=maybe', 'bulkOperationId=x',
  'ids=a,b', 'ids=', `ids=${'1,'.repeat(2_500)}`, 'childDeviceId=x', 'childDeviceId=1&childAssetId=2', 'onlyRoots=x', 'query=(', 'query=name%20eq', `query=${'('.repeat(200)}`, `query=${'not('.repeat(100)}x`, 'query=%00', 'q=%24orderby', 'query=bygroupid(x)', 'query=has()', "query=name%20eq%20'", 'text=%00', 'type=%ED%A0%80', 'type=*',
  'fragmentValue=x', 'fragmentType=%22', "fragmentType='", 'valueFragmentSeries=%5B', 'series=a', 'series=a.b.c', 'aggregationType=YEARLY', 'aggregationInterval=0s', 'aggregationFunction=x', 'withSourceDevices=x', 'username=%', 'groups=x', 'a%5B%5D=1', '%zz=1', 'x'.repeat(4_000),
];
const reading = allDeviceRoutes.filter(({ method, takes }) => takes !== 'stream' && method === 'GET');

test.each(names(reading))('%s answers odd queries with sense', async (_name, route) => {
  const path = addressOf(route.path, named).replace(/:\w+/g, 'x');
  const usual = route.path.endsWith('/series') ? `source=${named.device}&dateFrom=2026-01-01&dateTo=2026-12-31&` : '';
  for (const query of oddQueries) expectSense(await platform.admin.get(`${path}?${usual}${query}`), `${path}?${query.slice(0, 100)}`);
});

describe('a file', () => {
  test.each(names(takingFiles))('%s refuses parts that are none, and too many of them', async (_name, route) => {
    const type = (boundary: string) => ({ 'content-type': `multipart/form-data${boundary}` });
    const part = (headers: string) => `--b\r\n${headers}\r\n\r\nx\r\n`;
    const object = 'Content-Disposition: form-data; name="object"';
    const file = 'Content-Disposition: form-data; name="file"; filename="a"';
    const bodies = ['', 'x', '--b\r\n', '--b--\r\n', part(''), part(object), `${part(object)}${part(file)}`, `${part(`${object}; filename="a"`)}--b--`, `${part(file)}${part(file)}--b--`, `${part(object).repeat(200)}--b--\r\n`, `${part(file)}--b--\r\n`];
    for (const body of bodies) expectSense(await send(route, body, type('; boundary=b')), body.slice(0, 100));
    expectRefusal(await send(route, 'x', type('')), 'no boundary');
  });
});

test('the platform serves as before', async () => {
  const answer = await platform.admin.post('/event/events', { source: { id: named.device }, type: 't', text: 'x', time });
  expect(answer.status).toBe(201);
});
