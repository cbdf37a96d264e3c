/** Whoever connects a device is told what is missing, while it is missing: by real requests to the device port. */
import type { Page } from '@playwright/test';

import { type CurlLine, postReading, readCurlLine, readingBody, sendTo } from './device.ts';
import { expect, test } from './fixtures.ts';

/** Add a device in the console. @returns the line it shows. */
async function addDevice(page: Page, consoleUrl: string, name: string): Promise<CurlLine> {
  await page.goto(`${consoleUrl}/devices?add=true`);
  await page.getByLabel('Name of the device').fill(name);
  await page.keyboard.press('Enter');
  return readCurlLine(page);
}

const told = (page: Page, words: string | RegExp) => expect(page.getByRole('log').getByText(words)).toBeVisible();

test('nothing received: after a while it says what to check, and stops when something comes', async ({ core, signedIn: page }) => {
  const line = await addDevice(page, core.consoleUrl, 'Freezer room 2');
  await told(page, 'Device name is free and its secret is made');
  await told(page, 'Nothing heard from it yet');
  await expect(page.getByText('Nothing has come. Check, in this order:')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/can be reached from here only/)).toBeVisible();
  await postReading(line, -21.9);
  await expect(page.getByText('Nothing has come. Check, in this order:')).toBeHidden();
  await told(page, 'A request came from this computer');
});

test('wrong secret: cut at the end, another device\'s, renewed; then right', async ({ core, signedIn: page }) => {
  const other = await addDevice(page, core.consoleUrl, 'Freezer room 1');
  const line = await addDevice(page, core.consoleUrl, 'Freezer room 2');
  const [name = '', secret = ''] = line.credential.split(':');
  const send = (credential: string) => sendTo({ ...line, credential }, readingBody(line.sourceId, 1));
  expect((await send(`${name}:${secret.slice(0, -3)}`)).status).toBe(401);
  await told(page, 'A request came from this computer');
  await told(page, 'Its secret was wrong: the line was cut at the end. Copy it whole.');
  await expect(page.getByText('What came was refused; nothing of it was stored.')).toBeVisible();
  await send(`${name}:${other.credential.split(':')[1]}`);
  await told(page, "Its secret was another device's.");
  await postReading(line, -21.9);
  await expect(page.getByRole('log').getByText(/secret was/)).toHaveCount(0);
  await expect(page.getByRole('complementary').getByText('−21.9')).toBeVisible();
});

test('malformed body: where', async ({ core, signedIn: page }) => {
  const line = await addDevice(page, core.consoleUrl, 'Freezer room 2');
  expect((await sendTo(line, '{"source":{"id":"1"},\n "type" "t"}')).status).toBe(400);
  await told(page, 'What it sent is no JSON: look at line 2, column 9.');
  await sendTo(line, JSON.stringify({ ...JSON.parse(readingBody(line.sourceId, 1)), type: undefined }));
  await told(page, 'What it sent lacks type.');
});

test('clock off: by how much, and whether the reading was taken', async ({ core, signedIn: page }) => {
  const line = await addDevice(page, core.consoleUrl, 'Freezer room 2');
  expect((await sendTo(line, readingBody(line.sourceId, -20, '2026-11-19 14:32'))).status).toBe(422);
  await told(page, /The time it sent cannot be read.*The reading was not taken/);
  const wrongMs = Date.now() - (3 * 60 + 12) * 60_000;
  expect((await sendTo(line, readingBody(line.sourceId, -20, new Date(wrongMs).toISOString()))).status).toBe(201);
  await told(page, 'Its clock is 3 h 12 min behind. The reading was taken, at the time it gave.');
  await expect(page.getByRole('complementary').getByText('−20')).toBeVisible();
});

test('device unknown: a user name that is nobody\'s, a device that is not its own', async ({ core, signedIn: page }) => {
  const line = await addDevice(page, core.consoleUrl, 'Freezer room 2');
  expect((await sendTo({ ...line, credential: 'main/device_freezer:whatever' }, readingBody(line.sourceId, 1))).status).toBe(401);
  await told(page, "Its user name device_freezer is nobody's. Copy the line whole.");
  expect((await sendTo(line, readingBody('987654', 1))).status).toBe(404);
  await told(page, 'It named device 987654, which is not there or is not its own.');
});
