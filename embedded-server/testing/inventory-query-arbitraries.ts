/** Random queries of the inventory and random objects that have something to do with them. */
import fc from 'fast-check';

import { comparators, type Condition, type InventoryQuery, type Literal, type Path } from '../managed-objects/query/query.ts';
import type { ModelObject } from './inventory-query-model.ts';

const names = ['a', 'b', 'c8y_IsDevice', 'date', 'not', 'has', 'ä"\\', '$[0]'] as const;
const texts = fc.oneof(fc.constantFrom('', 'a', 'ab', 'aab', 'A', 'b*', "it's", '[x]', 'a\\b', '?', '%_', 'Ä', '💡', '\uffee', '5', 'true'), fc.string({ maxLength: 4 }))
  .filter((text) => text.isWellFormed() && !text.includes('\0'));
const instants = fc.constantFrom('2026-11-20T12:00:00.000Z', '2026-11-20T14:00:00+02:00', '2026-11-20', '2026-11-20T12:00:00.001Z', '2026-11-20T11:59:59.999Z', 'now', '12:00');
const numbers = fc.oneof(fc.constantFrom(0, 1, 5, -3, 2.5, 1e21), fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)), fc.integer());

const value = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null), instants);
const fragment: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof({ depthSize: 'small' }, value, fc.array(value, { maxLength: 3 }), fc.dictionary(fc.constantFrom(...names), tie('any'), { maxKeys: 3 })),
})).any;

const path: fc.Arbitrary<Path> = fc.oneof(
  fc.constantFrom<Path>(['name'], ['type'], ['owner'], ['id']),
  fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }),
);
const timePath = fc.constantFrom<Path>(['creationTime'], ['creationTime', 'date'], ['lastUpdated'], ['lastUpdated', 'date']);

const ordered: fc.Arbitrary<Literal> = fc.oneof(
  texts.map((text): Literal => ({ kind: 'text', text })),
  instants.map((text): Literal => ({ kind: 'text', text })),
  numbers.map((number): Literal => ({ kind: 'number', value: number })),
);
const literal: fc.Arbitrary<Literal> = fc.oneof(
  ordered,
  fc.boolean().map((flag): Literal => ({ kind: 'boolean', value: flag })),
  fc.constant<Literal>({ kind: 'null' }),
  fc.array(texts, { minLength: 2, maxLength: 4 }).map((parts): Literal => ({ kind: 'pattern', parts })),
);

const ids = fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 3 });
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('comparison' as const), path, comparator: fc.constant('eq' as const), literal }),
  fc.record({ kind: fc.constant('comparison' as const), path, comparator: fc.constantFrom(...comparators), literal: ordered }),
  fc.record({
    kind: fc.constant('comparison' as const),
    path: timePath,
    comparator: fc.constantFrom(...comparators),
    literal: instants.filter((text) => text.startsWith('2')).map((text): Literal => ({ kind: 'text', text })),
  }),
  fc.record({ kind: fc.constant('has' as const), paths: fc.array(fc.oneof(path, timePath), { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('below' as const), reach: fc.constantFrom('group', 'hierarchy'), ids }),
);

function chain(kind: 'and' | 'or', operands: Condition[]): Condition {
  return { kind, operands: operands.flatMap((one) => (one.kind === kind ? one.operands : [one])) };
}

/** The index of devices by name answers these in a way of its own. */
const deviceNames: fc.Arbitrary<Condition> = literal.map((wanted) => ({
  kind: 'and',
  operands: [
    { kind: 'has', paths: [['c8y_IsDevice']] },
    { kind: 'comparison', path: ['name'], comparator: 'eq', literal: wanted },
  ],
}));

export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    leaf,
    deviceNames,
    tie('any').map((operand): Condition => ({ kind: 'not', operand })),
    fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map((operands) => chain('and', operands)),
    fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map((operands) => chain('or', operands)),
  ),
})).any;

export const queries: fc.Arbitrary<InventoryQuery> = fc.record({
  filter: fc.option(conditions),
  order: fc.array(fc.record({ path: fc.oneof(path, timePath), descending: fc.boolean() }), { maxLength: 3 }),
});

const startMs = Date.UTC(2026, 10, 20, 12);

/** Objects with ids from 1; a parent always has the lower id. */
export const inventories: fc.Arbitrary<ModelObject[]> = fc
  .array(
    fc.record({
      name: fc.option(texts.filter((text) => text !== '')),
      type: fc.option(fc.constantFrom('a', 'b', 'ab', 'b*', '[x]', '?')),
      owner: fc.constantFrom('a', 'admin'),
      createdMs: fc.constantFrom(startMs, startMs + 1, startMs - 1),
      updatedMs: fc.constantFrom(startMs, startMs + 1, startMs - 1),
      fragments: fc.dictionary(fc.constantFrom(...names), fragment.filter((one) => one !== null), { maxKeys: 3, noNullPrototype: true }),
      parents: fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((objects) =>
    objects.map(({ parents, ...object }, index) => {
      const above = [...new Set(parents.filter((id) => id <= index))];
      return { ...object, id: index + 1, assetParents: above.slice(0, 1), deviceParents: above.slice(1) };
    }),
  );
