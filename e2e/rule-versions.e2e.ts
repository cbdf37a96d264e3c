/** Two people write one rule: nothing is lost, and every version can be put back. */
import { adminPassword } from '../embedded-server/testing/core-process.ts';
import { ConsoleClient } from '../embedded-server/testing/console-client.ts';
import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

test('who saved what, what another saved meanwhile, and one click back', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  await site.reading(await site.device('Freezer room 2'), -20);
  const other = new ConsoleClient(core.consoleUrl);
  await other.signIn('admin', adminPassword);
  const draft = {
    name: 'Freezers too warm',
    enabled: true,
    scope: { kind: 'all' },
    series: { fragment: 'air', series: 'temperature' },
    condition: { kind: 'threshold', direction: 'above', limit: -18, deadband: 0.5, forMs: 0, clearForMs: 0 },
    severity: 'MAJOR',
    text: 'too warm',
    help: '',
  } as const;
  const { id } = await other.call('addRule', draft);
  await page.goto(`${core.consoleUrl}/manage/rules/${id}`);
  const limit = page.getByRole('textbox', { name: /^Limit/ });
  await limit.fill('-17');

  await other.call('updateRule', { id, ...draft, condition: { ...draft.condition, limit: -15 }, baseVersion: 1 });
  await expect(page.getByText(/saved version 2 meanwhile: limit −18 → −15/)).toBeVisible();
  await expect(limit).toHaveValue(/17/);
  await page.getByRole('button', { name: 'Save over version 2' }).click();
  await expect(page.getByText('version 3', { exact: true })).toBeVisible();

  const versions = page.getByRole('complementary').getByRole('listitem');
  await expect(versions.filter({ hasText: 'limit −15 → −17' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Put back 1' }).click();
  await expect(page.getByText('version 4', { exact: true })).toBeVisible();
  await expect(limit).toHaveValue(/18/);
  await expect(versions.filter({ hasText: 'as in version 1 again' })).toHaveCount(1);
});
