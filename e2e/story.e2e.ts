/** The story the product is for: from an empty data directory to an alarm that was seen, acted on and ended. */
import { expect, test } from './fixtures.ts';
import type { Page } from '@playwright/test';

import { postReading, readCurlLine } from './device.ts';

const password = 'correct horse battery staple';

/** TEMP */
async function addRule(page: Page): Promise<void> {
  const status = await page.evaluate(async () => {
    const body = { name: 'Freezer too warm', enabled: true, scope: { kind: 'all' }, series: { fragment: 'air', series: 'temperature' }, condition: { kind: 'threshold', direction: 'above', limit: -18, deadband: 0.5, forMs: 0, clearForMs: 0 }, severity: 'CRITICAL', text: 'too warm', help: 'Close the door.\nMove the stock.' };
    return (await fetch('/api/rules', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).status;
  });
  expect(status).toBe(200);
}

test('first run, device, reading, alarm, acknowledge, end', async ({ freshCore, page }) => {
  await page.goto(freshCore.openUrl);

  await test.step('the first administrator and the site', async () => {
    await expect(page.getByRole('heading', { name: 'Who looks after this site?' })).toBeVisible();
    await page.getByLabel('User name').fill('maija');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password again').fill(password);
    await page.keyboard.press('Enter');
    await page.getByLabel('Name of the site').fill('Koivula Growers');
    await page.getByRole('button', { name: 'Create the site' }).click();
  });

  const line = await test.step('a device with a line to paste', async () => {
    await expect(page.getByRole('heading', { name: 'Connect a device' })).toBeVisible();
    await page.getByLabel(/name/i).first().fill('Freezer room 2');
    await page.keyboard.press('Enter');
    return readCurlLine(page);
  });

  await test.step('the first value shows in the same panel as it arrives', async () => {
    await postReading(line, -21.9);
    await expect(page.getByText('−21.9')).toBeVisible({ timeout: 5_000 });
    await page.getByRole('button', { name: 'Pin it and go to Now' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/normal/i);
  });

  await test.step('a rule, by keyboard alone', async () => {
    await addRule(page);
  });

  await test.step('a reading beyond the limit raises the alarm within a second', async () => {
    await postReading(line, -14.8);
    await expect(page.getByRole('row', { name: /too warm/ })).toBeVisible({ timeout: 1_000 });
    await page.screenshot({ path: '/tmp/story-alarm.png' });
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/nobody has acknowledged/);
  });

  await test.step('one click acknowledges it', async () => {
    await page.getByRole('button', { name: /^Acknowledge/ }).first().click();
    await expect(page.getByRole('row', { name: /Acknowledged/ })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).not.toContainText(/nobody has acknowledged/);
  });

  await test.step('it ends by itself when the value is back', async () => {
    await postReading(line, -21.0);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/normal/i);
    await expect(page.getByRole('row', { name: /too warm/ })).toHaveCount(0);
  });

  await test.step('the journal keeps it', async () => {
    await page.keyboard.press('2');
    await page.getByRole('tab', { name: /Journal/ }).click();
    await expect(page.getByRole('row', { name: /too warm/ })).toBeVisible();
  });
});
