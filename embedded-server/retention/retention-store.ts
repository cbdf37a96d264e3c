/** SQL of retention rules. */
import type { Generated } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';
import type { DataType } from './retention-rule.ts';

interface RetentionTables {
  retention_rules: {
    id: Generated<number>;
    data_type: DataType;
    fragment_type: string;
    type: string;
    source: string;
    maximum_age: number;
  };
}

const db = queryBuilder<RetentionTables>();
const columns = ['id', 'data_type', 'fragment_type', 'type', 'source', 'maximum_age'] as const;
type Columns = Omit<RetentionTables['retention_rules'], 'id'>;
const example: Columns = { data_type: 'EVENT', fragment_type: '*', type: '*', source: '*', maximum_age: 30 };

export const allRetentionRules = statement('retention rules: all', [[]], () => db.selectFrom('retention_rules').select(columns).orderBy('id'));
export type RetentionRow = NonNullable<ReturnType<typeof allRetentionRules>['row']>;

export const findRetentionRule = fixedStatement('retention rules: one', [1] as [number], (id) =>
  db.selectFrom('retention_rules').select(columns).where('id', '=', id),
);

/** Gives no row back when there is one about the same already. */
export const insertRetentionRule = statement('retention rules: insert', [[example]] as [Columns][], (row) =>
  db.insertInto('retention_rules').values(row).onConflict((conflict) => conflict.doNothing()).returning(columns),
);

export const updateRetentionRule = statement('retention rules: update', [[1, example]] as [number, Columns][], (id, row) =>
  db.updateTable('retention_rules').set(row).where('id', '=', id),
);

export const deleteRetentionRule = fixedStatement('retention rules: delete', [1] as [number], (id) =>
  db.deleteFrom('retention_rules').where('id', '=', id),
);
