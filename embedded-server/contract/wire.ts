/** Reading what every kind of object on the device API has in common. Bad input is an ExpectedError 'invalid'. */
import { ExpectedError } from './errors.ts';
import { earliestTimeMs, latestTimeMs, parseInstant, parseQueryTime } from './time.ts';

export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param field the part of the body that is meant. */
function invalid(message: string, field?: string): ExpectedError {
  return new ExpectedError('invalid', message, field === undefined ? {} : { fields: { [field]: 'invalid' } });
}

/** A posted body that must be an object. @param what it should have been, such as `an event`. */
export function requireJsonObject(body: unknown, what: string): JsonObject {
  if (!isJsonObject(body)) throw invalid(`${what} must be a JSON object`);
  return body;
}

/** Complain about every missing field at once, in the words Cumulocity's clients know. */
export function requireFields(body: JsonObject, names: readonly string[]): void {
  const missing = names.filter((name) => body[name] === undefined || body[name] === null);
  if (missing.length === 0) return;
  const fields = Object.fromEntries(missing.map((name) => [name, 'missing']));
  throw new ExpectedError('invalid', `Following mandatory fields should be included: ${missing.join(',')}`, { fields });
}

/** An id, which is a string of digits (clients may send a number); null for anything else. */
export function parseId(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Id out of `{"id":"12"}`, as `source` and `managedObject` carry it. */
export function requireReferenceId(reference: unknown, field: string): number {
  const id = isJsonObject(reference) ? parseId(reference['id']) : null;
  if (id === null) throw invalid(`'${field}.id' must be the id of a managed object`, `${field}.id`);
  return id;
}

/** Whether a text comes back from the store as it went in: no lone surrogates, no NUL. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** A text with something in it that survives storing. */
export function requireText(value: unknown, field: string, maxLength: number): string {
  if (typeof value !== 'string' || value === '' || value.length > maxLength) {
    throw invalid(`'${field}' must be a text of 1 to ${maxLength} characters`, field);
  }
  if (!isStorableText(value)) throw invalid(`'${field}' is no well-formed text`, field);
  return value;
}

/** A device's own time: an instant with zone between 1970 and 2099, as ms UTC. */
export function requireDeviceTime(time: unknown): number {
  const timeMs = typeof time === 'string' ? parseInstant(time) : null;
  if (timeMs === null) throw invalid("'time' must be a date and time with zone, such as 2026-11-19T14:32:08.000+02:00", 'time');
  if (timeMs < earliestTimeMs || timeMs > latestTimeMs) throw invalid("'time' must lie between 1970 and 2099", 'time');
  return timeMs;
}

/** A time in a query, such as `dateFrom`: an instant or a plain date; undefined when it was not given (null). */
export function optionalTime(text: string | null, name: string): number | undefined {
  if (text === null) return undefined;
  // A zone's + that was not escaped arrives as a blank.
  const timeMs = parseQueryTime(text.replace(/ (?=\d{2}:?\d{2}$)/, '+'));
  if (timeMs === null) throw invalid(`${name} must be a date, or a date and time with zone, not '${text.slice(0, 40)}'`);
  return timeMs;
}
