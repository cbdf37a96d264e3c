/** The journal: who acknowledged and where it was, and how it leaves the console, as a file for a spreadsheet and on paper. */
import { readFileSync } from 'node:fs';

import { ConsoleClient } from '../embedded-server/testing/console-client.ts';
import { adminPassword } from '../embedded-server/testing/core-process.ts';
import { expect, signIn, test } from './fixtures.ts';
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

test('where it was and who acknowledged it are told; a long name is cut, the time never', async ({ core, page }) => {
  const site = new Site(core);
  await site.alarm(await site.device('Freezer room 2'), 'MINOR', 'Battery low');
  const admin = new ConsoleClient(core.consoleUrl);
  await admin.signIn('admin', adminPassword);
  const keeper = { userName: 'greenhouse-keeper-of-the-northern-district', password: 'a keeper of the greenhouses' };
  await admin.call('addPerson', { ...keeper, role: 'operator' });
  const person = new ConsoleClient(core.consoleUrl);
  await person.signIn(keeper.userName, keeper.password);
  const { alarms } = await person.call('openAlarms', {});
  await person.call('acknowledgeAlarm', { id: alarms[0]?.id ?? '' });

  await page.goto(`${core.consoleUrl}/alarms?tab=journal`);
  await signIn(page);
  const row = page.getByRole('row', { name: /Battery low.*Freezer room 2.*greenhouse-keeper/ });
  await expect(row).toBeVisible();
  const cell = row.getByRole('gridcell').last();
  const time = cell.getByText(/^, \d\d:\d\d$/);
  const [around, inside] = [await cell.boundingBox(), await time.boundingBox()];
  expect((inside?.x ?? 0) + (inside?.width ?? 0)).toBeLessThanOrEqual((around?.x ?? 0) + (around?.width ?? 0) + 0.5);
  expect(await time.evaluate((element) => element.scrollWidth <= element.clientWidth || getComputedStyle(element).display === 'inline')).toBe(true);
  await expect(cell.getByTitle(keeper.userName)).toBeVisible();
});
