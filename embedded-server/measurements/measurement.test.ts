import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { parseInstant } from '#contract/time.ts';
import { ExpectedError } from '#contract/errors.ts';

import { composeFragments, parseMeasurement, parseMeasurements } from './measurement.ts';

const valid = { source: { id: '7' }, time: '2026-11-19T14:32:08.000+02:00', type: 't' };

test('samples become columns, everything else is kept', () => {
  const parsed = parseMeasurement({
    ...valid,
    c8y_Temp: { T: { value: 21.5, unit: 'C' }, note: 'probe 1' },
    battery: { level: { value: 87, quality: 'estimated' } },
    c8y_Marker: {},
    firmware: '1.2',
  });
  expect(parsed.sourceId).toBe(7);
  expect(parsed.timeMs).toBe(Date.UTC(2026, 10, 19, 12, 32, 8));
  expect(parsed.columns).toEqual([
    ['c8y_Temp', 'T', 'C'],
    ['battery', 'level', null],
  ]);
  expect(parsed.samples).toEqual([21.5, 87]);
  expect(parsed.extras).toEqual({
    c8y_Temp: { note: 'probe 1' },
    battery: { level: { quality: 'estimated' } },
    c8y_Marker: {},
    firmware: '1.2',
  });
});

test.each([
  [{}, 'source,time,type'],
  [{ ...valid, type: undefined }, 'type'],
  [{ ...valid, time: '2026-02-30T00:00:00Z' }, "'time'"],
  [{ ...valid, time: '2026-11-19T14:32:08' }, "'time'"],
  [{ ...valid, time: '1969-12-31T23:59:59Z' }, '1970'],
  [{ ...valid, time: '2100-01-01T00:00:00Z' }, '2099'],
  [{ ...valid, source: { id: 'x' } }, 'source.id'],
  [{ ...valid, source: '7' }, 'source.id'],
  [{ ...valid, type: 7 }, "'type'"],
  [{ ...valid, a: { b: { value: '21' } } }, 'a.b.value'],
  [{ ...valid, a: { b: { value: null } } }, 'a.b.value'],
  [{ ...valid, a: { b: { value: Infinity } } }, 'finite'],
  [{ ...valid, a: { b: { value: 2 ** 53 + 2 } } }, '2^53'],
  [{ ...valid, 'a b': { c: { value: 1 } } }, 'fragment or series name'],
  [{ ...valid, a: { 'c.d': { value: 1 } } }, 'fragment or series name'],
  [[], 'JSON object'],
  [null, 'JSON object'],
])('%j is refused with a message that names the fault', (body, message) => {
  expect(() => parseMeasurement(body)).toThrow(message);
});

test('an empty collection is refused', () => {
  expect(() => parseMeasurements({ measurements: [] }, true)).toThrow('at least one');
});

const name = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,12}$/).filter((text) => !['id', 'self', 'source', 'time', 'type', '__proto__'].includes(text));
const value = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Number.isInteger(number) || Math.abs(number) <= 2 ** 53);
const sample = fc.record({ value, unit: fc.option(fc.string({ maxLength: 5 }), { nil: undefined }) }, { requiredKeys: ['value'] }).map((entry) => JSON.parse(JSON.stringify(entry)) as object);
const extra = fc.jsonValue({ maxDepth: 2 }).filter((json) => !JSON.stringify(json).includes('"value"') && !JSON.stringify(json).includes('__proto__'));
const fragment = fc.dictionary(name, fc.oneof(sample, extra), { maxKeys: 4 });
const body = fc.dictionary(name, fc.oneof(fragment, extra), { maxKeys: 5 });

test('what was posted comes back', () => {
  fc.assert(
    fc.property(body, (fragments) => {
      const parsed = parseMeasurement({ ...valid, ...fragments });
      const back = composeFragments(parsed.columns, parsed.samples, parsed.extras);
      // JSON has no −0; samples themselves keep it, see samples.test.ts.
      expect(JSON.parse(JSON.stringify(back))).toEqual(JSON.parse(JSON.stringify(fragments)));
    }),
  );
});

/** The same rules as the parser's loop, said as a schema. */
const reference = z.object({
  source: z.object({ id: z.union([z.string().regex(/^\d{1,15}$/), z.number().int().min(0).max(999_999_999_999_999)]) }),
  time: z.string().refine((text) => {
    const timeMs = parseInstant(text);
    return timeMs !== null && timeMs >= 0 && timeMs < Date.UTC(2100, 0, 1);
  }),
  type: z.string().min(1).max(256),
});

test('the hand-written parser and a schema agree on the envelope', () => {
  const source = fc.oneof(fc.record({ id: fc.oneof(fc.nat(), fc.stringMatching(/^[0-9x]{0,3}$/)) }), fc.jsonValue({ maxDepth: 1 }));
  const time = fc.oneof(fc.date({ noInvalidDate: true }).map((date) => date.toISOString()), fc.string({ maxLength: 30 }), fc.jsonValue({ maxDepth: 1 }));
  const type = fc.oneof(fc.string({ maxLength: 300 }), fc.jsonValue({ maxDepth: 1 }));
  fc.assert(
    fc.property(fc.record({ source, time, type }, { requiredKeys: [] }), (envelope) => {
      const accepted = reference.safeParse(envelope).success;
      if (accepted) parseMeasurement(envelope);
      else expect(() => parseMeasurement(envelope)).toThrow(ExpectedError);
    }),
  );
});

test('whatever JSON comes, the parser gives a measurement or an expected error', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      try {
        parseMeasurement(json);
      } catch (error) {
        expect(error).toBeInstanceOf(ExpectedError);
      }
    }),
  );
});
