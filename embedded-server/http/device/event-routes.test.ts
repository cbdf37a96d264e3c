import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { FakeClock } from '../../testing/fake-clock.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

const path = '/event/events';
const json = { accept: 'application/json' };
const clock = new FakeClock();

type Wire = Record<string, unknown> & { id: string; self: string; text: string };

let platform: TestPlatform;
let device: string;

beforeAll(async () => {
  platform = await startTestPlatform({ clock, sets: ['limits.enabled=false'] });
});
afterAll(() => platform.end());
beforeEach(async () => {
  device = await addDevice(platform, 'door');
});

function at(minute: number): string {
  return new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString();
}

async function record(text: string, more: object = {}): Promise<Wire> {
  const answer = await platform.admin.post(path, { source: { id: device }, type: 'door', time: at(0), text, ...more }, json);
  expect(answer.status).toBe(201);
  return answer.body as Wire;
}

async function texts(query = ''): Promise<string[]> {
  const answer = await platform.admin.get(`${path}?source=${device}&pageSize=100&${query}`);
  expect(answer.status).toBe(200);
  return (answer.body as { events: Wire[] }).events.map(({ text }) => text);
}

describe('one event', () => {
  test('comes back as it was posted, its time in UTC', async () => {
    const wire = await record('opened', { time: '2026-11-20T11:00:00+02:00', c8y_Position: { lat: 62.9 } });
    expect(wire).toMatchObject({
      type: 'door',
      text: 'opened',
      time: '2026-11-20T09:00:00.000Z',
      source: { id: device },
      creationTime: new Date(clock.now()).toISOString(),
      c8y_Position: { lat: 62.9 },
    });
    expect((await platform.admin.get(`${path}/${wire.id}`)).body).toEqual(wire);
  });

  test('thin-edge posts with a trailing slash and without Accept', async () => {
    const { status, headers, body } = await platform.admin.post(`${path}/`, { source: { id: device }, type: 't', text: 'x', time: at(0) }, { accept: '' });
    expect([status, body]).toEqual([201, undefined]);
    expect(headers.get('location')).toMatch(/\/event\/events\/\d+$/);
  });

  test('changes in text and fragments only', async () => {
    const { id } = await record('old', { a: { x: 1 }, b: 1 });
    clock.advance(1000);
    const { status, body } = await platform.admin.send('PUT', `${path}/${id}`, { id, type: 'no', text: 'new', a: { y: 2 }, b: null }, json);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, type: 'door', text: 'new', a: { y: 2 }, lastUpdated: new Date(clock.now()).toISOString() });
    expect(body).not.toHaveProperty('b');
  });

  test('is deleted, and is then not there', async () => {
    const { id } = await record('x');
    expect((await platform.admin.delete(`${path}/${id}`)).status).toBe(204);
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const { status, body } = await platform.admin.send(method, `${path}/${id}`, method === 'PUT' ? { text: 'y' } : undefined);
      expect(status).toBe(404);
      expect(body).toMatchObject({ error: 'event/Not Found' });
    }
  });

  test('is a sign of life of its source', async () => {
    expect((await platform.admin.get(`/inventory/managedObjects/${device}/availability`)).status).toBe(404);
    await record('x');
    const { body } = await platform.admin.get(`/inventory/managedObjects/${device}/availability`);
    expect(body).toBe(new Date(clock.now()).toISOString());
  });

  test('needs a source that is there', async () => {
    const { status, body } = await platform.admin.post(path, { source: { id: '999999' }, type: 't', text: 'x', time: at(0) });
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: 'inventory/Not Found' });
  });

  test('names what is missing', async () => {
    const { status, body } = await platform.admin.post(path, { source: { id: device } });
    expect(status).toBe(422);
    expect(body).toMatchObject({ message: 'Following mandatory fields should be included: type,text,time' });
  });

  test('whatever is posted gets an answer without a bug in it', async () => {
    const wrong = fc.record({ source: fc.jsonValue(), type: fc.jsonValue(), text: fc.jsonValue(), time: fc.jsonValue() }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(fc.oneof(wrong, fc.jsonValue()), async (body) => {
        const { status } = await platform.admin.post(path, JSON.stringify(body));
        expect(status >= 400 && status < 500).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('lists', () => {
  test('newest first, oldest first with revert', async () => {
    for (const minute of [2, 1, 3]) await record(`m${minute}`, { time: at(minute) });
    expect(await texts()).toEqual(['m3', 'm2', 'm1']);
    expect(await texts('revert=true')).toEqual(['m1', 'm2', 'm3']);
  });

  test('equal times keep the order of arrival', async () => {
    for (const text of ['a', 'b', 'c']) await record(text);
    expect(await texts('revert=true')).toEqual(['a', 'b', 'c']);
  });

  test('narrow by time, type and fragment', async () => {
    await record('one', { time: at(1), type: 'alpha', c8y_Mark: 'red' });
    await record('two', { time: at(2), type: 'beta', c8y_Mark: 'blue' });
    await record('three', { time: at(3), type: 'beta', c8y_Count: 5 });
    const zone = encodeURIComponent('+02:00');
    expect(await texts(`dateFrom=${at(2)}`)).toEqual(['three', 'two']);
    expect(await texts(`dateFrom=2026-11-20T11:02:00${zone}&dateTo=2026-11-20T11:03:00${zone}`)).toEqual(['two']);
    expect(await texts('dateFrom=2026-11-20T11:02:00+02:00')).toEqual(['three', 'two']);
    expect(await texts('dateFrom=2026-11-21')).toEqual([]);
    expect(await texts('type=beta')).toEqual(['three', 'two']);
    expect(await texts('fragmentType=c8y_Mark')).toEqual(['two', 'one']);
    expect(await texts('fragmentType=c8y_Mark&fragmentValue=red')).toEqual(['one']);
    expect(await texts('fragmentType=c8y_Count&fragmentValue=5')).toEqual(['three']);
    expect(await texts('fragmentType=red')).toEqual([]);
  });

  test('narrow by creation and last change', async () => {
    const { id } = await record('early');
    clock.advance(60_000);
    const moment = new Date(clock.now()).toISOString();
    await record('later');
    expect(await texts(`createdFrom=${moment}`)).toEqual(['later']);
    expect(await texts(`createdTo=${moment}`)).toEqual(['early']);
    await platform.admin.put(`${path}/${id}`, { text: 'changed' });
    expect((await texts(`lastUpdatedFrom=${moment}`)).sort()).toEqual(['changed', 'later']);
  });

  test('page with totals', async () => {
    for (let index = 0; index < 4; index += 1) await record(`e${index}`, { time: at(index) });
    const { body } = await platform.admin.get(`${path}?source=${device}&pageSize=3&withTotalPages=true`);
    expect(body).toMatchObject({ statistics: { totalPages: 2 }, next: expect.stringContaining('pageSize=3&currentPage=2') });
  });

  test('include those of children when told to', async () => {
    const parent = device;
    await record('parent', { time: at(1) });
    device = await addDevice(platform, 'child');
    await record('child', { time: at(2) });
    await platform.admin.post(`/inventory/managedObjects/${parent}/childDevices`, { managedObject: { id: device } });
    device = parent;
    expect(await texts()).toEqual(['parent']);
    expect(await texts('withSourceDevices=true')).toEqual(['child', 'parent']);
    expect(await texts('withSourceAssets=true')).toEqual(['parent']);
  });

  test.each(['dateFrom=yesterday', 'revert=yes', 'fragmentValue=x', 'pageSize=x', 'source=999999', 'source=x'])('%s is refused', async (query) => {
    const { status, body } = await platform.admin.get(`${path}?${query}`);
    expect(status).toBe(query.startsWith('source') ? 404 : 422);
    expect(body).toMatchObject({ message: expect.any(String), info: expect.any(String) });
  });
});

describe('deleting by filter', () => {
  test('takes what matches and nothing else', async () => {
    await record('keep', { type: 'keep' });
    for (let index = 0; index < 3; index += 1) await record('go', { type: 'go' });
    expect((await platform.admin.delete(`${path}?source=${device}&type=go`)).status).toBe(204);
    expect(await texts()).toEqual(['keep']);
  });

  test('without a filter is refused: everything would go', async () => {
    expect((await platform.admin.delete(path)).status).toBe(422);
    expect((await platform.admin.delete(`${path}?fragmentType=x`)).status).toBe(422);
  });
});
