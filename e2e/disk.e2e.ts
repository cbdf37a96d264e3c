/** Too little room on the disk: the installation's own alarm, from which one comes to what takes the room. */
import { expect, test } from './fixtures.ts';

// More than any disk has free.
test.use({ sets: ['disk.leastFreePercent=90', 'disk.leastFreeMegabytes=10000000'] });

test('the alarm says what to do and leads to system health, where the sites have their names', async ({ core, signedIn: page }) => {
  await page.goto(`${core.consoleUrl}/alarms`);
  await page.getByRole('row', { name: /Valvomo has little room left on the disk/ }).click();
  const panel = page.getByRole('complementary');
  await expect(panel.getByText('Make room on the disk where Valvomo keeps its files.')).toBeVisible();
  await panel.getByRole('button', { name: 'Valvomo', exact: true }).click();
  await expect(page).toHaveURL(/\/manage\/health$/);
  await expect(page.getByText(/^Only .+ of .+ are free on the disk\./)).toBeVisible();
  const { name } = await page.evaluate(async () => ((await (await fetch('/api/state')).json()) as { site: { name: string } }).site);
  await expect(page.getByText(name, { exact: true }).last()).toBeVisible();
});
