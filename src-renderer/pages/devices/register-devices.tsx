import { Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../../api/api-error.ts';
import { Button } from '../../components/button.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { PanelSection } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { idsIn, type Registration, useAccept, useAnnounce, useRefuse, useRegistrations } from '../../devices/registration-queries.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './device-life.module.css';
import dialog from './dialog.module.css';

/** A further way to connect: agents that ask for their credential themselves. Announce, see it knock, accept. Whoever waits for somebody stands first. */
export function RegisterDevices({ onOpen }: { onOpen: (deviceId: string) => void }) {
  const { t } = useTranslation('deviceLife');
  const registrations = useRegistrations().data?.registrations ?? [];
  return (
    <PanelSection title={t('register.title')}>
      {registrations.length > 0 && (
        <ul className={`${css.commands} ${css.registrations}`}>
          {registrations.map((registration) => (
            <RegistrationLine key={`${registration.state === 'unannounced' ? 'unannounced ' : ''}${registration.id}`} registration={registration} onOpen={onOpen} />
          ))}
        </ul>
      )}
      <details>
        <summary className="t2">{t('register.lead')}</summary>
        <AnnounceForm />
      </details>
    </PanelSection>
  );
}

function AnnounceForm() {
  const { t } = useTranslation(['deviceLife', 'common']);
  const [text, setText] = useState('');
  const [token, setToken] = useState('');
  const [tried, setTried] = useState(false);
  const { mutate, data, error, isPending } = useAnnounce();
  const ids = idsIn(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (ids.length === 0 || isPending) return;
    const onSuccess = ({ refused }: { refused: { id: string }[] }) => {
      setText(refused.map(({ id }) => id).join('\n'));
      setTried(false);
    };
    mutate({ ids, ...(token.trim() !== '' && { securityToken: token.trim() }) }, { onSuccess });
  };
  return (
    <form className={dialog.fields} onSubmit={submit} noValidate>
      <Textarea
        label={t('register.ids')}
        description={t('register.idsHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={text}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={20_000}
        error={tried && ids.length === 0 ? t('register.idsMissing') : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        label={t('register.token')}
        description={t('register.tokenHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={token}
        maxLength={200}
        onChange={(event) => setToken(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" disabled={isPending}>
          {t('register.announce', { count: Math.max(1, ids.length) })}
        </Button>
      </div>
      {data && data.refused.length > 0 && <Problem>{t('register.taken', { ids: data.refused.map(({ id }) => id).join(', ') })}</Problem>}
      {error && <Problem>{t('register.notAnnounced', { why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
    </form>
  );
}

const icons: Record<Registration['state'], IconName> = {
  unannounced: 'waiting',
  announced: 'planned',
  knocking: 'waiting',
  lapsed: 'planned',
  accepted: 'waiting',
  expired: 'failed',
  connected: 'done',
};

function useStateWords(): (registration: Registration) => string {
  const { t } = useTranslation('deviceLife');
  const formats = useFormats();
  const now = useNow(10_000);
  return ({ state, address, changedMs, untilMs }) =>
    t(`register.state.${state}`, {
      address: address ?? '',
      time: formats.moment(changedMs, now),
      left: untilMs === null ? '' : formats.age(untilMs - now),
    });
}

function RegistrationLine({ registration, onOpen }: { registration: Registration; onOpen: (deviceId: string) => void }) {
  const { t } = useTranslation('deviceLife');
  const words = useStateWords()(registration);
  const { id, state, deviceId } = registration;
  return (
    <li className={css.command}>
      <Icon name={icons[state]} />
      <span>
        <span className="el b" title={id}>
          {id}
        </span>
        <div className="sm t3">{words}</div>
        {state === 'knocking' && <AcceptForm registration={registration} />}
      </span>
      {state === 'connected' && deviceId !== null && (
        <button type="button" className={css.link} onClick={() => onOpen(deviceId)}>
          {t('register.open')}
        </button>
      )}
      {state === 'unannounced' && <Announce id={id} />}
      {state !== 'connected' && state !== 'unannounced' && <Refuse registration={registration} />}
    </li>
  );
}

/** One that asks without having been announced: announced it is accepted when it asks again, a few seconds later. */
function Announce({ id }: { id: string }) {
  const { t } = useTranslation(['deviceLife', 'common']);
  const { mutate, isPending } = useAnnounce();
  const onError = (error: Error) => showToast({ text: t('register.notAnnounced', { why: t(`common:error.${errorCodeOf(error)}`) }) });
  return (
    <Button kind="secondary" disabled={isPending} label={t('register.announceNamed', { id })} onClick={() => mutate({ ids: [id] }, { onError })}>
      {t('register.announceThis')}
    </Button>
  );
}

/** What was seen knocking is let in; with a token only a device that shows the same. */
function AcceptForm({ registration: { id, hasToken } }: { registration: Registration }) {
  const { t } = useTranslation(['deviceLife', 'common']);
  const [token, setToken] = useState('');
  const { mutate, error, isPending } = useAccept();
  const accept = (event: FormEvent) => {
    event.preventDefault();
    mutate({ id, ...(token.trim() !== '' && { securityToken: token.trim() }) });
  };
  return (
    <form className={css.accept} onSubmit={accept}>
      {!hasToken && (
        <TextInput aria-label={t('register.tokenShown')} placeholder={t('register.tokenShown')} value={token} maxLength={200} onChange={(event) => setToken(event.currentTarget.value)} />
      )}
      <Button kind="secondary" type="submit" disabled={isPending} label={t('register.acceptNamed', { id })}>
        {t('register.accept')}
      </Button>
      {hasToken && <span className="sm t3">{t('register.tokenSame')}</span>}
      {error && <Problem>{t('register.notAccepted', { why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
    </form>
  );
}

/** Nobody of that id gets in any more; announced again by Undo. */
function Refuse({ registration: { id, hasToken } }: { registration: Registration }) {
  const { t } = useTranslation(['deviceLife', 'common']);
  const refuse = useRefuse();
  const announce = useAnnounce();
  const undo = hasToken ? undefined : () => announce.mutate({ ids: [id] });
  const ask = () => void tellOf(refuse.mutateAsync(id), () => ({ text: t('register.refused', { id }), undo }), () => undefined);
  return (
    <button type="button" className={`${css.link} t2`} aria-label={t('register.refuseNamed', { id })} disabled={refuse.isPending} onClick={ask}>
      {t('register.refuse')}
    </button>
  );
}
