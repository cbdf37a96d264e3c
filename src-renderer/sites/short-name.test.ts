import { expect, test } from 'vitest';

import { tenantIdSchema } from '#contract/tenants.ts';

import { shortNameOf } from './short-name.ts';

test.each([
  ['Koivula Growers', 'koivula-growers'],
  ['Itäranta Ground Heat', 'itaranta-ground-heat'],
  ['  2 plants & Söner  ', 'plants-soner'],
  ['Rantala Water Co-operative and its many wells', 'rantala-water-co-operative-and-i'],
])('%s is %s', (name, short) => {
  expect(shortNameOf(name)).toBe(short);
  expect(tenantIdSchema.safeParse(short).success).toBe(true);
});
