import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { queries } from '../../testing/inventory-query-arbitraries.ts';
import { printQuery } from '../../testing/inventory-query-model.ts';
import { maxNesting, parseQuery } from './parse-query.ts';
import type { Comparator, Condition, Literal } from './query.ts';

function compares(name: string, comparator: Comparator, literal: Literal | string | number): Condition {
  const known: Literal | undefined = typeof literal === 'object' ? literal : undefined;
  const plain: Literal = typeof literal === 'number' ? { kind: 'number', value: literal } : { kind: 'text', text: String(literal) };
  return { kind: 'comparison', path: name.split('.'), comparator, literal: known ?? plain };
}

const a = compares('a', 'eq', 1);
const b = compares('b', 'eq', 2);
const c = compares('c', 'eq', 3);

describe('a filter', () => {
  test.each<[string, Condition]>([
    ["name eq 'M01'", compares('name', 'eq', 'M01')],
    ["$filter=name eq 'M01'", compares('name', 'eq', 'M01')],
    ["$filter=(name eq 'M01')", compares('name', 'eq', 'M01')],
    ['type eq c8y_X', compares('type', 'eq', 'c8y_X')],
    ["c8y_Availability.status eq 'AVAILABLE'", compares('c8y_Availability.status', 'eq', 'AVAILABLE')],
    ['count gt 5f', compares('count', 'gt', 5)],
    ['count ge 2.5d', compares('count', 'ge', 2.5)],
    ['count lt -1e+3', compares('count', 'lt', -1000)],
    ['count le .5', compares('count', 'le', 0.5)],
    ["count eq '5'", compares('count', 'eq', '5')],
    ['version eq 1.2.3', compares('version', 'eq', '1.2.3')],
    ['on eq true', compares('on', 'eq', { kind: 'boolean', value: true })],
    ['on eq NULL', compares('on', 'eq', { kind: 'null' })],
    ["on eq 'true'", compares('on', 'eq', 'true')],
    ["name eq 'O''Brien'", compares('name', 'eq', "O'Brien")],
    ["name eq ''", compares('name', 'eq', '')],
    ["name eq ''''", compares('name', 'eq', "'")],
    [String.raw`name eq 'a \(b\) \[c\] \{d\} \\ \*'`, compares('name', 'eq', String.raw`a (b) [c] {d} \ *`)],
    [String.raw`name eq 'C:\temp\'`, compares('name', 'eq', String.raw`C:\temp` + '\\')],
    ["name eq 'a) or (b'", compares('name', 'eq', 'a) or (b')],
    ["name eq 'RaspPi*'", compares('name', 'eq', { kind: 'pattern', parts: ['RaspPi', ''] })],
    ['name eq *x*', compares('name', 'eq', { kind: 'pattern', parts: ['', 'x', ''] })],
    ["name gt 'a*'", compares('name', 'gt', 'a*')],
    ['creationTime.date gt 2015-10-24T09:00:53.351+01:00', compares('creationTime.date', 'gt', '2015-10-24T09:00:53.351+01:00')],
    ['has(c8y_IsDevice)', { kind: 'has', paths: [['c8y_IsDevice']] }],
    ["HAS('c8y_A.b')", { kind: 'has', paths: [['c8y_A', 'b']] }],
    ['hasany(c8y_A, c8y_B)', { kind: 'has', paths: [['c8y_A'], ['c8y_B']] }],
    ['bygroupid(12)', { kind: 'below', reach: 'group', ids: [12] }],
    ["isinhierarchyof(12,'13')", { kind: 'below', reach: 'hierarchy', ids: [12, 13] }],
    ['not(a eq 1)', { kind: 'not', operand: a }],
    ['not eq 1', compares('not', 'eq', 1)],
    ['has eq 1 and and eq 2', { kind: 'and', operands: [compares('has', 'eq', 1), compares('and', 'eq', 2)] }],
    ['a eq 1 or b eq 2 and c eq 3', { kind: 'or', operands: [a, { kind: 'and', operands: [b, c] }] }],
    ['(a eq 1 or b eq 2) and c eq 3', { kind: 'and', operands: [{ kind: 'or', operands: [a, b] }, c] }],
    ['((a eq 1) AND ((b eq 2) and (c eq 3)))', { kind: 'and', operands: [a, b, c] }],
    [' \n a\teq  1 ', a],
  ])('%s', (text, filter) => {
    expect(parseQuery(text)).toEqual({ filter, order: [] });
  });
});

test.each([
  ['$orderby=name', [{ path: ['name'], descending: false }], null],
  ['$filter=(a eq 1) $orderby=name asc,creationTime.date desc', [{ path: ['name'], descending: false }, { path: ['creationTime', 'date'], descending: true }], a],
  ['$orderby=b desc $filter=a eq 1', [{ path: ['b'], descending: true }], a],
  ['', [], null],
])('the order of %j', (text, order, filter) => {
  expect(parseQuery(text)).toEqual({ filter, order });
});

describe('what cannot be read is refused with the place and what belongs there', () => {
  test.each([
    ['name', "position 5: expected 'eq', 'gt', 'ge', 'lt' or 'le', found the end"],
    ["name = 'x'", "position 6: expected 'eq', 'gt', 'ge', 'lt' or 'le', found '='"],
    ['name eq', 'position 8: expected a value, found the end'],
    ['name eq )', "position 9: expected a value, found ')'"],
    ["name eq 'x", "position 11: expected ' to end the text that begins at 9, found the end"],
    ["name eq 'x' name eq 'y'", "position 13: expected 'and', 'or' or the end, found 'name'"],
    ["(name eq 'x'", "position 13: expected 'and', 'or' or ')', found the end"],
    ["name eq 'x')", "position 12: expected 'and', 'or' or the end, found ')'"],
    ['$filter=()', "position 10: expected a property, a function, 'not' or '(', found ')'"],
    ['$filter=', "position 9: expected a property, a function, 'not' or '(', found the end"],
    ['$select=name', "position 1: expected 'and', 'or', '$filter=' or '$orderby=', each once, or the end, found '$select='"],
    ['$filter=a eq 1 $filter=b eq 2', 'position 16'],
    ['$orderby=', "position 10: expected a property, such as 'name' or 'c8y_Hardware.model', found the end"],
    ['$orderby=name,', 'position 15'],
    ['a..b eq 1', 'position 1: expected a property'],
    ["'a' eq 1", 'position 1: expected a property'],
    ['drop(table)', "position 1: expected 'not', 'has', 'hasany', 'bygroupid' or 'isinhierarchyof' before '(', found 'drop'"],
    ['has(a,b)', "position 6: expected ')', found ','"],
    ['has()', 'position 5: expected a property'],
    ['bygroupid(x)', "position 11: expected the id of a managed object, found 'x'"],
    ['a gt null', 'position 6: expected a number or a text'],
    ['not a eq 1', "position 5: expected 'eq'"],
    ['a eq 1e999', 'too large a number'],
    [`name eq '${'*'.repeat(11)}'`, 'at most 200 characters and 10 wildcards'],
    [`name eq '${'x'.repeat(200)}*'`, 'at most 200 characters and 10 wildcards'],
    [Array.from({ length: 21 }, () => 'a eq b*').join(' or '), 'at most 20 patterns'],
    [Array.from({ length: 201 }, () => 'a eq 1').join(' or '), 'at most 200 conditions'],
    [`${'('.repeat(maxNesting + 1)}a eq 1${')'.repeat(maxNesting + 1)}`, `nested at most ${maxNesting} deep`],
    [`${'not('.repeat(10_000)}`, 'characters'],
    ['x'.repeat(16_001), 'at most 16000 characters'],
    [`$orderby=${Array.from({ length: 11 }, () => 'a').join(',')}`, 'ordered by at most 10'],
    [`${'a.'.repeat(20)}a eq 1`, 'expected a property'],
    ["name eq 'a\0'", 'no well-formed text'],
    ["name eq '\ud800'", 'no well-formed text'],
  ])('%j', (text, message) => {
    expect(() => parseQuery(text)).toThrowError(expect.objectContaining({ code: 'invalid', message: expect.stringContaining(message) }));
  });
});

test('what is printed is read back as it was', () => {
  const survives = fc.property(queries, (query) => {
    expect(parseQuery(printQuery(query))).toEqual(query);
  });
  fc.assert(survives, { numRuns: 500 });
});

test('any text is read or refused, never more', () => {
  const scraps = fc.constantFrom('$filter=', '$orderby=', '(', ')', ',', "'", '*', '\\', ' ', 'and', 'or', 'not', 'has', 'a', 'eq', 'gt', '5f', 'null', '.');
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(scraps).map((parts) => parts.join(' ')), fc.array(scraps).map((parts) => parts.join('')));
  fc.assert(
    fc.property(text, (query) => {
      try {
        parseQuery(query);
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid' });
      }
    }),
    { numRuns: 1000 },
  );
});
