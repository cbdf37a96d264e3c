/**
 * A query of the inventory as a tree: what `query=` and `q=` mean once they are parsed.
 * The language: https://cumulocity.com/docs/concepts/domain-model/#query-language
 */

/** A property's name, outermost first: `c8y_Availability.status` is two. Never empty. */
export type Path = readonly string[];

export const comparators = ['eq', 'gt', 'ge', 'lt', 'le'] as const;
export type Comparator = (typeof comparators)[number];

export type Literal =
  | { kind: 'text'; text: string }
  /** Texts with any run of characters between each two: `a*b` is `['a', 'b']`. Only equality knows patterns. */
  | { kind: 'pattern'; parts: readonly string[] }
  | { kind: 'number'; value: number }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'null' };

export type Condition =
  | { kind: 'comparison'; path: Path; comparator: Comparator; literal: Literal }
  /** At least one of the properties is there. */
  | { kind: 'has'; paths: readonly Path[] }
  /** `group`: an asset right below one of the objects. `hierarchy`: one of them, or anything below it. */
  | { kind: 'below'; reach: 'group' | 'hierarchy'; ids: readonly number[] }
  | { kind: 'not'; operand: Condition }
  /** Two or more; a member of an `and` is no `and` itself, a member of an `or` no `or`. */
  | { kind: 'and' | 'or'; operands: readonly Condition[] };

export interface OrderKey {
  path: Path;
  descending: boolean;
}

export interface InventoryQuery {
  /** Null: everything. */
  filter: Condition | null;
  /** Empty: by id. */
  order: readonly OrderKey[];
}

/** Both conditions at once; null stands for none. */
export function both(one: Condition | null, other: Condition | null): Condition | null {
  if (!one || !other) return one ?? other;
  const operands = [one, other].flatMap((condition) => (condition.kind === 'and' ? condition.operands : [condition]));
  return { kind: 'and', operands };
}

/** Every condition of a tree, itself included, that is not made of others. */
export function leavesOf(condition: Condition): Exclude<Condition, { kind: 'and' | 'or' | 'not' }>[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands.flatMap(leavesOf);
    case 'not':
      return leavesOf(condition.operand);
    case 'comparison':
    case 'has':
    case 'below':
      return [condition];
  }
}
