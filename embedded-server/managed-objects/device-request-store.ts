/** SQL of device requests. */
import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';
import type { DeviceRequestStatus } from './device-request.ts';

export interface DeviceRequestRow {
  id: string;
  status: DeviceRequestStatus;
  /** User name of the operator who announced it. */
  owner: string;
  created_ms: number;
  changed_ms: number;
  address: string | null;
  security_token: string | null;
  /** Type its object gets unless it names one itself. */
  type: string | null;
  /** Group its object is put into. */
  group_id: number | null;
  /** When its credential was fetched; it is over then, and on the wire gone. */
  served_ms: number | null;
}

const db = queryBuilder<{ device_requests: DeviceRequestRow }>();

export const findRequest = fixedStatement('device requests: one', ['r'] as [string], (id) =>
  db.selectFrom('device_requests').selectAll().where('id', '=', id).where('served_ms', 'is', null),
);

export const listRequests = statement('device requests: list', [[5, 0]] as [number, number][], (limit, offset) =>
  // Bounded from below, so that the walk goes along the key.
  db.selectFrom('device_requests').selectAll().where('id', '>', '').where('served_ms', 'is', null).orderBy('id').limit(limit).offset(offset),
);

export const countRequests = statement('device requests: count', [[]], () =>
  db.selectFrom('device_requests').select((eb) => eb.fn.countAll<number>().as('total')).where('id', '>', '').where('served_ms', 'is', null),
);

/** Gives a row back only when it was not there. */
export const insertRequest = statement(
  'device requests: insert',
  [
    [{ id: 'r', status: 'WAITING_FOR_CONNECTION', owner: 'o', created_ms: 1, changed_ms: 1, address: null, security_token: null, type: null, group_id: null, served_ms: null }],
  ] as [DeviceRequestRow][],
  (row) =>
    db
      .insertInto('device_requests')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id'),
);

export const updateRequest = statement(
  'device requests: update',
  [['r', { status: 'ACCEPTED', changed_ms: 1, address: 'a', security_token: null }]] as [
    string,
    Pick<DeviceRequestRow, 'status' | 'changed_ms' | 'address' | 'security_token'>,
  ][],
  (id, row) => db.updateTable('device_requests').set(row).where('id', '=', id),
);

export const deleteRequest = fixedStatement('device requests: delete', ['r'] as [string], (id) =>
  db.deleteFrom('device_requests').where('id', '=', id).where('served_ms', 'is', null).returning('id'),
);

/** Its credential was fetched. */
export const markServed = fixedStatement('device requests: serve', [1, 'r'] as [number, string], (nowMs, id) =>
  db.updateTable('device_requests').set({ served_ms: nowMs }).where('id', '=', id),
);

/** What devices whose credentials were fetched were announced for. */
export const servedPlacements = statement('device requests: placements', [[]], () =>
  db
    .selectFrom('device_requests')
    .select(['id', 'type', 'group_id'])
    .where('id', '>', '')
    .where('served_ms', 'is not', null)
    .where((eb) => eb.or([eb('type', 'is not', null), eb('group_id', 'is not', null)])),
);

/** Of this id, should it be over: it may be announced anew. */
export const deleteServed = fixedStatement('device requests: delete served', ['r'] as [string], (id) =>
  db.deleteFrom('device_requests').where('id', '=', id).where('served_ms', 'is not', null),
);

/** Those that are over since before. */
export const deleteServedBefore = statement('device requests: delete old', [[1]], (beforeMs: number) =>
  db.deleteFrom('device_requests').where('id', '>', '').where('served_ms', '<', beforeMs),
);

/** Also those that are over, for the console. */
export const listAllRequests = statement('device requests: list all', [[500]] as [number][], (limit) =>
  db.selectFrom('device_requests').selectAll().where('id', '>', '').orderBy('id').limit(limit),
);
