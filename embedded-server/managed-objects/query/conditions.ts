/** A query's condition as SQL over `managed_objects as o`. Whatever a client wrote is a bound parameter. */
import { sql, type RawBuilder } from 'kysely';

import { maxDepth } from '../child-store.ts';
import { fragmentCondition, isThere } from './fragment-conditions.ts';
import { idCondition, never, textCondition, timeCondition, type Bool } from './literal-conditions.ts';
import { jsonPath, propertyAt } from './properties.ts';
import type { Condition, OrderKey, Path } from './query.ts';

type Comparison = Extract<Condition, { kind: 'comparison' }>;
type Below = Extract<Condition, { kind: 'below' }>;

function comparison({ path, comparator, literal }: Comparison): Bool {
  const property = propertyAt(path);
  switch (property.kind) {
    case 'id':
      return idCondition(comparator, literal);
    case 'text':
      return textCondition(property.column, comparator, literal);
    case 'time':
      return timeCondition(property.name, property.column, comparator, literal);
    case 'fragment':
      return fragmentCondition(property, comparator, literal);
  }
}

/** Objects that have a fragment, by the index of their names. */
export function withFragment(fragment: string): Bool {
  return sql`o.id in (select managed_object_id from managed_object_fragments where fragment = ${fragment})`;
}

function has(path: Path): Bool {
  const property = propertyAt(path);
  if (property.kind === 'text') return sql`${property.column} is not null`;
  if (property.kind !== 'fragment') return sql`1`;
  return property.path.length === 1 && !property.isComputed ? withFragment(property.head) : isThere(property);
}

function below({ reach, ids }: Below): Bool {
  if (ids.length === 0) return never;
  const tops = sql`(select value from json_each(${JSON.stringify(ids)}))`;
  if (reach === 'group') {
    return sql`o.id in (select child_id from managed_object_children where kind = 'asset' and parent_id in ${tops})`;
  }
  return sql`o.id in (with recursive below(id, depth) as (
      select value, 0 from json_each(${JSON.stringify(ids)})
      union select c.child_id, below.depth + 1 from below
      join managed_object_children as c on c.parent_id = below.id and c.kind in ('asset', 'device')
      where below.depth < ${maxDepth})
    select id from below)`;
}

function joined(conditions: Bool[], connective: 'and' | 'or'): Bool {
  return sql`(${sql.join(conditions, connective === 'and' ? sql` and ` : sql` or `)})`;
}

/**
 * The condition as SQL that is 0 or 1, never NULL, so that `not` means what it says.
 * @throws ExpectedError 'invalid' for a time that is none.
 */
export function conditionSql(condition: Condition): Bool {
  switch (condition.kind) {
    case 'comparison':
      return comparison(condition);
    case 'has':
      return joined(condition.paths.map(has), 'or');
    case 'below':
      return below(condition);
    case 'not':
      return sql`not ${conditionSql(condition.operand)}`;
    case 'and':
    case 'or':
      return joined(condition.operands.map(conditionSql), condition.kind);
  }
}

/** Literally what the index of devices is over. */
export const nameKey = sql<string>`coalesce(o.name, '') collate nocase`;

/** What a list is sorted by. Names whatever their case; what is missing comes first. */
export function orderSql({ path }: OrderKey): RawBuilder<unknown> {
  const property = propertyAt(path);
  switch (property.kind) {
    case 'id':
      return sql`o.id`;
    case 'text':
      return property.name === 'name' ? nameKey : property.column;
    case 'time':
      return property.column;
    case 'fragment':
      return sql`json_extract(${property.source}, ${jsonPath(property.path)})`;
  }
}
