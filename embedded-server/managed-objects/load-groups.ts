/** Filling the memory of groups from the store when a tenant is opened. */
import type { TenantDatabase } from '../db/tenant-database.ts';
import { assetReferences } from './child-store.ts';
import type { GroupMemory } from './group-memory.ts';

/** Every membership as last committed; the memory must have joined the database. */
export function loadGroups(database: TenantDatabase, memory: GroupMemory): void {
  for (const { parent_id, child_id } of database.read(assetReferences())) memory.load(parent_id, child_id);
}
