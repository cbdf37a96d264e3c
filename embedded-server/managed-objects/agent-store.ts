/**
 * SQL of who looks after whom: an agent (fragment `com_cumulocity_model_Agent`) takes the operations of itself
 * and of everything that hangs on it as child device or addition, down to the next agent.
 */
import { sql } from 'kysely';

import { queryBuilder, statement } from '../db/statement.ts';
import { maxDepth } from './child-store.ts';
import type { InventoryTables } from './managed-object-store.ts';

const db = queryBuilder<InventoryTables>();

const isLookedAfter = sql<boolean>`c.kind in ('device', 'addition')`;

function isAgent(column: string) {
  return sql<boolean>`exists (select 1 from managed_object_fragments as f
    where f.fragment = 'com_cumulocity_model_Agent' and f.managed_object_id = ${sql.ref(column)})`;
}

/** Agents above some objects, these themselves included; `of` is the object, `depth` how far up its agent is. */
export const agentsAbove = statement('agents: above', [[[1, 2]]] as [readonly number[]][], (ids) =>
  db
    .withRecursive('above(of, id, depth)', (cte) =>
      cte
        .selectFrom(sql<{ value: number }>`json_each(${JSON.stringify(ids)})`.as('j'))
        .select(['j.value as of', 'j.value as id', sql<number>`0`.as('depth')])
        .union(
          cte
            .selectFrom('above')
            .innerJoin('managed_object_children as c', 'c.child_id', 'above.id')
            .select(['above.of', 'c.parent_id as id', sql<number>`above.depth + 1`.as('depth')])
            .where(isLookedAfter)
            .where('above.depth', '<', maxDepth),
        ),
    )
    .selectFrom('above')
    .select(['above.of', 'above.id', 'above.depth'])
    .where(isAgent('above.id')),
);

/** What an object looks after as agent, without itself; each once. What has an agent of its own is left out. */
export const lookedAfterBy = statement('agents: looked after', [[1]] as [number][], (id) =>
  db
    .withRecursive('below(id, depth)', (cte) =>
      cte
        .selectFrom('managed_object_children as c')
        .select(['c.child_id as id', sql<number>`1`.as('depth')])
        .where('c.parent_id', '=', id)
        .where(isLookedAfter)
        .where(({ not }) => not(isAgent('c.child_id')))
        .union(
          cte
            .selectFrom('below')
            .innerJoin('managed_object_children as c', 'c.parent_id', 'below.id')
            .select(['c.child_id as id', sql<number>`below.depth + 1`.as('depth')])
            .where(isLookedAfter)
            .where(({ not }) => not(isAgent('c.child_id')))
            .where('below.depth', '<', maxDepth),
        ),
    )
    .selectFrom('below')
    .select('below.id')
    .distinct()
    .where('below.id', '!=', id),
);
