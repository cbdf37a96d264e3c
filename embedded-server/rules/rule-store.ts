/** SQL of rules, their versions, and where they stand. */
import type { Generated } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface RuleColumns {
  version: number;
  /** JSON RuleDraft. */
  definition: string;
  changed_ms: number;
  changed_by: string;
}

interface RuleTables {
  rules: RuleColumns & { id: Generated<number>; deleted: Generated<number> };
  rule_versions: RuleColumns & { rule_id: number; restored_from: number | null };
  /** state: JSON, see rule-row.ts. */
  rule_states: { rule_id: number; target_id: number; state: string };
}

const db = queryBuilder<RuleTables>();

/** Every rule that is not deleted, oldest first. */
export const allRules = statement('rules: all', [[]], () =>
  db
    .selectFrom('rules')
    .select(['id', 'version', 'definition', 'changed_ms', 'changed_by'])
    .where('deleted', '=', 0)
    .orderBy('id'),
);

export const insertRule = fixedStatement(
  'rules: insert',
  ['{}', 1, 'a'] as [string, number, string],
  (definition, changedMs, changedBy) =>
    db
      .insertInto('rules')
      .values({ version: 1, definition, changed_ms: changedMs, changed_by: changedBy })
      .returning('id'),
);

export const updateRuleRow = fixedStatement(
  'rules: update',
  [1, 2, '{}', 1, 'a'] as [number, number, string, number, string],
  (id, version, definition, changedMs, changedBy) =>
    db
      .updateTable('rules')
      .set({ version, definition, changed_ms: changedMs, changed_by: changedBy, deleted: 0 })
      .where('id', '=', id),
);

export const markRuleDeleted = fixedStatement(
  'rules: mark deleted',
  [1, 1, 'a'] as [number, number, string],
  (id, changedMs, changedBy) =>
    db.updateTable('rules').set({ deleted: 1, changed_ms: changedMs, changed_by: changedBy }).where('id', '=', id),
);

export const insertRuleVersion = fixedStatement(
  'rules: insert version',
  [1, 1, '{}', 1, 'a', null] as [number, number, string, number, string, number | null],
  (ruleId, version, definition, changedMs, changedBy, restoredFrom) =>
    db
      .insertInto('rule_versions')
      .values({ rule_id: ruleId, version, definition, changed_ms: changedMs, changed_by: changedBy, restored_from: restoredFrom }),
);

/** Every save of a rule, newest first. */
export const versionsOfRule = fixedStatement('rules: versions', [1, 200] as [number, number], (ruleId, limit) =>
  db
    .selectFrom('rule_versions')
    .select(['version', 'definition', 'changed_ms', 'changed_by', 'restored_from'])
    .where('rule_id', '=', ruleId)
    .orderBy('version', 'desc')
    .limit(limit),
);

export const findRuleVersion = fixedStatement('rules: one version', [1, 1] as [number, number], (ruleId, version) =>
  db
    .selectFrom('rule_versions')
    .select(['version', 'definition', 'changed_ms', 'changed_by', 'restored_from'])
    .where('rule_id', '=', ruleId)
    .where('version', '=', version),
);

/** The newest version of a rule, deleted or not. */
export const findRuleRow = fixedStatement('rules: one', [1] as [number], (id) =>
  db.selectFrom('rules').select(['version', 'changed_by']).where('id', '=', id),
);

/** Where rules stand, for everything not at rest. */
export const allRuleStates = statement('rules: all states', [[]], () =>
  db.selectFrom('rule_states').select(['rule_id', 'target_id', 'state']),
);

export const saveRuleState = fixedStatement(
  'rules: save state',
  [1, 1, '{}'] as [number, number, string],
  (ruleId, targetId, state) =>
    db
      .insertInto('rule_states')
      .values({ rule_id: ruleId, target_id: targetId, state })
      .onConflict((conflict) =>
        conflict.columns(['rule_id', 'target_id']).doUpdateSet((eb) => ({ state: eb.ref('excluded.state') })),
      ),
);

export const deleteRuleState = fixedStatement(
  'rules: delete state',
  [1, 1] as [number, number],
  (ruleId, targetId) => db.deleteFrom('rule_states').where('rule_id', '=', ruleId).where('target_id', '=', targetId),
);

export const deleteStatesOfRule = fixedStatement('rules: delete states of a rule', [1] as [number], (ruleId) =>
  db.deleteFrom('rule_states').where('rule_id', '=', ruleId),
);
