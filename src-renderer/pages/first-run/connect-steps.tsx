import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { CallReply } from '#contract/console-api.ts';

import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { usePin } from '../../measurements/use-pin.ts';
import { useLiveUpdates } from '../../shell/live-updates.ts';
import { ConnectWays } from '../devices/connect-ways.tsx';
import { useFirstSeries } from '../devices/first-value.tsx';
import css from './first-run.module.css';
import { SetupSteps } from './setup-steps.tsx';
import { StepHeading } from './step-heading.tsx';

type Bootstrap = CallReply<'setup'>['bootstrap'];

interface ConnectStepsProps {
  bootstrap: Bootstrap;
  onDone: () => void;
}

/** The last two steps: a device is connected, and its first value, once here, pinned. */
export function ConnectSteps({ bootstrap, onDone }: ConnectStepsProps) {
  const { t } = useTranslation('session');
  const [deviceId, setDeviceId] = useState<string | null>(null);
  const first = useFirstSeries(deviceId);
  useLiveUpdates();
  return (
    <div className={css.page}>
      <SetupSteps current={first ? 'pin' : 'connect'} />
      <div>
        {first ? (
          <StepHeading title={t('setup.pinTitle')} lead={t('setup.pinLead')} focused />
        ) : (
          <StepHeading title={t('setup.connectTitle')} lead={t('setup.connectLead')} />
        )}
        <ConnectWays groupId={null} large onCreated={setDeviceId} />
        {first ? <PinActs seriesId={first.id} onDone={onDone} /> : <SkipActs waiting={deviceId !== null} onDone={onDone} />}
        {!first && <AgentCredential bootstrap={bootstrap} />}
      </div>
    </div>
  );
}

function PinActs({ seriesId, onDone }: { seriesId: string; onDone: () => void }) {
  const { t } = useTranslation('session');
  const pin = usePin(seriesId);
  const pinIt = () => {
    if (!pin?.pinned) pin?.toggle();
    onDone();
  };
  return (
    <div className={css.acts}>
      <Button kind="primary" large onClick={pinIt} disabled={pin === null}>
        {t('setup.pinAct')}
      </Button>
      <Button large onClick={onDone}>
        {t('setup.pinSkip')}
      </Button>
    </div>
  );
}

function SkipActs({ waiting, onDone }: { waiting: boolean; onDone: () => void }) {
  const { t } = useTranslation('session');
  return (
    <div className={css.acts}>
      <Button large onClick={onDone}>
        {t('setup.skip')}
      </Button>
      {waiting && <span className={`${css.end} t3`}>{t('setup.goesOn')}</span>}
    </div>
  );
}

/** For devices that ask for a credential themselves; the password is told this once. */
function AgentCredential({ bootstrap }: { bootstrap: Bootstrap }) {
  const { t } = useTranslation('session');
  const lines = [
    { name: t('setup.agentsUser'), value: bootstrap.userName },
    { name: t('setup.agentsPassword'), value: bootstrap.password },
  ];
  return (
    <details className={css.agents}>
      <summary>{t('setup.agents')}</summary>
      <p className="sm t3">{t('setup.agentsLead')}</p>
      <dl className={css.credential}>
        {lines.map(({ name, value }) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd className="row">
              <span className="mono el grow">{value}</span>
              <CopyButton text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
