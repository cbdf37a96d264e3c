/** Options of a tenant: what programs and the people who run them keep here about the site. */
import type { AuditActivity } from '#contract/audit.ts';
import { ExpectedError } from '#contract/errors.ts';
import { isJsonObject, requireFields, requireJsonObject, requireText } from '#contract/wire.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import { first, run, type Unit } from '../db/unit.ts';
import { countOptions, deleteOption, findOption, listOptions, optionsOfCategory, saveOption, type OptionRow } from '../tenants/option-store.ts';
import type { OpenTenant } from './open-tenant.ts';

const maxName = 200;
const maxValue = 65_536;
const maxOptions = 10_000;

function noSuchOption(category: string, key: string): ExpectedError {
  return new ExpectedError('not-found', `Unable to find option by given key : OptionPK [category=${category.slice(0, 100)}, key=${key.slice(0, 100)}]`);
}

/** The original platform keeps these encrypted. What is not kept secret must not be taken for it. */
function refuseSecrets(key: string): void {
  if (key.startsWith('credentials.')) throw new ExpectedError('invalid', 'Options hold no secrets here: keys must not begin with credentials.');
}

function parseValue(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === '' ? '' : requireText(value, 'value', maxValue);
}

/** A posted option. @throws ExpectedError 'invalid'. */
export function parseOption(body: unknown): OptionRow {
  const object = requireJsonObject(body, 'an option');
  requireFields(object, ['category', 'key', 'value']);
  const key = requireText(object['key'], 'key', maxName);
  refuseSecrets(key);
  return { category: requireText(object['category'], 'category', maxName), key, value: parseValue(object['value']) };
}

/** The new value of an option that the path names. @throws ExpectedError 'invalid'. */
export function parseOptionValue(body: unknown): string {
  const object = requireJsonObject(body, 'an option');
  requireFields(object, ['value']);
  return parseValue(object['value']);
}

/** Keys to values of one category. @throws ExpectedError 'invalid'. */
export function parseCategory(body: unknown): [string, string][] {
  if (!isJsonObject(body)) throw new ExpectedError('invalid', 'options must be an object of keys and values');
  return Object.entries(body).map(([key, value]): [string, string] => {
    refuseSecrets(key);
    return [requireText(key, 'key', maxName), parseValue(value)];
  });
}

export function optionPage({ database }: OpenTenant, limit: number, offset: number): OptionRow[] {
  return database.readPage(listOptions(limit, offset));
}

export function optionTotal({ database }: OpenTenant): number {
  return database.readFirst(countOptions())?.total ?? 0;
}

/** @throws ExpectedError 'not-found'. */
export function requireOption({ database }: OpenTenant, category: string, key: string): OptionRow {
  const found = database.readFirst(findOption(category, key));
  if (!found) throw noSuchOption(category, key);
  return found;
}

export function categoryOf({ database }: OpenTenant, category: string): Record<string, string> {
  return Object.fromEntries(database.readPage(optionsOfCategory(category)).map(({ key, value }) => [key, value]));
}

function* tell(tenant: OpenTenant, by: string, activity: AuditActivity, { category, key, value }: OptionRow, before: string | null): Unit<void> {
  const changes = [{ attribute: `${category}/${key}`, previousValue: before, newValue: value }];
  const text = `${activity}: ${category}/${key}`;
  yield* run(insertAuditRecord({ timeMs: tenant.clock.now(), userName: by, type: 'Option', activity, text, source: `${category}/${key}`, changes }));
}

function* save(tenant: OpenTenant, option: OptionRow, by: string): Unit<void> {
  const before = yield* first(findOption(option.category, option.key));
  if (before?.value === option.value) return;
  const total = yield* first(countOptions());
  if (!before && (total?.total ?? 0) >= maxOptions) throw new ExpectedError('invalid', `A tenant has at most ${maxOptions} options`);
  yield* run(saveOption(option.category, option.key, option.value));
  yield* tell(tenant, by, before ? 'Option updated' : 'Option created', option, before?.value ?? null);
}

/** Set options; @param by who, for the audit record. @throws ExpectedError 'invalid' when there would be too many. */
export function setOptions(tenant: OpenTenant, options: readonly OptionRow[], by: string): Promise<void> {
  return tenant.database.write(function* () {
    for (const option of options) yield* save(tenant, option, by);
  });
}

/** @throws ExpectedError 'not-found'. */
export function removeOption(tenant: OpenTenant, category: string, key: string, by: string): Promise<void> {
  return tenant.database.write(function* () {
    const before = yield* first(findOption(category, key));
    if (!before) throw noSuchOption(category, key);
    yield* run(deleteOption(category, key));
    yield* tell(tenant, by, 'Option deleted', { ...before, value: '' }, before.value);
  });
}
