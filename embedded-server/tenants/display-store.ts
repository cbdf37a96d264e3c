/** SQL of a tenant's unattended displays. */
import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

export interface DisplayRow {
  id: number;
  name: string;
  rotate_seconds: number;
  theme: string;
  token_hash: Uint8Array;
  /** Of the session its link opened last. */
  session_hash: Uint8Array | null;
  bound_address: string | null;
  created_ms: number;
  created_by: string;
  seen_ms: number | null;
}

const db = queryBuilder<{ displays: DisplayRow }>();
const hash = new Uint8Array(32);

export const allDisplays = statement('displays: all', [[]], () => db.selectFrom('displays').selectAll().orderBy('id'));

export const findDisplayRow = fixedStatement('displays: one', [1] as [number], (id) => db.selectFrom('displays').selectAll().where('id', '=', id));


type NewDisplay = [name: string, rotateSeconds: number, theme: string, tokenHash: Uint8Array, createdMs: number, createdBy: string];

export const insertDisplay = fixedStatement(
  'displays: insert',
  ['Hall', 20, 'dark', hash, 1, 'anna'] as NewDisplay,
  (name, rotateSeconds, theme, tokenHash, createdMs, createdBy) =>
    db
      .insertInto('displays')
      .values({
        name,
        rotate_seconds: rotateSeconds,
        theme,
        token_hash: tokenHash,
        created_ms: createdMs,
        created_by: createdBy,
      } as DisplayRow)
      .returning('id'),
);

export const updateDisplayView = fixedStatement(
  'displays: update',
  ['Hall', 20, 'dark', 1] as [string, number, string, number],
  (name, rotateSeconds, theme, id) =>
    db.updateTable('displays').set({ name, rotate_seconds: rotateSeconds, theme }).where('id', '=', id),
);

export const replaceDisplayToken = fixedStatement('displays: token', [hash, 1] as [Uint8Array, number], (tokenHash, id) =>
  db.updateTable('displays').set({ token_hash: tokenHash, session_hash: null, bound_address: null }).where('id', '=', id),
);

export const bindDisplay = fixedStatement(
  'displays: bind',
  [hash, '127.0.0.1', 1, 1] as [Uint8Array, string, number, number],
  (sessionHash, address, seenMs, id) =>
    db.updateTable('displays').set({ session_hash: sessionHash, bound_address: address, seen_ms: seenMs }).where('id', '=', id),
);

export const saveDisplaySeen = fixedStatement('displays: seen', [1, 1] as [number, number], (seenMs, id) =>
  db.updateTable('displays').set({ seen_ms: seenMs }).where('id', '=', id),
);

export const deleteDisplay = fixedStatement('displays: delete', [1] as [number], (id) => db.deleteFrom('displays').where('id', '=', id));
