/** The journal leaves the console: as a file for a spreadsheet, and on paper. */
import { readFileSync } from 'node:fs';

import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

test('the journal is saved as a file and printed as a plain table, as it is narrowed', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  const freezer = await site.device('Freezer room 2');
  await site.alarm(freezer, 'CRITICAL', 'door open');
  await site.alarm(freezer, 'MINOR', 'battery low');
  await page.goto(`${core.consoleUrl}/alarms?tab=journal`);
  const rows = page.getByRole('grid', { name: 'Journal' }).getByRole('row');
  await expect(rows).toHaveCount(3);
  await page.getByRole('searchbox').fill('door');
  await expect(rows).toHaveCount(2);

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export the journal' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^Alarm journal .+\.csv$/);
  const lines = readFileSync(await file.path(), 'utf8').replace('\ufeff', '').trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('Critical,door open,Freezer room 2,');

  await page.evaluate(() => Object.assign(window, { print: () => document.documentElement.setAttribute('data-printed', 'yes') }));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+p');
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
  const sheet = page.getByRole('region', { name: 'Journal to print' });
  await expect(sheet).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(sheet.getByRole('row')).toHaveCount(2);
  await expect(sheet.getByRole('row', { name: /Critical.*door open/ })).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(sheet).toHaveCount(0);
});
