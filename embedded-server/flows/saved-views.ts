/** Saving, changing and deleting views of values. They belong to the site: whoever may see it sees them. */
import { ExpectedError } from '#contract/errors.ts';
import { mostViews, type SavedView } from '#contract/trends.ts';

import { changeViews, readViews } from '../tenants/saved-views.ts';
import type { OpenTenant } from './open-tenant.ts';

export interface ViewDraft {
  name: string;
  query: string;
}

function tell(tenant: OpenTenant): void {
  tenant.feed.publish({ kind: 'changed', subject: 'views' });
}

export function listViews(tenant: OpenTenant): SavedView[] {
  return readViews(tenant.database);
}

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** @throws ExpectedError 'conflict' when another view has the name. */
function assertNameFree(views: readonly SavedView[], name: string, except?: string): void {
  if (views.some((view) => view.id !== except && sameName(view.name, name))) {
    throw new ExpectedError('conflict', 'A view of this name exists', { fields: { name: 'taken' } });
  }
}

/** @param by who saves it. @throws ExpectedError 'conflict' when the name is taken, 'invalid' when there are too many. */
export async function saveView(tenant: OpenTenant, draft: ViewDraft, by: string): Promise<SavedView> {
  const savedMs = tenant.clock.now();
  const view = await tenant.database.write(() =>
    changeViews(({ next, views }) => {
      assertNameFree(views, draft.name);
      if (views.length >= mostViews) throw new ExpectedError('invalid', `A site keeps at most ${mostViews} views`);
      const added: SavedView = { id: String(next), ...draft, savedBy: by, savedMs };
      return { stored: { next: next + 1, views: [...views, added] }, result: added };
    }),
  );
  tell(tenant);
  return view;
}

/** Give a view another name or content. @throws ExpectedError 'not-found', 'conflict' when the name is taken. */
export async function changeView(tenant: OpenTenant, id: string, draft: ViewDraft, by: string): Promise<SavedView> {
  const savedMs = tenant.clock.now();
  const view = await tenant.database.write(() =>
    changeViews(({ next, views }) => {
      if (!views.some((one) => one.id === id)) throw new ExpectedError('not-found', 'There is no such view');
      assertNameFree(views, draft.name, id);
      const changed: SavedView = { id, ...draft, savedBy: by, savedMs };
      return { stored: { next, views: views.map((one) => (one.id === id ? changed : one)) }, result: changed };
    }),
  );
  tell(tenant);
  return view;
}

/** @returns those that are left. @throws ExpectedError 'not-found'. */
export async function deleteView(tenant: OpenTenant, id: string): Promise<SavedView[]> {
  await tenant.database.write(() =>
    changeViews(({ next, views }) => {
      if (!views.some((one) => one.id === id)) throw new ExpectedError('not-found', 'There is no such view');
      return { stored: { next, views: views.filter((one) => one.id !== id) }, result: undefined };
    }),
  );
  tell(tenant);
  return listViews(tenant);
}
