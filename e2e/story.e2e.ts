/** The story the product is for: from an empty data directory to an alarm that was seen, acted on and ended. */
import { expect, test } from './fixtures.ts';
import type { Page } from '@playwright/test';

import { postReading, readCurlLine } from './device.ts';

const password = 'correct horse battery staple';

/** Choose in one slot of the sentence. */
async function pick(page: Page, slot: string, option: string): Promise<void> {
  await page.getByRole('button', { name: `${slot}: ` }).click();
  await page.getByRole('option', { name: new RegExp(option) }).click();
}

/** "When air temperature of any device is above −18 °C for a moment, then raise Critical: too warm." */
async function addRule(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Manage/ }).click();
  await page.getByRole('link', { name: 'Rules', exact: true }).click();
  await page.getByRole('button', { name: 'New rule' }).click();
  await pick(page, 'Which value', 'Air temperature');
  await page.getByRole('textbox', { name: /^Limit/ }).fill('-18');
  await pick(page, 'For how long', 'a moment');
  await pick(page, 'Severity', 'Critical');
  await page.getByLabel(/What the alarm says/).fill('too warm');
  await page.getByRole('textbox', { name: /^Where it ends/ }).fill('-18.5');
  await page.getByLabel('What to do').fill('Close the door and free the strip curtain.\nAbove −12 °C, move the stock.');
  await page.getByRole('button', { name: 'Create rule' }).click();
  await expect(page.getByText('version 1', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: /Now/ }).click();
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

  await test.step('a rule, written as a sentence', async () => {
    await addRule(page);
  });

  await test.step('a reading beyond the limit raises the alarm within a second', async () => {
    await postReading(line, -14.8);
    await expect(page.getByRole('row', { name: /too warm/ })).toBeVisible({ timeout: 1_000 });
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
