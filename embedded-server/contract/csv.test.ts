import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { csvLine, withoutGuard, type CsvSeparator } from './csv.ts';

const formulas = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '"=1', "'=1", '＝1', '=HYPERLINK("http://x")', '-', '+', '- x'];

describe('cells a spreadsheet would run', () => {
  test.each(formulas)('%j begins with an apostrophe inside quotes', (text) => {
    expect(csvLine([text], ';')).toMatch(/^"'/);
  });

  test.each(['-12', '+3.5', '-1,5', '1e-5', 'a=b', 'x@y', '2026-11-27', 'Freezer - room', ''])('%j stays as it is', (text) => {
    expect(csvLine([text], ';')).toBe(`${text}\r\n`);
  });
});

const separators: CsvSeparator[] = [',', ';', '\t'];
const cellText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ';', ',', ' ', 'a', '1') }));

test('what is written reads back equal, and no cell of it is a formula', () => {
  fc.assert(
    fc.property(fc.constantFrom(...separators), fc.array(fc.array(cellText, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 }), (separator, rows) => {
      const text = rows.map((row) => csvLine(row, separator)).join('');
      const read = parse(text, { delimiter: separator, recordDelimiter: '\r\n' });
      expect(read.map((row) => row.map(withoutGuard))).toEqual(rows);
      for (const one of read.flat()) expect(/^[\s"]*[=+\-@]/.test(one) && !/^[+-]?\d+([.,]\d+)?(e[+-]?\d+)?$/i.test(one)).toBe(false);
    }),
    { examples: [[',', [['', "'\n"]]], [';', [["''\t", "'="]]]] },
  );
});
