/** People and tokens of a test platform, made by the administrator in the console as everybody else's are. */
import type { Role } from '#contract/tenants.ts';
import type { TokenDraft } from '#contract/tokens.ts';

import { ConsoleClient } from './console-client.ts';
import { adminPassword } from './core-process.ts';
import type { TestPlatform } from './test-platform.ts';
import { WireClient } from './wire-client.ts';

/** Long enough for every role, and like no name. */
export const personPassword = 'seven green bicycles';

/** The administrator in the console. */
export async function signedInAdmin({ platform }: TestPlatform): Promise<ConsoleClient> {
  const console = new ConsoleClient(platform.urls.console);
  await console.signIn('admin', adminPassword);
  return console;
}

/** Add a person. @returns them on the device listener. */
export async function addUser(platform: TestPlatform, userName: string, role: Role, by?: ConsoleClient): Promise<WireClient> {
  const console = by ?? (await signedInAdmin(platform));
  await console.call('addPerson', { userName, role, password: personPassword });
  return platform.as(`main/${userName}:${personPassword}`);
}

export interface TestToken {
  id: string;
  /** What is shown once. */
  secret: string;
  userName: string;
  /** Its holder on the device listener, by Bearer. */
  client: WireClient;
}

let count = 0;

/** Make a token; whatever is not said is as wide as can be. @param by somebody signed in already: signing in is slow. */
export async function addToken(platform: TestPlatform, draft: Partial<TokenDraft> = {}, by?: ConsoleClient): Promise<TestToken> {
  const console = by ?? (await signedInAdmin(platform));
  count += 1;
  const wide: TokenDraft = { name: `token-${count}`, permissions: ['inventory:read'], objectIds: null, expiresMs: null, ratePerSecond: null };
  const { token, secret } = await console.call('addToken', { ...wide, ...draft });
  const client = WireClient.withToken(platform.platform.urls.device, secret);
  return { id: token.id, secret, userName: token.userName, client };
}
