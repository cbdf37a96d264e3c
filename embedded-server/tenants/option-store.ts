/** SQL of tenant options: what programs keep about the site, by category and key. */
import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface OptionTables {
  options: { category: string; key: string; value: string };
}

const db = queryBuilder<OptionTables>();
const columns = ['category', 'key', 'value'] as const;

export const findOption = fixedStatement('options: one', ['a', 'b'] as [string, string], (category, key) =>
  db.selectFrom('options').select(columns).where('category', '=', category).where('key', '=', key),
);
export type OptionRow = NonNullable<ReturnType<typeof findOption>['row']>;

export const listOptions = statement('options: list', [[5, 0]] as [number, number][], (limit, offset) =>
  db.selectFrom('options').select(columns).orderBy('category').orderBy('key').limit(limit).offset(offset),
);

export const countOptions = statement('options: count', [[]], () => db.selectFrom('options').select((eb) => eb.fn.countAll<number>().as('total')));

export const optionsOfCategory = fixedStatement('options: of category', ['a'] as [string], (category) =>
  db.selectFrom('options').select(columns).where('category', '=', category).orderBy('key'),
);

export const saveOption = fixedStatement('options: save', ['a', 'b', 'c'] as [string, string, string], (category, key, value) =>
  db
    .insertInto('options')
    .values({ category, key, value })
    .onConflict((conflict) => conflict.columns(['category', 'key']).doUpdateSet((eb) => ({ value: eb.ref('excluded.value') }))),
);

export const deleteOption = fixedStatement('options: delete', ['a', 'b'] as [string, string], (category, key) =>
  db.deleteFrom('options').where('category', '=', category).where('key', '=', key).returning('key'),
);
