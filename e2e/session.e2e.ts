/** Sessions begin with a password and end by themselves. */
import { expect, test } from './fixtures.ts';

test('signing out ends the session in every tab', async ({ signedIn, core }) => {
  const other = await signedIn.context().newPage();
  await other.goto(core.consoleUrl);
  await expect(other.getByRole('navigation', { name: 'Views' })).toBeVisible();
  await signedIn.getByRole('button', { name: /admin/ }).click();
  await signedIn.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(signedIn.getByText('Sign in to the control room.')).toBeVisible();
  await expect(signedIn.getByRole('button', { name: /^Sign in/ })).toBeVisible();
  await expect(other.getByText('You signed out in another tab of this browser.')).toBeVisible();
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
