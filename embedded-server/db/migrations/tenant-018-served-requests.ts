import type { Migration } from '../migrate.ts';

/** A device request whose credential was fetched is shown for a day; on the wire it is gone. */
export const tenantServedRequests: Migration = {
  number: 18,
  name: 'served device requests',
  sql: `ALTER TABLE device_requests ADD COLUMN served_ms INTEGER;`,
};
