import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleGroup } from '#contract/managed-objects.ts';

import { IconButton } from '../../components/button.tsx';
import { useDelete } from '../../devices/inventory-acts.ts';
import { EditGroupDialog } from './edit-group-dialog.tsx';

interface GroupActsProps {
  group: ConsoleGroup;
  /** The group is gone: what narrowed the list to it does no more. */
  onDeleted: () => void;
}

/** Rename, move or delete the chosen group. */
export function GroupActs({ group, onDeleted }: GroupActsProps) {
  const { t } = useTranslation('inventory');
  const [editing, setEditing] = useState(false);
  const remove = useDelete('group');
  return (
    <>
      <Menu position="bottom-start" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <span>
            <IconButton icon="more" label={t('groupMenu', { name: group.name })} />
          </span>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setEditing(true)}>{t('editGroup')}</Menu.Item>
          <Menu.Item
            onClick={() => {
              remove(group);
              onDeleted();
            }}
          >
            {t('deleteGroup')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {editing && <EditGroupDialog group={group} onClose={() => setEditing(false)} />}
    </>
  );
}
