/** Application tokens. */
import { addToken, endToken, shownTokens, takeRevocationBack } from '../../flows/tokens.ts';
import type { ConsoleHandlers } from './call.ts';

type TokenCalls = 'tokens' | 'addToken' | 'revokeToken' | 'restoreToken';

/** @param applications whether the device listener takes tokens at all. */
export function tokenHandlers(applications: boolean): Pick<ConsoleHandlers, TokenCalls> {
  return {
    tokens: ({ tenant }) => ({ tokens: shownTokens(tenant), applications }),
    addToken: ({ tenant, person }, draft) => addToken(tenant, draft, person.user.userName),
    revokeToken: ({ tenant, person }, { id }) => endToken(tenant, Number(id), person.user.userName),
    restoreToken: ({ tenant, person }, { id }) => takeRevocationBack(tenant, Number(id), person.user.userName),
  };
}
