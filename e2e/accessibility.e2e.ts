/** Before anybody has signed in axe finds nothing serious; the views themselves are looked at in pictures/for-everyone. */
import { seriousFaults } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('nothing serious before signing in', async ({ start, page }) => {
  const fresh = await start({ env: { VALVOMO_ADMIN_PASSWORD: '' } });
  await page.goto(fresh.openUrl);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
});
