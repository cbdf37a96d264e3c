import type { Migration } from '../migrate.ts';

/**
 * Measurements are kept as blocks. Rows of the table `measurements` are taken over when the tenant is opened
 * (`flows/tenant-opening.ts`); the emptied table stays, so that a take-over that was cut short goes on.
 */
export const tenantMeasurementBlocks: Migration = {
  number: 20,
  name: 'measurements in blocks',
  sql: `
-- What was acknowledged and is not in a block yet; one row a request, newest last.
CREATE TABLE measurement_journal (number INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;

-- Sealed measurements of one source; to_ms is inclusive. head tells the shapes in it, body holds them (measurements/blocks/block.ts).
CREATE TABLE measurement_blocks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL,
  from_ms INTEGER NOT NULL,
  to_ms INTEGER NOT NULL,
  count INTEGER NOT NULL,
  head BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX measurement_blocks_by_beginning ON measurement_blocks (source, from_ms, id, to_ms);
CREATE INDEX measurement_blocks_by_end ON measurement_blocks (source, to_ms, id);
CREATE INDEX measurement_blocks_oldest ON measurement_blocks (from_ms, id);
CREATE INDEX measurement_blocks_newest ON measurement_blocks (to_ms, id);

-- Entries of the journal up to this number are in blocks, as far as they are of this source.
ALTER TABLE measurement_sources ADD COLUMN sealed_through INTEGER NOT NULL DEFAULT 0;
-- The latest point of each of its series, of what is sealed; null = look for them.
ALTER TABLE measurement_sources ADD COLUMN latest BLOB;
`,
};
