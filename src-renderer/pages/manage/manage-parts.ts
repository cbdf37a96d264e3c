import type { Permission } from '#contract/tenants.ts';

/** A permission, or `session` for what is everybody's. */
export type PartAccess = Permission | 'session';

export function mayOpen(access: PartAccess, permissions: readonly Permission[]): boolean {
  return access === 'session' || permissions.includes(access);
}

/** The parts of Manage in the order of use. */
export const manageParts = [
  { name: 'overview', path: '/manage', permission: 'site:write' },
  { name: 'rules', path: '/manage/rules', permission: 'site:read' },
  { name: 'people', path: '/manage/people', permission: 'people:read' },
  { name: 'tokens', path: '/manage/tokens', permission: 'tokens:write' },
  { name: 'support', path: '/manage/support', permission: 'people:write' },
  { name: 'limits', path: '/manage/limits', permission: 'site:write' },
  { name: 'audit', path: '/manage/audit', permission: 'audit:read' },
  { name: 'health', path: '/manage/health', permission: 'platform:read' },
  { name: 'configuration', path: '/manage/configuration', permission: 'platform:read', advanced: true },
  { name: 'site', path: '/manage/site', permission: 'site:write' },
  { name: 'displays', path: '/manage/displays', permission: 'site:write' },
  { name: 'you', path: '/manage/you', permission: 'session' },
  { name: 'api', path: '/manage/api', permission: 'site:read' },
  { name: 'about', path: '/manage/about', permission: 'session' },
] as const satisfies readonly { name: string; path: string; permission: PartAccess; advanced?: boolean }[];

export type ManagePart = (typeof manageParts)[number];

/** The parts a person may open. @param advanced whether the expert's are among them. */
export function managePartsFor(permissions: readonly Permission[], advanced = true): ManagePart[] {
  return manageParts.filter((part) => mayOpen(part.permission, permissions) && (advanced || !('advanced' in part)));
}
