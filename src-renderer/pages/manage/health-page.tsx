import { useTranslation } from 'react-i18next';

import type { Health } from '#contract/console/installation-calls.ts';

import { useMay } from '../../api/console-state.ts';
import { AlarmSymbol } from '../../components/alarm-symbol.tsx';
import { Icon } from '../../components/icon.tsx';
import { ErrorState, NotForRole } from '../../components/page-states.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { formatBytes } from '../../format/bytes.ts';
import { dateText } from '../../format/moments.ts';
import { useFormats } from '../../format/use-formats.ts';
import { type HealthLine, healthLines } from '../../installation/health-lines.ts';
import { useHealth } from '../../installation/installation-queries.ts';
import { useSites } from '../../sites/site-queries.ts';
import { OverviewLine, OverviewSection } from './overview-section.tsx';
import css from './overview.module.css';
import { TrafficLine } from './traffic-line.tsx';

/** How the installation is, in plain sentences; what is abnormal stands first with its symbol. */
export function HealthPage() {
  const { t } = useTranslation(['manage', 'common']);
  const mayLook = useMay('platform:read');
  const { data, isPending, isError, error, refetch } = useHealth(mayLook);
  return (
    <PageMain>
      <PageHead>
        <h1>{t('health.title')}</h1>
        {data && <HealthNote health={data} />}
      </PageHead>
      {!mayLook && <NotForRole why={t('health.notForRole')} />}
      {mayLook && isPending && <SkeletonRows lines="one" />}
      {isError && !data && <ErrorState title={t('health.unreadable')} lost={t('nothingLost')} error={error} onTryAgain={() => void refetch()} />}
      {data && (
        <div className={css.scroll} data-region="list">
          <div className={css.narrow}>
            <Lines health={data} />
            {data.limited.length > 0 && <Limited health={data} />}
            <Files health={data} />
            <Running health={data} />
          </div>
        </div>
      )}
    </PageMain>
  );
}

function HealthNote({ health }: { health: Health }) {
  const { t } = useTranslation('manage');
  const abnormal = healthLines(health).filter(({ severity }) => severity !== null).length;
  return <span className="t3 nw">{abnormal === 0 ? t('health.well') : t('health.abnormal', { count: abnormal })}</span>;
}

function Lines({ health }: { health: Health }) {
  const { t } = useTranslation('manage');
  const sorted = healthLines(health).toSorted((one, other) => Number(one.severity === null) - Number(other.severity === null));
  return (
    <OverviewSection title={t('health.now')}>
      {sorted.map((line) => (
        <Line key={line.name} line={line} health={health} />
      ))}
    </OverviewSection>
  );
}

function Line({ line: { name, severity }, health }: { line: HealthLine; health: Health }) {
  const { t } = useTranslation('manage');
  const formats = useFormats();
  const size = (bytes: number) => formatBytes(bytes, formats.language);
  const numbers = {
    free: size(health.disk?.freeBytes ?? 0),
    total: size(health.disk?.totalBytes ?? 0),
    waiting: health.queue.waiting,
    usual: formats.reading(Math.round(health.loop.usualMs)),
    worst: formats.reading(Math.round(health.loop.worstMs)),
    used: size(health.memory.usedBytes),
    machineFree: size(health.memory.machineFreeBytes),
    machine: size(health.memory.machineBytes),
    shift: formats.age(Math.abs(health.clockShiftMs)),
    count: health.limited.length,
    full: health.disk?.fullMs ? formats.weekday(health.disk.fullMs) : '',
    level: health.disk?.level ? dateText(health.disk.level.fromMs, formats.zone, formats.language) : '',
    levelFree: size(health.disk?.level?.freeBytes ?? 0),
  };
  const words = severity === null ? t(`health.good.${name}`, numbers) : t(`health.bad.${name}`, numbers);
  return (
    <OverviewLine columns="22px minmax(0, 1fr)">
      {severity === null ? <Icon name="check" /> : <AlarmSymbol severity={severity} state="true" size={18} />}
      <span className={severity === null ? undefined : 'b'}>{words}</span>
    </OverviewLine>
  );
}

/** What a site is called; one that is not in the list by its short name. */
function useSiteName(): (tenant: string) => string {
  const { t } = useTranslation('manage');
  const sites = useSites(useMay('sites:read')).data?.sites ?? [];
  return (tenant) => sites.find((site) => site.tenant === tenant)?.name ?? t('health.siteFiles', { name: tenant });
}

function Limited({ health }: { health: Health }) {
  const { t } = useTranslation('manage');
  const siteName = useSiteName();
  return (
    <OverviewSection title={t('health.limited')}>
      {health.limited.map((traffic) => (
        <TrafficLine key={`${traffic.tenant}/${traffic.userName}`} traffic={{ ...traffic, name: `${siteName(traffic.tenant)}: ${traffic.name}` }} />
      ))}
    </OverviewSection>
  );
}

function Files({ health: { files } }: { health: Health }) {
  const { t } = useTranslation('manage');
  const { language } = useFormats();
  const siteName = useSiteName();
  return (
    <OverviewSection title={t('health.files')} note={formatBytes(files.reduce((sum, { bytes }) => sum + bytes, 0), language)}>
      {files.map(({ name, bytes }) => (
        <OverviewLine key={name} columns="1fr auto">
          <span className="el">{name === 'platform.db' ? t('health.platformFile') : siteName(name)}</span>
          <span className="t3 nw">{formatBytes(bytes, language)}</span>
        </OverviewLine>
      ))}
    </OverviewSection>
  );
}

function Running({ health: { startedMs, nowMs, versions, feedClients } }: { health: Health }) {
  const { t } = useTranslation('manage');
  const formats = useFormats();
  const facts = [
    [t('health.uptime'), t('health.since', { age: formats.age(nowMs - startedMs), time: formats.full(startedMs) })],
    [t('health.screens'), formats.count(feedClients)],
    [t('health.version'), versions.valvomo],
    ['Node', versions.node],
    ['SQLite', versions.sqlite],
    [t('health.system'), versions.system],
  ];
  return (
    <OverviewSection title={t('health.running')}>
      {facts.map(([name, value]) => (
        <OverviewLine key={name} columns="1fr auto">
          <span>{name}</span>
          <span className="t3 nw">{value}</span>
        </OverviewLine>
      ))}
    </OverviewSection>
  );
}
