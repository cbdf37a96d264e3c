import { useTranslation } from 'react-i18next';

import type { Person } from '#contract/tenants.ts';

import { useMay } from '../../api/console-state.ts';
import { useFormats } from '../../format/use-formats.ts';
import { usePeople } from '../../people/people-queries.ts';
import { useNow } from '../../state/now.ts';
import { OverviewLine, OverviewSection } from './overview-section.tsx';

const shownPeople = 7;
const minuteMs = 60_000;

/** Who is in now first, then by when they were last. */
function byPresence(one: Person, other: Person): number {
  return Number(other.sessions > 0) - Number(one.sessions > 0) || (other.lastActiveMs ?? 0) - (one.lastActiveMs ?? 0);
}

/** The people of the site at a glance. */
export function PeopleSection() {
  const { t } = useTranslation(['people', 'manage', 'common']);
  const mayAdd = useMay('people:write');
  const people = usePeople().data?.people;
  if (!people) return null;
  const inNow = people.filter(({ sessions }) => sessions > 0).length;
  const hidden = people.length - shownPeople;
  const more = mayAdd
    ? { to: '/manage/people', search: { add: 'true' }, words: t('manage:people.add') }
    : { to: '/manage/people', words: t('manage:show') };
  return (
    <OverviewSection title={t('manage:people.title')} note={t('manage:people.note', { count: people.length, inNow })} more={more}>
      {people.toSorted(byPresence).slice(0, shownPeople).map((person) => (
        <PersonLine key={person.userName} person={person} />
      ))}
      {hidden > 0 && <p className="sm t3">{t('manage:people.hidden', { count: hidden })}</p>}
    </OverviewSection>
  );
}

function PersonLine({ person: { userName, role, sessions, lastActiveMs, disabled } }: { person: Person }) {
  const { t } = useTranslation(['people', 'common']);
  const formats = useFormats();
  const now = useNow(minuteMs);
  const last = lastActiveMs === null ? t('never') : formats.moment(lastActiveMs, now);
  return (
    <OverviewLine columns="1.2fr 1.1fr 92px 74px">
      <span className="el" title={userName}>
        {userName}
      </span>
      <span className="el" title={t(`common:role.${role}`)}>
        {t(`common:role.${role}`)}
      </span>
      <span className="nw">{sessions > 0 ? t('inNow') : last}</span>
      <span className="t3 el">{disabled && t('disabled')}</span>
    </OverviewLine>
  );
}
