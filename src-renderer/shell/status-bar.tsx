import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useConnection } from '../api/connection-store.ts';
import { useConsoleState, useMay } from '../api/console-state.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { useFormats } from '../format/use-formats.ts';
import { zoneCity } from '../format/zone.ts';
import { useSites } from '../sites/site-queries.ts';
import { useNow } from '../state/now.ts';
import { useSummary } from '../site/summary-queries.ts';
import css from './frame.module.css';

interface StatusBarProps {
  onKeys: () => void;
  /** No one site is looked into. */
  beyond: boolean;
}

/** The bar at the bottom: how fresh the picture is, what is heard from, the clock of the site. */
export function StatusBar({ onKeys, beyond }: StatusBarProps) {
  const { t } = useTranslation('common');
  const mayLook = useMay('site:read');
  return (
    <StatusFrame
      end={
        <>
          <button type="button" className={css.statusEnd} onClick={onKeys}>
            {t('status.keys')}
            <KeyHint press="?" />
          </button>
          <SiteClock />
        </>
      }
    >
      <FeedAge />
      {beyond ? <AllSitesHeardFrom /> : mayLook && <HeardFrom />}
    </StatusFrame>
  );
}

/** The bar itself, also of the pages before signing in. */
export function StatusFrame({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  const { t } = useTranslation('common');
  return (
    <footer className={css.status} aria-label={t('status.label')} data-region="status" tabIndex={-1}>
      {children}
      {end}
    </footer>
  );
}

function FeedAge() {
  const { t } = useTranslation('common');
  const formats = useFormats();
  const connection = useConnection((state) => state.connection);
  useNow();
  switch (connection.state) {
    case 'connecting':
      return <span>{t('status.connecting')}</span>;
    case 'lost':
      return <span>{t('status.lost', { time: formats.seconds(connection.sinceMs) })}</span>;
    case 'live':
      return <LiveAge heardMs={connection.heardMs} />;
  }
}

/** The picture is at most this far behind: the age of the newest message. */
function LiveAge({ heardMs }: { heardMs: number }) {
  const { t } = useTranslation('common');
  const formats = useFormats();
  const now = useNow(100);
  return <span>{t('status.live', { lag: formats.lag(now - heardMs) })}</span>;
}

function HeardFrom() {
  const { t } = useTranslation('common');
  const summary = useSummary();
  if (!summary) return null;
  const { fresh, devices } = summary;
  return <span>{devices === 0 ? t('status.noDevices') : t('status.heardFrom', { fresh, total: devices, count: devices })}</span>;
}

/** The same over all sites that serve. */
function AllSitesHeardFrom() {
  const { t } = useTranslation('common');
  const sites = useSites().data?.sites.filter(({ suspendedMs }) => suspendedMs === null);
  if (!sites) return null;
  const fresh = sites.reduce((sum, { summary }) => sum + summary.fresh, 0);
  const total = sites.reduce((sum, { summary }) => sum + summary.devices, 0);
  return <span>{t('status.allSites', { fresh, total, count: sites.length })}</span>;
}

/** Date, time and zone of the site, to the second. */
function SiteClock() {
  const { t } = useTranslation('common');
  const formats = useFormats();
  const now = useNow();
  const known = useConsoleState() !== undefined;
  const time = `${formats.weekday(now)} ${formats.seconds(now)}`;
  return known ? <span>{t('status.clock', { time, zone: zoneCity(formats.zone) })}</span> : null;
}
