import { useTranslation } from 'react-i18next';

import type { ConsoleGroup } from '#contract/managed-objects.ts';

import { cutToMove } from '../../devices/cut-inventory.ts';
import { useDelete } from '../../devices/inventory-acts.ts';
import { useKeys } from '../../keys/use-keys.ts';

interface GroupKeys {
  /** The chosen group, while the tree has the focus; the site itself is renamed in Manage. */
  group: ConsoleGroup | undefined;
  onRename: () => void;
  onChoose: (groupId: string | undefined) => void;
}

/** In the tree: F2 renames the chosen group where it stands, Delete deletes it, Ctrl X cuts it to be moved. */
export function useGroupKeys({ group, onRename, onChoose }: GroupKeys): void {
  const { t } = useTranslation('inventory');
  const removeGroup = useDelete('group');
  const remove = () => {
    if (!group) return;
    onChoose(group.parentId ?? undefined);
    removeGroup(group);
  };
  // Nearer than the list, whose rows have the same keys: the focus is here.
  useKeys(
    'panel',
    [
      { key: 'F2', label: t('keys.renameGroup'), run: onRename },
      { key: 'Delete', label: t('keys.deleteGroup'), run: remove },
      { key: 'Ctrl+X', label: t('keys.cutGroup'), run: () => group && cutToMove({ kind: 'group', group }), whileTyping: false },
    ],
    group !== undefined,
  );
}
