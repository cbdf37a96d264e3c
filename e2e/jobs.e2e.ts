/** Long work: the list of devices as a file, seen in the drawer and saved; a large import while it runs, cancelled. */
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

test('a job that runs says what it is, how far and how fast; cancelled, it tells how far it came', async ({ core, signedIn: page }) => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `Water meter ${index},Water meter`);
  await page.goto(`${core.consoleUrl}/devices?import=true`);
  await page.getByLabel('Choose a file').setInputFiles({ name: 'meters.csv', mimeType: 'text/csv', buffer: Buffer.from(['Name,Kind', ...rows].join('\n')) });
  await page.getByRole('button', { name: 'Import 20,000 devices' }).click();

  const job = page.getByRole('complementary', { name: 'Jobs' }).getByRole('article', { name: 'Import: devices from meters.csv' });
  await expect(job.getByText(/^[1-9][\d,]* of 20,000 rows$/)).toBeVisible();
  await expect(job.getByText(/^[\d,.]+ rows\/s, .+ left$/)).toBeVisible();
  await expect(page.getByRole('button', { name: '1 job', exact: true })).toBeVisible();
  await job.getByRole('button', { name: /^Cancel/ }).click();
  await expect(job.getByText('cancelled')).toBeVisible();
  await expect(job.getByText(/^[1-9][\d,]* of 20,000 rows, \d\d:\d\d$/)).toBeVisible();
  await expect(job.getByText(/^[1-9][\d,]* devices made$/)).toBeVisible();
});
