import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { SavedView } from '#contract/trends.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Icon } from '../../components/icon.tsx';
import { useSavedViews, useViewChanges } from '../../measurements/trend-queries.ts';
import { showToast } from '../../state/toast-store.ts';
import { NameViewDialog } from './name-view-dialog.tsx';
import { queryOf, viewOfQuery } from './trend-search.ts';
import css from './trends-page.module.css';
import type { TrendControls } from './use-trend-view.ts';

/** Views people of this site saved: a click opens one. */
export function SavedViews({ controls }: { controls: TrendControls }) {
  const { t } = useTranslation('trends');
  const views = useSavedViews();
  if (!views || views.length === 0) return null;
  const shown = queryOf(controls.view);
  return (
    <section className={css.views} aria-label={t('views.title')}>
      <h2 className="xs t3">{t('views.title')}</h2>
      <ul>
        {views.map((view) => (
          <ViewRow key={view.id} view={view} isOpen={view.query === shown} onOpen={() => controls.open(viewOfQuery(view.query))} />
        ))}
      </ul>
    </section>
  );
}

interface ViewRowProps {
  view: SavedView;
  isOpen: boolean;
  onOpen: () => void;
}

function ViewRow({ view, isOpen, onOpen }: ViewRowProps) {
  const lost = useIsLost();
  const may = useMay('pins:write') && !lost;
  return (
    <li className={css.viewRow}>
      <button type="button" className={css.viewName} aria-current={isOpen ? 'true' : undefined} onClick={onOpen} title={view.name}>
        <span className="el">{view.name}</span>
      </button>
      {may && <ViewMenu view={view} />}
    </li>
  );
}

function ViewMenu({ view }: { view: SavedView }) {
  const { t } = useTranslation(['trends', 'common']);
  const [renaming, setRenaming] = useState(false);
  const { change } = useViewChanges();
  const remove = useDeleteView();
  return (
    <>
      <Menu position="bottom-end" width={160}>
        <Menu.Target>
          <button type="button" className={css.viewMore} aria-label={t('views.more', { name: view.name })}>
            <Icon name="more" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setRenaming(true)}>{t('views.rename')}</Menu.Item>
          <Menu.Item onClick={() => remove(view)}>{t('views.delete')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {renaming && (
        <NameViewDialog
          title={t('views.renameTitle', { name: view.name })}
          name={view.name}
          onSave={async (name) => {
            await change({ id: view.id, name, query: view.query });
          }}
          onClose={() => setRenaming(false)}
        />
      )}
    </>
  );
}

/** Deleted at once; the message that follows saves it anew. */
function useDeleteView(): (view: SavedView) => void {
  const { t } = useTranslation(['trends', 'common']);
  const { save, remove } = useViewChanges();
  const failed = (error: unknown) => showToast({ text: t('views.notChanged', { why: t(`common:error.${errorCodeOf(error)}`) }) });
  return ({ id, name, query }) => {
    const undo = () => void save({ name, query }).catch(failed);
    remove(id).then(() => showToast({ text: t('views.deleted', { name }), undo }), failed);
  };
}
