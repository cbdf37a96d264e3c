import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import css from './frame.module.css';
import { SiteSwitcher } from './site-switcher.tsx';
import { WindowButtons } from './window-buttons.tsx';

/** The window's own bar: product, site, and what belongs to the view. Never covered by anything. */
export function TitleBar({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('common');
  return (
    <header className={css.title} data-region="title" tabIndex={-1}>
      <span className={css.brand}>{t('product')}</span>
      <SiteSwitcher />
      {children}
      <WindowButtons />
    </header>
  );
}
