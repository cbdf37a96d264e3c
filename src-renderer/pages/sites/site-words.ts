/** How a site stands to whom looks after many, in words. */
import type { TFunction } from 'i18next';

import type { ListedSite } from '#contract/console/tenant-calls.ts';

import type { Formats } from '../../format/use-formats.ts';

/** What its column says: suspended, or what support was granted. */
export function accessWords(t: TFunction<'sites'>, formats: Formats, { support, suspendedMs }: ListedSite, nowMs: number): string {
  if (suspendedMs !== null) return t('access.suspended', { time: formats.moment(suspendedMs, nowMs) });
  switch (support.state) {
    case 'not-asked':
      return t('access.notAsked');
    case 'asked':
      return t('access.asked', { time: formats.moment(support.askedMs, nowMs) });
    case 'refused':
      return t('access.refused');
    case 'granted':
      if (support.untilMs !== null) return t('access.until', { time: formats.moment(support.untilMs, nowMs) });
      return support.scope.command ? t('access.always') : t('access.alwaysRead');
  }
}
