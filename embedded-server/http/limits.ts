/**
 * Reading JSON from strangers. Depth and width are counted on the bytes before anything is parsed, because
 * a deeply nested body costs a parser, and whatever walks its result, the stack.
 */
import { ExpectedError } from '#contract/errors.ts';

import { jsonFault } from './json-fault.ts';

export interface JsonLimits {
  /** Objects and arrays within each other. */
  depth: number;
  /** Members of one object or array. */
  width: number;
}

export const defaultJsonLimits: JsonLimits = { depth: 64, width: 1_000 };

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openings = new Set([0x5b, 0x7b]);
const closings = new Set([0x5d, 0x7d]);

/** Longest text, in UTF-16 units, in which the fault is looked for. */
const longestLocated = 64 * 1024;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Index of the quote that ends the string begun at `start`; the end of the bytes when there is none. */
function endOfString(bytes: Uint8Array, start: number): number {
  let index = start + 1;
  while (index < bytes.length && bytes[index] !== quote) index += bytes[index] === backslash ? 2 : 1;
  return index;
}

/** Counts members while bytes go by; knows nothing of JSON's grammar, which is the parser's to check. */
class ShapeCount {
  readonly #limits: JsonLimits;
  readonly #commas: number[] = [0];

  constructor(limits: JsonLimits) {
    this.#limits = limits;
  }

  open(): void {
    this.#commas.push(0);
    if (this.#commas.length - 1 > this.#limits.depth) {
      throw new ExpectedError('malformed', `The body is nested deeper than ${this.#limits.depth}`);
    }
  }

  close(): void {
    if (this.#commas.length > 1) this.#commas.pop();
  }

  comma(): void {
    const at = this.#commas.length - 1;
    const members = (this.#commas[at] ?? 0) + 1;
    this.#commas[at] = members;
    if (members >= this.#limits.width) {
      throw new ExpectedError('too-large', `An object or array has more than ${this.#limits.width} members`);
    }
  }
}

/** @throws ExpectedError 'malformed' when too deep, 'too-large' when too wide. */
function assertShape(bytes: Uint8Array, limits: JsonLimits): void {
  const count = new ShapeCount(limits);
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === quote) index = endOfString(bytes, index);
    else if (byte === comma) count.comma();
    else if (openings.has(byte)) count.open();
    else if (closings.has(byte)) count.close();
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new ExpectedError('malformed', 'The body is not valid UTF-8');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The place is for people who write a device's first request; nobody reads through a longer body.
    const fault = text.length > longestLocated ? null : jsonFault(text);
    const where = fault === null ? '' : `: see line ${fault.line}, column ${fault.column}`;
    throw new ExpectedError('malformed', `The body is not valid JSON${where}`);
  }
}

/** Whether a name in it would reach for an object's prototype if the value were ever merged into another. */
function reachesPrototype(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.hasOwn(value, '__proto__')) return true;
  return Object.entries(value).some(
    ([name, member]) => (name === 'constructor' && isObjectWith(member, 'prototype')) || reachesPrototype(member),
  );
}

function isObjectWith(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}

/** Whether it has a number beyond what a double holds: that would be stored as null. */
function hasInfinity(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasInfinity);
}

// Only a number with an exponent of three digits, or with some 300 digits, can be so large; it is worth a walk.
const enormous = /\d[eE]\+?\d{3}|\d{300}/;

// Escapes could spell the names too. Only a text with one of these is worth a walk.
const suspicious = /__proto__|constructor|\\u/;

/**
 * Parse a JSON body.
 * @throws ExpectedError 'malformed' for invalid UTF-8 or JSON, for nesting beyond the limit and for names
 *   that reach for a prototype; 'too-large' for an object or array with too many members; 'invalid' for a number
 *   too large to be one.
 */
export function parseJson(bytes: Uint8Array, limits: JsonLimits = defaultJsonLimits): unknown {
  assertShape(bytes, limits);
  const text = decode(bytes);
  const value = parse(text);
  if (suspicious.test(text) && reachesPrototype(value)) {
    throw new ExpectedError('malformed', "The names '__proto__' and 'constructor.prototype' are not accepted");
  }
  if (enormous.test(text) && hasInfinity(value)) throw new ExpectedError('invalid', 'The body has a number that must be finite');
  return value;
}
