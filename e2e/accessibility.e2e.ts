/** Before anybody has signed in axe finds nothing serious; the views themselves are looked at in pictures/for-everyone. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

test('nothing serious before signing in', async ({ start, page }) => {
  const fresh = await start({ env: { VALVOMO_ADMIN_PASSWORD: '' } });
  await page.goto(fresh.openUrl);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
});
