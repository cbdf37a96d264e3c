import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { ConsoleSeries } from '#contract/measurements.ts';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Button, IconButton, TextButton } from '../../components/button.tsx';
import { Facts, Panel, PanelSection } from '../../components/panel.tsx';
import type { ChartLimit } from '../../components/value-chart/value-chart.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useSteadyDecimals } from '../../measurements/reading.tsx';
import { seriesName } from '../../measurements/series-name.ts';
import { useSeriesById } from '../../measurements/series-queries.ts';
import { usePin } from '../../measurements/use-pin.ts';
import type { ListedRule } from '../../rules/rule-queries.ts';
import { useNow } from '../../state/now.ts';
import { useTrendsKey, useValuesInTrends } from '../trends/open-trends.ts';
import { useWatchingRules } from './use-watching-rules.ts';
import { ValueChartSection } from './value-chart-section.tsx';
import css from './value-panel.module.css';

interface ValuePanelProps {
  seriesId: string;
  /** Opened from the device's own panel: closing leads back to it. */
  withBack?: boolean;
  onClose: () => void;
}

/** One value with its chart: one click from any number. */
export function ValuePanel({ seriesId, withBack = false, onClose }: ValuePanelProps) {
  const series = useSeriesById([seriesId]).get(seriesId);
  return series ? <KnownValuePanel series={series} withBack={withBack} onClose={onClose} /> : null;
}

function KnownValuePanel({ series, withBack, onClose }: { series: ConsoleSeries; withBack: boolean; onClose: () => void }) {
  const { t } = useTranslation('measurements');
  const { t: td } = useTranslation('devices');
  const formats = useFormats();
  const now = useNow(10_000);
  const rules = useWatchingRules(series);
  const name = seriesName(series);
  const read = series.latest ? t('heard', { age: formats.age(now - series.latest.timeMs) }) : t('neverRead');
  return (
    <Panel
      title={withBack ? name : series.deviceName}
      symbol={withBack && <IconButton icon="left" label={td('panel.back', { name: series.deviceName })} onClick={onClose} />}
      sentence={`${withBack ? series.deviceName : name}. ${read}.`}
      acts={<ValueActs series={series} />}
      onClose={onClose}
    >
      <ValueChartSection series={series} limits={useLimits(series, rules ?? [])} />
      <WatchingRules rules={rules} series={series} />
      <ValueFacts series={series} />
    </Panel>
  );
}

/** The limits of the rules that are on, each with its rule's name. */
function useLimits({ id, unit, latest }: ConsoleSeries, rules: readonly ListedRule[]): ChartLimit[] {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const decimals = useSteadyDecimals(id, latest?.value);
  return rules.flatMap(({ name, enabled, condition }) =>
    enabled && condition.kind === 'threshold'
      ? [{ value: condition.limit, label: t('value.limit', { name, value: formats.quantity(condition.limit, unit, decimals) }) }]
      : [],
  );
}

/** Pin to Now or unpin, undone by the same button; make a rule of it. */
function ValueActs({ series }: { series: ConsoleSeries }) {
  const { t } = useTranslation(['measurements', 'devices']);
  const navigate = useNavigate();
  const pin = usePin(series.id);
  const lost = useIsLost();
  const mayPin = useMay('pins:write') && !lost;
  const mayRule = useMay('rules:write') && !lost;
  const makeRule = () => void navigate({ to: '/manage/rules/$ruleId', params: { ruleId: 'new' }, search: { series: series.id } });
  const openTrends = useValuesInTrends([series]);
  useTrendsKey('panel', openTrends);
  return (
    <>
      {mayPin && pin && (
        <Button icon="pin" onClick={pin.toggle}>
          {pin.pinned ? t('unpin') : t('pin')}
        </Button>
      )}
      <Button icon="trends" keyHint="G" onClick={openTrends}>
        {t('openTrends')}
      </Button>
      {mayRule && <Button onClick={makeRule}>{t('devices:value.makeRule')}</Button>}
    </>
  );
}

/** The rules that look at the value; each leads to its sentence. */
function WatchingRules({ rules, series }: { rules: readonly ListedRule[] | undefined; series: ConsoleSeries }) {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const decimals = useSteadyDecimals(series.id, series.latest?.value);
  const navigate = useNavigate();
  if (!rules) return null;
  const open = (ruleId: string) => void navigate({ to: '/manage/rules/$ruleId', params: { ruleId } });
  return (
    <PanelSection title={t('value.rules')}>
      {rules.length === 0 && <p className="t3">{t('value.noRules')}</p>}
      <ul className={css.rules}>
        {rules.map(({ id, name, enabled, condition }) => (
          <li key={id} className="row">
            <TextButton onClick={() => open(id)}>{name}</TextButton>
            <span className="grow" />
            {!enabled && <span className="t3">{t('value.ruleOff')}</span>}
            {condition.kind === 'threshold' && <span className="t2 nw">{formats.quantity(condition.limit, series.unit, decimals)}</span>}
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}

function ValueFacts({ series }: { series: ConsoleSeries }) {
  const { t } = useTranslation('measurements');
  const formats = useFormats();
  const { deviceName, latest, intervalMs } = series;
  return (
    <PanelSection title={t('about')}>
      <Facts
        facts={[
          { name: t('device'), value: deviceName },
          { name: t('lastRead'), value: latest ? formats.full(latest.timeMs) : t('neverRead') },
          { name: t('usualInterval'), value: intervalMs === null ? t('unknownInterval') : formats.age(intervalMs) },
        ]}
      />
    </PanelSection>
  );
}
