/** The retention rules of a tenant, and changing them. */
import type { AuditActivity } from '#contract/audit.ts';
import { ExpectedError } from '#contract/errors.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import type { Reader } from '../db/platform-database.ts';
import { first, run, type Unit } from '../db/unit.ts';
import { isNarrow, type RetentionRule } from '../retention/retention-rule.ts';
import {
  allRetentionRules,
  deleteRetentionRule,
  findRetentionRule,
  insertRetentionRule,
  updateRetentionRule,
  type RetentionRow,
} from '../retention/retention-store.ts';
import type { OpenTenant } from './open-tenant.ts';

export interface StoredRetentionRule extends RetentionRule {
  id: number;
}

const maxRules = 500;

function ruleOf(row: RetentionRow): StoredRetentionRule {
  const { id, data_type: dataType, fragment_type: fragmentType, type, source, maximum_age: maximumAge } = row;
  return { id, dataType, fragmentType, type, source, maximumAge };
}

function columnsOf({ dataType, fragmentType, type, source, maximumAge }: RetentionRule): Omit<RetentionRow, 'id'> {
  return { data_type: dataType, fragment_type: fragmentType, type, source, maximum_age: maximumAge };
}

export function retentionRules(database: Reader): StoredRetentionRule[] {
  return database.read(allRetentionRules()).map(ruleOf);
}

function noSuchRule(id: number | string): ExpectedError {
  return new ExpectedError('not-found', `There is no retention rule with id '${String(id).slice(0, 40)}'`);
}

/** @throws ExpectedError 'not-found'. */
export function requireRetentionRule(database: Reader, id: number | null): StoredRetentionRule {
  const row = id === null ? undefined : database.readFirst(findRetentionRule(id));
  if (!row) throw noSuchRule(id ?? '');
  return ruleOf(row);
}

function words({ dataType, maximumAge, ...rule }: RetentionRule): string {
  const narrow = isNarrow({ dataType, maximumAge, ...rule }) ? ` (type ${rule.type}, fragment ${rule.fragmentType}, source ${rule.source})` : '';
  return `${dataType}${narrow}: ${maximumAge} days`;
}

function* tell(tenant: OpenTenant, by: string, activity: AuditActivity, rule: StoredRetentionRule, before: number | null): Unit<void> {
  const changes = [{ attribute: 'maximumAge', previousValue: before, newValue: rule.maximumAge }];
  const text = `${activity}: ${words(rule)}`;
  yield* run(insertAuditRecord({ timeMs: tenant.clock.now(), userName: by, type: 'RetentionRule', activity, text, source: String(rule.id), changes }));
}

function isSameSubject(a: RetentionRule, b: RetentionRule): boolean {
  return a.dataType === b.dataType && a.fragmentType === b.fragmentType && a.type === b.type && a.source === b.source;
}

const taken = () => new ExpectedError('conflict', 'There is a rule about the same already');

/** @throws ExpectedError 'conflict' when there is one about the same, 'invalid' when there would be too many. */
export function addRetentionRule(tenant: OpenTenant, rule: RetentionRule, by: string): Promise<StoredRetentionRule> {
  return tenant.database.write(function* () {
    if (retentionRules(tenant.database).length >= maxRules) throw new ExpectedError('invalid', `There can be ${maxRules} rules at most`);
    const row = yield* first(insertRetentionRule(columnsOf(rule)));
    if (!row) throw taken();
    yield* tell(tenant, by, 'Retention rule created', ruleOf(row), null);
    return ruleOf(row);
  });
}

/** @throws ExpectedError 'not-found', 'conflict' when another is about the same. */
export function changeRetentionRule(tenant: OpenTenant, id: number, rule: RetentionRule, by: string): Promise<StoredRetentionRule> {
  return tenant.database.write(function* () {
    const before = yield* first(findRetentionRule(id));
    if (!before) throw noSuchRule(id);
    if (retentionRules(tenant.database).some((other) => other.id !== id && isSameSubject(other, rule))) throw taken();
    yield* run(updateRetentionRule(id, columnsOf(rule)));
    yield* tell(tenant, by, 'Retention rule updated', { ...rule, id }, before.maximum_age);
    return { ...rule, id };
  });
}

/** @throws ExpectedError 'not-found'. */
export function removeRetentionRule(tenant: OpenTenant, id: number, by: string): Promise<void> {
  return tenant.database.write(function* () {
    const before = yield* first(findRetentionRule(id));
    if (!before) throw noSuchRule(id);
    yield* run(deleteRetentionRule(id));
    yield* tell(tenant, by, 'Retention rule deleted', ruleOf(before), before.maximum_age);
  });
}
