/** The wall: F11 for a person; a link for a screen that nobody signs in to. */
import { ConsoleClient } from '../embedded-server/testing/console-client.ts';
import { adminPassword } from '../embedded-server/testing/core-process.ts';
import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

test('an administrator hangs up a display; it shows the site, dates itself without the core, and ends when it is removed', async ({ core, signedIn: page, browser, start }) => {
  const site = new Site(core);
  await site.alarm(await site.device('Freezer room 2'), 'CRITICAL', 'too warm');
  await page.goto(`${core.consoleUrl}/manage/displays`);
  await page.getByLabel('Where it hangs').fill('Packing hall');
  await page.getByRole('button', { name: 'Add a display' }).click();
  const link = (await page.getByText('/wall#display=').innerText()).trim();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('/wall#display=')).toHaveCount(0);

  const wall = await (await browser.newContext()).newPage();
  await wall.goto(link);
  await expect(wall.getByRole('heading', { name: 'Freezer room 2 too warm.' })).toBeVisible();
  await expect(wall).toHaveURL(`${core.consoleUrl}/wall`);
  await expect(wall.getByText(/Packing hall/)).toBeVisible();
  await expect(wall.getByRole('button')).toHaveCount(0);
  await wall.reload();
  await expect(wall.getByRole('heading', { name: 'Freezer room 2 too warm.' })).toBeVisible();

  await core.stop();
  await expect(wall.getByRole('heading', { name: 'No contact with the core.' })).toBeVisible({ timeout: 15_000 });
  await expect(wall.getByText('Freezer room 2 too warm')).toBeVisible();
  const again = await start({ consolePort: Number(new URL(core.consoleUrl).port) });
  await expect(wall.getByRole('heading', { name: 'Freezer room 2 too warm.' })).toBeVisible({ timeout: 15_000 });

  await page.goto(`${again.consoleUrl}/manage/displays`);
  await page.getByRole('button', { name: 'Remove: Packing hall' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(wall.getByText('This display has ended')).toBeVisible();
});

test('F11 opens the wall for a person, Esc leads back', async ({ signedIn: page }) => {
  await page.keyboard.press('F11');
  await expect(page).toHaveURL(/\/wall$/);
  await expect(page.getByRole('heading', { name: 'All normal.' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
});

test('the worst stands first, and among equals what nobody has acknowledged', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  const pump = await site.device('Pump');
  for (const [severity, text] of [['MINOR', 'runs long'], ['MAJOR', 'vibrates'], ['MAJOR', 'leaks'], ['CRITICAL', 'stands still']] as const) await site.alarm(pump, severity, text);
  const person = new ConsoleClient(core.consoleUrl);
  await person.signIn('admin', adminPassword);
  const { alarms } = await person.call('openAlarms', {});
  await person.call('acknowledgeAlarm', { id: alarms.find(({ text }) => text === 'leaks')?.id ?? '' });
  await page.goto(`${core.consoleUrl}/wall`);
  await expect(page.getByText('Pump leaks')).toBeVisible();
  const words = await page.getByText(/^Pump (runs long|vibrates|leaks|stands still)$/).allInnerTexts();
  expect(words).toEqual(['Pump stands still', 'Pump vibrates', 'Pump leaks', 'Pump runs long']);
});
