/**
 * Every view as it is meant to look, in both themes. The pictures in `shots/` are what a person has looked at and
 * found right; docs/console.md shows them beside the drawn ones. To take them anew:
 * `npm test -- e2e pictures --update-snapshots`.
 */
import { expect, test } from './picture-site.ts';
import { openView, views } from './view-list.ts';

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme, reducedMotion: 'reduce' });

    for (const by of ['operator', 'admin'] as const) {
      test(`what the ${by} sees`, async ({ person, consoleUrl }) => {
        const page = await person(by);
        for (const view of views.filter((one) => one.by === by && !one.measured)) {
          await openView(page, consoleUrl, view);
          await expect.soft(page).toHaveScreenshot(`${view.name}-${theme}.png`);
        }
      });
    }
  });
}
