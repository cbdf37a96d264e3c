/** Comparing one value of SQL with one of a query. What cannot be compared is unequal, never NULL. */
import { sql, type RawBuilder } from 'kysely';

import { ExpectedError } from '#contract/errors.ts';
import { parseQueryTime } from '#contract/time.ts';
import { parseId } from '#contract/wire.ts';

import type { Comparator, Literal } from './query.ts';

export type Bool = RawBuilder<boolean>;

export const never: Bool = sql`0`;

const signs: Record<Comparator, Bool> = { eq: sql`=`, gt: sql`>`, ge: sql`>=`, lt: sql`<`, le: sql`<=` };

/** `value <sign> other`, for values that are not NULL. */
export function compared(value: RawBuilder<unknown>, comparator: Comparator, other: string | number): Bool {
  return sql`${value} ${signs[comparator]} ${other}`;
}

/** A GLOB pattern in which only the wildcards are special. */
export function globOf(parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[*?[]/g, '[$&]')).join('*');
}

/** A column of text or NULL. Numbers without quotes are meant as written. */
export function textCondition(column: RawBuilder<string | null>, comparator: Comparator, literal: Literal): Bool {
  switch (literal.kind) {
    case 'null':
      return sql`${column} is null`;
    case 'pattern':
      return sql`(${column} is not null and ${column} glob ${globOf(literal.parts)})`;
    case 'text':
      return sql`(${column} is not null and ${compared(column, comparator, literal.text)})`;
    case 'number':
    case 'boolean':
      return sql`(${column} is not null and ${compared(column, comparator, String(literal.value))})`;
  }
}

/** The object's own id; clients write it with and without quotes. */
export function idCondition(comparator: Comparator, literal: Literal): Bool {
  const column = sql<number>`o.id`;
  if (literal.kind === 'pattern') return sql`cast(o.id as text) glob ${globOf(literal.parts)}`;
  if (literal.kind === 'number') return compared(column, comparator, literal.value);
  const id = literal.kind === 'text' ? parseId(literal.text) : null;
  return id === null ? never : compared(column, comparator, id);
}

/** ms UTC of a value that must be a time. A zone's + that was not escaped in the address arrives as a blank. */
export function timeOf(literal: Literal): number | null {
  if (literal.kind !== 'text') return null;
  return parseQueryTime(literal.text.replace(/ (?=\d{2}:?\d{2}$)/, '+'));
}

/** @throws ExpectedError 'invalid' when the value is no time. */
export function timeCondition(name: string, column: RawBuilder<number>, comparator: Comparator, literal: Literal): Bool {
  if (literal.kind === 'null') return never;
  const timeMs = timeOf(literal);
  if (timeMs !== null) return compared(column, comparator, timeMs);
  throw new ExpectedError('invalid', `'${name}' is compared with a date, or a date and time with zone, such as '2026-11-19T14:32:08.000+02:00'`);
}
