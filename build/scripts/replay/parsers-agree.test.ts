/** The replay and the verifier read the sources each in its own way; on whatever a file may say they must agree. */
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { readSources, sourceOf } from '../verify/source-catalogue.ts';
import { meterLine, nabLine, officeLine, readSource, type LineReader } from '../verify/source-lines.ts';
import { collect } from './collect.ts';
import { excerptFolder } from './command-line.ts';
import { parseRow, type RowFormat } from './source-rows.ts';
import { findDevices } from './source-sets.ts';
import { deviceReadings } from './survey.ts';

const digits = (count: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });
const realTime = fc
  .date({ min: new Date(0), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19).replace('T', ' '));
const oddTime = fc.tuple(fc.constantFrom('1969', '1970', '2014', '2099', '2100'), digits(2), digits(2), digits(2), digits(2), digits(2))
  .map(([year, month, day, hour, minute, second]) => `${year}-${month}-${day} ${hour}:${minute}:${second}`);
const time = fc.tuple(fc.oneof(realTime, oddTime), fc.constantFrom('', '', '.0000000', '.5', '.123456789', 'Z')).map((parts) => parts.join(''));
const value = fc.oneof(
  fc.double({ noNaN: true }).map(String),
  fc.integer().map(String),
  fc.constantFrom('', ' ', 'Null', 'NaN', '.5', '5.', '+1', '--1', '1e5', '1e', 'e1', '1e999', '0x10', '9007199254740993', '1e21', '1,5'),
).chain((text) => fc.constantFrom(text, ` ${text} `));

const zulu: RowFormat = { header: 'h', fields: 2, timeField: 0, valueFields: [1], zone: 'Z' };
const meter: RowFormat = { ...zulu, fields: 3, timeField: 1, valueFields: [2], fixed: { field: 0, text: 'MAC1' } };
const office: RowFormat = { header: 'h', fields: 8, timeField: 1, valueFields: [2, 3, 4, 5, 6], zone: '+01:00' };

const nabRow = fc.tuple(time, value).map((fields) => fields.join(','));
const meterRow = fc.tuple(fc.constantFrom('MAC1', 'MAC1', 'MAC2'), time, value).map((fields) => fields.join(','));
const officeRow = fc.tuple(time, fc.array(value, { minLength: 5, maxLength: 5 })).map(([moment, values]) => `"1","${moment}",${values.join(',')},1`);

const hourMs = 3_600_000;
const kinds: [name: string, rows: fc.Arbitrary<string>, format: RowFormat, reader: LineReader, utcOffsetMs: number][] = [
  ['nab', nabRow, zulu, nabLine, 0],
  ['meter', meterRow, meter, meterLine('MAC1'), 0],
  ['office', officeRow, office, officeLine, hourMs],
];

test.each(kinds)('on rows like those of %s', (_name, rows, format, reader, utcOffsetMs) => {
  fc.assert(
    fc.property(rows, (line) => {
      const parsed = parseRow(line, format);
      const { readings } = readSource('f', `h\n${line}\n`, reader, utcOffsetMs);
      const found = readings.map(({ timeMs, values }) => ({ timeMs, values }));
      expect(found).toEqual('bad' in parsed ? [] : [parsed.reading]);
    }),
    { numRuns: 2000 },
  );
});

test.each(['nab-machine', 'nab-ambient'] as const)('on the excerpt of %s, repeated times included', async (set) => {
  const [device] = findDevices(set, excerptFolder);
  const source = sourceOf(set, device?.key ?? '');
  if (!device || !source) throw new Error('the excerpt is gone');
  const readings = await collect(deviceReadings(device, () => expect.fail('the excerpts have no bad rows')));
  const expected = readSources(source, excerptFolder);
  expect(readings.length).toBeGreaterThan(50);
  expect(expected.readings.map(({ timeMs, values }) => ({ timeMs, values }))).toEqual(readings);
  expect(device.series.map(({ fragment, series, unit }) => ({ path: `${fragment}.${series}`, unit }))).toEqual(source.series);
});
