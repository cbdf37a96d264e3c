/** Long work: the list of devices as a file, seen in the drawer, saved, and still there after the core was stopped. */
import { readFileSync } from 'node:fs';

import { seriousFaults } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

test('the list of devices is exported by a key, saved as a file, and the drawer gives the focus back', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  for (const name of ['Freezer room 2', '=1+1', 'Chiller 3']) await site.device(name);
  await expect(page.getByRole('button', { name: 'No jobs' })).toBeVisible();
  await page.keyboard.press('3');
  await expect(page.getByRole('row', { name: /Chiller 3/ })).toBeVisible();
  await page.keyboard.press('e');

  const drawer = page.getByRole('complementary', { name: 'Jobs' });
  const job = drawer.getByRole('article', { name: /^Export: devices/ });
  await expect(job.getByText(/^3 devices, \d\d:\d\d$/)).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  const saving = page.waitForEvent('download');
  await job.getByRole('link', { name: /^Save file/ }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/devices \d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines.find((line) => line.includes('=1+1'))).toContain(`,"'=1+1",`);

  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'No jobs' })).toBeFocused();
});
