/** The first run as it is meant to look, step by step and in both themes: it happens once, so both are taken on the way. */
import type { Page } from '@playwright/test';

import { shownMs } from './believable-site.ts';
import { expect, test } from './picture-site.ts';

test.use({ reducedMotion: 'reduce' });

const password = 'the first run of the pictures';

async function compare(page: Page, name: string, ofThisRun: readonly string[] = []): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.mouse.move(0, 0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.soft(page).toHaveScreenshot(`${name}-${colorScheme}.png`, { mask: ofThisRun.map((selector) => page.locator(selector)), maskColor: '#808080' });
  }
}

test('from the link to the first device', async ({ page, pictureCore }) => {
  await page.clock.setFixedTime(shownMs);
  await page.goto(pictureCore.firstRunUrl);
  await expect(page.getByLabel('User name')).toBeFocused();
  await compare(page, 'first-run');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Password again').fill(password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Name of the site').fill('Koivula Growers');
  await compare(page, 'first-run-site');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name of the device')).toBeFocused();
  await page.getByLabel('Name of the device').fill('Freezer room 2');
  await compare(page, 'first-run-connect');
});
