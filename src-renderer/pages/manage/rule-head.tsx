import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from '../../components/icon.tsx';
import { PageHead } from '../../components/page.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import css from './rule-editor.module.css';

interface RuleHeadProps {
  name: ReactNode;
  children?: ReactNode;
  /** A dialog is open: Esc is its own. */
  keysOff?: boolean;
}

/** The way back, the rule's name, and what can be done with it. */
export function RuleHead({ name, children, keysOff = false }: RuleHeadProps) {
  const { t } = useTranslation('rules');
  const navigate = useNavigate();
  const back = () => void navigate({ to: '/manage/rules' });
  useKeys('page', [{ key: 'Escape', label: t('backKey'), run: back, whileTyping: true }], !keysOff);
  return (
    <PageHead>
      <button type="button" className={css.back} onClick={back}>
        <Icon name="left" />
        {t('back')}
      </button>
      {name}
      {children}
    </PageHead>
  );
}
