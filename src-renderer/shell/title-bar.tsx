import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useConsoleState } from '../api/console-state.ts';
import css from './frame.module.css';
import { WindowButtons } from './window-buttons.tsx';

/** The window's own bar: product, site, and what belongs to the view. Never covered by anything. */
export function TitleBar({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('common');
  const state = useConsoleState();
  const site = state?.site ?? state?.lock?.site;
  return (
    <header className={css.title} data-region="title" tabIndex={-1}>
      <span className={css.brand}>{t('product')}</span>
      {site && <span className={`${css.site} el`}>{site.name}</span>}
      {children}
      <WindowButtons />
    </header>
  );
}
