/** SQL of which managed object and which event has which file. */
import type { Generated } from 'kysely';

import { fixedStatement, queryBuilder } from '../db/statement.ts';

export interface BinaryRow {
  sha256: string;
  length: number;
  content_type: string;
  name: string;
}

interface BinaryTables {
  binaries: BinaryRow & { id: Generated<number>; managed_object_id: number | null; event_id: number | null };
}

const db = queryBuilder<BinaryTables>();
const columns = ['sha256', 'length', 'content_type', 'name'] as const;
type New = [ownerId: number, sha256: string, length: number, contentType: string, name: string];
const example: New = [1, 'h', 1, 't', 'n'];

export const binaryOfObject = fixedStatement('binaries: of an object', [1] as [number], (id) =>
  db.selectFrom('binaries').select(columns).where('managed_object_id', '=', id),
);

export const binaryOfEvent = fixedStatement('binaries: of an event', [1] as [number], (id) =>
  db.selectFrom('binaries').select(columns).where('event_id', '=', id),
);

export const insertBinaryOfObject = fixedStatement('binaries: insert for an object', example, (id, sha256, length, contentType, name) =>
  db.insertInto('binaries').values({ managed_object_id: id, sha256, length, content_type: contentType, name }),
);

export const insertBinaryOfEvent = fixedStatement('binaries: insert for an event', example, (id, sha256, length, contentType, name) =>
  db.insertInto('binaries').values({ event_id: id, sha256, length, content_type: contentType, name }),
);

export const deleteBinaryOfObject = fixedStatement('binaries: delete of an object', [1] as [number], (id) =>
  db.deleteFrom('binaries').where('managed_object_id', '=', id),
);

export const deleteBinaryOfEvent = fixedStatement('binaries: delete of an event', [1] as [number], (id) =>
  db.deleteFrom('binaries').where('event_id', '=', id),
);

/** A row when anything has this file. */
export const someBinary = fixedStatement('binaries: with a file', ['h'] as [string], (sha256) =>
  db.selectFrom('binaries').select('id').where('sha256', '=', sha256).limit(1),
);
