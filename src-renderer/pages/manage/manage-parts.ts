import type { Permission } from '#contract/tenants.ts';

/** A permission, or `session` for what is everybody's. */
export type PartAccess = Permission | 'session';

export function mayOpen(access: PartAccess, permissions: readonly Permission[]): boolean {
  return access === 'session' || permissions.includes(access);
}

/** The parts of Manage in the order of use. */
export const manageParts = [
  { name: 'rules', path: '/manage/rules', permission: 'site:read' },
  { name: 'people', path: '/manage/people', permission: 'people:read' },
  { name: 'tokens', path: '/manage/tokens', permission: 'tokens:write' },
  { name: 'support', path: '/manage/support', permission: 'people:write' },
  { name: 'site', path: '/manage/site', permission: 'site:write' },
  { name: 'you', path: '/manage/you', permission: 'session' },
  { name: 'api', path: '/manage/api', permission: 'site:read' },
  { name: 'about', path: '/manage/about', permission: 'session' },
] as const satisfies readonly { name: string; path: string; permission: PartAccess }[];

export type ManagePart = (typeof manageParts)[number];

/** The parts a person may open. */
export function managePartsFor(permissions: readonly Permission[]): ManagePart[] {
  return manageParts.filter(({ permission }) => mayOpen(permission, permissions));
}
