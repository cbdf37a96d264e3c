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
}

const db = queryBuilder<{ device_requests: DeviceRequestRow }>();

export const findRequest = fixedStatement('device requests: one', ['r'] as [string], (id) =>
  db.selectFrom('device_requests').selectAll().where('id', '=', id),
);

export const listRequests = statement('device requests: list', [[5, 0]] as [number, number][], (limit, offset) =>
  // Bounded from below, so that the walk goes along the key.
  db.selectFrom('device_requests').selectAll().where('id', '>', '').orderBy('id').limit(limit).offset(offset),
);

export const countRequests = statement('device requests: count', [[]], () =>
  db.selectFrom('device_requests').select((eb) => eb.fn.countAll<number>().as('total')).where('id', '>', ''),
);

/** Gives a row back only when it was not there. */
export const insertRequest = statement(
  'device requests: insert',
  [
    [{ id: 'r', status: 'WAITING_FOR_CONNECTION', owner: 'o', created_ms: 1, changed_ms: 1, address: null, security_token: null }],
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
  db.deleteFrom('device_requests').where('id', '=', id).returning('id'),
);
