/** Who looks after the installation changes its settings while it runs, and gives the work to a second person. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from './fixtures.ts';

test('a setting is changed where it stands, refused where it does not fit, taken back and put back', async ({ core, signedIn: page, dataDir }) => {
  await page.goto(`${core.consoleUrl}/manage/configuration`);
  const change = page.getByRole('button', { name: /^Change Minutes without pointer or keys/ });
  await change.click();
  const field = page.getByLabel('Minutes without pointer or keys until the lock');
  await expect(field).toBeFocused();
  await field.fill('0');
  await page.keyboard.press('Enter');
  await expect(page.getByText('From 1 to 720.')).toBeVisible();
  await field.fill('45');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Different from the shipped ones' }).getByText('45', { exact: true })).toBeVisible();
  const stored = () => JSON.parse(readFileSync(join(dataDir, 'site.json'), 'utf8')) as Record<string, unknown>;
  expect(stored()).toEqual({ 'session.idleMinutes': 45 });
  await expect(page.getByRole('status')).toContainText('Changed: Minutes without pointer or keys');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(stored).toEqual({});

  await page.getByRole('button', { name: 'Change Address devices send to' }).click();
  await page.getByLabel('Address devices send to').fill('192.168.20.5');
  await page.keyboard.press('Enter');
  await expect(page.getByText('192.168.20.5 from the next start on')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the default' }).click();
  await expect(page.getByText('192.168.20.5 from the next start on')).toHaveCount(0);
});

test('the installation is given to a second person, and never left to nobody', async ({ core, signedIn: page }) => {
  const password = 'a bicycle in the rain';
  await page.goto(`${core.consoleUrl}/manage/people?person=admin`);
  const panel = page.getByRole('complementary', { name: 'admin' });
  await expect(panel.getByText('Nobody else looks after it.')).toBeVisible();
  await panel.getByRole('button', { name: 'Remove as installation administrator' }).click();
  await expect(page.getByRole('status')).toContainText('Somebody must be left who looks after the installation.');

  await page.evaluate(async (secret) => {
    const body = JSON.stringify({ userName: 'bertta', role: 'admin', password: secret });
    await fetch('/api/people', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  }, password);
  await page.goto(`${core.consoleUrl}/manage/people?person=bertta`);
  const second = page.getByRole('complementary', { name: 'bertta' });
  await second.getByRole('button', { name: 'Make installation administrator' }).click();
  await expect(second.getByText('Others who look after it: admin')).toBeVisible();
  await expect(page.getByRole('row', { name: /bertta.*Tenant admin, installation/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(second.getByText('Looks after this site only.')).toBeVisible();
});
