import { useTranslation } from 'react-i18next';

import type { Session } from '#contract/tenants.ts';

import { useConsoleState, useMay, useSession } from '../api/console-state.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { useFormats } from '../format/use-formats.ts';
import { useChangeSupport, useEnterSite, useSupportAccess } from '../sites/site-queries.ts';
import { useNow } from '../state/now.ts';
import css from './frame.module.css';

const minuteMs = 60_000;

/** Says on both sides that somebody of another site is here: to the visitor where they are, to the site who is in. */
export function VisitBanner() {
  const session = useSession();
  if (!session) return null;
  return session.visit ? <VisitorBanner visit={session.visit} /> : <HostBanner />;
}

function useUntil(untilMs: number | null): string | undefined {
  const formats = useFormats();
  const now = useNow(minuteMs);
  return untilMs === null ? undefined : formats.moment(untilMs, now);
}

function VisitorBanner({ visit: { as, untilMs } }: { visit: NonNullable<Session['visit']> }) {
  const { t } = useTranslation('sites');
  const site = useConsoleState()?.site?.name ?? '';
  const time = useUntil(untilMs);
  const { mutate } = useEnterSite();
  const where = time === undefined ? t(`visit.${as}`, { site }) : t('visit.supportUntil', { site, time });
  return (
    <div className={css.banner} role="status">
      <Icon name="note" />
      <span className="grow el">
        <b>{where}</b> <span className="t2">{t('visit.logged')}</span>
      </span>
      <Button onClick={() => mutate(null)}>{t('visit.leave')}</Button>
    </div>
  );
}

/** The site's own people see who of support is in, and those who administer it can end that. */
function HostBanner() {
  const { t } = useTranslation('sites');
  const mayLook = useMay('site:read');
  const mayEnd = useMay('people:write');
  const support = useSupportAccess(mayLook).data;
  const until = support?.access.state === 'granted' ? support.access.untilMs : null;
  const time = useUntil(until);
  const { mutate } = useChangeSupport((act) => act());
  if (!support || support.inNow.length === 0) return null;
  const names = support.inNow.join(', ');
  const isGranted = support.access.state === 'granted';
  return (
    <div className={css.banner} role="status">
      <Icon name="note" />
      <span className="grow el">
        <b>{time === undefined ? t('host.in', { names }) : t('host.inUntil', { names, time })}</b> <span className="t2">{t('host.logged')}</span>
      </span>
      {mayEnd && isGranted && <Button onClick={() => mutate(null)}>{t('host.end')}</Button>}
    </div>
  );
}
