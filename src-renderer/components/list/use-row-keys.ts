import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';

import { useKeys } from '../../keys/use-keys.ts';
import { type Move, moveSelection } from './move-selection.ts';

interface RowKeys {
  list: RefObject<HTMLElement | null>;
  keys: readonly string[];
  selected: string | undefined;
  rowsInView: number;
  onSelect: (key: string) => void;
  onOpen: ((key: string) => void) | undefined;
  enabled: boolean;
}

/** J, K, arrows, Home, End and the page keys through the rows; Enter opens the selected one, or the first. */
export function useRowKeys({ list, keys, selected, rowsInView, onSelect, onOpen, enabled }: RowKeys): void {
  const { t } = useTranslation('common');
  /** A screen reader tells of the selected row only while the list has the focus. */
  const takeFocus = () => {
    if (document.activeElement === document.body) list.current?.focus({ preventScroll: true });
  };
  const go = (move: Move) => () => {
    takeFocus();
    const key = moveSelection(keys, selected, move, rowsInView);
    if (key !== undefined) onSelect(key);
  };
  const open = () => {
    // Enter on a focused button is that button's, not the list's.
    const onButton = document.activeElement?.closest('button, a, [role=tab]');
    if (onButton instanceof HTMLElement) return onButton.click();
    const key = selected ?? keys[0];
    if (key === undefined) return;
    takeFocus();
    onSelect(key);
    onOpen?.(key);
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
