import { expect, test } from 'vitest';

import { consoleApi } from '#contract/console-api.ts';

import { errorFromReply } from './api-error.ts';
import { requestOf } from './request.ts';

test('what the path names goes into the path, escaped', () => {
  expect(requestOf(consoleApi.endSessions, { userName: 'a/b c' }).url).toBe('/api/people/a%2Fb%20c/sessions');
});

test('the rest of a GET is its query, without what is undefined', () => {
  const request = requestOf(consoleApi.devices, { search: 'ä&b', groupId: undefined, limit: 50 });
  expect(request).toEqual({ method: 'GET', url: '/api/devices?search=%C3%A4%26b&limit=50', body: null });
});

test('the rest of a POST is its body', () => {
  const request = requestOf(consoleApi.addAlarmNote, { id: '7', text: 'door closed' });
  expect(request).toEqual({ method: 'POST', url: '/api/alarms/7/notes', body: '{"text":"door closed"}' });
});

test('a call without input has an empty body', () => {
  expect(requestOf(consoleApi.logout, {})).toEqual({ method: 'POST', url: '/api/logout', body: '{}' });
});

test.each([
  [409, { error: 'alarm/conflict', message: 'still holds', info: '', code: 'conflict' }, null, 'conflict'],
  [500, { error: 'internal', message: 'x', info: '' }, null, 'internal'],
  [200, 'not ours', null, 'unexpected-reply'],
  [502, '<html>', null, 'unreachable'],
] as const)('status %d becomes %o', (status, body, retryAfter, code) => {
  expect(errorFromReply(status, body, retryAfter).code).toBe(code);
});

test('how long to wait is kept', () => {
  const body = { error: 'x/y', message: 'slow down', info: '', code: 'too-many-requests' };
  expect(errorFromReply(429, body, '30').retryAfterSeconds).toBe(30);
  expect(errorFromReply(429, body, 'Wed, 21 Oct').retryAfterSeconds).toBeUndefined();
});
