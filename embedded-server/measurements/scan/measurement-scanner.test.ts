import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { looksLikeCollection, parseMeasurements, type ParsedMeasurement } from '../measurement.ts';
import { batchOf, type MeasurementBatch } from '../measurement-batch.ts';
import { MeasurementScanner } from './measurement-scanner.ts';

const bytesOf = (text: string) => Buffer.from(text);

function measurementsOf(batch: MeasurementBatch): ParsedMeasurement[] {
  return Array.from({ length: batch.count }, (_, index) => batch.measurement(index));
}

/** What the parser makes of a body; null where it refuses it. */
function parsed(text: string): ParsedMeasurement[] | null {
  try {
    const body: unknown = JSON.parse(text);
    return measurementsOf(batchOf(parseMeasurements(body, looksLikeCollection(body))));
  } catch {
    return null;
  }
}

function scanned(scanner: MeasurementScanner, text: string): ParsedMeasurement[] | null {
  const body = scanner.scan(bytesOf(text));
  return body && measurementsOf(body.batch);
}

function reading(value: unknown, time = '2026-11-19T12:32:08.000Z', id: unknown = '12'): string {
  return `{"source":{"id":${JSON.stringify(id)}},"type":"t","time":${JSON.stringify(time)},"c8y_T":{"T":{"value":${String(value)},"unit":"°C"},"U":{"value":1}}}`;
}

function taught(...bodies: string[]): MeasurementScanner {
  const scanner = new MeasurementScanner();
  for (const body of bodies) scanner.learn(bytesOf(body));
  return scanner;
}

describe('a scanner', () => {
  test('knows nothing before it has learned', () => {
    expect(scanned(new MeasurementScanner(), reading(1))).toBeNull();
  });

  test('takes what is written like something before as the parser would', () => {
    const scanner = taught(reading(1));
    for (const body of [reading(-3.25), `{"measurements":[${reading(1)} , ${reading('0')}]}`, ` ${reading(7)}\n`]) {
      expect(scanned(scanner, body)).toEqual(parsed(body));
      expect(scanned(scanner, body)).not.toBeNull();
    }
  });

  test.each(['-0', '0.1', '1e3', '1E-300', '21.300000000000001', '0.30000000000000004', '9007199254740991', '123456789012345', '1.50', '-12.0', '5e-324'])('number %s', (value) => {
    const body = reading(value);
    const found = scanned(taught(reading(1)), body);
    expect(found).toEqual(parsed(body));
    expect(Object.is(found?.[0]?.samples[0], JSON.parse(value))).toBe(true);
  });

  test.each(['01', '-', '1.', '.5', '+1', '1e', '1e400', '9007199254740993', 'NaN', '0x10', '"1"', 'null', '1 2', '--1', '1.2.3'])('leaves the number %s to the parser', (value) => {
    expect(scanned(taught(reading(1)), reading(value))).toBeNull();
  });

  test.each([
    '2026-11-19T12:32:08Z', '2026-11-19T12:32:08.123Z', '2026-11-19T14:32:08.000+02:00', '2024-02-29T00:00:00.000Z', '2026-11-19T12:32:60Z', '2026-11-19 12:32:08.5Z',
  ])('time %s', (time) => {
    const body = reading(1, time);
    expect(parsed(body)).not.toBeNull();
    expect(scanned(taught(reading(1)), body)).toEqual(parsed(body));
  });

  test.each(['2026-02-30T00:00:00.000Z', '2026-11-19T24:00:00.000Z', '2026-11-19T12:61:00.000Z', '2026-11-19', 'now', '2150-01-01T00:00:00.000Z', '2026-11-19T12:32:0xZ', '2026-11-19T12:32:08.12xZ'])('leaves the time %s to the parser', (time) => {
    expect(parsed(reading(1, time))).toBeNull();
    expect(scanned(taught(reading(1)), reading(1, time))).toBeNull();
  });

  test('leaves ids, texts and ends that differ to the parser', () => {
    const scanner = taught(reading(1));
    const others = [reading(1, undefined, 12), reading(1, undefined, '1x'), reading(1).replace('°C', 'K'), `${reading(1)}x`, `${reading(1)}}`, reading(1).slice(0, -1), `[${reading(1)}]`, `{"measurements":[${reading(1)},]}`, `{"measurements":[${reading(1)}]`, `{"measurements":[]}`, ''];
    for (const body of others) expect(scanned(scanner, body), body).toBeNull();
  });

  test.each([
    ['a value given twice', '{"source":{"id":"1"},"type":"t","time":"2026-11-19T12:32:08Z","a":{"b":{"value":1,"value":2}}}'],
    ['a source given twice', '{"source":{"id":"1"},"source":{"id":"2"},"type":"t","time":"2026-11-19T12:32:08Z","a":{"b":{"value":1}}}'],
    ['names that are numbers, which come back in another order', '{"source":{"id":"1"},"type":"t","time":"2026-11-19T12:32:08Z","a":{"2":{"value":1},"1":{"value":2}}}'],
    ['anything beside samples', '{"source":{"id":"1"},"type":"t","time":"2026-11-19T12:32:08Z","a":{"b":{"value":1}},"note":"x"}'],
    ['an id that is a number', '{"source":{"id":1},"type":"t","time":"2026-11-19T12:32:08Z","a":{"b":{"value":1}}}'],
  ])('does not learn %s', (_name, body) => {
    expect(scanned(taught(body), body)).toBeNull();
  });

  test('is quick with kinds that take turns', () => {
    const kinds = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'].map((name) => reading(1).replace('c8y_T', `c8y_${name}`));
    const body = `{"measurements":[${[...kinds, ...kinds].join(',')}]}`;
    const scanner = taught(body);
    expect(scanned(scanner, body)).toEqual(parsed(body));
  });

  test('agrees with the parser on whatever it takes', () => {
    const number = fc.oneof(fc.double().map(String), fc.integer().map(String), fc.stringMatching(/^-?\d{0,20}(\.\d{0,20})?([eE][+-]?\d{0,3})?$/));
    const time = fc.oneof(fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString()), fc.stringMatching(/^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\d(\.\d{0,4})?(Z|[+-]0\d:?[0-5]\d)?$/));
    // Large ones are left to the parser: with them alone hardly a body would be taken.
    const id = fc.oneof(fc.nat().map(String), fc.bigInt({ min: 0n, max: 10n ** 16n }).map(String));
    const scanner = taught(reading(1));
    let taken = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(number, time, id), { minLength: 1, maxLength: 2 }), (list) => {
        const body = `{"measurements":[${list.map(([value, at, source]) => reading(value, at, source)).join(',')}]}`;
        const found = scanned(scanner, body);
        if (found === null) return;
        taken += 1;
        expect(found).toEqual(parsed(body));
      }),
      { numRuns: 2_000 },
    );
    expect(taken).toBeGreaterThan(50);
  });
});
