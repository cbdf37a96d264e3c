import { useTranslation } from 'react-i18next';

import type { RefusalKind, UnknownSender } from '#contract/senders.ts';

const strangers = [
  'no-credential',
  'unknown-name',
  'wrong-name',
  'wrong-secret',
  'cut-secret',
  'renewed-secret',
  'other-secret',
  'unannounced',
  'wrong-bootstrap',
  'person',
  'unknown-source',
] as const;

/** Why a stranger was not let in, as a row says it. */
export function shortReason(kind: RefusalKind): (typeof strangers)[number] | 'other' {
  return strangers.find((known) => known === kind) ?? 'other';
}

/** What a stranger is called: the user name it tried. */
export function useSenderName(): (sender: UnknownSender) => string {
  const { t } = useTranslation('senders');
  return ({ userName, kind }) => userName ?? t(kind === 'no-credential' ? 'noName' : 'manyNames');
}

/** A name to propose for a device made of it: the user name without what every device's begins with; empty when there is none. */
export function proposedName({ userName }: Pick<UnknownSender, 'userName'>): string {
  return (userName ?? '').replace(/^device_/, '').replaceAll('_', ' ').trim();
}
