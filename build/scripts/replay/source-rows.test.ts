import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseNumber, parseRow, splitFields, type RowFormat } from './source-rows.ts';

const nab: RowFormat = { header: 'timestamp,value', fields: 2, timeField: 0, valueFields: [1], zone: 'Z' };
const meter: RowFormat = { header: '', fields: 3, timeField: 1, valueFields: [2], zone: 'Z', fixed: { field: 0, text: 'MAC1' } };
const office: RowFormat = { header: '', fields: 4, timeField: 1, valueFields: [2, 3], zone: '+01:00' };

describe('rows that hold a reading', () => {
  test.each([
    ['2014-01-07 02:00:00,94.42340604', nab, Date.UTC(2014, 0, 7, 2), [94.42340604]],
    ['2014-01-07 02:00:00,-1.5e-3', nab, Date.UTC(2014, 0, 7, 2), [-0.0015]],
    ['MAC1,2012-10-12 00:30:00.0000000, 0.219 ', meter, Date.UTC(2012, 9, 12, 0, 30), [0.219]],
    ['"7","2015-02-02 14:19:59",23.7,1e2', office, Date.UTC(2015, 1, 2, 13, 19, 59), [23.7, 100]],
    ['"7",2015-02-02 00:30:00,23.7,0', office, Date.UTC(2015, 1, 1, 23, 30), [23.7, 0]],
  ])('%s', (line, format, timeMs, values) => {
    expect(parseRow(line, format)).toEqual({ reading: { timeMs, values } });
  });
});

describe('bad rows', () => {
  test.each([
    ['', nab, '1 fields instead of 2'],
    ['2014-01-07 02:00:00', nab, '1 fields instead of 2'],
    ['2014-01-07 02:00:00,1,2', nab, '3 fields instead of 2'],
    ['2014-02-30 02:00:00,1', nab, "'2014-02-30 02:00:00' is no date and time between 1970 and 2099"],
    ['2014-01-07 24:00:00,1', nab, "'2014-01-07 24:00:00' is no date and time between 1970 and 2099"],
    ['1969-12-31 23:59:59,1', nab, "'1969-12-31 23:59:59' is no date and time between 1970 and 2099"],
    ['07.01.2014 02:00,1', nab, "'07.01.2014 02:00' is no date and time between 1970 and 2099"],
    ['2014-01-07 02:00:00,', nab, "'' is no number that can be stored"],
    ['2014-01-07 02:00:00,NaN', nab, "'NaN' is no number that can be stored"],
    ['2014-01-07 02:00:00,1e999', nab, "'1e999' is no number that can be stored"],
    ['MAC1,2012-12-19 12:37:27.0000000,Null', meter, "'Null' is no number that can be stored"],
    ['MAC2,2012-12-19 12:30:00, 0.1 ', meter, "belongs to 'MAC2', not to 'MAC1'"],
  ])('%s', (line, format, bad) => {
    expect(parseRow(line, format)).toEqual({ bad });
  });
});

test('every finite number comes back as it was written', () => {
  const storable = (value: number) => !Number.isInteger(value) || Number.isSafeInteger(value) || Math.abs(value) >= 1e21;
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }).filter(storable), (value) => parseNumber(` ${value} `) === value));
});

test('no line is too odd to be told good from bad', () => {
  const lines = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789-: .,"eNul') }));
  fc.assert(
    fc.property(lines, fc.constantFrom(nab, meter, office), (line, format) => {
      const parsed = parseRow(line, format);
      return 'bad' in parsed ? parsed.bad !== '' : parsed.reading.values.every(Number.isFinite);
    }),
  );
});

test('quoted fields may hold commas and quotes', () => {
  const fields = fc.array(fc.string(), { minLength: 1, maxLength: 5 });
  const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fields, (list) => {
      expect(splitFields(list.map(quoted).join(','))).toEqual(list);
    }),
  );
});
