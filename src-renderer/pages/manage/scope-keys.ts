/** Scopes as keys of a list of choices: `all`, `group 7`, `device 12`. Ids are digits. Pure. */
import type { RuleScope } from '#contract/rules.ts';

export function keyOfScope(scope: RuleScope): string {
  switch (scope.kind) {
    case 'all':
      return 'all';
    case 'group':
      return `group ${scope.groupId}`;
    case 'device':
      return `device ${scope.deviceId}`;
  }
}

export function scopeOfKey(key: string): RuleScope {
  const [kind, id = ''] = key.split(' ');
  if (kind === 'group') return { kind, groupId: id };
  return kind === 'device' ? { kind, deviceId: id } : { kind: 'all' };
}
