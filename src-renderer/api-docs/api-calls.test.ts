import { expect, test } from 'vitest';

import type { OpenApiDocument } from '#contract/openapi.ts';

import { callersOf, callsOf, matching } from './api-calls.ts';

const operation = { operationId: 'a', summary: 'Read one alarm', tags: ['alarm'], parameters: [], responses: {}, 'x-valvomo-access': {} };
const document: OpenApiDocument = {
  openapi: '3.1.0',
  paths: { '/alarm/alarms/{id}': { servers: [{ url: 'http://x' }], get: operation, put: { ...operation, operationId: 'b', summary: 'Change one alarm' } } },
};

test('every method of a path is a call, found by its words', () => {
  const calls = callsOf(document);
  expect(calls.map(({ key, method, server }) => [key, method, server])).toEqual([
    ['a', 'GET', 'http://x'],
    ['b', 'PUT', 'http://x'],
  ]);
  expect(matching(calls, 'put ALARMS').map(({ key }) => key)).toEqual(['b']);
  expect(matching(calls, ' ')).toHaveLength(2);
  expect(matching(calls, 'event')).toEqual([]);
});

test('callers are those that may, with what each needs', () => {
  expect(callersOf({ device: true, bootstrap: false, token: 'alarms:read', user: null })).toEqual([
    { caller: 'device', needs: null },
    { caller: 'token', needs: 'alarms:read' },
  ]);
  expect(callersOf({ console: 'public' })).toEqual([]);
  expect(callersOf({ console: 'people:write' })).toEqual([{ caller: 'console', needs: 'people:write' }]);
});
