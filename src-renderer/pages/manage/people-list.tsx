import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import type { Person } from '#contract/tenants.ts';

import { useSession } from '../../api/console-state.ts';
import type { Column } from '../../components/list/columns.ts';
import { CutText } from '../../components/list/cut-text.tsx';
import { RowList } from '../../components/list/row-list.tsx';
import { type Formats, useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';
import { useViewStore } from '../../state/view-store.ts';

interface PeopleListProps {
  people: readonly Person[];
  openName: string | undefined;
  onOpen: (userName: string) => void;
}

const minuteMs = 60_000;

/** The people by name: role, in now or last active. */
export function PeopleList({ people, openName, onOpen }: PeopleListProps) {
  const { t } = useTranslation(['people', 'common']);
  const formats = useFormats();
  const nowMs = useNow(minuteMs);
  const ownName = useSession()?.userName;
  const selected = useViewStore(({ selection }) => selection.people);
  const select = useViewStore((state) => state.select);
  const rows = people.toSorted((one, other) => one.userName.localeCompare(other.userName, formats.language));
  return (
    <RowList
      label={t('title')}
      rows={rows}
      keyOf={({ userName }) => userName}
      columns={peopleColumns({ t, formats, nowMs, ownName })}
      lines="one"
      selected={openName ?? selected}
      onSelect={(userName) => {
        select('people', userName);
        if (openName !== undefined) onOpen(userName);
      }}
      onOpen={onOpen}
    />
  );
}

interface ColumnQuestion {
  t: TFunction<['people', 'common']>;
  formats: Formats;
  nowMs: number;
  ownName: string | undefined;
}

function peopleColumns({ t, formats, nowMs, ownName }: ColumnQuestion): Column<Person>[] {
  const lastActive = ({ sessions, lastActiveMs }: Person): string => {
    if (sessions > 0) return t('inNow');
    return lastActiveMs === null ? t('never') : formats.moment(lastActiveMs, nowMs);
  };
  const roleOf = ({ role, platformAdministrator }: Person): string => {
    const words = t(`common:role.${role}`);
    return platformAdministrator ? t('rolePlatform', { role: words }) : words;
  };
  return [
    {
      name: 'name',
      head: t('column.name'),
      width: 'minmax(0, 1fr)',
      cell: ({ userName, disabled }) => (
        <div className={disabled ? 'el t3' : 'el'} title={userName}>
          {userName === ownName ? t('you', { name: userName }) : userName}
        </div>
      ),
    },
    { name: 'role', head: t('column.role'), width: 'minmax(0, 1.3fr)', cell: (person) => <CutText second>{roleOf(person)}</CutText> },
    {
      name: 'active',
      head: t('column.lastActive'),
      width: '112px',
      cell: (person) => <span className={person.sessions > 0 ? 'nw' : 'nw t3'}>{lastActive(person)}</span>,
    },
    { name: 'state', head: t('column.state'), headUnseen: true, width: '96px', cell: ({ disabled }) => <span className="t3">{disabled && t('disabled')}</span> },
  ];
}
