/** What a value in a query means. Pure. */
import { ExpectedError } from '#contract/errors.ts';

import type { Literal } from './query.ts';
import type { Token } from './tokens.ts';

const maxPatternLength = 200;
const maxWildcards = 10;

/** Clients write `5f` and `5d` for numbers with and without a fraction. */
const numberPattern = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)[fd]?$/i;
const constants: ReadonlyMap<string, Literal> = new Map([
  ['true', { kind: 'boolean', value: true }],
  ['false', { kind: 'boolean', value: false }],
  ['null', { kind: 'null' }],
]);

function textOf(parts: readonly string[]): Literal {
  const [only = ''] = parts;
  if (parts.length === 1) return { kind: 'text', text: only };
  const length = parts.reduce((sum, part) => sum + part.length, parts.length - 1);
  if (parts.length - 1 <= maxWildcards && length <= maxPatternLength) return { kind: 'pattern', parts };
  throw new ExpectedError('invalid', `A pattern may have at most ${maxPatternLength} characters and ${maxWildcards} wildcards`);
}

function numberOf(text: string): Literal | null {
  const digits = numberPattern.exec(text)?.[1];
  if (digits === undefined) return null;
  const value = Number(digits);
  if (!Number.isFinite(value)) throw new ExpectedError('invalid', `'${text.slice(0, 40)}' is too large a number`);
  // There is one zero.
  return { kind: 'number', value: value === 0 ? 0 : value };
}

/** A value without quotes is a number or a constant where it looks like one, else a text. */
function literalOfWord(text: string): Literal {
  return constants.get(text.toLowerCase()) ?? numberOf(text) ?? textOf(text.split('*'));
}

/**
 * The value a token stands for, or null for a token that is none.
 * @throws ExpectedError 'invalid' for a number or pattern beyond the limits.
 */
export function literalOf(token: Token): Literal | null {
  if (token.kind === 'quoted') return textOf(token.parts);
  return token.kind === 'word' ? literalOfWord(token.text) : null;
}

/** A text that stands for itself: asterisks in it are no wildcards where only order is asked for. */
export function withoutWildcards(literal: Literal): Literal {
  return literal.kind === 'pattern' ? { kind: 'text', text: literal.parts.join('*') } : literal;
}
