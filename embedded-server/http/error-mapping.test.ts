import { expect, test } from 'vitest';
import { z } from 'zod';

import { ExpectedError, errorBodySchema, errorCodes } from '#contract/errors.ts';

import { consoleErrorAnswer, deviceErrorAnswer } from './error-mapping.ts';
import { parseInput } from './parse-input.ts';

test.each([
  [new ExpectedError('not-found', 'No managedObject'), 404, 'inventory/Not Found'],
  [new ExpectedError('not-found', 'External id not found', { resource: 'identity' }), 404, 'identity/Not Found'],
  [new ExpectedError('unauthorized', 'Bad credentials'), 401, 'security/Unauthorized'],
  [new ExpectedError('forbidden', 'no'), 403, 'security/Forbidden'],
  [new ExpectedError('invalid', 'no'), 422, 'undefined/validationError'],
  [new ExpectedError('storage-full', 'no'), 507, 'inventory/Insufficient Storage'],
])('%s on the device wire', (error, status, name) => {
  const answer = deviceErrorAnswer(error, 'inventory');
  expect(answer).toMatchObject({ status, body: { error: name, message: error.message } });
  expect(answer.body.code).toBeUndefined();
});

test('every code has a 4xx or 5xx status and a body of the contract on both listeners', () => {
  for (const code of errorCodes) {
    const error = new ExpectedError(code, 'text');
    for (const answer of [deviceErrorAnswer(error, 'event'), consoleErrorAnswer(error)]) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(errorBodySchema.parse(answer.body)).toEqual(answer.body);
    }
    expect(consoleErrorAnswer(error).body.code).toBe(code);
  }
});

test('a bug is answered 500 without internals', () => {
  const answer = consoleErrorAnswer(new TypeError('secret path /var/x'));
  expect(answer.status).toBe(500);
  expect(JSON.stringify(answer.body)).not.toContain('secret');
  expect(answer.body.code).toBe('internal');
});

test.each([[0.2, '1'], [29.5, '30'], [100_000, '3600']])('to wait %d s is said in whole seconds: %s', (seconds, text) => {
  const error = new ExpectedError('too-many-requests', 'slow down', { retryAfterSeconds: seconds });
  expect(deviceErrorAnswer(error, 'x').headers).toEqual({ 'retry-after': text });
});

test('what the framework refuses keeps its meaning', () => {
  const tooLarge = Object.assign(new Error('Request body is too large'), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 });
  expect(deviceErrorAnswer(tooLarge, 'event')).toMatchObject({ status: 413, body: { error: 'event/Payload Too Large' } });
  const outside = Object.assign(new Error('Forbidden'), { statusCode: 403, expose: true });
  expect(consoleErrorAnswer(outside)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  const foreign = Object.assign(new Error('boom'), { code: 'EPIPE', statusCode: 413 });
  expect(deviceErrorAnswer(foreign, 'event').status).toBe(500);
});

test('input that does not fit names its fields', () => {
  const schema = z.object({ name: z.string().min(1), limits: z.array(z.number()) });
  expect(() => parseInput(schema, { name: '', limits: [1, 'x'] })).toThrowError(
    expect.objectContaining({ code: 'invalid', fields: { name: expect.any(String), 'limits.1': expect.any(String) } }),
  );
});
