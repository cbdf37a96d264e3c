/** SQL of device credentials. */
import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface CredentialTables {
  device_credentials: {
    user_name: string;
    secret_hash: Uint8Array;
    managed_object_id: number | null;
    created_ms: number;
    used_ms: number | null;
    /** Of the secret it had before the one it has; null for the first. */
    previous_hash: Uint8Array | null;
  };
}

const db = queryBuilder<CredentialTables>();

export const findDeviceCredential = fixedStatement('device credentials: one', ['device_1'] as [string], (userName) =>
  db
    .selectFrom('device_credentials')
    .select(['user_name', 'secret_hash', 'managed_object_id', 'previous_hash'])
    .where('user_name', '=', userName),
);

/** Whose secret it is. */
export const findCredentialBySecret = fixedStatement('device credentials: by secret', [new Uint8Array(32)] as [Uint8Array], (hash) =>
  db.selectFrom('device_credentials').select(['user_name', 'managed_object_id']).where('secret_hash', '=', hash).limit(1),
);

/** User names of the credentials of some devices. */
export const credentialNames = statement('device credentials: names', [[[1, 2]]] as [number[]][], (deviceIds) =>
  db
    .selectFrom('device_credentials')
    .select(['user_name', 'managed_object_id'])
    .where('managed_object_id', 'in', deviceIds)
    .orderBy('created_ms'),
);

/** Untie the credentials of objects that go: their devices may sign in on. */
export const releaseCredentials = statement('device credentials: release', [[[1, 2]]] as [readonly number[]][], (deviceIds) =>
  db.updateTable('device_credentials').set({ managed_object_id: null }).where('managed_object_id', 'in', deviceIds),
);

/** Devices behind some credentials. */
export const credentialDevices = statement('device credentials: devices', [[['device_1', 'device_2']]] as [string[]][], (userNames) =>
  db.selectFrom('device_credentials').select(['user_name', 'managed_object_id']).where('user_name', 'in', userNames),
);

/** Insert a credential, or give the one of that name another secret and object. */
export const saveDeviceCredential = fixedStatement(
  'device credentials: save',
  ['device_1', new Uint8Array(32), 1, 1] as [string, Uint8Array, number | null, number],
  (userName, secretHash, managedObjectId, nowMs) =>
    db
      .insertInto('device_credentials')
      .values({
        user_name: userName,
        secret_hash: secretHash,
        managed_object_id: managedObjectId,
        created_ms: nowMs,
        used_ms: null,
        previous_hash: null,
      })
      .onConflict((conflict) =>
        conflict.column('user_name').doUpdateSet((eb) => ({
          secret_hash: eb.ref('excluded.secret_hash'),
          managed_object_id: eb.ref('excluded.managed_object_id'),
          created_ms: eb.ref('excluded.created_ms'),
          used_ms: null,
          previous_hash: eb.ref('device_credentials.secret_hash'),
        })),
      ),
);

/** All of a device's, as they are stored. */
export const credentialsOf = fixedStatement('device credentials: of a device', [1] as [number], (deviceId) =>
  db.selectFrom('device_credentials').selectAll().where('managed_object_id', '=', deviceId),
);

export const deleteCredentialsOf = fixedStatement('device credentials: delete of a device', [1] as [number], (deviceId) =>
  db.deleteFrom('device_credentials').where('managed_object_id', '=', deviceId),
);

/** Store one as it was, unless the name has been taken meanwhile. */
export const insertCredential = fixedStatement(
  'device credentials: insert',
  ['device_1', new Uint8Array(32), 1, 1, 1] as [string, Uint8Array, number, number, number | null],
  (userName, secretHash, deviceId, createdMs, usedMs) =>
    db
      .insertInto('device_credentials')
      .values({ user_name: userName, secret_hash: secretHash, managed_object_id: deviceId, created_ms: createdMs, used_ms: usedMs })
      .onConflict((conflict) => conflict.doNothing()),
);

export const bindCredential = fixedStatement(
  'device credentials: bind',
  [1, 'device_1'] as [number, string],
  (managedObjectId, userName) =>
    db
      .updateTable('device_credentials')
      .set({ managed_object_id: managedObjectId })
      .where('user_name', '=', userName),
);

export const deleteDeviceCredential = fixedStatement('device credentials: delete', ['device_1'] as [string], (userName) =>
  db.deleteFrom('device_credentials').where('user_name', '=', userName),
);
