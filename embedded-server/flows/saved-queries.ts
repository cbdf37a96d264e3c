/** Saving, changing and deleting what is opened again by its name: views of values, filters of devices. */
import { ExpectedError } from '#contract/errors.ts';
import type { FeedBody } from '#contract/feed.ts';
import { mostSaved, type QueryDraft, type SavedQuery, viewWithout } from '#contract/saved-queries.ts';

import type { Unit } from '../db/unit.ts';
import { changeSaved, readSaved } from '../tenants/saved-queries.ts';
import { removeSetting } from '../tenants/settings.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Where something is kept, and what the feed calls it. */
export interface Shelf {
  key: string;
  subject: Extract<FeedBody, { kind: 'changed' }>['subject'];
}

/** Views of values belong to the site: whoever may see it sees them. */
export const siteViews: Shelf = { key: 'trend-views', subject: 'views' };

/** Filters of devices belong to who saved them. @param userName as their sessions in this site are called. */
export function filtersOf(userName: string): Shelf {
  return { key: `device-filters/${userName}`, subject: 'filters' };
}

function tell(tenant: OpenTenant, { subject }: Shelf): void {
  tenant.feed.publish({ kind: 'changed', subject });
}

export function listSaved(tenant: OpenTenant, shelf: Shelf): SavedQuery[] {
  return readSaved(tenant.database, shelf.key);
}

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** @throws ExpectedError 'conflict' when another one has the name. */
function assertNameFree(saved: readonly SavedQuery[], name: string, except?: string): void {
  if (saved.some((one) => one.id !== except && sameName(one.name, name))) {
    throw new ExpectedError('conflict', 'Another one is saved under this name', { fields: { name: 'taken' } });
  }
}

/** @param by who saves it. @throws ExpectedError 'conflict' when the name is taken, 'invalid' when there are too many. */
export async function saveQuery(tenant: OpenTenant, shelf: Shelf, draft: QueryDraft, by: string): Promise<SavedQuery> {
  const savedMs = tenant.clock.now();
  const saved = await tenant.database.write(() =>
    changeSaved(shelf.key, ({ next, views }) => {
      assertNameFree(views, draft.name);
      if (views.length >= mostSaved) throw new ExpectedError('invalid', `At most ${mostSaved} are kept`);
      const added: SavedQuery = { id: String(next), ...draft, savedBy: by, savedMs };
      return { stored: { next: next + 1, views: [...views, added] }, result: added };
    }),
  );
  tell(tenant, shelf);
  return saved;
}

/** Another name or content. @throws ExpectedError 'not-found', 'conflict' when the name is taken. */
export async function changeQuery(tenant: OpenTenant, shelf: Shelf, id: string, draft: QueryDraft, by: string): Promise<SavedQuery> {
  const savedMs = tenant.clock.now();
  const saved = await tenant.database.write(() =>
    changeSaved(shelf.key, ({ next, views }) => {
      if (!views.some((one) => one.id === id)) throw new ExpectedError('not-found', 'Nothing of this id is saved');
      assertNameFree(views, draft.name, id);
      const changed: SavedQuery = { id, ...draft, savedBy: by, savedMs };
      return { stored: { next, views: views.map((one) => (one.id === id ? changed : one)) }, result: changed };
    }),
  );
  tell(tenant, shelf);
  return saved;
}

/** @returns those that are left. @throws ExpectedError 'not-found'. */
export async function deleteQuery(tenant: OpenTenant, shelf: Shelf, id: string): Promise<SavedQuery[]> {
  await tenant.database.write(() =>
    changeSaved(shelf.key, ({ next, views }) => {
      if (!views.some((one) => one.id === id)) throw new ExpectedError('not-found', 'Nothing of this id is saved');
      return { stored: { next, views: views.filter((one) => one.id !== id) }, result: undefined };
    }),
  );
  tell(tenant, shelf);
  return listSaved(tenant, shelf);
}

/** Take a whole shelf away; who kept something there is gone. */
export function removeShelf({ key }: Shelf): Unit<void> {
  return removeSetting(key);
}

/** Views of values that are gone: those lose them, and go with the last of theirs. */
export async function removeFromViews(tenant: OpenTenant, gone: ReadonlySet<string>): Promise<void> {
  const changed = await tenant.database.write(() =>
    changeSaved(siteViews.key, ({ next, views }) => {
      const left = views.flatMap((view) => {
        const query = viewWithout(view.query, gone);
        return query === null ? [] : [{ ...view, query }];
      });
      const result = left.length !== views.length || left.some(({ query }, index) => query !== views[index]?.query);
      return { stored: { next, views: left }, result };
    }),
  );
  if (changed) tell(tenant, siteViews);
}
