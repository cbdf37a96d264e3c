import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { openConnection, type Connection } from './database.ts';

const applicationId = 0x7e57;
let connection: Connection;

beforeEach(() => {
  connection = openConnection(join(mkdtempSync(join(tmpdir(), 'valvomo-db-')), 'test.db'), 'write', applicationId);
  connection.exec('CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT) STRICT');
  for (let id = 1; id <= 10; id += 1) connection.execute({ sql: 'INSERT INTO texts VALUES (?, ?)', parameters: [id, 'x'.repeat(100)] });
});
afterEach(() => connection.close());

const all = { sql: 'SELECT id, text FROM texts ORDER BY id', parameters: [] };

test('rows that are too much to hold are refused, saying so, and the connection goes on', () => {
  expect(connection.executeWithin(all, 2_000)).toEqual(connection.execute(all));
  expect(() => connection.executeWithin(all, 900)).toThrowError(expect.objectContaining({ code: 'invalid' }));
  expect(connection.executeWithin(all, 2_000)).toHaveLength(10);
});
