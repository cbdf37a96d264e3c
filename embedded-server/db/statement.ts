/**
 * Every SQL statement of every store is declared with {@link statement} or {@link fixedStatement}:
 * a name, example arguments, a builder. The declarations form the list that the query-plan test walks,
 * so a statement nobody has looked at the plan of cannot exist.
 */
import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Compilable,
} from 'kysely';

import type { SqlValue } from './sql-value.ts';

/** One step of a unit or one read: compiled SQL with its parameters; `Row` is what a row of it looks like. */
export interface Step<Row> {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
  /** Type only: carries the row's shape from the builder to the reader. */
  readonly row?: Row;
}

/** A declared statement as the plan test sees it. */
export interface DeclaredStatement {
  readonly name: string;
  /** One compiled example per distinct form of the statement. */
  readonly examples: () => Step<unknown>[];
}

const declared = new Map<string, DeclaredStatement>();

/** All statements declared by the modules loaded so far. */
export function declaredStatements(): DeclaredStatement[] {
  return [...declared.values()];
}

function declare(name: string, examples: () => Step<unknown>[]): void {
  if (declared.has(name)) throw new Error(`statement '${name}' is declared twice`);
  declared.set(name, { name, examples });
}

/** A Kysely that only compiles; it has no connection and cannot run anything. */
export function queryBuilder<Tables>(): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}

type Build<Args extends unknown[], Row> = (...args: Args) => Compilable<Row>;

/**
 * Declare a statement whose form depends on its arguments (optional filters, lists).
 * It is compiled at every call (about 5 µs).
 * @param examples one list of arguments for each form that should have its plan checked.
 */
export function statement<Args extends unknown[], Row>(
  name: string,
  examples: Args[],
  build: Build<Args, Row>,
): (...args: Args) => Step<Row> {
  const compile = (...args: Args): Step<Row> => {
    const { sql, parameters } = build(...args).compile();
    return { sql, parameters: parameters as readonly SqlValue[] };
  };
  declare(name, () => examples.map((args) => compile(...args)));
  return compile;
}

/** Stands for value `index` while a form of a statement is compiled. */
class Placeholder {
  readonly index: number;
  constructor(index: number) {
    this.index = index;
  }
}

/** A compiled statement whose values are still to be put in. */
interface Form {
  sql: string;
  slots: readonly unknown[];
}

function formOf(query: Compilable<unknown>): Form {
  const { sql, parameters } = query.compile();
  return { sql, slots: parameters };
}

function placed<Row>({ sql, slots }: Form, values: readonly unknown[]): Step<Row> {
  return { sql, parameters: slots.map((slot) => (slot instanceof Placeholder ? values[slot.index] : slot) as SqlValue) };
}

/**
 * Declare a statement that always has the same form, for hot paths: compiled once, at the first call;
 * later calls only place their arguments. The builder must pass every argument on as a value, never look at it.
 */
export function fixedStatement<Args extends SqlValue[], Row>(
  name: string,
  example: Args,
  build: Build<Args, Row>,
): (...args: Args) => Step<Row> {
  let form: Form | undefined;
  const compileOnce = () => formOf(build(...(example.map((_, index) => new Placeholder(index)) as unknown as Args)));
  const bind = (...args: Args): Step<Row> => placed((form ??= compileOnce()), args);
  declare(name, () => [bind(...example)]);
  return bind;
}

/**
 * Declare a statement that writes columns of a row, for hot paths: compiled once for each list of their names.
 * The builder must pass columns and keys on as values, never look at them.
 * @param examples columns and keys, for each form that should have its plan checked.
 */
export function rowStatement<Columns extends object, Keys extends SqlValue[], Row>(
  name: string,
  examples: [Columns, ...Keys][],
  build: Build<[Columns, ...Keys], Row>,
): (columns: Columns, ...keys: Keys) => Step<Row> {
  const forms = new Map<string, Form>();
  const compile = (names: readonly string[], keys: Keys): Form => {
    const columns = Object.fromEntries(names.map((column, index) => [column, new Placeholder(index)])) as unknown as Columns;
    return formOf(build(columns, ...(keys.map((_, index) => new Placeholder(names.length + index)) as unknown as Keys)));
  };
  const bind = (columns: Columns, ...keys: Keys): Step<Row> => {
    const names = Object.keys(columns);
    const list = names.join(' ');
    const form = forms.get(list) ?? compile(names, keys);
    forms.set(list, form);
    return placed(form, [...(Object.values(columns) as unknown[]), ...keys]);
  };
  declare(name, () => examples.map((example) => bind(...example)));
  return bind;
}
