/** SQL of the settings tables: the one of a tenant and the one of the platform have the same form. */
import { fixedStatement, queryBuilder } from '../db/statement.ts';

interface SettingTables {
  settings: { key: string; value: string };
}

const db = queryBuilder<SettingTables>();

export const findSetting = fixedStatement('settings: one', ['site'] as [string], (key) =>
  db.selectFrom('settings').select('value').where('key', '=', key),
);

export const deleteSetting = fixedStatement('settings: delete', ['site'] as [string], (key) => db.deleteFrom('settings').where('key', '=', key));

export const saveSetting = fixedStatement('settings: save', ['site', '{}'] as [string, string], (key, value) =>
  db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') }))),
);
