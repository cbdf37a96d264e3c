import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { QueryDraft, SavedQuery } from '#contract/saved-queries.ts';

import { errorCodeOf } from '../api/api-error.ts';
import { tellOf } from '../state/pending-acts.ts';
import { showToast } from '../state/toast-store.ts';
import { Icon } from './icon.tsx';
import { NameDialog } from './name-dialog.tsx';
import css from './saved-list.module.css';

/** How a shelf is changed; each tells by its promise. */
export interface SavedChanges {
  save: (draft: QueryDraft) => Promise<unknown>;
  change: (saved: QueryDraft & { id: string }) => Promise<unknown>;
  remove: (id: string) => Promise<unknown>;
}

interface SavedListProps {
  title: string;
  saved: readonly SavedQuery[];
  /** The query of what is on screen: the one that says the same is marked. */
  shown: string;
  onOpen: (query: string) => void;
  /** Absent for who may not change them. */
  changes: SavedChanges | undefined;
}

/** What was saved by name: a click opens it, its menu renames and deletes it. Nothing at all while nothing is saved. */
export function SavedList({ title, saved, shown, onOpen, changes }: SavedListProps) {
  if (saved.length === 0) return null;
  return (
    <section className={css.saved} aria-label={title}>
      <h2 className="xs t3">{title}</h2>
      <ul>
        {saved.map((one) => (
          <li key={one.id} className={css.row}>
            <button type="button" className={css.name} aria-current={one.query === shown ? 'true' : undefined} onClick={() => onOpen(one.query)} title={one.name}>
              <span className="el">{one.name}</span>
            </button>
            {changes && <SavedMenu saved={one} changes={changes} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function SavedMenu({ saved, changes }: { saved: SavedQuery; changes: SavedChanges }) {
  const { t } = useTranslation('common');
  const [renaming, setRenaming] = useState(false);
  const remove = useRemove(changes);
  const { id, name, query } = saved;
  return (
    <>
      <Menu position="bottom-end" width={160}>
        <Menu.Target>
          <button type="button" className={css.more} aria-label={t('saved.more', { name })}>
            <Icon name="more" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setRenaming(true)}>{t('saved.rename')}</Menu.Item>
          <Menu.Item onClick={() => remove(saved)}>{t('saved.delete')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {renaming && (
        <NameDialog
          title={t('saved.renameTitle', { name })}
          name={name}
          onSave={async (to) => {
            await changes.change({ id, name: to, query });
          }}
          onClose={() => setRenaming(false)}
        />
      )}
    </>
  );
}

/** Deleted at once; the message that follows saves it anew. */
function useRemove({ save, remove }: SavedChanges): (saved: SavedQuery) => void {
  const { t } = useTranslation('common');
  const failed = (error: unknown) => showToast({ text: t('saved.notChanged', { why: t(`error.${errorCodeOf(error)}`) }) });
  return ({ id, name, query }) => {
    const undo = () => void save({ name, query }).catch(failed);
    void tellOf(remove(id), () => ({ text: t('saved.deleted', { name }), undo }), failed);
  };
}
