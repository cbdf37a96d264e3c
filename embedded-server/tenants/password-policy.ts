/**
 * Which passwords people may choose (NIST SP 800-63B): length counts, composition does not; what guessers
 * try first is refused. Pure.
 */
import { ExpectedError } from '#contract/errors.ts';
import { adminPasswordLength, type Role } from '#contract/tenants.ts';

import { isCommonPassword } from './common-passwords.ts';

/** Whose password it is to be. */
export interface PasswordOwner {
  userName: string;
  tenant: string;
  role: Role;
}

/** Why a password is refused; stands in the error's `fields` under the field's name. */
export type PasswordFault = 'too-short' | 'repetitive' | 'contains-name' | 'common';

const shortestLength = 8;
/** Fewer different characters are a pattern. */
const fewestDistinct = 5;
/** A name this short is inside many good passwords by chance. */
const shortestNameThatTells = 4;
const productName = 'valvomo';

function containsName(password: string, { userName, tenant }: PasswordOwner): boolean {
  const lower = password.toLowerCase();
  const name = userName.toLowerCase();
  if (name.length >= shortestNameThatTells && lower.includes(name)) return true;
  // Words everybody here knows are harmless only beside enough that nobody knows.
  const rest = lower.replaceAll(productName, '').replaceAll(tenant.toLowerCase(), '');
  return rest.length < Math.min(shortestLength, lower.length);
}

/** What is wrong with a password, or null. */
export function passwordFault(password: string, owner: PasswordOwner): PasswordFault | null {
  const needed = owner.role === 'admin' ? adminPasswordLength : shortestLength;
  if ([...password].length < needed) return 'too-short';
  if (new Set(password.toLowerCase()).size < fewestDistinct) return 'repetitive';
  if (isCommonPassword(password)) return 'common';
  return containsName(password, owner) ? 'contains-name' : null;
}

const messages: Record<PasswordFault, string> = {
  'too-short': `The password is too short: at least ${shortestLength} characters, for administrators ${adminPasswordLength}`,
  repetitive: 'The password repeats a few characters',
  'contains-name': 'The password is made of names that are known here',
  common: 'The password is one of those that are tried first',
};

/**
 * @param field name of the field it was typed into.
 * @throws ExpectedError 'invalid' with the fault in `fields`.
 */
export function assertPasswordAllowed(password: string, owner: PasswordOwner, field = 'password'): void {
  const fault = passwordFault(password, owner);
  if (fault) throw new ExpectedError('invalid', messages[fault], { fields: { [field]: fault } });
}
