import { useTranslation } from 'react-i18next';

import type { PersonSession } from '#contract/console/people-calls.ts';

import { TextButton } from '../../components/button.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useEndSession, usePersonSessions } from '../../people/people-queries.ts';
import { useNow } from '../../state/now.ts';
import { OverviewLine } from './overview-section.tsx';

const minuteMs = 60_000;

/** Where somebody is signed in, each to be ended by itself. */
export function PersonSessions({ userName, mayEnd }: { userName: string; mayEnd: boolean }) {
  const sessions = usePersonSessions(userName, true).data?.sessions ?? [];
  const { mutate } = useEndSession(userName);
  return sessions.map((one) => <SessionLine key={one.session} session={one} onEnd={mayEnd ? () => mutate(one.session) : null} />);
}

function SessionLine({ session: { address, begunMs, activeMs, visiting }, onEnd }: { session: PersonSession; onEnd: (() => void) | null }) {
  const { t } = useTranslation('people');
  const formats = useFormats();
  const now = useNow(minuteMs);
  const times = { begun: formats.moment(begunMs, now), active: formats.moment(activeMs, now) };
  const where = /^(127\.|::1|::ffff:127\.)/.test(address) ? t('panel.thisComputer') : address;
  return (
    <OverviewLine columns="minmax(0, 1fr) auto">
      <span className="el">
        {visiting === null ? where : t('panel.visiting', { where, site: visiting })} <span className="t3">{t('panel.sessionTimes', times)}</span>
      </span>
      {onEnd && <TextButton onClick={onEnd}>{t('panel.endSession')}</TextButton>}
    </OverviewLine>
  );
}
