/** Files over the wire, against a running platform. */
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { registerDevice } from '../../testing/registered-device.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';
import type { WireClient } from '../../testing/wire-client.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.end());

const json = { accept: 'application/json' };

interface Stored {
  id: string;
  self: string;
  name: string;
  type: string;
  length: number;
  contentType: string;
}

async function request(client: WireClient, method: string, path: string, body?: FormData | string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const init = { method, headers: { authorization: client.authorization, ...json, ...headers }, ...(body !== undefined && { body }) };
  return fetch(platform.platform.urls.device + path, init);
}

function form(text: string, object?: unknown, fileFirst = false, type = 'text/plain'): FormData {
  const data = new FormData();
  const file = () => data.append('file', new File([text], 'päivitys 1.txt', { type }));
  if (fileFirst) file();
  if (object !== undefined) data.append('object', JSON.stringify(object));
  data.append('filesize', String(text.length));
  if (!fileFirst) file();
  return data;
}

async function upload(text: string, object: unknown = { name: 'firmware', type: 'text/plain' }, client = platform.admin): Promise<Stored> {
  const response = await request(client, 'POST', '/inventory/binaries', form(text, object));
  expect(response.status).toBe(201);
  return (await response.json()) as Stored;
}

function files(): string[] {
  return readdirSync(join(platform.dataDir, 'tenants', 'main', 'binaries')).sort();
}

async function addEvent(source: string): Promise<string> {
  const { body } = await platform.admin.post('/event/events', { source: { id: source }, type: 'log', text: 'x', time: '2026-11-20T12:00:00Z' }, json);
  return (body as { id: string }).id;
}

test.each([false, true])('a file comes in and goes out as it was, its part first: %s', async (fileFirst) => {
  const response = await request(platform.admin, 'POST', '/inventory/binaries', form('the bytes', { name: 'firmware', c8y_Custom: { a: 1 } }, fileFirst));
  const stored = (await response.json()) as Stored;
  expect(response.status).toBe(201);
  expect(response.headers.get('location')).toBe(`${platform.platform.urls.device}/inventory/binaries/${stored.id}`);
  expect(stored).toMatchObject({ name: 'firmware', type: 'text/plain', length: 9, contentType: 'text/plain', c8y_IsBinary: {}, c8y_Custom: { a: 1 } });
  const got = await request(platform.admin, 'GET', `/inventory/binaries/${stored.id}`);
  expect(await got.text()).toBe('the bytes');
  expect(Object.fromEntries(got.headers)).toMatchObject({
    'content-type': 'text/plain',
    'content-length': '9',
    'content-disposition': `attachment; filename="p_ivitys 1.txt"; filename*=UTF-8''p%C3%A4ivitys%201.txt`,
    'x-content-type-options': 'nosniff',
  });
});

test('without an Accept header the answer is its address alone', async () => {
  const response = await fetch(`${platform.platform.urls.device}/inventory/binaries`, { method: 'POST', headers: { authorization: platform.admin.authorization, accept: '' }, body: form('x', {}) });
  expect([response.status, await response.text()]).toEqual([201, '']);
});

test('a part of a file can be had, and HEAD tells of it', async () => {
  const { id } = await upload('0123456789');
  const part = await request(platform.admin, 'GET', `/inventory/binaries/${id}`, undefined, { range: 'bytes=4-6' });
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 4-6/10', '456']);
  const beyond = await request(platform.admin, 'GET', `/inventory/binaries/${id}`, undefined, { range: 'bytes=10-' });
  expect([beyond.status, await beyond.text()]).toEqual([200, '0123456789']);
  const head = await request(platform.admin, 'HEAD', `/inventory/binaries/${id}`);
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '10']);
});

test('a file is replaced by raw bytes and its old ones go; deleting takes object and bytes', async () => {
  const before = files();
  const { id } = await upload('first version');
  const response = await request(platform.admin, 'PUT', `/inventory/binaries/${id}`, 'second', { 'content-type': 'application/x-deb' });
  expect([response.status, await response.json()]).toMatchObject([201, { id, name: 'firmware', length: 6, contentType: 'application/x-deb' }]);
  expect(await (await request(platform.admin, 'GET', `/inventory/binaries/${id}`)).text()).toBe('second');
  expect(files()).toHaveLength(before.length + 1);
  expect((await request(platform.admin, 'DELETE', `/inventory/binaries/${id}`)).status).toBe(204);
  expect((await request(platform.admin, 'GET', `/inventory/binaries/${id}`)).status).toBe(404);
  expect((await platform.admin.get(`/inventory/managedObjects/${id}`)).status).toBe(404);
  expect(files()).toEqual(before);
});

test('bytes that two objects have stay until both are gone', async () => {
  const before = files().length;
  const [a, b] = await Promise.all([upload('shared bytes'), upload('shared bytes')]);
  expect(files()).toHaveLength(before + 1);
  await platform.admin.delete(`/inventory/binaries/${a.id}`);
  expect(await (await request(platform.admin, 'GET', `/inventory/binaries/${b.id}`)).text()).toBe('shared bytes');
  await platform.admin.delete(`/inventory/binaries/${b.id}`);
  expect(files()).toHaveLength(before);
});

test('a list has files only, a page at a time', async () => {
  const { id } = await upload('listed');
  await addDevice(platform);
  const { body } = await platform.admin.get('/inventory/binaries?pageSize=2000&withTotalElements=true');
  const { managedObjects, statistics } = body as { managedObjects: Stored[]; statistics: { totalElements: number } };
  expect(managedObjects.every((object) => 'c8y_IsBinary' in object)).toBe(true);
  expect(managedObjects.map((object) => object.id)).toContain(id);
  expect(statistics.totalElements).toBe(managedObjects.length);
});

test('a device has its own files, and those an operation sends it to; no others', async () => {
  const device = await registerDevice(platform, 'with files');
  const other = await registerDevice(platform, 'another');
  const own = await upload('own', {}, device.client);
  expect(own).toMatchObject({ owner: 'device_with-files' });
  expect((await request(other.client, 'GET', `/inventory/binaries/${own.id}`)).status).toBe(404);
  const firmware = await upload('firmware');
  expect((await request(device.client, 'GET', `/inventory/binaries/${firmware.id}`)).status).toBe(404);
  const url = `${platform.platform.urls.device}/inventory/binaries/${firmware.id}`;
  await platform.admin.post('/devicecontrol/operations', { deviceId: device.id, c8y_Firmware: { name: 'f', version: '1', url } });
  expect(await (await request(device.client, 'GET', `/inventory/binaries/${firmware.id}`)).text()).toBe('firmware');
  expect((await request(other.client, 'GET', `/inventory/binaries/${firmware.id}`)).status).toBe(404);
  expect((await request(device.client, 'PUT', `/inventory/binaries/${firmware.id}`, 'x')).status).toBe(404);
  expect((await request(device.client, 'DELETE', `/inventory/binaries/${firmware.id}`)).status).toBe(404);
});

test('an event takes one file, raw or in parts; it says so itself', async () => {
  const event = await addEvent(await addDevice(platform));
  const path = `/event/events/${event}/binaries`;
  expect((await request(platform.admin, 'GET', path)).status).toBe(404);
  expect((await request(platform.admin, 'PUT', path, 'x', { 'content-type': 'text/plain' })).status).toBe(404);
  const raw = await request(platform.admin, 'POST', path, 'log lines', { 'content-type': 'text/plain' });
  const self = `${platform.platform.urls.device}${path}`;
  expect([raw.status, await raw.json()]).toEqual([201, { self, source: event, name: `event-${event}`, type: 'text/plain', length: 9 }]);
  expect((await request(platform.admin, 'POST', path, form('again', { name: 'b' }))).status).toBe(409);
  expect((await platform.admin.get(`/event/events/${event}`)).body).toMatchObject({ c8y_IsBinary: { name: `event-${event}`, type: 'text/plain', length: 9 } });
  const put = await request(platform.admin, 'PUT', path, form('more log lines', { name: 'messages.log', type: 'text/x-log' }));
  expect([put.status, await put.json()]).toMatchObject([201, { name: 'messages.log', type: 'text/x-log', length: 14 }]);
  const got = await request(platform.admin, 'GET', path);
  expect([got.headers.get('content-type'), await got.text()]).toEqual(['text/x-log', 'more log lines']);
  expect((await request(platform.admin, 'DELETE', path)).status).toBe(204);
  expect((await request(platform.admin, 'GET', path)).status).toBe(404);
  expect((await platform.admin.get(`/event/events/${event}`)).body).not.toHaveProperty('c8y_IsBinary');
});

test('files of what was deleted are taken away', async () => {
  const before = files().length;
  const device = await addDevice(platform);
  const event = await addEvent(device);
  await request(platform.admin, 'POST', `/event/events/${event}/binaries`, 'soon gone', { 'content-type': 'text/plain' });
  await platform.admin.delete(`/inventory/managedObjects/${device}`);
  platform = await platform.restart();
  await platform.platform.idle();
  expect(files()).toHaveLength(before);
});

test.each([
  ['JSON instead of parts', JSON.stringify({ name: 'x' }), { 'content-type': 'multipart/form-data' }, [400, 415]],
  ['parts without an end', '--b\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\nabc', { 'content-type': 'multipart/form-data; boundary=b' }, [400]],
  ['parts without a file', '--b\r\ncontent-disposition: form-data; name="object"\r\n\r\n{}\r\n--b--\r\n', { 'content-type': 'multipart/form-data; boundary=b' }, [422]],
  ['an object that is no JSON', '--b\r\ncontent-disposition: form-data; name="object"\r\n\r\n{\r\n--b--\r\n', { 'content-type': 'multipart/form-data; boundary=b' }, [400]],
  ['two files', '--b\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\na\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="g"\r\n\r\nb\r\n--b--\r\n', { 'content-type': 'multipart/form-data; boundary=b' }, [413]],
])('%s is refused, and nothing stays', async (_name, body, headers, statuses) => {
  const before = files();
  const response = await request(platform.admin, 'POST', '/inventory/binaries', body, headers);
  expect(statuses).toContain(response.status);
  expect(await response.json()).toMatchObject({ error: expect.any(String), message: expect.any(String) });
  expect(files()).toEqual(before);
});

test('a type or a name with line ends in it cannot break the answer', async () => {
  const event = await addEvent(await addDevice(platform));
  const path = `/event/events/${event}/binaries`;
  const object = { name: 'a\r\nset-cookie: x', type: 'text/html\r\nx: y' };
  expect((await request(platform.admin, 'POST', path, form('x', object))).status).toBe(201);
  const got = await request(platform.admin, 'GET', path);
  expect([got.status, got.headers.get('content-type'), got.headers.get('set-cookie')]).toEqual([200, 'application/octet-stream', null]);
});

test('what says it is too large is refused before it is sent', async () => {
  const { hostname, port } = new URL(platform.platform.urls.device);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST /event/events/${await addEvent(await addDevice(platform))}/binaries HTTP/1.1\r\nhost: x\r\nauthorization: ${platform.admin.authorization}\r\n` +
      'content-type: text/plain\r\ncontent-length: 300000000\r\n\r\nabc',
  );
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
  expect(answer).toContain('A file may have at most 200 MB');
});

test('one who may only look cannot store files; JSON routes take no files', async () => {
  expect((await request(platform.admin, 'POST', '/inventory/managedObjects', form('x', {}))).status).toBe(415);
  expect((await request(platform.as('main/nobody:wrong'), 'POST', '/inventory/binaries', form('x', {}))).status).toBe(401);
});
