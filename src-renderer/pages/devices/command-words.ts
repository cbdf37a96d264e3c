import { useTranslation } from 'react-i18next';

import type { ConsoleCommand } from '#contract/operations.ts';

import type { IconName } from '../../components/icon.tsx';
import { choiceOf, detailOf, isKnownCommand, plainName } from '../../devices/commands.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';

/** "Restart", "Read now"; what the console has no words for is called what the device calls it. */
export function useCommandName(): (kind: string) => string {
  const { t } = useTranslation('deviceLife');
  return (kind) => (isKnownCommand(kind) ? t(`command.kind.${kind}`) : plainName(kind));
}

/** "Install software, vpn 2.1": the description when somebody gave one. */
export function useCommandTitle(): (command: ConsoleCommand) => string {
  const { t } = useTranslation('deviceLife');
  const nameOf = useCommandName();
  return (command) => {
    const choice = choiceOf(command);
    const name = choice === 'install' || choice === 'delete' ? t(`command.software.${choice}`) : nameOf(command.kind);
    const detail = choice === 'OPEN' || choice === 'CLOSED' ? t(`command.choice.${choice}`) : detailOf(command);
    return command.description ?? (detail === '' ? name : `${name}: ${detail}`);
  };
}

export const commandIcons: Record<ConsoleCommand['state'], IconName> = {
  waits: 'planned',
  sent: 'waiting',
  running: 'waiting',
  done: 'done',
  failed: 'failed',
  expired: 'failed',
  canceled: 'close',
};

/** How it stands, in words: never more than is known. @param expectedMs when the device should next be heard from. */
export function useCommandState(): (command: ConsoleCommand, expectedMs: number | null) => string {
  const { t } = useTranslation('deviceLife');
  const formats = useFormats();
  const now = useNow(10_000);
  const moment = (ms: number) => formats.moment(ms, now);
  return ({ state, sentMs, endedMs, expiresMs, createdMs, failureReason }, expectedMs) => {
    const expiry = expiresMs === null ? '' : t('command.expires', { time: formats.deadline(expiresMs, now) });
    const waits = [
      t('command.waits'),
      expectedMs !== null && expectedMs > now ? t('command.expected', { time: moment(expectedMs) }) : '',
      expiry,
    ];
    const ended = endedMs === null ? '' : formats.seconds(endedMs);
    switch (state) {
      case 'waits':
        return waits.filter((part) => part !== '').join(', ');
      case 'sent':
        return [t('command.sent', { time: moment(sentMs ?? createdMs) }), expiry].filter((part) => part !== '').join(', ');
      case 'running':
        return t('command.running', { time: moment(sentMs ?? createdMs) });
      case 'done':
        return t('command.done', { time: endedMs === null ? '' : isToday(moment(endedMs)) ? ended : moment(endedMs) });
      case 'failed':
        return failureReason === null ? t('command.failed') : t('command.failedWhy', { why: failureReason });
      case 'expired':
        return t('command.expired', { time: moment(expiresMs ?? endedMs ?? createdMs) });
      case 'canceled':
        return t('command.canceled');
    }
  };
}

/** A moment of today is written as the clock alone. */
function isToday(moment: string): boolean {
  return /^\d\d[:.]\d\d$/.test(moment);
}
