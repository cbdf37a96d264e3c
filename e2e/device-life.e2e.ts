/** A device in its panel: commands that never say more than is known, maintenance that ends by itself, an agent that asks to be let in. */
import { WireClient } from '../embedded-server/testing/wire-client.ts';
import { adminPassword } from '../embedded-server/testing/core-process.ts';
import { expect, signIn, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

const json = { accept: 'application/json' };

test('a command waits, is sent, runs and is done when the device says so; one can be taken back', async ({ core, signedIn }) => {
  const programs = new WireClient(core.deviceUrl, `main/admin:${adminPassword}`);
  const agent = { name: 'Pump', c8y_IsDevice: {}, com_cumulocity_model_Agent: {}, c8y_SupportedOperations: ['c8y_Restart', 'c8y_MeasurementRequestOperation'] };
  const { id } = (await programs.post('/inventory/managedObjects', agent, json)).body as { id: string };
  await signedIn.goto(`${core.consoleUrl}/devices?device=${id}`);
  const panel = signedIn.getByRole('complementary', { name: 'Pump' });
  await panel.getByRole('button', { name: 'New command' }).click();
  await expect(signedIn.getByText(/cannot be undone/)).toBeHidden();
  await signedIn.getByRole('combobox', { name: 'What to do' }).click();
  await signedIn.getByRole('option', { name: 'Restart' }).click();
  await expect(signedIn.getByText(/cannot be undone/)).toBeVisible();
  await signedIn.getByRole('button', { name: 'Send command' }).click();
  await expect(panel.getByText(/^waits for the device, expires/)).toBeVisible();

  const operations = (await programs.get(`/devicecontrol/operations?deviceId=${id}`)).body as { operations: { id: string }[] };
  const operation = `/devicecontrol/operations/${operations.operations[0]?.id}`;
  await programs.put(operation, { status: 'EXECUTING' });
  await expect(panel.getByText('the device is at it')).toBeVisible();
  await programs.put(operation, { status: 'SUCCESSFUL' });
  await expect(panel.getByText(/^done \d\d:\d\d/)).toBeVisible();

  await panel.getByRole('button', { name: 'Read now', exact: true }).click();
  await panel.getByRole('button', { name: 'Cancel Read now' }).click();
  await expect(panel.getByText('taken back')).toBeVisible();
});

test('an operator puts a device into maintenance; its alarms are not shown until it is over', async ({ core, signedIn, browser }) => {
  const site = new Site(core);
  const device = await site.device('Condenser fan 2');
  await signedIn.goto(`${core.consoleUrl}/devices?device=${device}`);
  const panel = signedIn.getByRole('complementary', { name: 'Condenser fan 2' });
  await panel.getByRole('button', { name: 'Maintenance' }).click();
  await signedIn.getByRole('button', { name: 'Start maintenance' }).click();
  await expect(signedIn.getByText('Say why, for whoever looks next.')).toBeVisible();
  await signedIn.getByLabel('Reason').fill('New bearing');
  await signedIn.getByRole('button', { name: 'Start maintenance' }).click();
  await expect(panel.getByText(/^In maintenance until/)).toBeVisible();
  await expect(panel.getByText('New bearing, admin')).toBeVisible();
  await expect(signedIn.getByRole('row', { name: /Condenser fan 2.*in maintenance/ })).toBeVisible();
  await signedIn.getByRole('button', { name: /^In maintenance/ }).click();
  await expect(signedIn.getByRole('row', { name: /Condenser fan 2/ })).toBeVisible();

  const commands = panel.getByRole('navigation').getByRole('button', { name: 'Commands' });
  await commands.click();
  await expect(commands).toHaveAttribute('aria-current', 'true');

  await site.alarm(device, 'MAJOR', 'Vibration');
  await signedIn.keyboard.press('2');
  await expect(signedIn.getByText('1 device in maintenance: its alarms stand in the journal only')).toBeVisible();
  await expect(signedIn.getByText(/Vibration/)).toHaveCount(0);
  await signedIn.getByRole('tab', { name: 'Journal' }).click();
  await signedIn.getByRole('row', { name: /Vibration in maintenance.*Condenser fan 2/ }).click();
  await expect(signedIn.getByText('Condenser fan 2. Major, in maintenance: recorded, nobody is told.')).toBeVisible();
  await signedIn.keyboard.press('Escape');
  await signedIn.getByRole('tab', { name: /^Open/ }).click();

  // A second window sees the same at once, and ends it.
  const other = await (await browser.newContext()).newPage();
  await other.goto(`${core.consoleUrl}/devices?device=${device}`);
  await signIn(other);
  await other.getByRole('button', { name: 'End now' }).click();
  await expect(other.getByText(/^In maintenance until/)).toHaveCount(0);
  await expect(signedIn.getByRole('row', { name: /Vibration/ })).toBeVisible();
});

test('an agent that asks unannounced is seen, announced with one act, and accepted when it asks again', async ({ start, page }) => {
  const core = await start({ env: { VALVOMO_BOOTSTRAP_PASSWORD: 'knock knock knock' } });
  const bootstrap = new WireClient(core.deviceUrl, 'management/devicebootstrap:knock knock knock');
  const knock = () => bootstrap.post('/devicecontrol/deviceCredentials', { id: 'gateway-0042' }, json);
  await page.goto(`${core.consoleUrl}/devices?add=true`);
  await signIn(page);
  expect((await knock()).status).toBe(404);
  await expect(page.getByText(/asks to be let in from 127\.0\.0\.1.*nobody announced it/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Accept gateway-0042' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Announce gateway-0042' }).click();
  await expect(page.getByText('announced, has not asked yet')).toBeVisible();
  expect((await knock()).status).toBe(404);
  await page.getByRole('button', { name: 'Accept gateway-0042' }).click();
  await expect(page.getByText(/accepted, may fetch its credential/)).toBeVisible();
  expect((await knock()).status).toBe(201);
});

test('an agent is announced, knocks, is accepted and gets in', async ({ start, page }) => {
  const core = await start({ env: { VALVOMO_BOOTSTRAP_PASSWORD: 'knock knock knock' } });
  const bootstrap = new WireClient(core.deviceUrl, 'management/devicebootstrap:knock knock knock');
  const knock = () => bootstrap.post('/devicecontrol/deviceCredentials', { id: 'rpi-4711' }, json);
  await page.goto(`${core.consoleUrl}/devices?add=true`);
  await signIn(page);
  await page.getByText(/Announce it by its id/).click();
  await page.getByLabel('Ids of the devices').fill('rpi-4711');
  await page.getByRole('button', { name: 'Announce it' }).click();
  await expect(page.getByText('announced, has not asked yet')).toBeVisible();
  expect((await knock()).status).toBe(404);
  await expect(page.getByText(/asks from 127\.0\.0\.1/)).toBeVisible();
  await page.getByRole('button', { name: 'Accept rpi-4711' }).click();
  await expect(page.getByText(/accepted, may fetch its credential/)).toBeVisible();
  const answer = await knock();
  expect(answer.status).toBe(201);
  await expect(page.getByText(/has its credential since/)).toBeVisible();
  const { username, password } = answer.body as { username: string; password: string };
  const device = new WireClient(core.deviceUrl, `main/${username}:${password}`);
  expect((await device.post('/inventory/managedObjects', { name: 'Gate controller', c8y_IsDevice: {} }, json)).status).toBe(201);
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('complementary', { name: 'Gate controller' })).toBeVisible();
});
