import { useTranslation } from 'react-i18next';

import type { ConsoleDevice } from '#contract/managed-objects.ts';

import { Facts, PanelSection } from '../../components/panel.tsx';
import { useBatteryWords } from '../../devices/battery-words.ts';
import { useCommands } from '../../devices/command-queries.ts';
import { lastAnswer, supportedCommands } from '../../devices/commands.ts';
import type { DevicePicture } from '../../devices/device-queries.ts';
import { connectionOf, vitalSeries } from '../../devices/unit-facts.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';

const minuteMs = 60_000;

interface DeviceStateProps {
  id: string;
  device: DevicePicture;
}

/** Whether it speaks to us and answers us, how often, and how it is itself. */
export function DeviceState({ id, device }: DeviceStateProps) {
  const { t } = useTranslation(['devices', 'deviceLife']);
  const facts = [
    { name: t('panel.sends'), value: useContactWords(device) },
    { name: t('deviceLife:state.answers'), value: useAnswerWords(device) },
    ...useVitals(device),
    { name: t('panel.interval'), value: useIntervalWords(device) },
    { name: t('deviceLife:state.silence'), value: useSilenceWords(device) },
    { name: t('deviceLife:state.late'), value: useLateWords(device) },
  ];
  return (
    <PanelSection id={id} title={t('panel.state')}>
      <Facts facts={facts} />
    </PanelSection>
  );
}

function useContactWords({ contact, heardMs }: ConsoleDevice): string {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const now = useNow(minuteMs);
  if (contact === 'never' || heardMs === null) return t('panel.sendsNever');
  if (contact === 'fresh') return t('panel.sendsYes', { time: formats.seconds(heardMs) });
  return t(contact === 'late' ? 'panel.sendsLate' : 'panel.sendsNo', { time: formats.moment(heardMs, now) });
}

/** What its last commands tell: only a device that was asked can have answered. */
function useAnswerWords(device: DevicePicture): string {
  const { t } = useTranslation('deviceLife');
  const formats = useFormats();
  const now = useNow(minuteMs);
  const commands = useCommands(device.id, 5).data?.commands ?? [];
  const channel = connectionOf(device.fragments);
  const waiting = commands.filter(({ state }) => state === 'waits' || state === 'sent').length;
  const answer = lastAnswer(commands);
  const next = device.life.expectedMs;
  if (waiting > 0) {
    const time = next === null || next <= now ? null : formats.moment(next, now);
    return time === null ? t('state.answersWaiting', { count: waiting }) : t('state.answersExpected', { count: waiting, time });
  }
  if (answer) return t('state.answersIn', { span: formats.lag(answer.tookMs), time: formats.moment(answer.endedMs, now) });
  if (channel === 'CONNECTED') return t('state.connected');
  return t(supportedCommands(device.fragments).length > 0 ? 'state.notAsked' : 'state.takesNone');
}

function useVitals({ series }: DevicePicture): { name: string; value: string }[] {
  const { t } = useTranslation('deviceLife');
  const formats = useFormats();
  const { battery, signal } = vitalSeries(series);
  const left = useBatteryWords(battery);
  const fact = (name: string, one: typeof battery, words?: string | null) => (one?.latest ? [{ name, value: words ?? formats.quantity(one.latest.value, one.unit) }] : []);
  return [...fact(t('state.battery'), battery, left), ...fact(t('state.signal'), signal)];
}

function useIntervalWords({ intervalMs, life }: DevicePicture): string {
  const { t } = useTranslation(['devices', 'deviceLife']);
  const formats = useFormats();
  if (intervalMs === null) return t('panel.intervalUnknown');
  if (life.supervision.habit === 'irregular') return t('deviceLife:state.irregular');
  return t('panel.every', { span: formats.age(intervalMs) });
}

/** From when on its silence raises an alarm. */
function useSilenceWords({ heardMs, life: { supervision } }: DevicePicture): string {
  const { t } = useTranslation('deviceLife');
  const formats = useFormats();
  const { mode, offOnSite, alarmAtMs } = supervision;
  if (mode === 'off') return t('state.silenceOff');
  if (offOnSite) return t('state.silenceOffOnSite');
  if (alarmAtMs === null || heardMs === null) return t('state.silenceLearning');
  return t('state.silenceAfter', { span: formats.age(alarmAtMs - heardMs) });
}

function useLateWords({ life: { lateReadings } }: DevicePicture): string {
  const { t } = useTranslation('deviceLife');
  const formats = useFormats();
  const now = useNow(minuteMs);
  const { total, days, newest } = lateReadings;
  if (!newest) return t('state.lateNone', { days });
  return t('state.lateSome', { count: total, days, time: formats.moment(newest.takenMs, now), arrived: formats.moment(newest.arrivedMs, now) });
}
