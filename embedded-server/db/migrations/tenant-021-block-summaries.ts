import type { Migration } from '../migrate.ts';

/** What each block says in short, for pictures of years; made after it was written (`flows/block-summaries.ts`). */
export const tenantBlockSummaries: Migration = {
  number: 21,
  name: 'summaries of blocks',
  sql: `
CREATE TABLE block_summaries (block INTEGER PRIMARY KEY, summary BLOB NOT NULL) STRICT;
CREATE TRIGGER block_summaries_go_with_blocks AFTER DELETE ON measurement_blocks BEGIN
  DELETE FROM block_summaries WHERE block = old.id;
END;
`,
};
