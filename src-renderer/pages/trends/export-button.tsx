import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { CallInput } from '#contract/console-api.ts';
import { exportFormats } from '#contract/trends.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { Button } from '../../components/button.tsx';
import { ChoiceSlot } from '../../components/slot/choice-slot.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { zoneCity } from '../../format/zone.ts';
import { saveJobFile } from '../../jobs/save-job-file.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { seriesName } from '../../measurements/series-name.ts';
import { openJobs } from '../../state/jobs-drawer.ts';
import { showToast } from '../../state/toast-store.ts';
import { rememberFormat, useTrendMemory } from './trend-memory.ts';
import type { TrendData } from './use-trend-data.ts';
import type { TrendControls } from './use-trend-view.ts';
import { useTrendTitle } from './use-trend-words.ts';
import { daysOf, textOfDay } from './windows.ts';

/** Every reading of what is shown as a file. A short one is saved at once; a long one shows its progress meanwhile. */
export function ExportButton({ controls, data }: { controls: TrendControls; data: TrendData }) {
  const { t } = useTranslation(['trends', 'common']);
  const request = useExportRequest(controls, data);
  const failed = (error: unknown) => showToast({ text: t('export.failed', { why: t(`common:error.${errorCodeOf(error)}`) }) });
  const { mutate, isPending } = useMutation({
    mutationFn: async () => saveJobFile((await call('exportTrend', request())).jobId, () => openJobs()),
    onSuccess: (name) => name !== null && showToast({ text: t('export.saved', { name }) }),
    onError: failed,
  });
  const lost = useIsLost();
  const may = data.values.length > 0 && !lost;
  const run = () => {
    if (!isPending) mutate();
  };
  useKeys('page', [{ key: 'E', label: t('export.act'), run }], may);
  if (!may) return null;
  return (
    <>
      <FormatChoice />
      <Button kind="primary" icon="download" keyHint="E" onClick={run}>
        {t('export.act')}
      </Button>
    </>
  );
}

/** What kind of file; the one chosen last stays, so that the export itself is one act. */
function FormatChoice() {
  const { t } = useTranslation('trends');
  const format = useTrendMemory((memory) => memory.format);
  const choices = exportFormats.map((value) => ({ value, label: t(`export.formats.${value}`), hint: t(`export.uses.${value}`) }));
  return <ChoiceSlot label={t('export.format')} value={format} choices={choices} onChange={rememberFormat} />;
}

const longestName = 80;

/** What is shown, in the person's words, as the core is to write it. */
function useExportRequest({ stretch }: TrendControls, { values }: TrendData): () => CallInput<'exportTrend'> {
  const { t } = useTranslation('trends');
  const { zone, language } = useFormats();
  const format = useTrendMemory((memory) => memory.format);
  const title = useTrendTitle(values.map(({ series }) => series));
  return () => {
    const { first, last } = daysOf(stretch, zone);
    const days = first === last ? textOfDay(first) : t('export.days', { first: textOfDay(first), last: textOfDay(last) });
    const name = `${title} ${days}`.replaceAll(/[/\\\p{Cc}]/gu, ' ').slice(0, longestName);
    return {
      title: name,
      columns: values.map(({ series }) => ({
        seriesId: series.id,
        head: [series.deviceName, seriesName(series), ...(series.unit ? [series.unit] : [])].join(', ').slice(0, 300),
      })),
      ...stretch,
      format,
      fileName: `${name}.${format}`,
      heads: { local: t('export.local', { city: zoneCity(zone) }), utc: t('export.utc'), continued: t('export.continued') },
      // Where numbers have a decimal comma, spreadsheets part their cells by semicolons.
      separator: language === 'fi' ? ';' : ',',
      decimalComma: language === 'fi',
    };
  };
}
