/** Ctrl K: find or do anything, from the keys alone and within one's role. */
import { expect, signIn, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

test('acknowledge, open a device and change a setting without leaving the keys', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  const device = await site.device('Freezer room 2');
  await site.device('Chiller 3');
  await site.reading(device, -14.8);
  await site.alarm(device, 'CRITICAL', 'too warm');
  await expect(page.getByRole('row', { name: /too warm/ })).toBeVisible();
  const palette = page.getByRole('dialog', { name: 'Find or do anything' });

  await test.step('acts stand first, and what the core found stands below', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('frzr 2');
    await expect(palette.getByRole('group', { name: 'Devices and values' }).getByRole('option')).toHaveCount(2);
    await expect(palette.getByRole('option').first()).toHaveText(/Acknowledge Freezer room 2 too warm/);
    await expect(page.getByRole('navigation', { name: 'Open alarms by severity' })).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(palette).toHaveCount(0);
    await expect(page.getByRole('row', { name: /too warm/ })).toContainText('Acknowledged');
  });

  await test.step('a device opens in its panel', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('chil');
    await expect(palette.getByRole('option', { name: /Chiller 3/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/devices\?device=/);
    await expect(page.getByRole('heading', { name: 'Chiller 3' })).toBeVisible();
  });

  await test.step('a setting changes; it is among the first next time; Esc gives the focus back', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('dark');
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    const find = page.getByRole('button', { name: /Find or do anything/ });
    await find.click();
    await expect(palette.getByRole('group', { name: 'Lately' }).getByRole('option').first()).toHaveText(/Dark/);
    await page.keyboard.press('Escape');
    await expect(find).toBeFocused();
  });
});

test('a viewer finds no act that the role does not have', async ({ core, signedIn, browser }) => {
  const password = 'an owl in the attic';
  await signedIn.request.post(`${core.consoleUrl}/api/people`, { headers: { origin: core.consoleUrl }, data: { userName: 'vera', role: 'viewer', password } });
  await new Site(core).alarm(await new Site(core).device('Freezer room 2'), 'MAJOR', 'too warm');
  const viewer = await (await browser.newContext()).newPage();
  await viewer.goto(core.consoleUrl);
  await signIn(viewer, 'vera', password);
  await expect(viewer.getByRole('row', { name: /too warm/ })).toBeVisible();
  await viewer.keyboard.press('Control+k');
  const palette = viewer.getByRole('dialog');
  await expect(palette.getByRole('option', { name: /too warm/ })).toHaveCount(1);
  for (const act of ['acknowledge', 'add a device', 'new rule', 'add a person', 'site']) {
    await palette.getByRole('combobox').fill(act);
    await expect(palette.getByRole('option', { name: new RegExp(`^(Acknowledge|Add|New rule|Site)`) })).toHaveCount(0);
  }
});
