/** What a role may not do is absent, not greyed. */
import { expect, signIn, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

const password = 'another long pass phrase';

test('an administrator adds a viewer, who sees and cannot touch', async ({ core, signedIn, browser }) => {
  await new Site(core).alarm(await new Site(core).device('Freezer room 2'), 'MAJOR', 'too warm');
  await signedIn.goto(`${core.consoleUrl}/manage/people`);
  await signedIn.getByRole('button', { name: 'Add person' }).click();
  await signedIn.getByLabel('User name').fill('matti');
  await signedIn.getByRole('combobox', { name: 'Role' }).click();
  await signedIn.getByRole('option', { name: 'Viewer' }).click();
  await signedIn.getByLabel('Password', { exact: true }).fill(password);
  await signedIn.getByLabel('Password again').fill(password);
  await signedIn.getByRole('button', { name: /^(Add|Create)/ }).last().click();
  await expect(signedIn.getByRole('row', { name: /matti/ })).toBeVisible();

  const viewer = await (await browser.newContext()).newPage();
  await viewer.goto(core.consoleUrl);
  await signIn(viewer, 'matti', password);
  await expect(viewer.getByRole('row', { name: /too warm/ })).toBeVisible();
  await expect(viewer.getByRole('button', { name: /Acknowledge/ })).toHaveCount(0);
  await viewer.keyboard.press('3');
  await expect(viewer.getByRole('row', { name: /Freezer room 2/ })).toBeVisible();
  await expect(viewer.getByRole('button', { name: /Add/ })).toHaveCount(0);
  await viewer.goto(`${core.consoleUrl}/manage/people`);
  await expect(viewer.getByRole('row', { name: /matti/ })).toHaveCount(0);

  // Disabling ends the session at once.
  await signedIn.getByRole('row', { name: /matti/ }).click();
  await signedIn.getByRole('button', { name: /^Disable/ }).click();
  await expect(viewer.getByRole('button', { name: /^Sign in/ })).toBeVisible();
});
