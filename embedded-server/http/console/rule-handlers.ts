/** Rules. */
import { addRule, deleteRule, listRules, updateRule } from '../../flows/rule-changes.ts';
import type { ConsoleHandlers } from './call.ts';

export const ruleHandlers: Pick<ConsoleHandlers, 'rules' | 'addRule' | 'updateRule' | 'deleteRule'> = {
  rules: ({ tenant }) => ({ rules: listRules(tenant) }),
  addRule: ({ tenant, person }, draft) => addRule(tenant, draft, person.user.userName),
  updateRule: ({ tenant, person }, { id, ...draft }) => updateRule(tenant, id, draft, person.user.userName),
  async deleteRule({ tenant, person }, { id }) {
    await deleteRule(tenant, id, person.user.userName);
    return { ok: true };
  },
};
