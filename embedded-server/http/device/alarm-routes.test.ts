import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { addRule } from '../../flows/rule-changes.ts';
import type { Caller } from '../../tenants/caller.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { registerDevice, type RegisteredDevice } from '../../testing/registered-device.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';
import { TestSite, tooWarm } from '../../testing/test-site.ts';
import type { WireAnswer } from '../../testing/wire-client.ts';
import { alarmRoutes } from './alarm-routes.ts';
import type { DeviceReply, DeviceRoute } from './route.ts';

const path = '/alarm/alarms';
const json = { accept: 'application/json' };
const clock = new FakeClock();

type Wire = Record<string, unknown> & { id: string; self: string; type: string; count: number; status: string };

let platform: TestPlatform;
let device: string;

beforeAll(async () => {
  platform = await startTestPlatform({ clock, sets: ['limits.enabled=false'] });
});
afterAll(() => platform.end());
beforeEach(async () => {
  device = await addDevice(platform, 'Dock door');
});

function at(minute: number): string {
  return new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString();
}

function alarm(change: object = {}): Record<string, unknown> {
  return { source: { id: device }, type: 'open', text: 'door open', severity: 'MAJOR', time: at(0), ...change };
}

async function raise(change: object = {}): Promise<Wire> {
  const answer = await platform.admin.post(path, alarm(change), json);
  expect(answer.status).toBe(201);
  return answer.body as Wire;
}

async function read(id: string): Promise<Wire> {
  return (await platform.admin.get(`${path}/${id}`)).body as Wire;
}

async function update(id: string, change: object): Promise<WireAnswer> {
  return platform.admin.send('PUT', `${path}/${id}`, change, json);
}

async function types(query = ''): Promise<string[]> {
  const answer = await platform.admin.get(`${path}?source=${device}&pageSize=100&${query}`);
  expect(answer.status).toBe(200);
  return (answer.body as { alarms: Wire[] }).alarms.map(({ type }) => type);
}

describe('raising', () => {
  test('answers the alarm with what the platform adds', async () => {
    const wire = await raise({ time: '2026-11-20T11:00:00+02:00', c8y_Position: { lat: 62.9 }, count: 40, id: '1' });
    const now = new Date(clock.now()).toISOString();
    expect(wire).toEqual({
      id: expect.stringMatching(/^\d+$/),
      self: `${platform.platform.urls.device}${path}/${wire.id}`,
      source: { id: device, name: 'Dock door', self: expect.stringContaining(`/inventory/managedObjects/${device}`) },
      type: 'open',
      text: 'door open',
      severity: 'MAJOR',
      status: 'ACTIVE',
      time: at(0),
      firstOccurrenceTime: at(0),
      creationTime: now,
      lastUpdated: now,
      count: 1,
      c8y_Position: { lat: 62.9 },
      valvomo_AlarmState: expect.objectContaining({ active: true, acknowledged: false }),
    });
    expect(await read(wire.id)).toEqual(wire);
  });

  test('without Accept is answered empty, with the address', async () => {
    const { status, headers, body } = await platform.admin.post(path, alarm(), { accept: '' });
    expect([status, body]).toEqual([201, undefined]);
    expect(headers.get('location')).toMatch(/\/alarm\/alarms\/\d+$/);
  });

  test.each(['ACTIVE', 'ACKNOWLEDGED'])('again while %s is the same alarm, counted', async (status) => {
    const first = await raise({ status });
    const again = await raise({ time: at(5), severity: 'MINOR', text: 'other', status: 'CLEARED', more: 1 });
    expect(again).toEqual({ ...first, count: 2, time: at(5), lastUpdated: again['lastUpdated'] });
    expect(again['firstOccurrenceTime']).toBe(at(0));
  });

  test('again after it was cleared is another alarm', async () => {
    const first = await raise();
    await update(first.id, { status: 'CLEARED' });
    const second = await raise({ time: at(5) });
    expect(second).toMatchObject({ count: 1, firstOccurrenceTime: at(5) });
    expect(second.id).not.toBe(first.id);
  });

  test('of another type or source is another alarm', async () => {
    const ids = [await raise(), await raise({ type: 'forced' })];
    device = await addDevice(platform, 'Other');
    ids.push(await raise());
    expect(new Set(ids.map(({ id }) => id)).size).toBe(3);
  });

  test('takes severities and statuses in any case', async () => {
    expect(await raise({ severity: 'critical', status: 'acknowledged' })).toMatchObject({ severity: 'CRITICAL', status: 'ACKNOWLEDGED' });
  });

  test('many at once make one alarm that counts them all', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => raise()));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect((await read(answers[0]?.id ?? '')).count).toBe(20);
  });

  test('names every field that is missing', async () => {
    const { status, body } = await platform.admin.post(path, { source: { id: device }, type: 't' });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      error: 'undefined/validationError',
      message: 'Following mandatory fields should be included: severity,text,time',
    });
  });

  const wrong: [string, object][] = [
    ['no such severity', { severity: 'HUGE' }],
    ['a severity that is none', { severity: 3 }],
    ['no such status', { status: 'CUSTOM' }],
    ['a status of null', { status: null }],
    ['a time without zone', { time: '2026-11-20T10:00:00' }],
    ['a day that is not', { time: '2026-02-30T10:00:00Z' }],
    ['a text that is none', { text: { a: 1 } }],
    ['an empty text', { text: '' }],
    ['a NUL', { text: 'a\0b' }],
    ['a source that is no id', { source: { id: 'x' } }],
    ['a source that is no object', { source: 7 }],
    ['the type of a rule', { type: 'valvomo_rule_1' }],
  ];
  test.each(wrong)('refuses %s', async (_, change) => {
    const { status, body } = await platform.admin.post(path, alarm(change));
    expect(status).toBe(422);
    expect(body).toMatchObject({ error: expect.any(String), message: expect.any(String), info: expect.any(String) });
  });

  test.each([['a list', []], ['a text', '"x"'], ['nothing', 'null']])('refuses %s instead of an alarm', async (_, body) => {
    expect((await platform.admin.post(path, body)).status).toBe(422);
  });

  test('about what is not there is answered 404', async () => {
    expect((await platform.admin.post(path, alarm({ source: { id: '777777777' } }))).status).toBe(404);
  });
});

describe('reading', () => {
  test('lists newest first by its own time', async () => {
    for (const minute of [3, 1, 2]) await raise({ type: `t${minute}`, time: at(minute) });
    expect(await types()).toEqual(['t3', 't2', 't1']);
  });

  test('is narrowed by every filter', async () => {
    await raise({ type: 'a', severity: 'CRITICAL', time: at(1) });
    await raise({ type: 'b', severity: 'MINOR', time: at(2), status: 'ACKNOWLEDGED' });
    await raise({ type: 'c', severity: 'WARNING', time: at(3), status: 'CLEARED' });
    const cases: Record<string, string> = {
      'type=a': 'a',
      'type=a,c,x': 'ca',
      'severity=minor': 'b',
      'severity=CRITICAL,WARNING': 'ca',
      'severity=CRITICAL,MAJOR,MINOR,WARNING': 'cba',
      'status=ACTIVE': 'a',
      'status=ACTIVE,ACKNOWLEDGED': 'ba',
      'status=CLEARED': 'c',
      'status=CLEARED,ACKNOWLEDGED': 'cb',
      'resolved=true': 'c',
      'resolved=false': 'ba',
      'resolved=false&status=CLEARED': '',
      [`dateFrom=${at(2)}`]: 'cb',
      [`dateTo=${at(2)}`]: 'a',
      [`dateFrom=${at(2)}&dateTo=${at(3)}`]: 'b',
      'dateFrom=2026-11-20': 'cba',
      'dateFrom=2026-11-21': '',
      'createdFrom=2000-01-01': 'cba',
      'createdTo=2000-01-01': '',
      'lastUpdatedFrom=2100-01-01': '',
      'lastUpdatedTo=2099-12-31': 'cba',
      'type=a&severity=MINOR': '',
    };
    for (const [query, expected] of Object.entries(cases)) {
      expect([query, (await types(query)).join('')]).toEqual([query, expected]);
      const counted = await platform.admin.get(`${path}/count?source=${device}&${query}`);
      expect([query, counted.body]).toEqual([query, expected.length]);
    }
  });

  test.each(['severity=HUGE', 'status=GONE', 'resolved=maybe', 'dateFrom=yesterday', 'pageSize=0', `type=${Array(200).fill('t').join()}`])(
    'refuses %s',
    async (query) => {
      expect((await platform.admin.get(`${path}?${query.slice(0, 2000)}`)).status).toBe(422);
    },
  );

  test('pages, with totals when asked for', async () => {
    for (let index = 0; index < 5; index += 1) await raise({ type: `t${index}`, time: at(index) });
    const { body } = await platform.admin.get(`${path}?source=${device}&pageSize=2&currentPage=2&withTotalPages=true`);
    const page = body as { alarms: Wire[]; statistics: unknown; next: string; prev: string };
    expect(page.alarms.map(({ type }) => type)).toEqual(['t2', 't1']);
    expect(page.statistics).toEqual({ currentPage: 2, pageSize: 2, totalPages: 3 });
    expect(page.next).toContain('pageSize=2&currentPage=3');
    expect(page.prev).toContain(`source=${device}`);
  });

  test('takes in the children of a source when asked to', async () => {
    const child = await addDevice(platform, 'Latch');
    await platform.admin.post(`/inventory/managedObjects/${device}/childDevices`, { managedObject: { id: child } });
    await raise({ type: 'own' });
    await raise({ type: 'below', source: { id: child } });
    expect(await types()).toEqual(['own']);
    expect((await types('withSourceDevices=true')).sort()).toEqual(['below', 'own']);
    expect(await types('withSourceAssets=true')).toEqual(['own']);
  });

  test.each(['x', '0', '777777777', '1e3', '%00'])('of %s is answered 404', async (id) => {
    const { status, body } = await platform.admin.get(`${path}/${id}`);
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: 'alarm/Not Found' });
  });
});

describe('changing', () => {
  test('merges text, severity, status and fragments; what the platform sets is ignored', async () => {
    const wire = await raise({ a: 1, b: { x: 1 } });
    const sent = { ...wire, id: '1', count: 99, time: at(50), type: 'other', source: { id: '1' }, text: 'ajar', severity: 'WARNING', a: null, b: { y: 2 }, c: 3 };
    const { status, body } = await update(wire.id, sent);
    expect(status).toBe(200);
    const { a: _, ...kept } = wire;
    expect(body).toEqual({ ...kept, text: 'ajar', severity: 'WARNING', b: { y: 2 }, c: 3, lastUpdated: expect.any(String) });
  });

  test('walks through the statuses', async () => {
    const { id } = await raise();
    for (const status of ['ACKNOWLEDGED', 'ACTIVE', 'CLEARED', 'ACTIVE', 'CLEARED']) {
      expect((await update(id, { status })).body).toMatchObject({ status });
    }
  });

  test('by POST with a method of its own works too', async () => {
    const { id } = await raise();
    const answer = await platform.admin.send('POST', `${path}/${id}`, { status: 'CLEARED' }, { ...json, 'x-http-method': 'PUT' });
    expect(answer).toMatchObject({ status: 200, body: { status: 'CLEARED' } });
  });

  test.each([{ severity: 'HUGE' }, { status: 'GONE' }, { text: '' }, { text: null }])('refuses %j', async (change) => {
    expect((await update((await raise()).id, change)).status).toBe(422);
  });

  test('an ended alarm whose condition was raised again is refused with 409', async () => {
    const { id } = await raise();
    await update(id, { status: 'CLEARED' });
    await raise();
    expect((await update(id, { status: 'ACTIVE' })).status).toBe(409);
  });

  test('many at once changes their status only, and needs something to go by', async () => {
    for (const type of ['a', 'b', 'c']) await raise({ type, severity: type === 'c' ? 'MINOR' : 'MAJOR' });
    expect((await platform.admin.put(`${path}?source=${device}&severity=MAJOR`, { status: 'ACKNOWLEDGED' })).status).toBe(200);
    expect((await types('status=ACKNOWLEDGED')).sort()).toEqual(['a', 'b']);
    expect((await platform.admin.put(path, { status: 'CLEARED' })).status).toBe(422);
    expect((await platform.admin.put(`${path}?sourc=${device}`, { status: 'CLEARED' })).status).toBe(422);
    expect((await platform.admin.put(`${path}?source=${device}`, { status: 'CLEARED', text: 'x' })).status).toBe(422);
    expect((await platform.admin.put(`${path}?source=${device}`, {})).status).toBe(422);
    expect(await types('status=CLEARED')).toEqual([]);
  });

  test('many at once goes on past one that cannot be changed', async () => {
    const first = await raise();
    await update(first.id, { status: 'CLEARED' });
    await raise();
    await raise({ type: 'b', status: 'CLEARED' });
    expect((await platform.admin.put(`${path}?source=${device}&resolved=true`, { status: 'ACTIVE' })).status).toBe(200);
    expect((await types('status=ACTIVE')).sort()).toEqual(['b', 'open']);
    expect(await types('status=CLEARED')).toEqual(['open']);
  });
});

describe('deleting', () => {
  test('takes one away', async () => {
    const { id } = await raise();
    expect((await platform.admin.delete(`${path}/${id}`)).status).toBe(204);
    expect((await platform.admin.get(`${path}/${id}`)).status).toBe(404);
    expect((await platform.admin.delete(`${path}/${id}`)).status).toBe(404);
  });

  test('takes those away that match, and never all by mistake', async () => {
    for (let index = 0; index < 3; index += 1) await raise({ type: `t${index}`, time: at(index) });
    expect((await platform.admin.delete(path)).status).toBe(422);
    expect((await platform.admin.delete(`${path}?source=${device}&dateTo=${at(2)}`)).status).toBe(204);
    expect(await types()).toEqual(['t2']);
  });
});

describe('a source in maintenance', () => {
  const fragments = (responseInterval: number) => ({ c8y_RequiredAvailability: { responseInterval } });

  test('is answered as if nothing had been stored', async () => {
    await platform.admin.put(`/inventory/managedObjects/${device}`, fragments(-5));
    const { status, headers, body } = await platform.admin.post(path, alarm(), json);
    expect(status).toBe(201);
    expect(headers.get('location')).toMatch(/\/alarm\/alarms\/null$/);
    expect((body as Wire).self).toMatch(/\/alarm\/alarms\/null$/);
    expect(await types()).toEqual([]);
    expect((await platform.admin.get(`${path}/count?source=${device}`)).body).toBe(0);
  });

  test('leaves alone what was there before', async () => {
    const before = await raise();
    await platform.admin.put(`/inventory/managedObjects/${device}`, fragments(0));
    await platform.admin.post(path, alarm(), json);
    expect(await read(before.id)).toEqual(before);
  });
});

test('active alarms are counted on the device', async () => {
  await raise({ type: 'a', severity: 'CRITICAL' });
  await raise({ type: 'b', status: 'ACKNOWLEDGED' });
  await raise({ type: 'c', status: 'CLEARED' });
  const { body } = await platform.admin.get(`/inventory/managedObjects/${device}`);
  expect(body).toMatchObject({ c8y_ActiveAlarmsStatus: { critical: 1, major: 1, minor: 0, warning: 0 } });
});

describe('a device', () => {
  let mine: RegisteredDevice;
  let theirs: RegisteredDevice;
  let serial = 0;

  beforeEach(async () => {
    serial += 1;
    mine = await registerDevice(platform, `mine-${serial}`);
    theirs = await registerDevice(platform, `theirs-${serial}`);
  });

  function raiseAs(one: RegisteredDevice, id: string, type = 'open'): Promise<WireAnswer> {
    return one.client.post(path, alarm({ source: { id }, type }), json);
  }

  test('raises, changes and clears its own alarms', async () => {
    const { body } = await raiseAs(mine, mine.id);
    const { id } = body as Wire;
    expect((await mine.client.put(`${path}/${id}`, { status: 'CLEARED' })).status).toBe(200);
    // A device that clears its own alarm has not taken notice of it.
    expect(await read(id)).toMatchObject({ status: 'CLEARED', valvomo_AlarmState: { acknowledged: false } });
  });

  test('cannot tell the alarms of others from those that are not there', async () => {
    const { id } = (await raiseAs(theirs, theirs.id)).body as Wire;
    for (const target of [id, '777777777']) {
      const answers = [
        await mine.client.get(`${path}/${target}`),
        await mine.client.put(`${path}/${target}`, { status: 'CLEARED' }),
        await mine.client.delete(`${path}/${target}`),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    }
    for (const source of [theirs.id, '777777777']) {
      const answers = [
        await raiseAs(mine, source),
        await mine.client.get(`${path}?source=${source}`),
        await mine.client.get(`${path}/count?source=${source}`),
        await mine.client.put(`${path}?source=${source}`, { status: 'CLEARED' }),
        await mine.client.delete(`${path}?source=${source}`),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    }
    expect(await read(id)).toMatchObject({ status: 'ACTIVE' });
  });

  test('lists, counts, changes and deletes without a source what is its own only', async () => {
    const other = ((await raiseAs(theirs, theirs.id, `t${serial}`)).body as Wire).id;
    await raiseAs(mine, mine.id, `t${serial}`);
    const { body } = await mine.client.get(`${path}?pageSize=100`);
    expect((body as { alarms: Wire[] }).alarms).toHaveLength(1);
    expect((await mine.client.get(`${path}/count`)).body).toBe(1);
    await mine.client.put(`${path}?type=t${serial}`, { status: 'CLEARED' });
    await mine.client.delete(`${path}?type=t${serial}`);
    expect((await mine.client.get(`${path}/count`)).body).toBe(0);
    expect(await read(other)).toMatchObject({ status: 'ACTIVE' });
  });
});

describe("a rule's alarm", () => {
  let site: TestSite;
  let sourceId: number;
  let id: string;

  beforeEach(async () => {
    site = new TestSite();
    sourceId = await site.addObject('Freezer');
    await addRule(site.tenant, tooWarm, 'maija');
    await site.measure(sourceId, 9);
    id = site.open()[0]?.id ?? '';
  });
  afterEach(() => site.end());

  /** Call a route as its listener would. */
  async function call(method: DeviceRoute['method'], route: string, kind: 'device' | 'user', query = '', body?: unknown): Promise<DeviceReply> {
    const caller: Caller =
      kind === 'device'
        ? { kind, tenant: 'main', userName: 'device_f', deviceId: sourceId }
        : { kind, tenant: 'main', userName: 'maija', role: 'admin' };
    const handler = alarmRoutes.find((one) => one.method === method && one.path === route);
    if (!handler) throw new Error(`no route ${method} ${route}`);
    const url = `${route}?${query}`;
    const installation = { version: '0', measurementDays: 0, people: undefined as never, accessTokens: undefined as never };
    const parsed = { installation, params: { id }, query: new URLSearchParams(query), body, mediaType: null };
    return handler.handle({
      ...{ caller, tenant: site.tenant, ...parsed, baseUrl: 'http://core', url },
      ...{ header: () => undefined, arrivalMs: site.clock.now(), isApplication: false, address: '127.0.0.1', onGone: () => undefined, reserve: () => undefined, recheck: async () => caller },
      ...{ stream: null, bytes: null, parts: () => { throw new Error('no parts'); } },
    });
  }

  test('is read by the device it is about, and not changed by it', async () => {
    expect((await call('GET', `${path}/:id`, 'device')).body).toMatchObject({ severity: 'MAJOR', type: expect.stringMatching(/^valvomo_rule_/) });
    await expect(call('PUT', `${path}/:id`, 'device', '', { severity: 'WARNING' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(call('DELETE', `${path}/:id`, 'device')).rejects.toMatchObject({ code: 'forbidden' });
    await call('PUT', path, 'device', `source=${sourceId}`, { status: 'ACKNOWLEDGED' });
    await call('DELETE', path, 'device', `source=${sourceId}`);
    expect(site.open()).toMatchObject([{ id, severity: 'MAJOR', state: { acknowledged: false } }]);
  });

  test('is acknowledged but not cleared by a user while its condition holds', async () => {
    await call('PUT', `${path}/:id`, 'user', '', { status: 'ACKNOWLEDGED' });
    await expect(call('PUT', `${path}/:id`, 'user', '', { status: 'CLEARED' })).rejects.toMatchObject({ code: 'conflict' });
    await call('PUT', path, 'user', `source=${sourceId}`, { status: 'CLEARED' });
    expect(site.open()).toMatchObject([{ id, state: { active: true, acknowledged: true } }]);
  });
});

test('whatever is posted is answered 201 or refused with 4xx', async () => {
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record(
      { source: fc.jsonValue(), type: fc.jsonValue(), text: fc.jsonValue(), severity: fc.jsonValue(), status: fc.jsonValue(), time: fc.jsonValue() },
      { requiredKeys: [] },
    ),
    fc.dictionary(fc.string(), fc.jsonValue()).map((more) => ({ ...alarm(), ...more })),
  );
  await fc.assert(
    fc.asyncProperty(body, async (posted) => {
      const { status } = await platform.admin.post(path, JSON.stringify(posted));
      expect(status === 201 || (status >= 400 && status < 500)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('what is counted without reading it is what a list shows, also beside what maintenance hides', async () => {
  const source = await addDevice(platform, 'counted');
  const raise = (type: string) => platform.admin.post('/alarm/alarms', { source: { id: source }, type, text: 'x', severity: 'MINOR', time: '2026-11-20T12:00:00Z' }, { accept: 'application/json' });
  for (const type of ['a', 'b', 'c']) await raise(type);
  await platform.admin.put(`/alarm/alarms?source=${source}&type=a`, { status: 'CLEARED' });
  await platform.admin.put(`/inventory/managedObjects/${source}`, { c8y_RequiredAvailability: { responseInterval: 0 } });
  await raise('hidden');
  for (const query of ['', 'resolved=true', 'resolved=false', 'status=ACKNOWLEDGED']) {
    const { body } = await platform.admin.get(`/alarm/alarms?pageSize=2000&${query}`);
    expect((await platform.admin.get(`/alarm/alarms/count?${query}`)).body, query).toBe((body as { alarms: unknown[] }).alarms.length);
  }
});
