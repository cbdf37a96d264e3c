import type { Migration } from '../migrate.ts';

/** When a device request last changed its state: acceptance holds for a while only. */
export const tenantRegistration: Migration = {
  number: 3,
  name: 'moment of a device request',
  sql: `ALTER TABLE device_requests ADD COLUMN changed_ms INTEGER NOT NULL DEFAULT 0;`,
};
