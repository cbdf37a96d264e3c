/** Sessions begin with a password and end by themselves. */
import { expect, signIn, test } from './fixtures.ts';

test.describe('with an idle limit of three seconds', () => {
  test.use({ sets: ['session.idleMinutes=0.05'] });

  test('nobody at the desk: the console goes back to the sign-in page, and on again to where it was', async ({ signedIn }) => {
    await signedIn.keyboard.press('2');
    await expect(signedIn).toHaveURL(/\/alarms/);
    await expect(signedIn.getByRole('button', { name: /^Sign in/ })).toBeVisible({ timeout: 15_000 });
    await signIn(signedIn);
    await expect(signedIn).toHaveURL(/\/alarms/);
  });
});

test('signing out ends the session in every tab', async ({ signedIn, core }) => {
  const other = await signedIn.context().newPage();
  await other.goto(core.consoleUrl);
  await expect(other.getByRole('navigation', { name: 'Views' })).toBeVisible();
  await signedIn.getByRole('button', { name: /admin/ }).click();
  await signedIn.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(signedIn.getByText('Sign in to the control room.')).toBeVisible();
  await expect(signedIn.getByRole('button', { name: /^Sign in/ })).toBeVisible();
  await expect(other.getByRole('button', { name: /^Sign in/ })).toBeVisible();
});

test('a wrong password is one sentence, and says nothing about which half was wrong', async ({ core, page }) => {
  await page.goto(core.consoleUrl);
  for (const userName of ['admin', 'nobody']) {
    await page.getByLabel('User name').fill(userName);
    await page.getByLabel('Password', { exact: true }).fill('not the password at all');
    await page.keyboard.press('Enter');
    await expect(page.getByText('User name or password is wrong.')).toBeVisible();
  }
});
