/** Groups into memory when a tenant is opened. */
import type { TenantDatabase } from '../db/tenant-database.ts';
import { assetReferences } from './child-store.ts';
import { GroupMemory } from './group-memory.ts';

/** The groups of a file; they follow its transactions from here on. To be called before the first write. */
export function loadGroups(database: TenantDatabase): GroupMemory {
  const groups = new GroupMemory();
  for (const { parent_id, child_id } of database.read(assetReferences())) groups.load(parent_id, child_id);
  database.join(groups);
  return groups;
}
