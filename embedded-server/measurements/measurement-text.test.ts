import fc from 'fast-check';
import { expect, test } from 'vitest';

import { composeMeasurement, type Column } from './measurement.ts';
import { batchOf } from './measurement-batch.ts';
import { writeMeasurement, type JsonSink } from './measurement-text.ts';

const name = fc.constantFrom('a', 'b', 'c8y_T', 'ä"');
const column: fc.Arbitrary<Column> = fc.tuple(name, fc.constantFrom('x', 'y', 'z'), fc.option(fc.constantFrom('C', '°', '"'), { nil: null }));

function written(write: (to: JsonSink) => void): string {
  const parts: string[] = [];
  write({ text: (json) => parts.push(json), bytes: (json) => parts.push(Buffer.from(json).toString()), number: (value) => parts.push(JSON.stringify(value)) });
  return parts.join('');
}

test('is what JSON.stringify makes of the composed measurement', () => {
  const columns = fc.uniqueArray(column, { maxLength: 6, selector: ([fragment, series]) => `${fragment} ${series}` });
  fc.assert(
    fc.property(columns, fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 6, maxLength: 6 }), fc.boolean(), (cols, values, withExtras) => {
      const parsed = { sourceId: 7, timeMs: 1_760_000_000_000, type: 't"', columns: cols, samples: values.slice(0, cols.length), extras: withExtras ? { note: 'x' } : null };
      expect(written((to) => writeMeasurement(to, '12', 'http://h', batchOf([parsed]), 0))).toBe(JSON.stringify(composeMeasurement('12', 'http://h', parsed)));
    }),
  );
});
