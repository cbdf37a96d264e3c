/** What people say about themselves, for the wire: names, addresses, and whatever a client keeps with them. */
import { z } from 'zod';

import { ExpectedError } from '#contract/errors.ts';
import { isJsonObject, isStorableText, type JsonObject } from '#contract/wire.ts';

import type { Reader } from '../db/platform-database.ts';
import { first, run, type Unit } from '../db/unit.ts';
import { allProfiles, findProfile, saveProfile } from './profile-store.ts';

const text = z.string().max(254).refine(isStorableText);
const profileSchema = z.object({
  email: text.optional(),
  firstName: text.optional(),
  lastName: text.optional(),
  displayName: text.optional(),
  phone: text.optional(),
  customProperties: z.record(z.string(), z.unknown()).optional(),
});
export type Profile = z.infer<typeof profileSchema>;

/** Part by part: null takes one away. */
export type ProfileChanges = { [Part in keyof Profile]: Profile[Part] | null };

const parts = profileSchema.keyof().options;
const maxCustomLength = 16_384;

function parseCustom(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new ExpectedError('invalid', "'customProperties' must be an object");
  if (JSON.stringify(value).length > maxCustomLength) throw new ExpectedError('invalid', `'customProperties' may have ${maxCustomLength} characters`);
  return value;
}

function parsePart(name: keyof Profile, value: unknown): unknown {
  if (value === null) return null;
  if (name === 'customProperties') return parseCustom(value);
  const parsed = text.safeParse(value);
  if (!parsed.success) throw new ExpectedError('invalid', `'${name}' must be a text of at most 254 characters`);
  return parsed.data;
}

/** The parts of a profile in a posted user. @throws ExpectedError 'invalid'. */
export function parseProfileChanges(body: JsonObject): ProfileChanges {
  const given = parts.filter((name) => body[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, parsePart(name, body[name])]));
}

function parse(stored: string | undefined): Profile {
  return stored === undefined ? {} : profileSchema.parse(JSON.parse(stored));
}

export function readProfile(reader: Reader, userName: string): Profile {
  return parse(reader.readFirst(findProfile(userName))?.profile);
}

/** Profiles by user name in small letters; who has none is left out. */
export function readProfiles(reader: Reader): Map<string, Profile> {
  return new Map(reader.read(allProfiles()).map(({ user_name, profile }) => [user_name.toLowerCase(), parse(profile)]));
}

/** @returns the profile from now on. */
export function* changeProfile(userName: string, changes: ProfileChanges): Unit<Profile> {
  if (Object.keys(changes).length === 0) return parse((yield* first(findProfile(userName)))?.profile);
  const before = parse((yield* first(findProfile(userName)))?.profile);
  const kept = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null && value !== '');
  const after = Object.fromEntries(kept) as Profile;
  yield* run(saveProfile(userName, JSON.stringify(after)));
  return after;
}
