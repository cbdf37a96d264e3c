/**
 * Every view as it is meant to look, in both themes. The pictures in `shots/` are what a person has looked at and
 * found right; docs/console.md shows them beside the drawn ones. To take them anew:
 * `npm test -- e2e pictures --update-snapshots`.
 */
import type { Page } from '@playwright/test';

import { expect, test } from './picture-site.ts';
import { openView, views, type View } from './view-list.ts';

async function compare(page: Page, { name, ofThisRun }: View, theme: string): Promise<void> {
  const mask = ofThisRun === undefined ? [] : [page.locator(ofThisRun)];
  await expect.soft(page).toHaveScreenshot(`${name}-${theme}.png`, { mask, maskColor: '#808080' });
}

// A view takes a second or two, and there are many.
test.setTimeout(180_000);

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme, reducedMotion: 'reduce' });

    for (const by of ['operator', 'admin', 'neighbour', 'nobody'] as const) {
      test(`what the ${by} sees`, async ({ person, consoleUrl }) => {
        const page = await person(by);
        for (const view of views.filter((one) => one.by === by && !one.measured)) {
          await openView(page, consoleUrl, view);
          await compare(page, view, theme);
        }
      });
    }
  });
}
