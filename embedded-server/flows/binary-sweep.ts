/** Files that nothing names any more: their object or event was deleted, or its writing never came to an end. */
import { someBinary } from '../binaries/binary-store.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Take a file away if nothing names it. No turn of the loop lies between looking and removing. */
export function removeIfOrphan({ database, binaries }: OpenTenant, sha256: string): boolean {
  return database.readFirst(someBinary(sha256)) === undefined && binaries.remove(sha256);
}

/** @returns how many there were. */
export function sweepBinaries(tenant: OpenTenant): number {
  return tenant.binaries.hashes().filter((sha256) => removeIfOrphan(tenant, sha256)).length;
}
