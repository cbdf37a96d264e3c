import type { Permission } from '#contract/tenants.ts';

import type { IconName } from '../components/icon.tsx';

/** The views of the rail. Keys stay the same when views are absent, so that fingers can trust them. */
export const views = [
  { name: 'now', path: '/', icon: 'now', key: '1', permission: 'site:read' },
  { name: 'alarms', path: '/alarms', icon: 'alarms', key: '2', permission: 'site:read' },
  { name: 'devices', path: '/devices', icon: 'devices', key: '3', permission: 'site:read' },
  { name: 'trends', path: '/trends', icon: 'trends', key: '4', permission: 'site:read' },
  { name: 'deliveries', path: '/deliveries', icon: 'deliveries', key: '5', permission: 'alarms:write' },
  // What is set up seldom is for who sets it up; one's own password is in the person's menu.
  { name: 'manage', path: '/manage', icon: 'manage', key: '6', permission: ['rules:write', 'people:read'] },
] as const satisfies readonly { name: string; path: string; icon: IconName; key: string; permission: Permission | readonly Permission[] }[];

export type View = (typeof views)[number];

/** What is looked at beyond any one site: all of them, and one's own password. */
const beyondViews = [
  { name: 'sites', path: '/sites', icon: 'devices', key: '1', permission: 'sites:read' },
  { name: 'manage', path: '/manage', icon: 'manage', key: '6', permission: 'sites:read' },
] as const satisfies readonly { name: string; path: string; icon: IconName; key: string; permission: Permission }[];

export type RailView = View | (typeof beyondViews)[number];

/** Whether no one site is looked into: on the list of sites, and for who may look into none. */
export function isBeyondSites(permissions: readonly Permission[], path: string): boolean {
  return path.startsWith('/sites') || !permissions.includes('site:read');
}

/** The views a person may open from where they are, in the rail's order. */
export function viewsFor(permissions: readonly Permission[], path = '/'): RailView[] {
  const there: readonly RailView[] = isBeyondSites(permissions, path) ? beyondViews : views;
  return there.filter(({ permission }) => [permission].flat().some((one) => permissions.includes(one)));
}
