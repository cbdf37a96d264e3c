/** Every view, filled and with its panel open, in both themes: axe finds nothing serious. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
  await expect(page.getByText('Loading')).toHaveCount(0);
}

// Eleven pages with axe on each.
test.setTimeout(150_000);

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('nothing serious on any view', async ({ core, signedIn }) => {
      const site = new Site(core);
      const device = await site.device('Freezer room 2');
      for (const hour of [3, 2, 1, 0]) await site.reading(device, -20 - hour, hour * 3_600_000);
      const alarms = await Promise.all(
        ['CRITICAL', 'MAJOR', 'MINOR', 'WARNING'].map((severity) => site.alarm(device, severity, `${severity} condition`)),
      );
      const addresses = [
        '/',
        `/?alarm=${alarms[0]}`,
        `/alarms?alarm=${alarms[1]}`,
        '/alarms?tab=journal',
        `/devices?device=${device}`,
        '/manage/rules',
        '/manage/rules/new',
        '/manage/people',
        '/manage/site',
        '/manage/you',
        '/manage/about',
      ];
      for (const address of addresses) {
        await open(signedIn, core.consoleUrl + address);
        expect.soft(await seriousFaults(signedIn), address).toEqual([]);
      }
    });
  });
}

test('nothing serious before signing in', async ({ start, page }) => {
  const fresh = await start({ env: { VALVOMO_ADMIN_PASSWORD: '' } });
  await page.goto(fresh.openUrl);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
});
