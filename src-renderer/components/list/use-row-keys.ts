import { useTranslation } from 'react-i18next';

import { useKeys } from '../../keys/use-keys.ts';
import { type Move, moveSelection } from './move-selection.ts';

interface RowKeys {
  keys: readonly string[];
  selected: string | undefined;
  rowsInView: number;
  onSelect: (key: string) => void;
  onOpen: ((key: string) => void) | undefined;
  enabled: boolean;
}

/** J, K, arrows, Home, End and the page keys through the rows; Enter opens the selected one. */
export function useRowKeys({ keys, selected, rowsInView, onSelect, onOpen, enabled }: RowKeys): void {
  const { t } = useTranslation('common');
  const go = (move: Move) => () => {
    const key = moveSelection(keys, selected, move, rowsInView);
    if (key !== undefined) onSelect(key);
  };
  const open = () => {
    // Enter on a focused button is that button's, not the list's.
    const onButton = document.activeElement?.closest('button, a, [role=tab]');
    if (onButton instanceof HTMLElement) onButton.click();
    else if (selected !== undefined) onOpen?.(selected);
  };
  useKeys(
    'list',
    [
      { key: 'J', label: t('keys.nextRow'), run: go('next') },
      { key: 'K', label: t('keys.previousRow'), run: go('previous') },
      { key: 'ArrowDown', run: go('next') },
      { key: 'ArrowUp', run: go('previous') },
      { key: 'Home', run: go('first') },
      { key: 'End', run: go('last') },
      { key: 'PageDown', run: go('page-down') },
      { key: 'PageUp', run: go('page-up') },
      ...(onOpen ? [{ key: 'Enter', label: t('keys.openRow'), run: open }] : []),
    ],
    enabled,
  );
}
