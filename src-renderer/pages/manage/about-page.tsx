import { useTranslation } from 'react-i18next';

import type { ConsoleState } from '#contract/console/session-calls.ts';

import { useConsoleState } from '../../api/console-state.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { Facts } from '../../components/panel.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { zoneCity } from '../../format/zone.ts';
import { useNow } from '../../state/now.ts';
import css from './manage-page.module.css';

/** What runs here and where devices reach it. */
export function AboutPage() {
  const { t } = useTranslation('site');
  const state = useConsoleState();
  return (
    <PageMain>
      <PageHead>
        <h1>{t('about')}</h1>
      </PageHead>
      <div className={css.scroll} data-region="list">
        <div className={css.facts}>
          <p className="t2">{t('aboutLead')}</p>
          {state && <InstallationFacts state={state} />}
        </div>
      </div>
    </PageMain>
  );
}

function InstallationFacts({ state: { version, deviceUrl, session } }: { state: ConsoleState }) {
  const { t } = useTranslation(['site', 'common']);
  const formats = useFormats();
  const now = useNow();
  const time = formats.seconds(now);
  const facts = [
    { name: t('version'), value: version },
    { name: t('deviceAddress'), value: <Address url={deviceUrl} /> },
    { name: t('consoleAddress'), value: <Address url={window.location.origin} /> },
    { name: t('zone'), value: <span className="nw">{t('zoneText', { city: zoneCity(formats.zone), time })}</span> },
    session && { name: t('signedIn'), value: `${session.userName}, ${t(`common:role.${session.role}`)}` },
    session && {
      name: t('sessionEnds'),
      value: t('sessionEndsText', { idle: formats.clock(session.idleEndsMs), absolute: formats.moment(session.absoluteEndMs, now) }),
    },
  ];
  return <Facts facts={facts.filter((fact) => fact !== null)} />;
}

function Address({ url }: { url: string }) {
  return (
    <span className={css.address}>
      <span className="mono">{url}</span>
      <CopyButton text={url} />
    </span>
  );
}
