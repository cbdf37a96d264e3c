/** What the presets and tokens may do, in Cumulocity's words: roles `ROLE_…`, and one group for each preset. Pure. */
import { rolePermissions, type Permission, type Role } from '#contract/tenants.ts';
import type { TokenPermission } from '#contract/tokens.ts';

const seen = ['INVENTORY', 'IDENTITY', 'MEASUREMENT', 'EVENT', 'ALARM', 'DEVICE_CONTROL', 'APPLICATION_MANAGEMENT', 'OPTION_MANAGEMENT'];
const reading = [...seen.map((area) => `ROLE_${area}_READ`), 'ROLE_USER_MANAGEMENT_OWN_READ', 'ROLE_USER_MANAGEMENT_OWN_ADMIN'];
const operating = ['INVENTORY', 'IDENTITY', 'MEASUREMENT', 'EVENT', 'DEVICE_CONTROL'].map((area) => `ROLE_${area}_ADMIN`);

/** What each of our permissions is called there; some have no counterpart. */
const rolesOfPermission: Record<Permission, readonly string[]> = {
  'site:read': reading,
  'alarms:write': ['ROLE_ALARM_ADMIN'],
  'maintenance:write': [],
  'devices:write': [...operating, 'ROLE_INVENTORY_CREATE', 'ROLE_BULK_OPERATION_READ'],
  'pins:write': [],
  'rules:write': ['ROLE_CEP_MANAGEMENT_READ', 'ROLE_CEP_MANAGEMENT_ADMIN'],
  'people:read': ['ROLE_USER_MANAGEMENT_READ'],
  'people:write': ['ROLE_USER_MANAGEMENT_ADMIN', 'ROLE_USER_MANAGEMENT_CREATE'],
  'tokens:write': ['ROLE_APPLICATION_MANAGEMENT_ADMIN'],
  'site:write': ['ROLE_OPTION_MANAGEMENT_ADMIN', 'ROLE_RETENTION_RULE_READ', 'ROLE_RETENTION_RULE_ADMIN', 'ROLE_TENANT_ADMIN', 'ROLE_AUDIT_ADMIN'],
  'audit:read': ['ROLE_AUDIT_READ'],
  'sites:read': ['ROLE_TENANT_MANAGEMENT_READ'],
  'sites:write': ['ROLE_TENANT_MANAGEMENT_ADMIN'],
  'platform:read': ['ROLE_SYSTEM'],
};

const rolesOfToken: Record<TokenPermission, readonly string[]> = {
  'inventory:read': ['ROLE_INVENTORY_READ', 'ROLE_IDENTITY_READ'],
  'inventory:write': ['ROLE_INVENTORY_ADMIN', 'ROLE_INVENTORY_CREATE', 'ROLE_IDENTITY_ADMIN'],
  'measurements:read': ['ROLE_MEASUREMENT_READ'],
  'measurements:write': ['ROLE_MEASUREMENT_ADMIN'],
  'events:read': ['ROLE_EVENT_READ'],
  'events:write': ['ROLE_EVENT_ADMIN'],
  'alarms:read': ['ROLE_ALARM_READ'],
  'alarms:write': ['ROLE_ALARM_ADMIN'],
  'operations:read': ['ROLE_DEVICE_CONTROL_READ', 'ROLE_BULK_OPERATION_READ'],
  'operations:write': ['ROLE_DEVICE_CONTROL_ADMIN'],
  'registration:write': ['ROLE_DEVICE_CONTROL_ADMIN'],
  'people:read': ['ROLE_USER_MANAGEMENT_READ'],
  'options:read': ['ROLE_OPTION_MANAGEMENT_READ'],
  'options:write': ['ROLE_OPTION_MANAGEMENT_ADMIN'],
  'audit:read': ['ROLE_AUDIT_READ'],
  'audit:write': ['ROLE_AUDIT_ADMIN'],
};

/** Roles of somebody with these permissions, in order. */
export function wireRolesOf(permissions: readonly Permission[]): string[] {
  return [...new Set(permissions.flatMap((permission) => rolesOfPermission[permission]))].sort();
}

/** Roles of a token, in order. */
export function wireRolesOfToken(permissions: readonly TokenPermission[]): string[] {
  return [...new Set(permissions.flatMap((permission) => rolesOfToken[permission]))].sort();
}

/** Every role there is here. */
export const allWireRoles: readonly string[] = [
  ...new Set([...Object.values(rolesOfPermission), ...Object.values(rolesOfToken)].flat().concat('ROLE_DEVICE', 'ROLE_DEVICE_BOOTSTRAP')),
].sort();

/** A preset as a group of users. */
export interface WireGroup {
  id: number;
  name: string;
  description: string;
  role: Role;
}

/** The numbers are public: they do not change. */
export const wireGroups: readonly WireGroup[] = [
  { id: 1, name: 'admins', description: 'Administrators: people, the site, and what a technician does', role: 'admin' },
  { id: 2, name: 'Devicemanagement User', description: 'Technicians: connect devices, write rules, and what an operator does', role: 'technician' },
  { id: 3, name: 'business', description: 'Operators: handle alarms and send operations', role: 'operator' },
  { id: 4, name: 'Global Reader', description: 'Viewers: see everything, change nothing', role: 'viewer' },
  { id: 5, name: 'Support User', description: 'Support: go into the sites that let them in', role: 'support' },
];

export function groupOfRole(role: Role): WireGroup {
  const group = wireGroups.find((one) => one.role === role);
  if (!group) throw new Error(`role ${role} has no group`);
  return group;
}

export function rolesOfGroup({ role }: WireGroup): string[] {
  return wireRolesOf(rolePermissions[role]);
}
