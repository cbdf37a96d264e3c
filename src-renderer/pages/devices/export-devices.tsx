import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { CallInput } from '#contract/console-api.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { IconButton } from '../../components/button.tsx';
import type { DeviceFilter } from '../../devices/device-queries.ts';
import { dateStamp } from '../../format/date-stamp.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { openJobs } from '../../state/jobs-drawer.ts';
import { showToast } from '../../state/toast-store.ts';

interface ExportDevicesProps {
  filter: DeviceFilter;
  /** What stands above the list. */
  place: string;
}

/** The list as it is narrowed now, as a file for a spreadsheet; a job makes it. */
export function ExportDevices({ filter, place }: ExportDevicesProps) {
  const { t } = useTranslation(['devices', 'common']);
  const { zone, language } = useFormats();
  const start = useMutation({
    mutationFn: (input: CallInput<'exportDevices'>) => call('exportDevices', input),
    onSuccess: () => openJobs(),
    onError: (error) => showToast({ text: t('exportFailed', { why: t(`common:error.${errorCodeOf(error)}`) }) }),
  });
  const run = () => {
    const fileName = `${t('exportFile', { place: place.replaceAll(/[/\\\p{Cc}]/gu, ' ').slice(0, 80), date: dateStamp(zone) })}.csv`;
    // Where numbers have a decimal comma, spreadsheets part their cells by semicolons.
    start.mutate({ ...filter, place: place.slice(0, 120), fileName, separator: language === 'fi' ? ';' : ',' });
  };
  useKeys('page', [{ key: 'E', label: t('export'), run }]);
  return <IconButton icon="download" label={t('export')} keyHint="E" onClick={run} />;
}
