import { expect, test } from 'vitest';

import type { RuleScope } from '#contract/rules.ts';

import { keyOfScope, scopeOfKey } from './scope-keys.ts';

test.each<RuleScope>([{ kind: 'all' }, { kind: 'group', groupId: '7' }, { kind: 'device', deviceId: '12' }])('%j comes back from its key', (scope) => {
  expect(scopeOfKey(keyOfScope(scope))).toEqual(scope);
});
