/**
 * Reading the query language by recursive descent:
 *
 *     query      = [ "$filter=" any | "$orderby=" keys ]… | any
 *     any        = every { "or" every }
 *     every      = single { "and" single }
 *     single     = "(" any ")" | "not" "(" any ")" | function "(" argument { "," argument } ")" | path comparator value
 *     keys       = path [ "asc" | "desc" ] { "," path [ "asc" | "desc" ] }
 *
 * Words of the language are known by their place, so a property may be called `not` or `has`.
 */
import { ExpectedError } from '#contract/errors.ts';
import { parseId } from '#contract/wire.ts';

import { literalOf, withoutWildcards } from './literal.ts';
import { comparators, type Comparator, type Condition, type InventoryQuery, type Literal, type OrderKey, type Path } from './query.ts';
import { TokenCursor } from './token-cursor.ts';

export const maxNesting = 32;
const maxConditions = 200;
const maxPatterns = 20;
const maxOrderKeys = 10;
const maxPathLength = 20;
const maxArguments = 200;

type Connective = 'and' | 'or';

class Parser {
  readonly #tokens: TokenCursor;
  #nesting = 0;
  #conditions = 0;
  #patterns = 0;

  constructor(text: string) {
    this.#tokens = new TokenCursor(text);
  }

  query(): InventoryQuery {
    const found: InventoryQuery = { filter: null, order: [] };
    if (this.#tokens.peek().kind === 'end') return found;
    if (this.#tokens.peek().kind !== 'clause') return { ...found, filter: this.#whole() };
    const seen = new Set<string>();
    while (this.#tokens.peek().kind !== 'end') this.#clause(found, seen);
    return found;
  }

  #whole(): Condition {
    const condition = this.#any();
    if (this.#tokens.peek().kind !== 'end') this.#tokens.fail("'and', 'or' or the end");
    return condition;
  }

  #clause(found: InventoryQuery, seen: Set<string>): void {
    const token = this.#tokens.take();
    const name = token.kind === 'clause' && !seen.has(token.name) ? token.name : '';
    seen.add(name);
    if (name === 'filter') found.filter = this.#any();
    else if (name === 'orderby') found.order = this.#orderKeys();
    else this.#tokens.fail("'and', 'or', '$filter=' or '$orderby=', each once, or the end", token);
  }

  #any(): Condition {
    return this.#chain('or', () => this.#every());
  }

  #every(): Condition {
    return this.#chain('and', () => this.#single());
  }

  #chain(connective: Connective, member: () => Condition): Condition {
    const first = member();
    const operands = [first];
    while (this.#tokens.skipKeyword(connective)) operands.push(member());
    if (operands.length === 1) return first;
    // Parentheses around the same connective change nothing.
    return { kind: connective, operands: operands.flatMap((one) => (one.kind === connective ? one.operands : [one])) };
  }

  #nested(): Condition {
    this.#nesting += 1;
    if (this.#nesting > maxNesting) throw new ExpectedError('invalid', `A query may be nested at most ${maxNesting} deep`);
    this.#tokens.expect('(');
    const condition = this.#any();
    if (this.#tokens.peek().kind !== ')') this.#tokens.fail("'and', 'or' or ')'");
    this.#tokens.take();
    this.#nesting -= 1;
    return condition;
  }

  #single(): Condition {
    if (this.#tokens.peek().kind === '(') return this.#nested();
    this.#conditions += 1;
    if (this.#conditions > maxConditions) throw new ExpectedError('invalid', `A query may have at most ${maxConditions} conditions`);
    return this.#tokens.peek(1).kind === '(' ? this.#call() : this.#comparison();
  }

  #call(): Condition {
    const name = this.#tokens.keyword();
    const token = this.#tokens.take();
    if (name === 'not') return { kind: 'not', operand: this.#nested() };
    if (name === 'has') return { kind: 'has', paths: this.#arguments(1, () => this.#path()) };
    if (name === 'hasany') return { kind: 'has', paths: this.#arguments(maxArguments, () => this.#path()) };
    if (name === 'bygroupid') return { kind: 'below', reach: 'group', ids: this.#arguments(maxArguments, () => this.#id()) };
    if (name === 'isinhierarchyof') return { kind: 'below', reach: 'hierarchy', ids: this.#arguments(maxArguments, () => this.#id()) };
    return this.#tokens.fail("'not', 'has', 'hasany', 'bygroupid' or 'isinhierarchyof' before '('", token);
  }

  #arguments<Argument>(most: number, argument: () => Argument): Argument[] {
    this.#tokens.expect('(');
    const found = [argument()];
    while (found.length < most && this.#tokens.skipComma()) found.push(argument());
    this.#tokens.expect(')');
    return found;
  }

  #id(): number {
    const token = this.#tokens.take();
    const id = token.kind === 'word' ? parseId(token.text) : token.kind === 'quoted' ? parseId(token.parts.join('*')) : null;
    return id ?? this.#tokens.fail('the id of a managed object', token);
  }

  /** Functions also take their names in quotes. */
  #path(): Path {
    const token = this.#tokens.take();
    const text = token.kind === 'quoted' && token.parts.length === 1 ? token.parts[0] : token.kind === 'word' ? token.text : undefined;
    const path = text?.split('.') ?? [];
    if (path.length === 0 || path.includes('') || path.length > maxPathLength) this.#tokens.fail("a property, such as 'name' or 'c8y_Hardware.model'", token);
    return path;
  }

  #comparison(): Condition {
    if (this.#tokens.peek().kind !== 'word') this.#tokens.fail("a property, a function, 'not' or '('");
    const path = this.#path();
    const comparator = this.#comparator();
    return { kind: 'comparison', path, comparator, literal: this.#literal(comparator) };
  }

  #comparator(): Comparator {
    const found = comparators.find((comparator) => this.#tokens.skipKeyword(comparator));
    return found ?? this.#tokens.fail("'eq', 'gt', 'ge', 'lt' or 'le'");
  }

  #literal(comparator: Comparator): Literal {
    const token = this.#tokens.take();
    const literal = literalOf(token) ?? this.#tokens.fail('a value', token);
    if (comparator === 'eq') return this.#countPattern(literal);
    if (literal.kind === 'boolean' || literal.kind === 'null') this.#tokens.fail('a number or a text, for only these have an order', token);
    return withoutWildcards(literal);
  }

  #countPattern(literal: Literal): Literal {
    if (literal.kind === 'pattern') this.#patterns += 1;
    if (this.#patterns > maxPatterns) throw new ExpectedError('invalid', `A query may have at most ${maxPatterns} patterns`);
    return literal;
  }

  #orderKeys(): OrderKey[] {
    const keys = [this.#orderKey()];
    while (this.#tokens.skipComma()) keys.push(this.#orderKey());
    if (keys.length > maxOrderKeys) throw new ExpectedError('invalid', `A query may be ordered by at most ${maxOrderKeys} properties`);
    return keys;
  }

  #orderKey(): OrderKey {
    const path = this.#path();
    const descending = this.#tokens.skipKeyword('desc');
    if (!descending) this.#tokens.skipKeyword('asc');
    return { path, descending };
  }
}

/**
 * Parse `$filter=… $orderby=…`, or a bare filter.
 * @throws ExpectedError 'invalid' naming the position and what was expected there.
 */
export function parseQuery(text: string): InventoryQuery {
  return new Parser(text).query();
}
