import type { TFunction } from 'i18next';

import { severities } from '#contract/alarms.ts';
import type { ListedSite } from '#contract/console/tenant-calls.ts';

import { AlarmSymbol } from '../../components/alarm-symbol.tsx';
import type { Column } from '../../components/list/columns.ts';
import { StaleTime } from '../../components/stale-time.tsx';
import { formatBytes } from '../../format/bytes.ts';
import type { Formats } from '../../format/use-formats.ts';
import { isSilent, isUnseen, siteState } from '../../sites/site-order.ts';
import { accessWords } from './site-words.ts';
import css from './sites-page.module.css';

interface ColumnQuestion {
  t: TFunction<'sites'>;
  formats: Formats;
  nowMs: number;
  /** A panel stands beside the list. */
  narrow: boolean;
}

/** The columns of the list of sites. */
export function siteColumns({ t, formats, nowMs, narrow }: ColumnQuestion): Column<ListedSite>[] {
  const storage: Column<ListedSite> = {
    name: 'storage',
    head: t('column.storage'),
    width: 'minmax(76px, 0.2fr)',
    cell: ({ storageBytes }) => <span className="t2 nw">{formatBytes(storageBytes, formats.language)}</span>,
  };
  return [
    { name: 'symbol', head: t('column.state'), headUnseen: true, width: '24px', cell: (site) => <SiteSymbol site={site} /> },
    { name: 'site', head: t('column.site'), width: 'minmax(150px, 1fr)', cell: (site) => <SiteName site={site} zoneWord={t('zone', { zone: site.timeZone.split('/').at(-1)?.replaceAll('_', ' ') })} /> },
    { name: 'alarms', head: t('column.alarms'), width: 'minmax(164px, 0.4fr)', cell: (site) => <SiteAlarms site={site} none={t('noneOpen')} /> },
    { name: 'heard', head: t('column.heard'), width: 'minmax(92px, 0.3fr)', cell: (site) => <span className="t2 nw">{heardWords(t, site)}</span> },
    { name: 'contact', head: t('column.contact'), width: 'minmax(96px, 0.3fr)', cell: (site) => <LastContact site={site} formats={formats} nowMs={nowMs} never={t('never')} now={t('now')} /> },
    ...(narrow ? [] : [storage]),
    { name: 'access', head: t('column.access'), width: 'minmax(124px, 0.3fr)', cell: (site) => <SiteAccess site={site} words={accessWords(t, formats, site, nowMs)} /> },
  ];
}

/** The worst that is open, or the dashed sign of a site nothing is heard from. */
export function SiteSymbol({ site }: { site: ListedSite }) {
  const state = siteState(site);
  if (state === 'suspended' || state === 'calm') return null;
  if (state === 'silent') return <AlarmSymbol severity="MINOR" state="bad-quality" />;
  return <AlarmSymbol severity={state} state="true" acknowledged={!isUnseen(site)} />;
}

function SiteName({ site, zoneWord }: { site: ListedSite; zoneWord: string }) {
  const heavy = isUnseen(site) && site.suspendedMs === null;
  const className = [site.suspendedMs === null ? 'el' : 'el t3', heavy && css.heavy].filter(Boolean).join(' ');
  return (
    <>
      <div className={className} title={site.name}>
        {site.name}
      </div>
      <div className="sm t3 el" title={`${site.tenant} · ${zoneWord}`}>
        {site.tenant} · {zoneWord}
      </div>
    </>
  );
}

function SiteAlarms({ site: { summary, suspendedMs }, none }: { site: ListedSite; none: string }) {
  const open = severities.filter((severity) => summary.open[severity] > 0);
  if (open.length === 0 || suspendedMs !== null) return <span className="t3">{none}</span>;
  return (
    <span className={css.alarms}>
      {open.map((severity) => (
        <span key={severity} className={css.alarm}>
          <AlarmSymbol severity={severity} state="true" acknowledged={summary.unacknowledged[severity] === 0} size={18} />
          {summary.open[severity]}
        </span>
      ))}
    </span>
  );
}

function heardWords(t: TFunction<'sites'>, { summary: { devices, fresh }, suspendedMs }: ListedSite): string {
  if (devices === 0) return t('noDevices');
  return suspendedMs === null ? t('heard', { fresh, devices }) : t('devices', { count: devices });
}

interface LastContactProps {
  site: ListedSite;
  formats: Formats;
  nowMs: number;
  never: string;
  now: string;
}

const rightNowMs = 2_000;

/** How long ago anything came; in a dashed frame when nothing of the site is heard. */
export function LastContact({ site, formats, nowMs, never, now }: LastContactProps) {
  const { lastContactMs } = site;
  if (lastContactMs === null) return <span className="t3 nw">{never}</span>;
  const age = Math.max(0, nowMs - lastContactMs);
  if (isSilent(site) || site.suspendedMs !== null) {
    return <StaleTime title={formats.full(lastContactMs)}>{formats.moment(lastContactMs, nowMs)}</StaleTime>;
  }
  return (
    <span className="t2 nw" title={formats.full(lastContactMs)}>
      {age < rightNowMs ? now : formats.age(age)}
    </span>
  );
}

function SiteAccess({ site, words }: { site: ListedSite; words: string }) {
  return <span className={site.support.state === 'granted' ? 'b el' : 't3 el'}>{words}</span>;
}
