/**
 * What to say of a password being chosen. Length is what counts; composition is not asked for. The core
 * has the last word, as it also knows the lists of common ones.
 */
import { adminPasswordLength, type Role } from '#contract/tenants.ts';

/** Fewest characters for anybody. */
const shortestLength = 8;
/** From here on guessing is hopeless, whoever tries. */
const strongLength = 15;
/** A password with fewer different characters is a pattern. */
const fewestDistinct = 5;
/** A name this short is inside many good passwords by chance. */
const shortestNameThatTells = 4;

export type PasswordStrength =
  | { verdict: 'empty'; needed: number }
  | { verdict: 'too-short'; length: number; needed: number }
  | { verdict: 'repetitive' | 'contains-name' }
  | { verdict: 'fair' | 'strong'; length: number };

/** Fewest characters a password of this role may have. */
export function neededLength(role: Role): number {
  return role === 'admin' ? adminPasswordLength : shortestLength;
}

function containsName(password: string, userName: string): boolean {
  const name = userName.trim().toLowerCase();
  return name.length >= shortestNameThatTells && password.toLowerCase().includes(name);
}

/** Judge a password for somebody of that name and role. Lengths are in characters. */
export function passwordStrength(password: string, userName: string, role: Role): PasswordStrength {
  const needed = neededLength(role);
  if (password === '') return { verdict: 'empty', needed };
  const length = [...password].length;
  if (length < needed) return { verdict: 'too-short', length, needed };
  if (new Set(password.toLowerCase()).size < fewestDistinct) return { verdict: 'repetitive' };
  if (containsName(password, userName)) return { verdict: 'contains-name' };
  return { verdict: length >= strongLength ? 'strong' : 'fair', length };
}

/** Whether the form may be sent with it. */
export function isAcceptable({ verdict }: PasswordStrength): boolean {
  return verdict === 'fair' || verdict === 'strong';
}
