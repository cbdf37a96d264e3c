/** SQL of the tenant directory and the platform's administrators (platform.db). */
import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface DirectoryTables {
  tenants: { id: string; created_ms: number; suspended_ms: number | null };
  platform_administrators: { tenant: string; user_name: string };
}

const db = queryBuilder<DirectoryTables>();

export const allTenants = statement('platform tenants: all', [[]], () =>
  db.selectFrom('tenants').select(['id', 'created_ms', 'suspended_ms']).orderBy('id'),
);

export const insertTenant = fixedStatement(
  'platform tenants: insert',
  ['main', 1] as [string, number],
  (id, nowMs) =>
    db.insertInto('tenants').values({ id, created_ms: nowMs, suspended_ms: null }).onConflict((conflict) => conflict.doNothing()),
);

export const saveSuspension = fixedStatement(
  'platform tenants: suspension',
  [1, 'main'] as [number | null, string],
  (suspendedMs, id) => db.updateTable('tenants').set({ suspended_ms: suspendedMs }).where('id', '=', id),
);

export const findAdministrator = fixedStatement(
  'platform administrators: one',
  ['main', 'anna'] as [string, string],
  (tenant, userName) =>
    db
      .selectFrom('platform_administrators')
      .select('user_name')
      .where('tenant', '=', tenant)
      .where('user_name', '=', userName),
);

export const anyAdministrator = fixedStatement('platform administrators: any', ['main'] as [string], (tenant) =>
  db.selectFrom('platform_administrators').select('user_name').where('tenant', '=', tenant).limit(1),
);

export const administratorsOf = fixedStatement('platform administrators: of a tenant', ['main'] as [string], (tenant) =>
  db.selectFrom('platform_administrators').select('user_name').where('tenant', '=', tenant).orderBy('user_name'),
);

export const deleteAdministrator = fixedStatement(
  'platform administrators: delete',
  ['main', 'anna'] as [string, string],
  (tenant, userName) => db.deleteFrom('platform_administrators').where('tenant', '=', tenant).where('user_name', '=', userName),
);

export const insertAdministrator = fixedStatement(
  'platform administrators: insert',
  ['main', 'anna'] as [string, string],
  (tenant, userName) =>
    db
      .insertInto('platform_administrators')
      .values({ tenant, user_name: userName })
      .onConflict((conflict) => conflict.doNothing()),
);
