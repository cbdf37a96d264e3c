import { expect, test } from 'vitest';

import { alarmTenths, entropyFloor, series, Walk } from './readings.ts';
import { requestsOf, samplesOf, type IngestPlan } from './requests.ts';

const readings = { firstMs: 1_800_000_000_000, stepMs: 500, skip: 0, rows: 40, alarmEvery: 30 };
const devices = ['7', '8', '9'].map((id) => ({ id, authorization: 'Basic abc' }));
const plan: IngestPlan = { kind: 'ingest', dialect: 'cumulocity', form: 'together', devices, firstDevice: 0, readings, rowsPerRequest: 20, headers: ['accept: application/json'] };

interface Measurement {
  source: { id: string };
  time: string;
  c8y_Air: Record<string, { value: number; unit: string }>;
}

function bodies(given: IngestPlan): Measurement[][] {
  return requestsOf(given).map((bytes) => {
    const [head = '', body = ''] = bytes.toString().split('\r\n\r\n');
    expect(head).toContain('accept: application/json');
    expect(head).toContain(`content-length: ${Buffer.byteLength(body)}`);
    const parsed = JSON.parse(body) as Measurement | { measurements: Measurement[] };
    return 'measurements' in parsed ? parsed.measurements : [parsed];
  });
}

const valuesOf = (measurements: readonly Measurement[]) => measurements.flatMap(({ c8y_Air }) => Object.values(c8y_Air).map(({ value }) => value));

test('a hundred samples of one device are in a request, and the devices take turns', () => {
  const sent = bodies(plan);
  expect(sent.map(([first]) => first?.source.id)).toEqual(['7', '8', '9', '7', '8', '9']);
  expect(sent.every((measurements) => valuesOf(measurements).length === 100)).toBe(true);
  expect(sent.flatMap(valuesOf)).toHaveLength(samplesOf(plan));
});

test('every form carries the same values', () => {
  const apart = bodies({ ...plan, form: 'apart' });
  expect(apart.flat().every(({ c8y_Air }) => Object.keys(c8y_Air).length === 1)).toBe(true);
  expect(apart.flatMap(valuesOf)).toEqual(bodies(plan).flatMap(valuesOf));
  const single = bodies({ ...plan, form: 'single', rowsPerRequest: 1, devices: devices.slice(0, 1) });
  expect(single.map((measurements) => measurements.length)).toEqual(Array.from({ length: 40 }, () => 1));
  expect(valuesOf(single.flat())).toEqual(bodies({ ...plan, devices: devices.slice(0, 1) }).flatMap((all) => all.map(({ c8y_Air }) => c8y_Air['T']?.value)));
});

test('rows go on where the ones before ended, in time and in value', () => {
  const whole = new Walk(3, readings);
  const all = Array.from({ length: 40 }, () => whole.next());
  const later = new Walk(3, { ...readings, skip: 25 });
  expect(later.next()).toEqual(all[25]);
  expect(all.map(({ timeMs }) => timeMs)).toEqual(all.map(({ timeMs }) => timeMs).sort((a, b) => a - b));
});

test('a row in so many alarms, and the next one does not', () => {
  const walk = new Walk(0, { ...readings, rows: 90 });
  const alarming = Array.from({ length: 90 }, () => walk.next().tenths[0]).flatMap((tenths, row) => (tenths === alarmTenths ? row : []));
  expect(alarming).toEqual([29, 59, 89]);
});

test('values stay near where they began; what they tell is what the floor says', () => {
  const walk = new Walk(1, { ...readings, alarmEvery: 1_000_000 });
  const rows = Array.from({ length: 5_000 }, () => walk.next().tenths);
  for (const [index, { tenths }] of series.entries()) {
    expect(Math.max(...rows.map((row) => Math.abs((row[index] ?? 0) - tenths)))).toBeLessThanOrEqual(150);
  }
  expect(entropyFloor).toBeCloseTo(0.54, 2);
});

test('line protocol and PostgreSQL get the same numbers', () => {
  const [line] = requestsOf({ ...plan, dialect: 'influx', form: 'single', rowsPerRequest: 1, headers: [] });
  const [insert] = requestsOf({ ...plan, dialect: 'postgres-insert', form: 'single', rowsPerRequest: 1 });
  const [copy] = requestsOf({ ...plan, dialect: 'postgres-copy', form: 'single', rowsPerRequest: 1 });
  const [[first] = []] = bodies(plan);
  const value = first?.c8y_Air['T']?.value;
  expect(line?.toString()).toContain(`m,d=7 T=${value} ${Date.parse(first?.time ?? '')}`);
  expect(insert?.toString('latin1')).toContain(`{${first?.time}}`);
  expect(copy?.toString('latin1')).toContain(`35\t${first?.time}\t${value}\n`);
});
