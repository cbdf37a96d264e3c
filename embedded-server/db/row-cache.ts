/** Rows that are asked for with every request, remembered until something is written to the tables they come from. */
import type { TenantDatabase } from './tenant-database.ts';

/** A large site's devices, several times over. */
const mostRows = 50_000;

/** Only for reads of what is committed; inside units the tables must be asked. */
export class RowCache<Key, Row> {
  readonly #tables: readonly string[];
  readonly #find: (database: TenantDatabase, key: Key) => Row;
  readonly #known = new WeakMap<TenantDatabase, { writes: number; rows: Map<Key, Row> }>();

  /**
   * @param tables every table whose rows decide about the answer, also by what is deleted with them.
   * @param find asks the tables.
   */
  constructor(tables: readonly string[], find: (database: TenantDatabase, key: Key) => Row) {
    this.#tables = tables;
    this.#find = find;
  }

  get(database: TenantDatabase, key: Key): Row {
    const writes = database.writesTo(this.#tables);
    let known = this.#known.get(database);
    if (known?.writes !== writes || known.rows.size >= mostRows) {
      known = { writes, rows: new Map() };
      this.#known.set(database, known);
    }
    if (known.rows.has(key)) return known.rows.get(key) as Row;
    const row = this.#find(database, key);
    known.rows.set(key, row);
    return row;
  }
}
