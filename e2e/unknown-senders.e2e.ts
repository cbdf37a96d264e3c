/** Who knocks at the device port and is not let in is seen, and can be made a device or ignored. */
import { readCurlLine } from './device.ts';
import { expect, test } from './fixtures.ts';

test('a stranger is listed, ignored and taken back, and made a device', async ({ core, signedIn: page }) => {
  const knock = (name: string) =>
    fetch(`${core.deviceUrl}/measurement/measurements`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`main/${name}:x`).toString('base64')}`, 'content-type': 'application/json' },
      body: '{}',
    });
  await page.goto(`${core.consoleUrl}/devices`);
  const filter = page.getByRole('button', { name: /Unknown senders/ });
  await expect(filter).toBeVisible();
  expect((await knock('device_brine-pump')).status).toBe(401);
  await expect(filter).toContainText('1', { timeout: 10_000 });
  await filter.click();
  const row = page.getByRole('row', { name: /device_brine-pump/ });
  await expect(row).toContainText('unknown user name');

  await row.click();
  await expect(page.getByRole('complementary', { name: 'device_brine-pump' })).toContainText('a reading');
  await page.getByRole('button', { name: 'Ignore for a week' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: /Undo/ }).click();
  await expect(row).toBeVisible();

  await row.click();
  await page.getByRole('button', { name: 'Make it a device' }).click();
  await expect(page.getByLabel('Name of the device')).toHaveValue('brine-pump');
  await page.getByRole('button', { name: /^Create device/ }).click();
  await readCurlLine(page);
  await expect(filter).toContainText('0');
});
