/** T5, from nothing to a value on Now: within two minutes, four clicks, or no pointer at all; and a demo site to look around in. */
import { withinBudget } from './budget.ts';
import { postReading, readCurlLine } from './device.ts';
import { expect, test } from './fixtures.ts';

const password = 'correct horse battery staple';

test('from an empty folder to the first value by keys alone, well within two minutes', async ({ freshCore, page }) => {
  const startedMs = Date.now();
  await page.goto(freshCore.openUrl);
  await expect(page.getByText('nothing listens on the network yet')).toBeVisible();
  await withinBudget(page, { keys: 25 }, async () => {
    await expect(page.getByLabel('User name')).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue(password);
    while (!(await page.getByLabel('Password again').evaluate((field) => field === document.activeElement))) await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Name of the site')).toBeFocused();
    await page.keyboard.type('Koivula Growers');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Connect a device' })).toBeVisible();
    await expect(page.getByLabel('Name of the device')).toBeFocused();
    await page.keyboard.type('Freezer room 2');
    await page.keyboard.press('Enter');
    const line = await readCurlLine(page);
    await expect(page.getByRole('button', { name: /^Copy/ })).toBeFocused();
    await page.keyboard.press('Control+c');
    await expect(page.getByRole('button', { name: /^Copied/ })).toBeVisible();
    await postReading(line, -21.9);
    await expect(page.getByText('−21.9')).toBeVisible();
    const pin = page.getByRole('button', { name: 'Pin it and go to Now' });
    while (!(await pin.evaluate((button) => button === document.activeElement))) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/normal/i);
    await expect(page.getByText('Freezer room 2').first()).toBeVisible();
  });
  expect(Date.now() - startedMs).toBeLessThan(120_000);
});

test('T5: add a device and see its first value, pinned: four clicks', async ({ core, signedIn: page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: core.consoleUrl });
  await page.goto(`${core.consoleUrl}/devices`);
  await withinBudget(page, { clicks: 4 }, async () => {
    await page.getByRole('button', { name: 'Add device' }).first().click();
    await page.getByLabel('Name of the device').pressSequentially('Freezer room 2');
    await page.getByRole('button', { name: /^Create device/ }).click();
    const line = await readCurlLine(page);
    await page.getByRole('button', { name: /^Copy/ }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(line.credential);
    await postReading(line, -21.9);
    await page.getByRole('button', { name: 'Pin to Now' }).click();
    await expect(page.getByText('Pinned to Now')).toBeVisible();
  });
  await page.goto(core.consoleUrl);
  await expect(page.getByText('Freezer room 2').first()).toBeVisible();
});

test('the demo site: one click makes it, things happen there, one click takes it away with everything of it', async ({ core, signedIn: page }) => {
  await page.goto(`${core.consoleUrl}/devices?add=true`);
  await withinBudget(page, { clicks: 2 }, async () => {
    await page.getByText('Demo site', { exact: true }).click();
    await page.getByRole('button', { name: 'Make the demo site' }).click();
    await expect(page.getByText('50 simulated devices are running.')).toBeVisible({ timeout: 60_000 });
  });
  await page.getByRole('button', { name: 'Look around' }).click();
  await expect(page.getByRole('row', { name: /too humid/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Freezer room 2').first()).toBeVisible();
  await withinBudget(page, { clicks: 1 }, async () => {
    await page.getByRole('button', { name: 'Remove the demo site' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No devices yet.', { timeout: 60_000 });
  });
  await expect(page.getByRole('row', { name: /too humid/ })).toHaveCount(0);
});

test('what is found on the network: told why nothing is looked for while the device port is closed to it', async ({ core, signedIn: page }) => {
  await page.goto(`${core.consoleUrl}/devices?add=true`);
  await page.getByText('Found on the network').click();
  await expect(page.getByText(/The network is not looked at: the device port is for this computer only/)).toBeVisible();
});
