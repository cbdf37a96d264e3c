import { afterAll, beforeAll, expect, test } from 'vitest';

import { registerDevice } from '../../testing/registered-device.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

const path = '/measurement/measurements/series';

let platform: TestPlatform;
let device: string;

interface Table {
  series: unknown[];
  values: Record<string, (Record<string, number | null> | null)[]>;
  truncated: boolean;
}

function at(minute: number, second = 0): string {
  return new Date(Date.UTC(2026, 10, 19, 12, minute, second)).toISOString();
}

function ask(query: string) {
  return platform.admin.get(`${path}?${query}`);
}

async function table(query = ''): Promise<Table> {
  const { status, body } = await ask(`source=${device}&dateFrom=2026-11-19&dateTo=2026-11-20${query}`);
  expect(status).toBe(200);
  return body as Table;
}

const temperature = { type: 'c8y_Temp', name: 'T', unit: 'C' };
const humidity = { type: 'c8y_Air', name: 'humidity', unit: '%' };
const pressure = { type: 'c8y_Air', name: 'pressure' };

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  device = await addDevice(platform);
  const source = { id: device };
  const common = { source, type: 't' };
  const measurements = [
    { ...common, time: at(0), c8y_Temp: { T: { value: 20, unit: 'C' } } },
    { ...common, time: at(0, 30), c8y_Temp: { T: { value: 24, unit: 'C' } }, c8y_Air: { humidity: { value: 40, unit: '%' } } },
    { ...common, time: at(1), c8y_Air: { humidity: { value: 50, unit: '%' }, pressure: { value: 1013 } } },
    { ...common, time: at(61), c8y_Temp: { T: { value: 30, unit: 'C' } } },
  ];
  const headers = { 'content-type': 'application/vnd.com.nsn.cumulocity.measurementCollection+json' };
  expect((await platform.admin.post('/measurement/measurements', { measurements }, headers)).status).toBe(201);
});
afterAll(() => platform.end());

const one = (value: number) => ({ min: value, max: value });

test('every series has a slot in every row, empty ones are null', async () => {
  expect(await table()).toEqual({
    series: [temperature, humidity, pressure],
    values: {
      [at(0)]: [one(20), null, null],
      [at(0, 30)]: [one(24), one(40), null],
      [at(1)]: [null, one(50), one(1013)],
      [at(61)]: [one(30), null, null],
    },
    truncated: false,
  });
});

test('series are repeated or listed, in the order asked for; a fragment means all of its series', async () => {
  for (const query of ['&series=c8y_Air.humidity&series=c8y_Temp.T', '&series=c8y_Air.humidity,c8y_Temp.T']) {
    const { series, values } = await table(query);
    expect(series).toEqual([humidity, temperature]);
    expect(values[at(0, 30)]).toEqual([one(40), one(24)]);
  }
  expect((await table('&series=c8y_Air')).series).toEqual([humidity, pressure]);
  expect(await table('&series=c8y_None.x')).toEqual({ series: [], values: {}, truncated: false });
});

test('revert begins with the newest', async () => {
  expect(Object.keys((await table('&series=c8y_Temp.T&revert=true')).values)).toEqual([at(61), at(0, 30), at(0)]);
});

test.each([
  ['aggregationType=MINUTELY', { [at(0)]: [{ min: 20, max: 24 }], [at(61)]: [one(30)] }],
  ['aggregationType=hourly', { [at(0)]: [{ min: 20, max: 24 }], [at(60)]: [one(30)] }],
  ['aggregationInterval=2h', { [at(0)]: [{ min: 20, max: 30 }] }],
  ['aggregationInterval=30s&aggregationFunction=avg', { [at(0)]: [{ avg: 20 }], [at(0, 30)]: [{ avg: 24 }], [at(61)]: [{ avg: 30 }] }],
  [
    'aggregationType=HOURLY&aggregationFunction=avg,sum&aggregationFunction=count,stdDevPop,stdDevSamp',
    { [at(0)]: [{ avg: 22, sum: 44, count: 2, stdDevPop: 2, stdDevSamp: Math.sqrt(8) }], [at(60)]: [{ avg: 30, sum: 30, count: 1, stdDevPop: 0, stdDevSamp: null }] },
  ],
])('%s', async (query, values) => {
  expect((await table(`&series=c8y_Temp.T&${query}`)).values).toEqual(values);
});

test('a day has one row', async () => {
  const { values } = await table('&series=c8y_Temp.T&aggregationType=DAILY&aggregationFunction=count');
  expect(Object.values(values).flat().reduce((sum, slot) => sum + (slot?.['count'] ?? 0), 0)).toBe(3);
});

test.each([
  ['', 422],
  ['source=SOURCE&dateFrom=2026-01-01', 422],
  ['source=SOURCE&dateFrom=2026-01-01&dateTo=soon', 422],
  ['source=SOURCE&dateFrom=2026-01-01&dateTo=2027-01-01&aggregationType=YEARLY', 422],
  ['source=SOURCE&dateFrom=2026-01-01&dateTo=2027-01-01&aggregationType=constructor', 422],
  ['source=SOURCE&dateFrom=2026-01-01&dateTo=2027-01-01&aggregationInterval=0m', 422],
  ['source=SOURCE&dateFrom=2026-01-01&dateTo=2027-01-01&aggregationInterval=5', 422],
  ['source=SOURCE&dateFrom=2026-01-01&dateTo=2027-01-01&aggregationFunction=avg', 422],
  ['source=SOURCE&dateFrom=2026-01-01&dateTo=2027-01-01&aggregationInterval=1h&aggregationFunction=median', 422],
  ['source=SOURCE&dateFrom=2026-01-01&dateTo=2027-01-01&revert=perhaps', 422],
  ['source=999999&dateFrom=2026-01-01&dateTo=2027-01-01', 404],
  ['source=x&dateFrom=2026-01-01&dateTo=2027-01-01', 404],
  ['source=SOURCE&dateFrom=2027-01-01&dateTo=2026-01-01', 200],
])('GET ?%s is %i', async (query, status) => {
  expect((await ask(query.replace('SOURCE', device))).status).toBe(status);
});

test('a device reads its own series only', async () => {
  const { client, id } = await registerDevice(platform, 'other');
  expect((await client.get(`${path}?source=${device}&dateFrom=2026-01-01&dateTo=2027-01-01`)).status).toBe(404);
  expect((await client.get(`${path}?source=${id}&dateFrom=2026-01-01&dateTo=2027-01-01`)).body).toEqual({ series: [], values: {}, truncated: false });
});
