/** The query language once more, in plain JavaScript over plain objects, to hold the SQL against; and queries as text. */
import { parseQueryTime } from '#contract/time.ts';

import type { Comparator, Condition, InventoryQuery, Literal, Path } from '../managed-objects/query/query.ts';

export interface ModelObject {
  id: number;
  name: string | null;
  type: string | null;
  owner: string;
  createdMs: number;
  updatedMs: number;
  fragments: Record<string, unknown>;
  /** Ids of asset parents and of device parents. */
  assetParents: number[];
  deviceParents: number[];
}

// --- as text

function escaped(text: string): string {
  return text.replace(/[\\[\]{}()*]/g, '\\$&').replace(/'/g, "''");
}

export function printLiteral(literal: Literal): string {
  if (literal.kind === 'text') return `'${escaped(literal.text)}'`;
  if (literal.kind === 'pattern') return `'${literal.parts.map(escaped).join('*')}'`;
  return literal.kind === 'null' ? 'null' : String(literal.value);
}

const functionNames = { group: 'bygroupid', hierarchy: 'isinhierarchyof' };

export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'comparison':
      return `${condition.path.join('.')} ${condition.comparator} ${printLiteral(condition.literal)}`;
    case 'has':
      return `${condition.paths.length === 1 ? 'has' : 'hasany'}(${condition.paths.map((path) => path.join('.')).join(',')})`;
    case 'below':
      return `${functionNames[condition.reach]}(${condition.ids.join(',')})`;
    case 'not':
      return `not(${printCondition(condition.operand)})`;
    case 'and':
    case 'or':
      return condition.operands.map((operand) => `(${printCondition(operand)})`).join(` ${condition.kind} `);
  }
}

export function printQuery({ filter, order }: InventoryQuery): string {
  const keys = order.map(({ path, descending }) => `${path.join('.')} ${descending ? 'desc' : 'asc'}`);
  return [filter ? `$filter=(${printCondition(filter)})` : '', keys.length > 0 ? `$orderby=${keys.join(',')}` : ''].join(' ').trim();
}

// --- what it means

function holds(comparator: Comparator, difference: number): boolean {
  const verdicts: Record<Comparator, boolean> = { eq: difference === 0, gt: difference > 0, ge: difference >= 0, lt: difference < 0, le: difference <= 0 };
  return verdicts[comparator];
}

function compareText(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function fits(text: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts;
  if (!text.startsWith(first)) return false;
  if (others.length === 0) return text === first;
  const rest = text.slice(first.length);
  return Array.from({ length: rest.length + 1 }, (_, start) => start).some((start) => fits(rest.slice(start), others));
}

function valueAt(value: unknown, path: Path): unknown {
  const [head, ...tail] = path;
  if (head === undefined) return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, head)) return undefined;
  return valueAt((value as Record<string, unknown>)[head], tail);
}

function passes(value: unknown, comparator: Comparator, literal: Literal): boolean {
  if (literal.kind === 'null') return value === null;
  if (literal.kind === 'boolean') return value === literal.value;
  if (literal.kind === 'number') return typeof value === 'number' && holds(comparator, value - literal.value);
  if (typeof value !== 'string') return false;
  return literal.kind === 'text' ? holds(comparator, compareText(value, literal.text)) : fits(value, literal.parts);
}

function somePasses(value: unknown, test: (one: unknown) => boolean): boolean {
  return (Array.isArray(value) ? value : [value]).some(test);
}

function inFragments({ fragments }: ModelObject, path: Path, comparator: Comparator, literal: Literal): boolean {
  const value = valueAt(fragments, path);
  if (literal.kind === 'null') return value == null || somePasses(value, (one) => one === null);
  if (somePasses(value, (one) => passes(one, comparator, literal))) return true;
  const timeMs = literal.kind === 'text' ? parseQueryTime(literal.text) : null;
  if (path.length < 2 || path.at(-1) !== 'date' || timeMs === null) return false;
  return somePasses(valueAt(fragments, path.slice(0, -1)), (one) => {
    const instant = typeof one === 'string' ? parseQueryTime(one) : null;
    return instant !== null && holds(comparator, instant - timeMs);
  });
}

/** Numbers and constants without quotes are texts where a text stands. */
function asText(literal: Literal): Literal {
  return literal.kind === 'number' || literal.kind === 'boolean' ? { kind: 'text', text: String(literal.value) } : literal;
}

function comparison(object: ModelObject, path: Path, comparator: Comparator, literal: Literal): boolean {
  const [head = ''] = path;
  if (path.length === 1 && head === 'id') {
    if (literal.kind === 'pattern') return fits(String(object.id), literal.parts);
    const id = literal.kind === 'number' ? literal.value : literal.kind === 'text' && /^\d{1,15}$/.test(literal.text) ? Number(literal.text) : NaN;
    return holds(comparator, object.id - id);
  }
  if (path.length === 1 && (head === 'name' || head === 'type' || head === 'owner')) return passes(object[head], comparator, asText(literal));
  if ((head === 'creationTime' || head === 'lastUpdated') && (path.length === 1 || (path.length === 2 && path[1] === 'date'))) {
    const timeMs = literal.kind === 'text' ? parseQueryTime(literal.text) : null;
    return timeMs !== null && holds(comparator, (head === 'creationTime' ? object.createdMs : object.updatedMs) - timeMs);
  }
  return inFragments(object, path, comparator, literal);
}

function has(object: ModelObject, path: Path): boolean {
  const [head = ''] = path;
  if (path.length === 1 && (head === 'name' || head === 'type')) return object[head] !== null;
  const isTime = (head === 'creationTime' || head === 'lastUpdated') && (path.length === 1 || (path.length === 2 && path[1] === 'date'));
  if (isTime || (path.length === 1 && (head === 'id' || head === 'owner'))) return true;
  return valueAt(object.fragments, path) != null;
}

function isBelow(object: ModelObject, ids: readonly number[], all: ReadonlyMap<number, ModelObject>): boolean {
  if (ids.includes(object.id)) return true;
  return [...object.assetParents, ...object.deviceParents].some((id) => {
    const parent = all.get(id);
    return parent !== undefined && isBelow(parent, ids, all);
  });
}

/** Whether an object fulfils a condition. @param all for hierarchies; without loops. */
export function matches(object: ModelObject, condition: Condition, all: ReadonlyMap<number, ModelObject>): boolean {
  switch (condition.kind) {
    case 'comparison':
      return comparison(object, condition.path, condition.comparator, condition.literal);
    case 'has':
      return condition.paths.some((path) => has(object, path));
    case 'below':
      return condition.reach === 'group' ? object.assetParents.some((id) => condition.ids.includes(id)) : isBelow(object, condition.ids, all);
    case 'not':
      return !matches(object, condition.operand, all);
    case 'and':
      return condition.operands.every((operand) => matches(object, operand, all));
    case 'or':
      return condition.operands.some((operand) => matches(object, operand, all));
  }
}
