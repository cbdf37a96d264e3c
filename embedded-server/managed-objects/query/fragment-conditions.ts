/**
 * Comparing a value somewhere in an object's JSON. A list equals what one of its members equals, as
 * `c8y_SupportedOperations eq 'c8y_Restart'` expects.
 */
import { sql, type RawBuilder } from 'kysely';

import { compared, globOf, timeOf, type Bool } from './literal-conditions.ts';
import { jsonPath, type Property } from './properties.ts';
import type { Comparator, Literal, Path } from './query.ts';

type Fragment = Extract<Property, { kind: 'fragment' }>;

/** A test of one value that json_each gives as `e`. */
function testOf(comparator: Comparator, literal: Literal): Bool {
  switch (literal.kind) {
    case 'null':
      return sql`e.type = 'null'`;
    case 'boolean':
      return sql`e.type = ${String(literal.value)}`;
    case 'number':
      return sql`(e.type in ('integer', 'real') and ${compared(sql`e.atom`, comparator, literal.value)})`;
    case 'text':
      return sql`(e.type = 'text' and ${compared(sql`e.atom`, comparator, literal.text)})`;
    case 'pattern':
      return sql`(e.type = 'text' and e.atom glob ${globOf(literal.parts)})`;
  }
}

/** Some value at the path passes: the value itself, or a member of the list it is. Members of an object are not looked at. */
function some(source: RawBuilder<string>, path: Path, test: Bool): Bool {
  const at = jsonPath(path);
  return sql`exists (select 1 from json_each(${source}, ${at}) as e where json_type(${source}, ${at}) <> 'object' and ${test})`;
}

/** The property is there and not null. */
export function isThere({ source, path }: Fragment): Bool {
  return sql`coalesce(json_type(${source}, ${jsonPath(path)}), 'null') <> 'null'`;
}

/** Dates, and texts that begin like an instant; SQLite takes other texts, such as `now`, for times too. */
const dateForm = '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
const isTime: Bool = sql`(e.atom glob ${dateForm} or e.atom glob ${`${dateForm}T*`})`;

/** `x.date` also means the instant that text `x` is. */
function instantCondition({ source, path }: Fragment, comparator: Comparator, timeMs: number): Bool {
  const instant = compared(sql`round(unixepoch(e.atom, 'subsec') * 1000)`, comparator, timeMs);
  return some(source, path.slice(0, -1), sql`e.type = 'text' and ${isTime} and coalesce(${instant}, 0)`);
}

export function fragmentCondition(property: Fragment, comparator: Comparator, literal: Literal): Bool {
  const { source, path } = property;
  const plain = some(source, path, testOf(comparator, literal));
  if (literal.kind === 'null') return sql`(not ${isThere(property)} or ${plain})`;
  const timeMs = path.length > 1 && path.at(-1) === 'date' ? timeOf(literal) : null;
  return timeMs === null ? plain : sql`(${plain} or ${instantCondition(property, comparator, timeMs)})`;
}
