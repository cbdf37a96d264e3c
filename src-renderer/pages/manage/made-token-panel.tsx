import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import { useConsoleState } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Panel, PanelSection } from '../../components/panel.tsx';
import type { MadeToken } from '../../tokens/token-queries.ts';
import css from './token-form.module.css';

interface MadeTokenPanelProps {
  made: MadeToken;
  onClose: () => void;
}

/** The one chance to see a token's secret. */
export function MadeTokenPanel({ made: { token, secret }, onClose }: MadeTokenPanelProps) {
  const { t } = useTranslation('tokens');
  const state = useConsoleState();
  const line = `curl -H "Authorization: Bearer ${secret}" ${state?.deviceUrl ?? ''}/user/currentUser`;
  return (
    <Panel
      title={t('made.title', { name: token.name })}
      sentence={t('made.once')}
      acts={
        <Button kind="primary" onClick={onClose}>
          {t('made.close')}
        </Button>
      }
      onClose={onClose}
    >
      <PanelSection>
        <Shown label={t('made.secret')} text={secret} testId="token-secret" />
        <Shown label={t('made.try')} text={line} />
        <p className="sm t3">{t('made.basic', { userName: `${state?.session?.tenant ?? ''}/${token.userName}` })}</p>
      </PanelSection>
    </Panel>
  );
}

function Shown({ label, text, testId }: { label: string; text: string; testId?: string }) {
  const id = useId();
  return (
    <div className={css.shown}>
      <div className={css.shownHead}>
        <span id={id}>{label}</span>
        <CopyButton kind="secondary" text={text} />
      </div>
      <pre className={css.code} tabIndex={0} role="region" aria-labelledby={id} data-testid={testId}>
        {text}
      </pre>
    </div>
  );
}
