import { describe, expect, test } from 'vitest';

import { checkedRows, encodingOf, groupPathOf, guessMapping, readTable, separatorOf } from './import-table.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readTable(bytes(text), { hasHead: true });

describe('what a file is written in', () => {
  test.each([
    ['UTF-8', bytes('Kylmiö'), 'utf-8'],
    ['UTF-8 with its mark', bytes('\ufeffKylmiö'), 'utf-8'],
    ['what Excel saves in the West', Uint8Array.from([0x4b, 0x79, 0x6c, 0x6d, 0x69, 0xf6]), 'windows-1252'],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x4b, 0]), 'utf-16le'],
  ])('%s', (_, content, encoding) => {
    expect(encodingOf(content)).toBe(encoding);
  });

  test('a Western file is read with its letters', () => {
    const table = readTable(Uint8Array.from([...bytes('nimi\nKylmi'), 0xf6]), { hasHead: true });
    expect(table.rows).toEqual([{ line: 2, cells: ['Kylmiö'] }]);
  });
});

test.each([
  ['a;b,c;d', ';'],
  ['"a;b;c",d', ','],
  ['a\tb\tc', '\t'],
  ['a', ','],
])('%j is parted by %j', (text, separator) => {
  expect(separatorOf(text)).toBe(separator);
});

test('rows know their line, also behind cells of several lines and empty rows', () => {
  expect(read('\ufeffname;group\r\n"a\r\nb";x\r\n\r\n;\r\nc;"y""z"\r\n')).toMatchObject({
    separator: ';',
    head: { line: 1, cells: ['name', 'group'] },
    rows: [{ line: 2, cells: ['a\nb', 'x'] }, { line: 6, cells: ['c', 'y"z'] }],
  });
});

test('what the export guarded is taken as it was', () => {
  expect(read(`name,x\r\n"'=1+1",-5\r\n`).rows).toEqual([{ line: 2, cells: ['=1+1', '-5'] }]);
});

test.each(['a,b\n"open', 'a\0b'])('%j is no table', (text) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'invalid', fields: { file: expect.any(String) } }));
});

test('columns are known by their heads, each field once', () => {
  expect(guessMapping(['Nimi', 'Serial number', 'name', 'Ryhmä', 'Tyyppi', 'x'])).toEqual(['name', 'externalId', null, 'group', 'type', null]);
  expect(guessMapping(['id', 'name', 'type', 'group', 'external_id_type', 'external_id'])).toEqual([null, 'name', 'type', 'group', 'externalIdType', 'externalId']);
});

test.each([
  ['Cold store / Freezer', ['Cold store', 'Freezer']],
  ['a/b', ['a', 'b']],
  ['Pump 1\\/2/x', ['Pump 1/2', 'x']],
  [' / ', []],
])('%j leads to %j', (text, path) => {
  expect(groupPathOf(text)).toEqual(path);
});

test('each row is a device or a problem with its line', () => {
  const table = read(['name,group,external_id', 'a,G,1', ',G,', 'b,,1', 'c,G,2,more', `${'x'.repeat(121)},,`, ',,9'].join('\n'));
  const found = [...checkedRows(table, ['name', 'group', 'externalId'], 'c8y_Serial')].map(({ device }) => device);
  expect(found).toMatchObject([
    { line: 2, name: 'a', group: ['G'], externalId: { type: 'c8y_Serial', externalId: '1' } },
    { reason: 'no-name', about: { line: 3 } },
    { reason: 'id-twice', about: { line: 4, earlier: 2 } },
    { reason: 'too-many-cells', about: { line: 5, cells: 4 } },
    { reason: 'too-long', about: { line: 6 } },
    { line: 7, name: '9' },
  ]);
});
