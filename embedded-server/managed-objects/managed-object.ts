/** A managed object between the wire and its row. Pure: what a posted body means, what a change leaves. */
import { platformProperties } from '#contract/managed-objects.ts';
import { ExpectedError } from '#contract/errors.ts';
import { isStorableText, requireJsonObject, requireText, type JsonObject } from '#contract/wire.ts';

/** What a client decides about an object. Fragment values are never null. */
export interface ObjectContent {
  name: string | null;
  type: string | null;
  fragments: JsonObject;
}

/** What a PUT changes: a name or type not mentioned stays, a fragment of null is removed. */
export interface ObjectChanges {
  name?: string | null;
  type?: string | null;
  fragments: JsonObject;
}

const maxNameLength = 1000;
const platformKeys: ReadonlySet<string> = new Set(platformProperties);

function parseLabel(value: unknown, field: 'name' | 'type'): string | null {
  if (value === null || value === '') return null;
  return requireText(value, field, maxNameLength);
}

function requireFragmentName(name: string): void {
  if (name !== '' && name.length <= maxNameLength && isStorableText(name)) return;
  throw new ExpectedError('invalid', `'${name.slice(0, 60)}' is no valid fragment name`);
}

function fragmentEntries(body: JsonObject): [string, unknown][] {
  const entries = Object.entries(body).filter(([key]) => key !== 'name' && key !== 'type' && !platformKeys.has(key));
  for (const [name] of entries) requireFragmentName(name);
  return entries;
}

/**
 * What a PUT asks for. What the platform sets itself (id, owner, times, links) is left out, not refused:
 * clients send back what they read.
 * @throws ExpectedError 'invalid' when the body is no object, or name or type no text.
 */
export function parseChanges(body: unknown): ObjectChanges {
  const object = requireJsonObject(body, 'a managed object');
  const changes: ObjectChanges = { fragments: Object.fromEntries(fragmentEntries(object)) };
  if (object['name'] !== undefined) changes.name = parseLabel(object['name'], 'name');
  if (object['type'] !== undefined) changes.type = parseLabel(object['type'], 'type');
  return changes;
}

/** An object as it is after a change: each fragment is replaced as a whole, null removes it. */
export function applyChanges(content: ObjectContent, changes: ObjectChanges): ObjectContent {
  const merged = Object.entries({ ...content.fragments, ...changes.fragments });
  return {
    name: changes.name === undefined ? content.name : changes.name,
    type: changes.type === undefined ? content.type : changes.type,
    fragments: Object.fromEntries(merged.filter(([, value]) => value !== null)),
  };
}

/** What a POST asks for. @throws as {@link parseChanges}. */
export function parseContent(body: unknown): ObjectContent {
  return applyChanges({ name: null, type: null, fragments: {} }, parseChanges(body));
}

/** A PUT that changes nothing is the device's sign of life. */
export function isHeartbeat({ name, type, fragments }: ObjectChanges): boolean {
  return name === undefined && type === undefined && Object.keys(fragments).length === 0;
}

/** What the marker fragments say the object is. */
export function rolesOf(content: ObjectContent): { isDevice: boolean; isGroup: boolean } {
  return {
    isDevice: Object.hasOwn(content.fragments, 'c8y_IsDevice'),
    isGroup: Object.hasOwn(content.fragments, 'c8y_IsDeviceGroup'),
  };
}

/**
 * How often the object must be heard from, out of `c8y_RequiredAvailability`.
 * @returns minutes within ±32767; 0 or less means maintenance; null means nobody asks.
 */
export function requiredInterval(fragments: JsonObject): number | null {
  const required = fragments['c8y_RequiredAvailability'];
  const minutes = typeof required === 'object' && required !== null && 'responseInterval' in required ? required.responseInterval : null;
  const number = typeof minutes === 'string' && /^-?\d{1,9}$/.test(minutes) ? Number(minutes) : minutes;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  return Math.max(-32767, Math.min(32767, number));
}

/** Somebody works at the object: what it reports is recorded, not announced. */
export function isInMaintenance(fragments: JsonObject): boolean {
  const interval = requiredInterval(fragments);
  return interval !== null && interval <= 0;
}
