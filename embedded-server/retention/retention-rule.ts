/** How long what is kept: rules by kind, type, fragment and source; the most specific one decides. Pure. */
import { ExpectedError } from '#contract/errors.ts';
import { parseId, requireFields, requireJsonObject, requireText, type JsonObject } from '#contract/wire.ts';

export const dataTypes = ['MEASUREMENT', 'EVENT', 'ALARM', 'OPERATION', 'BULK_OPERATION', 'AUDIT', '*'] as const;
export type DataType = (typeof dataTypes)[number];
export type DatedKind = Exclude<DataType, '*'>;

/** Stands for any. */
export const any = '*';

export interface RetentionRule {
  dataType: DataType;
  fragmentType: string;
  type: string;
  /** Id of a managed object, or any. */
  source: string;
  /** Days. */
  maximumAge: number;
}

/** What a rule is asked about. */
export interface Dated {
  type: string;
  source: string;
  fragments: readonly string[];
}

/** Whether a rule says anything about a kind. The audit goes by rules of its own alone. */
export function concerns({ dataType }: RetentionRule, kind: DatedKind): boolean {
  return dataType === kind || (dataType === any && kind !== 'AUDIT');
}

function fits(rule: RetentionRule, { type, source, fragments }: Dated): boolean {
  if (rule.source !== any && rule.source !== source) return false;
  if (rule.type !== any && rule.type !== type) return false;
  return rule.fragmentType === any || fragments.includes(rule.fragmentType);
}

/** A source says more than a type, a type more than a fragment, a fragment more than a kind. */
function specificity({ dataType, fragmentType, type, source }: RetentionRule): number {
  return [dataType, fragmentType, type, source].reduce((sum, part, index) => sum + (part === any ? 0 : 2 ** index), 0);
}

/** The rules about a kind, the most specific first; of equal ones the one that keeps longer. */
export function rulesFor(rules: readonly RetentionRule[], kind: DatedKind): RetentionRule[] {
  return rules
    .filter((rule) => concerns(rule, kind))
    .sort((a, b) => specificity(b) - specificity(a) || b.maximumAge - a.maximumAge);
}

/**
 * Days something is kept.
 * @param ordered as {@link rulesFor} gives them.
 * @returns null = for ever.
 */
export function daysKept(ordered: readonly RetentionRule[], dated: Dated): number | null {
  return ordered.find((rule) => fits(rule, dated))?.maximumAge ?? null;
}

/**
 * Days of those that are kept longest.
 * @param ordered as {@link rulesFor} gives them.
 * @param usualDays what holds where no rule does; 0 = for ever.
 * @returns null = some are kept for ever.
 */
export function longestKept(ordered: readonly RetentionRule[], usualDays: number): number | null {
  const general = ordered.find((rule) => !isNarrow(rule))?.maximumAge ?? usualDays;
  return general === 0 ? null : Math.max(general, ...ordered.map(({ maximumAge }) => maximumAge));
}

/** Whether a rule looks at more than the kind. */
export function isNarrow({ fragmentType, type, source }: RetentionRule): boolean {
  return fragmentType !== any || type !== any || source !== any;
}

const maxAge = 36_500;
/** Less would make the audit useless for what it is there for. */
const leastAuditDays = 365;

function parseDataType(value: unknown): DataType {
  const found = dataTypes.find((one) => one === String(value).toUpperCase());
  if (!found) throw new ExpectedError('invalid', `'dataType' must be one of ${dataTypes.join(', ')}`);
  return found;
}

function parsePattern(value: unknown, field: string): string {
  return value === undefined || value === null ? any : requireText(value, field, 200);
}

function parseSource(value: unknown): string {
  if (value === undefined || value === null || value === any) return any;
  const id = parseId(value);
  if (id === null) throw new ExpectedError('invalid', "'source' must be the id of a managed object, or *");
  return String(id);
}

function parseAge(value: unknown): number {
  const days = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  if (typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= maxAge) return days;
  throw new ExpectedError('invalid', `'maximumAge' must be a whole number of days from 1 to ${maxAge}`);
}

/** The audit goes by age alone, and not soon: it must not be thinned out. */
function assertAuditRule(rule: RetentionRule): void {
  if (rule.dataType !== 'AUDIT') return;
  if (isNarrow(rule)) throw new ExpectedError('invalid', 'Audit records are kept or go by age alone: fragmentType, type and source must be *');
  if (rule.maximumAge < leastAuditDays) throw new ExpectedError('invalid', `Audit records are kept for ${leastAuditDays} days at least`);
}

/**
 * A rule as clients post it.
 * @param before what a PUT changes; its parts stay where none are given.
 * @throws ExpectedError 'invalid'.
 */
export function parseRetentionRule(body: unknown, before?: RetentionRule): RetentionRule {
  const given: JsonObject = { ...before, ...requireJsonObject(body, 'a retention rule') };
  requireFields(given, ['dataType', 'maximumAge']);
  const rule: RetentionRule = {
    dataType: parseDataType(given['dataType']),
    fragmentType: parsePattern(given['fragmentType'], 'fragmentType'),
    type: parsePattern(given['type'], 'type'),
    source: parseSource(given['source']),
    maximumAge: parseAge(given['maximumAge']),
  };
  assertAuditRule(rule);
  return rule;
}
