/** Rules. */
import { addRule, deleteRule, listRuleVersions, listRules, restoreRule, updateRule } from '../../flows/rule-changes.ts';
import type { ConsoleHandlers } from './call.ts';

export const ruleHandlers: Pick<ConsoleHandlers, 'rules' | 'addRule' | 'updateRule' | 'ruleVersions' | 'restoreRule' | 'deleteRule'> = {
  rules: ({ tenant }) => ({ rules: listRules(tenant) }),
  addRule: ({ tenant, person }, draft) => addRule(tenant, draft, person.user.userName),
  updateRule: ({ tenant, person }, { id, baseVersion, ...draft }) => updateRule(tenant, id, draft, person.user.userName, baseVersion),
  ruleVersions: ({ tenant }, { id }) => ({ versions: listRuleVersions(tenant, id) }),
  restoreRule: ({ tenant, person }, { id, version, baseVersion }) => restoreRule(tenant, id, version, person.user.userName, baseVersion),
  async deleteRule({ tenant, person }, { id }) {
    await deleteRule(tenant, id, person.user.userName);
    return { ok: true };
  },
};
