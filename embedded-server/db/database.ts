/**
 * Opening SQLite files. The only module that imports better-sqlite3: everything else sees {@link Connection}.
 *
 * synchronous=FULL is set and read back on every connection: better-sqlite3 is built so that a reopened
 * WAL file would otherwise use NORMAL, which forgets acknowledged commits at a power cut.
 */
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync } from 'node:fs';

import { ExpectedError } from '#contract/errors.ts';

import type { SqlValue } from './sql-value.ts';
import type { Step } from './statement.ts';
import { logger } from '../log.ts';
import { fileError, isDamaged, readError } from './plain-errors.ts';

const log = logger('db');
const slowMs = 40;

export type OpenMode = 'write' | 'read';

/** About what a row takes in memory: characters and bytes of its columns. */
function sizeOf(row: unknown): number {
  return Object.values(Object(row)).reduce<number>((sum, value) => {
    if (typeof value === 'string') return sum + value.length;
    return sum + (value instanceof Uint8Array ? value.byteLength : 8);
  }, 0);
}

/** What is told when a page of what clients stored cannot be held in memory. */
export function tooLargePage(): ExpectedError {
  return new ExpectedError('invalid', 'A page of this size would be too large; ask for a smaller pageSize');
}

/** The table a statement writes to; null for one that only reads. */
function writtenTable(sql: string): string | null {
  return /^\s*(?:insert(?: or \w+)? into|replace into|update(?: or \w+)?|delete from) +"?(\w+)"?/i.exec(sql)?.[1] ?? null;
}

interface Prepared {
  statement: Database.Statement;
  table: string | null;
}

/** So far apart are the counts of connections that follow each other. */
const countsApart = 2 ** 40;
let connections = 0;

/** One open connection. Statements are prepared once per SQL text and kept. */
export class Connection {
  readonly path: string;
  readonly mode: OpenMode;
  readonly #db: Database.Database;
  readonly #prepared = new Map<string, Prepared>();
  /** Statements run that write, by table. */
  readonly #writes = new Map<string, number>();
  /** No count of another connection is like one of this. */
  readonly #firstCount = countsApart * (connections += 1);

  constructor(path: string, mode: OpenMode, db: Database.Database) {
    this.path = path;
    this.mode = mode;
    this.#db = db;
  }

  /**
   * Run a statement; returns its rows, or none for a statement that gives none.
   * @throws ExpectedError 'unavailable' when a reading connection finds the file damaged.
   */
  execute<Row>(step: Step<Row>): Row[] {
    return this.#observed(step, () => this.#run(step));
  }

  /**
   * As {@link execute}, for pages whose rows strangers filled.
   * @param most size of all rows together; see {@link sizeOf}.
   * @throws ExpectedError 'invalid' when they are larger.
   */
  executeWithin<Row>(step: Step<Row>, most: number): Row[] {
    return this.#observed(step, () => this.#runWithin(step, most));
  }

  /** The first row, if any. */
  get<Row>(step: Step<Row>): Row | undefined {
    return this.execute(step)[0];
  }

  /** A number that is another one after a statement has written to any of these tables. */
  writesTo(tables: readonly string[]): number {
    return tables.reduce((sum, table) => sum + (this.#writes.get(table) ?? 0), this.#firstCount);
  }

  /** Run SQL that is not a store's statement: migrations and transaction control. */
  exec(sql: string): void {
    this.#db.exec(sql);
  }

  /** Run one statement of transaction control, prepared like all others: some stand around every request. */
  control(sql: string): void {
    this.#prepare(sql).statement.run();
  }

  /**
   * Keep in memory what is needed to take statements and savepoints back. SQLite writes it to a file of its own
   * otherwise, with every group anew. Not while a migration builds indexes: those would be sorted in memory too.
   */
  keepSavepointsInMemory(): void {
    this.#db.pragma('temp_store = MEMORY');
  }

  /** Read or set a pragma; a read gives the bare value. */
  pragma(text: string): unknown {
    return this.#db.pragma(text, { simple: true });
  }

  /** The plan of a statement, one line a step, as EXPLAIN QUERY PLAN words it. */
  plan(step: Step<unknown>): string[] {
    const rows = this.#db.prepare(`EXPLAIN QUERY PLAN ${step.sql}`).all(...(step.parameters as SqlValue[]));
    return (rows as { detail: string }[]).map((row) => row.detail);
  }

  get inTransaction(): boolean {
    return this.#db.inTransaction;
  }

  close(): void {
    this.#prepared.clear();
    this.#db.close();
  }

  #observed<Row>({ sql }: Step<Row>, run: () => Row[]): Row[] {
    const started = performance.now();
    try {
      return run();
    } catch (error) {
      throw this.mode === 'read' ? readError(this.path, error) : error;
    } finally {
      const took = performance.now() - started;
      if (took > slowMs) log.warn({ sql, ms: Math.round(took) }, 'slow statement');
    }
  }

  #runWithin<Row>({ sql, parameters }: Step<Row>, most: number): Row[] {
    const rows: Row[] = [];
    let size = 0;
    for (const row of this.#prepare(sql).statement.iterate(...(parameters as SqlValue[]))) {
      size += sizeOf(row);
      if (size > most) throw tooLargePage();
      rows.push(row as Row);
    }
    return rows;
  }

  #run<Row>({ sql, parameters }: Step<Row>): Row[] {
    const { statement, table } = this.#prepare(sql);
    if (table !== null) this.#writes.set(table, (this.#writes.get(table) ?? 0) + 1);
    const values = parameters as SqlValue[];
    return statement.reader ? (statement.all(...values) as Row[]) : (statement.run(...values), []);
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const prepared = { statement: this.#db.prepare(sql), table: writtenTable(sql) };
    // Lists of ids make ever new texts; a bound keeps memory flat.
    if (this.#prepared.size >= 500) this.#prepared.clear();
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}

/** What SQLite lacks: the chain of audit records is made where the record is written. */
function addFunctions(db: Database.Database): void {
  const sha256 = (text: unknown) => createHash('sha256').update(String(text)).digest('hex');
  db.function('valvomo_sha256', { deterministic: true }, sha256);
}

function applyPragmas(db: Database.Database, mode: OpenMode): void {
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  if (mode === 'read') return;
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 2000');
  const synchronous = db.pragma('synchronous', { simple: true });
  if (synchronous !== 2) throw new Error(`synchronous reads ${String(synchronous)}, not FULL`);
}

/** Settings that only take effect while the file is empty. */
function applyCreationPragmas(db: Database.Database, applicationId: number): void {
  db.pragma('page_size = 8192');
  db.pragma('auto_vacuum = INCREMENTAL');
  db.pragma(`application_id = ${applicationId}`);
}

/** Make an empty file for its owner alone. SQLite gives the files it puts beside it the same rights. */
export function createPrivate(path: string): void {
  closeSync(openSync(path, 'wx', 0o600));
}

function connect(path: string, mode: OpenMode, applicationId: number, fresh: boolean): Connection {
  const db = new Database(path, { readonly: mode === 'read', fileMustExist: true });
  try {
    if (fresh) applyCreationPragmas(db, applicationId);
    // Before anything is written: a file that is not ours stays as it is.
    const found = db.pragma('application_id', { simple: true });
    if (found !== applicationId) throw new Error(`${path} ${isDamaged} (application id ${String(found)})`);
    applyPragmas(db, mode);
    addFunctions(db);
    return new Connection(path, mode, db);
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Open a database file, creating it when `mode` is 'write' and it does not exist.
 * @param applicationId written at creation; a file with another one is refused.
 * @throws Error naming the file when it is no SQLite file, not one of ours, or cannot be had.
 */
export function openConnection(path: string, mode: OpenMode, applicationId: number): Connection {
  const fresh = mode === 'write' && !existsSync(path);
  try {
    if (fresh) createPrivate(path);
    return connect(path, mode, applicationId, fresh);
  } catch (error) {
    throw fileError(path, error);
  }
}

/** How long a lock is waited for: a core that is stopping needs a moment. */
const lockPatienceMs = 3_000;

/**
 * Hold a file so that no other process can. The operating system's own lock: it goes with the process.
 * @returns what gives it back.
 * @throws SqliteError SQLITE_BUSY when somebody else holds it.
 */
export function lockFile(path: string): () => void {
  if (!existsSync(path)) createPrivate(path);
  const db = new Database(path, { timeout: lockPatienceMs });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return () => db.close();
  } catch (error) {
    db.close();
    throw error;
  }
}
