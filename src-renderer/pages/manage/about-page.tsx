import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleState } from '#contract/console/session-calls.ts';

import { useConsoleState } from '../../api/console-state.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { zoneCity } from '../../format/zone.ts';
import { useNow } from '../../state/now.ts';
import css from './manage-page.module.css';
import { OverviewColumns, OverviewLine, OverviewSection } from './overview-section.tsx';

/** What runs here and where devices reach it. */
export function AboutPage() {
  const { t } = useTranslation('site');
  const state = useConsoleState();
  return (
    <PageMain>
      <PageHead>
        <h1>{t('about')}</h1>
      </PageHead>
      {state && <OverviewColumns left={<InstallationFacts state={state} />} right={<SessionFacts state={state} />} />}
    </PageMain>
  );
}

/** Name and value, a hairline between. */
function Lines({ title, note, facts }: { title: string; note?: string; facts: { name: string; value: ReactNode }[] }) {
  return (
    <OverviewSection title={title} {...(note !== undefined && { note })}>
      {facts.map(({ name, value }) => (
        <OverviewLine key={name} columns="160px minmax(0, 1fr)">
          <span className="t3">{name}</span>
          <span className={css.fact}>{value}</span>
        </OverviewLine>
      ))}
    </OverviewSection>
  );
}

function InstallationFacts({ state: { version, deviceUrl } }: { state: ConsoleState }) {
  const { t } = useTranslation('site');
  const formats = useFormats();
  const now = useNow();
  const time = formats.seconds(now);
  const facts = [
    { name: t('version'), value: version },
    { name: t('deviceAddress'), value: <Address url={deviceUrl} /> },
    { name: t('consoleAddress'), value: <Address url={window.location.origin} /> },
    { name: t('zone'), value: <span className="nw">{t('zoneText', { city: zoneCity(formats.zone), time })}</span> },
  ];
  return <Lines title={t('installation')} note={t('aboutLead')} facts={facts} />;
}

function SessionFacts({ state: { session } }: { state: ConsoleState }) {
  const { t } = useTranslation(['site', 'common']);
  const formats = useFormats();
  const now = useNow(60_000);
  if (!session) return null;
  const { userName, role, idleEndsMs, absoluteEndMs } = session;
  const facts = [
    { name: t('signedIn'), value: `${userName}, ${t(`common:role.${role}`)}` },
    { name: t('sessionEnds'), value: t('sessionEndsText', { idle: formats.clock(idleEndsMs), absolute: formats.moment(absoluteEndMs, now) }) },
  ];
  return <Lines title={t('yourSession')} facts={facts} />;
}

function Address({ url }: { url: string }) {
  return (
    <span className={css.address}>
      <span className="mono">{url}</span>
      <CopyButton text={url} />
    </span>
  );
}
