/** A query of the inventory made ready for the store: cut down to what its caller may know of. */
import type { ObjectQuery } from '../managed-objects/object-filter.ts';
import { computedFragments } from '../managed-objects/query/properties.ts';
import { leavesOf, type Condition, type InventoryQuery, type Path } from '../managed-objects/query/query.ts';
import { computedFragmentsOfAll } from './computed-fragments.ts';
import { scopeOf, type Scoped } from './device-scope.ts';

/** An object the caller may not touch is as good as none: nobody learns by asking which groups it is in. */
function withinScope(condition: Condition, scope: ReadonlySet<number>): Condition {
  switch (condition.kind) {
    case 'below':
      return { ...condition, ids: condition.ids.filter((id) => scope.has(id)) };
    case 'not':
      return { kind: 'not', operand: withinScope(condition.operand, scope) };
    case 'and':
    case 'or':
      return { kind: condition.kind, operands: condition.operands.map((operand) => withinScope(operand, scope)) };
    case 'comparison':
    case 'has':
      return condition;
  }
}

function mentionedPaths({ filter, order }: InventoryQuery): Path[] {
  const leaves = filter ? leavesOf(filter) : [];
  const inFilter = leaves.flatMap((leaf) => (leaf.kind === 'has' ? leaf.paths : leaf.kind === 'comparison' ? [leaf.path] : []));
  return [...inFilter, ...order.map(({ path }) => path)];
}

/** The query as the store answers it to this caller. */
export function readyQuery(request: Scoped, query: InventoryQuery): ObjectQuery {
  const scope = scopeOf(request);
  const filter = query.filter && scope ? withinScope(query.filter, new Set(scope)) : query.filter;
  const heads = mentionedPaths(query).flatMap(([head]) => (head !== undefined && computedFragments.has(head) ? [head] : []));
  if (heads.length === 0) return { ...query, filter };
  return { ...query, filter, computed: computedFragmentsOfAll(request.tenant, new Set(heads)) };
}
