/** Which SQLite is inside. */
import { sql } from 'kysely';

import { fixedStatement, queryBuilder } from '../db/statement.ts';

const db = queryBuilder<object>();

export const sqliteVersion = fixedStatement('sqlite: version', [] as [], () => db.selectNoFrom(sql<string>`sqlite_version()`.as('version')));
