/** The picture is live, or says that it is not. */
import { expect, signIn, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

test('a core that goes away leaves the last picture, and comes back by itself with what was missed', async ({ page, start }) => {
  const core = await start();
  const site = new Site(core);
  const device = await site.device('Freezer room 2');
  await site.alarm(device, 'MAJOR', 'Door open');
  await page.goto(core.consoleUrl);
  await signIn(page);
  await expect(page.getByRole('row', { name: /Door open/ })).toBeVisible();

  const stillThere = Number(new URL(core.consoleUrl).port);
  await core.kill();
  await expect(page.getByText(/No contact with the core/)).toBeVisible();
  await expect(page.getByRole('row', { name: /Door open/ })).toBeVisible();

  const again = await start({ consolePort: stillThere });
  await new Site(again).alarm(device, 'CRITICAL', 'Too warm');
  await expect(page.getByRole('row', { name: /Too warm/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/No contact with the core/)).toBeHidden();
  await expect(page.getByText(/^Live/)).toBeVisible();
});

test('an alarm is on screen within a second of being sent', async ({ core, signedIn }) => {
  const site = new Site(core);
  const device = await site.device('Brine pump');
  await site.alarm(device, 'MINOR', 'Pressure low');
  await expect(signedIn.getByRole('row', { name: /Pressure low/ })).toBeVisible({ timeout: 1_000 });
});
