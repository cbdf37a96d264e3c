import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { platformTexts, severities } from '#contract/alarms.ts';
import type { CallInput } from '#contract/console-api.ts';
import { journalColumns, journalStates } from '#contract/journal-export.ts';

import type { JournalFilter } from '../../alarms/alarm-queries.ts';
import { platformText } from '../../alarms/alarm-words.ts';
import { errorCodeOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useConsoleState } from '../../api/console-state.ts';
import { IconButton } from '../../components/button.tsx';
import { dateStamp } from '../../format/date-stamp.ts';
import { useFormats } from '../../format/use-formats.ts';
import { zoneCity } from '../../format/zone.ts';
import { saveJobFile } from '../../jobs/save-job-file.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { openJobs } from '../../state/jobs-drawer.ts';
import { showToast } from '../../state/toast-store.ts';

/** The journal as it is narrowed, as a file. A short one is saved at once; a long one shows its progress meanwhile. */
export function ExportJournal({ filter }: { filter: JournalFilter }) {
  const { t } = useTranslation(['alarms', 'common']);
  const request = useExportRequest(filter);
  const { mutate, isPending } = useMutation({
    mutationFn: async () => saveJobFile((await call('exportJournal', request())).jobId, () => openJobs()),
    onSuccess: (name) => name !== null && showToast({ text: t('journalFile.saved', { name }) }),
    onError: (error) => showToast({ text: t('journalFile.failed', { why: t(`common:error.${errorCodeOf(error)}`) }) }),
  });
  const lost = useIsLost();
  const run = () => {
    if (!isPending) mutate();
  };
  useKeys('page', [{ key: 'E', label: t('journalFile.act'), run }], !lost);
  return lost ? null : <IconButton icon="download" label={t('journalFile.act')} keyHint="E" onClick={run} />;
}

function wordsOf<Key extends string>(keys: readonly Key[], word: (key: Key) => string): Record<Key, string> {
  return Object.fromEntries(keys.map((key) => [key, word(key)])) as Record<Key, string>;
}

/** Which alarms, and all words of the file as the person says them. */
function useExportRequest(filter: JournalFilter): () => CallInput<'exportJournal'> {
  const { t } = useTranslation(['alarms', 'common']);
  const { zone, language } = useFormats();
  const site = useConsoleState()?.site?.name ?? '';
  return () => {
    const place = site.replaceAll(/[/\\\p{Cc}]/gu, ' ').slice(0, 60);
    const { severity, search, fromMs } = filter;
    return {
      severity,
      search,
      fromMs: typeof fromMs === 'number' ? fromMs : undefined,
      title: t('journal'),
      fileName: `${t('journalFile.name', { place, date: dateStamp(zone) })}.csv`,
      // Where numbers have a decimal comma, spreadsheets part their cells by semicolons.
      separator: language === 'fi' ? ';' : ',',
      decimalComma: language === 'fi',
      heads: wordsOf(journalColumns, (column) => t(`journalFile.head.${column}`, { city: zoneCity(zone) })),
      words: {
        severity: wordsOf(severities, (one) => t(`common:severity.${one}`)),
        state: wordsOf(journalStates, (state) => t(`journalFile.state.${state}`)),
        texts: wordsOf(Object.values(platformTexts), platformText),
      },
    };
  };
}
