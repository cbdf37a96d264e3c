import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';

import { UnreadAnswers } from './unread-answers.ts';

const refused = expect.objectContaining({ code: 'too-many-requests', retryAfterSeconds: expect.any(Number) });

test('who leaves too much unread gets no more until it is read; the others do', () => {
  const answers = new UnreadAnswers({ perCaller: 100, overall: 1_000 });
  const [first, second] = [new EventEmitter(), new EventEmitter()];
  answers.add('a', 90, first);
  answers.requireRoom('a');
  answers.add('a', 90, second);
  expect(() => answers.requireRoom('a')).toThrowError(refused);
  answers.requireRoom('b');
  first.emit('close');
  answers.requireRoom('a');
});

test('all together may leave so much unread and no more', () => {
  const answers = new UnreadAnswers({ perCaller: 100, overall: 150 });
  const response = new EventEmitter();
  answers.add('a', 90, response);
  answers.add('b', 90, new EventEmitter());
  expect(() => answers.requireRoom('c')).toThrowError(refused);
  response.emit('close');
  answers.requireRoom('c');
});
