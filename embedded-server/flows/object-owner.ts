/** Who owns a managed object. */
import type { ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { findDeviceCredential } from '../tenants/device-credential-store.ts';
import { findUserRow } from '../tenants/user-store.ts';
import type { OpenTenant } from './open-tenant.ts';

export interface ObjectOwner {
  userName: string;
  /** The owner, a device or a person, can sign in. */
  enabled: boolean;
}

export function ownerOf({ database }: OpenTenant, { owner }: ManagedObjectRow): ObjectOwner {
  const isDevice = database.readFirst(findDeviceCredential(owner)) !== undefined;
  return { userName: owner, enabled: isDevice || database.readFirst(findUserRow(owner))?.disabled === 0 };
}
