import { expect, test } from 'vitest';

import type { ListedSite } from '#contract/console/tenant-calls.ts';

import { compareSites, needsAttention } from './site-order.ts';

const none = { CRITICAL: 0, MAJOR: 0, MINOR: 0, WARNING: 0 };

interface Picture {
  open?: Partial<typeof none>;
  unacknowledged?: Partial<typeof none>;
  fresh?: number;
  suspended?: boolean;
}

function site(name: string, { open = {}, unacknowledged = {}, fresh = 4, suspended = false }: Picture): ListedSite {
  const summary = { devices: 4, fresh, open: { ...none, ...open }, unacknowledged: { ...none, ...unacknowledged } };
  return { name, summary, suspendedMs: suspended ? 1 : null } as ListedSite;
}

test('the one that needs somebody comes first', () => {
  const expected = [
    site('critical', { open: { CRITICAL: 1 } }),
    site('major unseen', { open: { MAJOR: 1 }, unacknowledged: { MAJOR: 1 } }),
    site('major seen', { open: { MAJOR: 3 } }),
    site('silent', { fresh: 0, open: { MINOR: 1 } }),
    site('minor', { open: { MINOR: 1 }, unacknowledged: { MINOR: 1 } }),
    site('warning', { open: { WARNING: 9 } }),
    site('a calm one', {}),
    site('b calm one', {}),
    site('suspended', { suspended: true, open: { CRITICAL: 1 } }),
  ];
  expect(expected.toReversed().toSorted(compareSites).map(({ name }) => name)).toEqual(expected.map(({ name }) => name));
  expect(expected.filter(needsAttention)).toHaveLength(6);
});
