import { expect, test } from 'vitest';

import { openToDos, type ToDoQuestion } from './open-to-dos.ts';

const everything: ToDoQuestion = {
  devices: 1,
  demo: { state: 'none', devices: 0, progress: 1, groupId: null },
  rules: 0,
  people: 1,
  dismissed: [],
  mayDevices: true,
  mayRules: true,
  mayPeople: true,
};
const running = { state: 'running', devices: 50, progress: 1, groupId: '1' } as const;

test.each([
  ['one device and nobody else', {}, ['rule', 'person']],
  ['an empty site, which has a larger invitation', { devices: 0 }, []],
  ['only the demo site', { devices: 50, demo: running, rules: 6 }, ['device', 'person', 'demo']],
  ['a device beside the demo site', { devices: 51, demo: running, rules: 6 }, ['person', 'demo']],
  ['all done', { rules: 1, people: 2 }, []],
  ['put away', { dismissed: ['rule', 'person'] }, []],
  ['a technician', { mayPeople: false }, ['rule']],
  ['a viewer', { mayDevices: false, mayRules: false, mayPeople: false, demo: running, devices: 50 }, []],
] as const)('%s', (_name, change, expected) => {
  expect(openToDos({ ...everything, ...change })).toEqual(expected);
});
