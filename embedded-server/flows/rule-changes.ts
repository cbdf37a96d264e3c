/** Adding, changing and deleting rules. Every save is a version that is kept. */
import { isDeepStrictEqual } from 'node:util';

import type { RuleVersion } from '#contract/console/rule-calls.ts';
import { ExpectedError } from '#contract/errors.ts';
import { ruleAlarmType, type Rule, type RuleDraft } from '#contract/rules.ts';

import { end, reword } from '../alarms/alarm-decisions.ts';
import { alarmOf } from '../alarms/alarm-row.ts';
import { activeOfType, lastOfType, openCountsByType } from '../alarms/alarm-store.ts';
import type { Alarm } from '../alarms/alarm.ts';
import { insertAuditRecord } from '../audit/audit-store.ts';
import { all, first, run, type Unit } from '../db/unit.ts';
import { findOwner } from '../managed-objects/managed-object-store.ts';
import { draftOf, versionOf } from '../rules/rule-row.ts';
import {
  deleteStatesOfRule,
  findRuleRow,
  findRuleVersion,
  insertRule,
  insertRuleVersion,
  markRuleDeleted,
  updateRuleRow,
  versionsOfRule,
} from '../rules/rule-store.ts';
import { storeAlarm } from './alarm-raising.ts';
import type { OpenTenant } from './open-tenant.ts';

function* requireScope({ scope }: RuleDraft): Unit<void> {
  if (scope.kind === 'all') return;
  const id = scope.kind === 'device' ? scope.deviceId : scope.groupId;
  const found = /^\d{1,15}$/.test(id) ? yield* first(findOwner(Number(id))) : undefined;
  if (found) return;
  const field = scope.kind === 'device' ? 'scope.deviceId' : 'scope.groupId';
  throw new ExpectedError('invalid', `there is no ${scope.kind} ${id.slice(0, 40)}`, { fields: { [field]: `no such ${scope.kind}` } });
}

function requireRule(tenant: OpenTenant, id: string): Rule {
  const rule = tenant.rules.rule(id);
  if (!rule) throw new ExpectedError('not-found', `There is no rule ${id.slice(0, 40)}`);
  return rule;
}

/** Everything a person decided that is not the same any more, by name. */
function differences(before: RuleDraft | null, after: RuleDraft) {
  const old: Record<string, unknown> = before ? draftOf(before) : {};
  return Object.entries(draftOf(after))
    .filter(([name, value]) => !isDeepStrictEqual(old[name], value))
    .map(([name, value]) => ({ attribute: name, previousValue: old[name] ?? null, newValue: value }));
}

type Act = 'created' | 'updated' | 'deleted' | 'restored';

/** The audit record and, after the commit, the word to the console. */
function* tell(tenant: OpenTenant, rule: Rule, act: Act, before: RuleDraft | null, by: string, nowMs: number): Unit<void> {
  const changes = act === 'deleted' ? [] : differences(before, rule);
  const text = `Rule ${act}: ${rule.name}`;
  yield* run(insertAuditRecord({ timeMs: nowMs, userName: by, type: 'Rule', activity: `Rule ${act}`, text, source: rule.id, changes }));
  tenant.database.afterCommit.add(() => tenant.feed.publish({ kind: 'changed', subject: 'rules' }));
}

function* add(tenant: OpenTenant, draft: RuleDraft, by: string): Unit<Rule> {
  yield* requireScope(draft);
  const nowMs = tenant.clock.now();
  const definition = JSON.stringify(draft);
  const inserted = yield* first(insertRule(definition, nowMs, by));
  if (!inserted) throw new Error('inserting a rule gave no id');
  yield* run(insertRuleVersion(inserted.id, 1, definition, nowMs, by, null));
  const rule: Rule = { id: String(inserted.id), version: 1, changedMs: nowMs, changedBy: by, ...draft };
  tenant.rules.put(rule, nowMs);
  yield* tell(tenant, rule, 'created', null, by, nowMs);
  return rule;
}

/** @throws ExpectedError 'invalid' when the device or group of its scope does not exist. */
export function addRule(tenant: OpenTenant, draft: RuleDraft, by: string): Promise<Rule> {
  return tenant.database.write(() => add(tenant, draftOf(draft), by));
}

function* changeActive(tenant: OpenTenant, ruleId: string, change: (alarm: Alarm) => Alarm): Unit<void> {
  for (const row of yield* all(activeOfType(ruleAlarmType(ruleId)))) {
    const alarm = alarmOf(row);
    yield* storeAlarm(tenant, alarm, change(alarm));
  }
}

/** Nothing the rule stood for counts any more. */
function* startAnew(tenant: OpenTenant, ruleId: string, nowMs: number): Unit<void> {
  for (const { target } of tenant.rules.standingsOf(ruleId)) tenant.rules.reset(ruleId, target);
  yield* run(deleteStatesOfRule(Number(ruleId)));
  yield* changeActive(tenant, ruleId, (alarm) => end(alarm, nowMs, nowMs));
}

/** The rule decides as before; only what its alarms say is different. */
function decidesAlike(before: RuleDraft, after: RuleDraft): boolean {
  const deciding = ({ enabled, scope, series, condition }: RuleDraft) => ({ enabled, scope, series, condition });
  return isDeepStrictEqual(deciding(before), deciding(after));
}

/** @throws ExpectedError 'conflict' when another version was saved since the change was begun. */
function assertSameVersion({ version, changed_by: by }: { version: number; changed_by: string }, baseVersion: number | undefined): void {
  if (baseVersion === undefined || baseVersion === version) return;
  throw new ExpectedError('conflict', `${by} has saved version ${version} meanwhile`, { fields: { version: String(version) } });
}

interface NextVersion {
  draft: RuleDraft;
  version: number;
  by: string;
  /** The version that is put back. */
  restoredFrom: number | null;
}

function* storeNext(tenant: OpenTenant, id: string, { draft, version, by, restoredFrom }: NextVersion): Unit<Rule> {
  const before = tenant.rules.rule(id);
  const nowMs = tenant.clock.now();
  const rule: Rule = { id, version, changedMs: nowMs, changedBy: by, ...draft };
  const definition = JSON.stringify(draft);
  yield* run(updateRuleRow(Number(id), version, definition, nowMs, by));
  yield* run(insertRuleVersion(Number(id), version, definition, nowMs, by, restoredFrom));
  tenant.rules.put(rule, nowMs);
  const { text, severity, help } = draft;
  if (before && decidesAlike(before, draft)) yield* changeActive(tenant, id, (alarm) => reword(alarm, { text, severity, help }, nowMs));
  else yield* startAnew(tenant, id, nowMs);
  yield* tell(tenant, rule, restoredFrom === null ? 'updated' : 'restored', before ?? null, by, nowMs);
  return rule;
}

function* update(tenant: OpenTenant, id: string, draft: RuleDraft, by: string, baseVersion: number | undefined): Unit<Rule> {
  const before = requireRule(tenant, id);
  assertSameVersion({ version: before.version, changed_by: before.changedBy }, baseVersion);
  yield* requireScope(draft);
  return yield* storeNext(tenant, id, { draft, version: before.version + 1, by, restoredFrom: null });
}

/**
 * Save a rule's next version. When it decides otherwise than before, its active alarms end and it starts anew;
 * otherwise they get the new words.
 * @param baseVersion the version the change was begun from; without it the last save wins.
 * @throws ExpectedError 'not-found', 'conflict' when somebody saved meanwhile, 'invalid' as {@link addRule}.
 */
export function updateRule(tenant: OpenTenant, id: string, draft: RuleDraft, by: string, baseVersion?: number): Promise<Rule> {
  return tenant.database.write(() => update(tenant, id, draftOf(draft), by, baseVersion));
}

function* restore(tenant: OpenTenant, id: string, version: number, by: string, baseVersion: number): Unit<Rule> {
  const newest = yield* first(findRuleRow(Number(id)));
  const row = yield* first(findRuleVersion(Number(id), version));
  const [old] = row ? versionOf(row) : [];
  if (!newest || !old) throw new ExpectedError('not-found', `There is no version ${version} of this rule`);
  assertSameVersion(newest, baseVersion);
  yield* requireScope(old.draft);
  return yield* storeNext(tenant, id, { draft: old.draft, version: newest.version + 1, by, restoredFrom: version });
}

/**
 * Put an older version back by saving it as the next; a deleted rule is there again.
 * @throws ExpectedError 'not-found', 'conflict' when somebody saved meanwhile, 'invalid' when what it is about is gone.
 */
export function restoreRule(tenant: OpenTenant, id: string, version: number, by: string, baseVersion: number): Promise<Rule> {
  return tenant.database.write(() => restore(tenant, id, version, by, baseVersion));
}

const mostVersions = 200;

/** The saves of a rule, newest first; one that cannot be read is left out. @throws ExpectedError 'not-found'. */
export function listRuleVersions(tenant: OpenTenant, id: string): RuleVersion[] {
  requireRule(tenant, id);
  return tenant.database.read(versionsOfRule(Number(id), mostVersions)).flatMap(versionOf);
}

function* remove(tenant: OpenTenant, id: string, by: string): Unit<void> {
  const rule = requireRule(tenant, id);
  const nowMs = tenant.clock.now();
  yield* run(markRuleDeleted(Number(id), nowMs, by));
  yield* startAnew(tenant, id, nowMs);
  tenant.rules.remove(id);
  yield* tell(tenant, rule, 'deleted', rule, by, nowMs);
}

/** Delete a rule; its active alarms end. @throws ExpectedError 'not-found'. */
export function deleteRule(tenant: OpenTenant, id: string, by: string): Promise<void> {
  return tenant.database.write(() => remove(tenant, id, by));
}

export type ListedRule = Rule & { open: number; lastRaisedMs: number | null };

/** Every rule, oldest first, with the number of its open alarms and when it last raised one (the source's time). */
export function listRules(tenant: OpenTenant): ListedRule[] {
  const open = new Map(tenant.database.read(openCountsByType()).map(({ type, total }) => [type, total]));
  return tenant.rules.rules().map((rule) => {
    const type = ruleAlarmType(rule.id);
    const lastRaisedMs = tenant.database.readFirst(lastOfType(type))?.time_ms ?? null;
    return { ...rule, open: open.get(type) ?? 0, lastRaisedMs };
  });
}
