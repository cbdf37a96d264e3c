import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Person } from '#contract/tenants.ts';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay, useSession } from '../../api/console-state.ts';
import { Button, TextButton } from '../../components/button.tsx';
import { GonePanel } from '../../components/gone-panel.tsx';
import { Facts, Panel, PanelSection } from '../../components/panel.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';
import { PasswordSection } from './person-password.tsx';
import { PersonSessions } from './person-sessions.tsx';
import { PlatformSection } from './platform-section.tsx';
import { RoleField } from './role-field.tsx';
import { type PersonActs, usePersonActs } from './use-person-acts.ts';

interface PersonPanelProps {
  /** Undefined when there is nobody of that name. */
  person: Person | undefined;
  onClose: () => void;
}

const minuteMs = 60_000;

/** One person: role, password, sessions. */
export function PersonPanel({ person, onClose }: PersonPanelProps) {
  const { t } = useTranslation('people');
  if (person) return <KnownPersonPanel person={person} onClose={onClose} />;
  return <GonePanel title={t('panel.gone')} why={t('panel.goneWhy')} onClose={onClose} />;
}

function KnownPersonPanel({ person, onClose }: { person: Person; onClose: () => void }) {
  const isSelf = useSession()?.userName === person.userName;
  const mayWrite = useMay('people:write');
  const isOverseer = useMay('sites:write');
  const lost = useIsLost();
  const acts = usePersonActs(person);
  const mayChange = mayWrite && !isSelf && !lost;
  return (
    <Panel title={person.userName} sentence={usePersonSentence(person)} acts={mayChange && <AccessAct person={person} acts={acts} />} onClose={onClose}>
      {isSelf && <OwnAccess />}
      {mayChange && <RoleSection person={person} acts={acts} />}
      {mayChange && <PasswordSection person={person} acts={acts} />}
      {isOverseer && <PlatformSection person={person} mayChange={mayWrite && !lost} />}
      <SessionSection person={person} acts={mayChange ? acts : null} />
      <PersonFacts person={person} />
    </Panel>
  );
}

function usePersonSentence({ role, disabled, sessions, lastActiveMs }: Person): string {
  const { t } = useTranslation(['people', 'common']);
  const formats = useFormats();
  const now = useNow(minuteMs);
  const words = { role: t(`common:role.${role}`) };
  if (disabled) return t('panel.disabled', words);
  if (sessions > 0) return t('panel.inNow', words);
  return lastActiveMs === null ? t('panel.never', words) : t('panel.away', { ...words, time: formats.moment(lastActiveMs, now) });
}

function AccessAct({ person: { disabled }, acts }: { person: Person; acts: PersonActs }) {
  const { t } = useTranslation('people');
  return (
    <Button disabled={acts.pending} onClick={() => acts.setDisabled(!disabled)}>
      {disabled ? t('panel.enable') : t('panel.disable')}
    </Button>
  );
}

/** One's own role and access are not one's own to change; the password is. */
function OwnAccess() {
  const { t } = useTranslation('people');
  const navigate = useNavigate();
  return (
    <PanelSection>
      <p className="t2">{t('panel.ownWhy')}</p>
      <TextButton onClick={() => void navigate({ to: '/manage/you' })}>{t('panel.ownPassword')}</TextButton>
    </PanelSection>
  );
}

function RoleSection({ person, acts }: { person: Person; acts: PersonActs }) {
  const { t } = useTranslation('people');
  return (
    <PanelSection>
      <RoleField value={person.role} disabled={acts.pending} onChange={acts.setRole} />
      {person.sessions > 0 && <p className="sm t3">{t('panel.roleEffect')}</p>}
    </PanelSection>
  );
}

function SessionSection({ person: { userName, sessions }, acts }: { person: Person; acts: PersonActs | null }) {
  const { t } = useTranslation('people');
  return (
    <PanelSection title={t('panel.sessions')} end={acts && sessions > 0 && <TextButton onClick={acts.endSessions}>{t('panel.endSessions')}</TextButton>}>
      <p>{sessions === 0 ? t('panel.noSessions') : t('panel.sessionsOpen', { count: sessions })}</p>
      {sessions > 0 && <PersonSessions userName={userName} mayEnd={acts !== null} />}
    </PanelSection>
  );
}

function PersonFacts({ person: { lastActiveMs, platformAdministrator } }: { person: Person }) {
  const { t } = useTranslation('people');
  const { full } = useFormats();
  const facts = [
    { name: t('panel.lastActive'), value: lastActiveMs === null ? t('never') : full(lastActiveMs) },
    platformAdministrator && { name: t('panel.platform'), value: t('panel.platformYes') },
  ];
  return (
    <PanelSection title={t('panel.about')}>
      <Facts facts={facts.filter((fact) => fact !== false)} />
    </PanelSection>
  );
}
