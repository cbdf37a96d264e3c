import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';

/** "Cold store. Critical, not acknowledged for 11 min." */
export function AlarmSentence({ alarm, place }: { alarm: ConsoleAlarm; place: string }) {
  const state = useStateWords(alarm);
  return place === '' ? state : `${place}. ${state}`;
}

function useStateWords({ severity, state, sinceMs, endedMs, acknowledgedBy }: ConsoleAlarm): string {
  const { t } = useTranslation(['alarms', 'common']);
  const formats = useFormats();
  const now = useNow(10_000);
  const words = {
    severity: t(`common:severity.${severity}`),
    age: formats.age(now - sinceMs),
    time: endedMs === null ? '' : formats.moment(endedMs, now),
    name: acknowledgedBy ?? '',
  };
  if (state.suppressed) return state.active ? t(`panelQuiet.${state.suppressed}`, words) : t('panelEnded', words);
  if (state.active && !state.acknowledged) return t('panelNotAcknowledged', words);
  if (!state.active) return state.acknowledged ? t('panelEnded', words) : t('panelEndedNotAcknowledged', words);
  return acknowledgedBy === null ? t('panelAcknowledgedBySystem', words) : t('panelAcknowledged', words);
}
