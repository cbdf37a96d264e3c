/** Who looks at a device learns when its battery has to be changed, where its readings say so. */
import { WireClient } from '../embedded-server/testing/wire-client.ts';
import { adminPassword } from '../embedded-server/testing/core-process.ts';
import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

const dayMs = 86_400_000;

test('a battery that falls by half a per cent a day is said to last; of one that holds nothing is said', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  const client = new WireClient(core.deviceUrl, `main/admin:${adminPassword}`);
  const report = async (name: string, levelOf: (daysAgo: number) => number) => {
    const id = await site.device(name);
    const measurements = Array.from({ length: 36 }, (_, index) => {
      const ago = 35 - index;
      const time = new Date(Date.now() - ago * dayMs).toISOString();
      return { source: { id }, type: 'c8y_Battery', time, c8y_Battery: { level: { value: levelOf(ago), unit: '%' } } };
    });
    expect((await client.post('/measurement/measurements', { measurements })).status).toBe(201);
  };
  await report('Soil probe', (ago) => Math.round(45 + ago / 2));
  await report('Door contact', () => 87);

  await page.keyboard.press('3');
  await page.getByRole('row', { name: /Soil probe/ }).click();
  const panel = (name: string) => page.getByRole('complementary', { name });
  await expect(panel('Soil probe').getByText('45 %, about 3 months left')).toBeVisible();
  await page.getByRole('row', { name: /Door contact/ }).click();
  await expect(panel('Door contact').getByText('87 %', { exact: true }).first()).toBeVisible();
});
