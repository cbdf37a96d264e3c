/** The platform's own file, `platform.db`: tenant directory, administrators, sessions, settings of the installation. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { openConnection } from './database.ts';
import { openMigrated } from './migrate.ts';
import { platformApplicationId, platformMigrations } from './migrations/platform.ts';
import type { TenantDatabase } from './tenant-database.ts';
import { Writer } from './writer.ts';
import { UnitQueue } from './unit-queue.ts';

export type PlatformDatabase = Pick<TenantDatabase, 'read' | 'readFirst' | 'write' | 'idle' | 'close' | 'connections'>;

/** What reads committed rows, of either kind of file. */
export type Reader = Pick<TenantDatabase, 'read' | 'readFirst'>;

/** Open (creating and migrating as needed) the platform's file in the data directory. */
export function openPlatformDatabase(folder: string): PlatformDatabase {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'platform.db');
  const writer = new Writer(openMigrated(path, platformApplicationId, platformMigrations), platformApplicationId);
  const reader = openConnection(path, 'read', platformApplicationId);
  const queue = new UnitQueue(writer, []);
  return {
    read: (step) => reader.execute(step),
    readFirst: (step) => reader.get(step),
    write: (start, weight) => queue.write(start, weight),
    idle: () => queue.idle(),
    async close() {
      await queue.close();
      reader.close();
      writer.close();
    },
    connections: { write: () => writer.connection(), read: reader },
  };
}
