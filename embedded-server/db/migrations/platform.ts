/** Migrations of the platform's file, `platform.db`. */
import type { Migration } from '../migrate.ts';
import { platformFirst } from './platform-001-first.ts';
import { platformLocks } from './platform-002-locks.ts';
import { platformSites } from './platform-003-sites.ts';

export const platformApplicationId = 0x56_4c_56_50; // 'VLVP'
export const platformMigrations: readonly Migration[] = [platformFirst, platformLocks, platformSites];
