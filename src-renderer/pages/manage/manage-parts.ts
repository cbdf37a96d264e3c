import type { Permission } from '#contract/tenants.ts';

/** The parts of Manage in the order of use. */
export const manageParts = [
  { name: 'rules', path: '/manage/rules', permission: 'site:read' },
  { name: 'people', path: '/manage/people', permission: 'people:read' },
  { name: 'tokens', path: '/manage/tokens', permission: 'tokens:write' },
  { name: 'site', path: '/manage/site', permission: 'site:write' },
  { name: 'you', path: '/manage/you', permission: 'site:read' },
  { name: 'api', path: '/manage/api', permission: 'site:read' },
  { name: 'about', path: '/manage/about', permission: 'site:read' },
] as const satisfies readonly { name: string; path: string; permission: Permission }[];

export type ManagePart = (typeof manageParts)[number];

/** The parts a person may open. */
export function managePartsFor(permissions: readonly Permission[]): ManagePart[] {
  return manageParts.filter(({ permission }) => permissions.includes(permission));
}
