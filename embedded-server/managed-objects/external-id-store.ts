/** SQL of external ids. */
import { sql } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';
import type { InventoryTables } from './managed-object-store.ts';

const db = queryBuilder<InventoryTables>();

export const findExternalId = fixedStatement('external ids: one', ['t', 'x'] as [string, string], (type, externalId) =>
  db.selectFrom('external_ids').selectAll().where('type', '=', type).where('external_id', '=', externalId),
);

export const externalIdsOf = fixedStatement('external ids: of an object', [1] as [number], (managedObjectId) =>
  db.selectFrom('external_ids').select(['type', 'external_id']).where('managed_object_id', '=', managedObjectId),
);

/** External ids of several objects. */
export const externalIdsOfAll = statement('external ids: of objects', [[[1, 2]]] as [readonly number[]][], (managedObjectIds) =>
  db
    .selectFrom('external_ids')
    .selectAll()
    .where(sql<boolean>`managed_object_id in (select value from json_each(${JSON.stringify(managedObjectIds)}))`),
);

/** Gives a row back only when it was not there. */
export const insertExternalId = fixedStatement(
  'external ids: insert',
  ['t', 'x', 1] as [string, string, number],
  (type, externalId, managedObjectId) =>
    db
      .insertInto('external_ids')
      .values({ type, external_id: externalId, managed_object_id: managedObjectId })
      .onConflict((conflict) => conflict.doNothing())
      .returning('managed_object_id'),
);

export const deleteExternalId = statement('external ids: delete', [['t', 'x']], (type: string, externalId: string) =>
  db.deleteFrom('external_ids').where('type', '=', type).where('external_id', '=', externalId),
);
