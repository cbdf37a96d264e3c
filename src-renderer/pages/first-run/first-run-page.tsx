import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { CallReply } from '#contract/console-api.ts';

import { useConsoleState } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { isThisComputerOnly } from '../../devices/device-port.ts';
import { BareFrame } from '../../shell/bare-frame.tsx';
import { ClaimSteps } from './claim-steps.tsx';
import { ConnectSteps } from './connect-steps.tsx';
import css from './first-run.module.css';

/** From an empty data directory to a value on screen. Only the one-time link gets past the first sentence. */
export function FirstRunPage() {
  const { t } = useTranslation('session');
  const setup = setupTokenOf(useLocation().hash);
  const navigate = useNavigate();
  const state = useConsoleState();
  const [claim, setClaim] = useState<CallReply<'setup'> | null>(null);
  const keep = (claimed: CallReply<'setup'>) => {
    setClaim(claimed);
    // The link is used up: nothing of it needs to stay in the address.
    void navigate({ to: '/setup', hash: '', replace: true });
  };
  const page = () => {
    if (claim) return <ConnectSteps bootstrap={claim.bootstrap} onDone={() => void navigate({ to: '/', replace: true })} />;
    if (state?.claimed) return <Plain title={t('setup.claimedTitle')} why={t('setup.claimedWhy')} act={t('setup.claimedAct')} />;
    if (setup === null) return <Plain title={t('setup.unclaimedTitle')} why={t('setup.unclaimedWhy')} />;
    return <ClaimSteps setupToken={setup} onClaimed={keep} />;
  };
  return (
    <BareFrame status={isThisComputer() && t(isThisComputerOnly(state?.deviceUrl ?? '') ? 'setup.statusHere' : 'setup.statusOpen')} statusEnd={state && t('version', { version: state.version })}>
      {page()}
    </BareFrame>
  );
}

/** The token out of the address's fragment, `setup=<token>`; null when there is none. */
function setupTokenOf(hash: string): string | null {
  return new URLSearchParams(hash).get('setup');
}

/** The page was opened on the machine the core runs on. */
function isThisComputer(): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(location.hostname);
}

/** One sentence and the way on, for who came without a link that works. */
function Plain({ title, why, act }: { title: string; why: string; act?: string }) {
  const { t } = useTranslation('session');
  const navigate = useNavigate();
  return (
    <div className={css.plain}>
      <h1 className={css.title}>{title}</h1>
      <p className={css.lead}>{why}</p>
      {act ? (
        <Button kind="primary" large onClick={() => void navigate({ to: '/' })}>
          {act}
        </Button>
      ) : (
        <p className="b">{t('setup.unclaimedAct')}</p>
      )}
    </div>
  );
}
