import { expect, test } from 'vitest';

import { inBatches } from './batches.ts';

/** A batch that is sent when the test says so, and what was asked. */
function manual(atOnce: number, answers: ReadonlyMap<string, number> | Error) {
  const asked: string[][] = [];
  let send = () => {};
  const load = inBatches<number>({
    ask: (keys) => {
      asked.push(keys);
      return answers instanceof Error ? Promise.reject(answers) : Promise.resolve(answers);
    },
    atOnce,
    later: (run) => (send = run),
  });
  return { load, asked, send: () => send() };
}

test('asks once for all that gathered, each key once', async () => {
  const { load, asked, send } = manual(10, new Map([['a', 1], ['b', 2]]));
  const answers = Promise.all([load('a'), load('b'), load('a'), load('unknown')]);
  send();
  expect(await answers).toEqual([1, 2, 1, undefined]);
  expect(asked).toEqual([['a', 'b', 'unknown']]);
});

test('asks in parts when a call takes no more', async () => {
  const { load, asked, send } = manual(2, new Map());
  const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map(load));
  send();
  await answers;
  expect(asked).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
});

test('begins anew after it was sent', async () => {
  const { load, asked, send } = manual(10, new Map([['a', 1]]));
  const first = load('a');
  send();
  const second = load('a');
  send();
  expect(await Promise.all([first, second])).toEqual([1, 1]);
  expect(asked).toHaveLength(2);
});

test('tells everybody who waits of a failure', async () => {
  const { load, send } = manual(10, new Error('unreachable'));
  const answers = Promise.allSettled([load('a'), load('b')]);
  send();
  expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
