import { Switch, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { tenantIdSchema, userNameSchema } from '#contract/tenants.ts';

import { ApiError, errorCodeOf } from '../../api/api-error.ts';
import { useSiteZone } from '../../api/console-state.ts';
import { FormEnd } from '../../components/form-end.tsx';
import { NewPasswordFields, isComplete as isPasswordComplete, noPassword } from '../../components/new-password.tsx';
import { Panel, PanelSection } from '../../components/panel.tsx';
import { TimeZoneField } from '../../components/time-zone-field.tsx';
import { withStepUp } from '../../session/step-up.ts';
import { shortNameOf } from '../../sites/short-name.ts';
import { useAddSite } from '../../sites/site-queries.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './sites-page.module.css';

interface AddSitePanelProps {
  onAdded: (tenant: string) => void;
  onClose: () => void;
}

const nobody = { userName: '', password: noPassword };

/** What is typed of a new site. `short` null = made of the name. */
interface SiteDraft {
  name: string;
  short: string | null;
  timeZone: string;
  withPerson: boolean;
  person: typeof nobody;
}

const shortOf = ({ name, short }: SiteDraft) => short ?? shortNameOf(name);

function isComplete(draft: SiteDraft): boolean {
  const { name, withPerson, person } = draft;
  const isPersonDone = userNameSchema.safeParse(person.userName.trim()).success && isPasswordComplete(person.password, person.userName, 'admin');
  return name.trim() !== '' && tenantIdSchema.safeParse(shortOf(draft)).success && (!withPerson || isPersonDone);
}

/** A new site: name, short name, clock, and who administers it. */
export function AddSitePanel({ onAdded, onClose }: AddSitePanelProps) {
  const { t } = useTranslation('sites');
  const [draft, setDraft] = useState<SiteDraft>({ name: '', short: null, timeZone: useSiteZone(), withPerson: true, person: nobody });
  const [tried, setTried] = useState(false);
  const { mutate, error, isPending, reset } = useAddSite(withStepUp);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isComplete(draft) || isPending) return;
    const { timeZone, withPerson, person } = draft;
    const [name, tenant] = [draft.name.trim(), shortOf(draft)];
    const administrator = withPerson ? { userName: person.userName.trim(), password: person.password.password } : null;
    const onSuccess = () => {
      showToast({ text: t('done.added', { name }) });
      onAdded(tenant);
    };
    mutate({ tenant, name, timeZone, administrator }, { onSuccess });
  };
  const change = (part: Partial<SiteDraft>) => {
    setDraft({ ...draft, ...part });
    if (part.short !== undefined) reset();
  };
  return (
    <Panel title={t('addPanel.title')} sentence={t('addPanel.lead')} onClose={onClose}>
      <PanelSection>
        <form className={css.form} onSubmit={submit} noValidate>
          <SiteFields draft={draft} onChange={change} tried={tried} error={error} />
          <FormEnd act={t('addPanel.act')} problem={useAddProblem(error)} busy={isPending} />
        </form>
      </PanelSection>
    </Panel>
  );
}

interface SiteFieldsProps {
  draft: SiteDraft;
  onChange: (part: Partial<SiteDraft>) => void;
  tried: boolean;
  error: Error | null;
}

function SiteFields({ draft, onChange, tried, error }: SiteFieldsProps) {
  const { t } = useTranslation('sites');
  const { name, timeZone, withPerson, person } = draft;
  const short = shortOf(draft);
  return (
    <>
      <TextInput
        label={t('addPanel.name')}
        value={name}
        autoFocus
        maxLength={80}
        error={tried && name.trim() === '' ? t('addPanel.nameMissing') : undefined}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('addPanel.short')}
        description={t('addPanel.shortHelp', { name: short || t('addPanel.shortExample') })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={short}
        maxLength={32}
        spellCheck={false}
        error={useShortProblem(short, tried, error)}
        onChange={(event) => onChange({ short: event.currentTarget.value })}
      />
      <TimeZoneField value={timeZone} onChange={(zone) => onChange({ timeZone: zone })} />
      <Switch label={t('addPanel.withPerson')} checked={withPerson} onChange={(event) => onChange({ withPerson: event.currentTarget.checked })} />
      {withPerson ? (
        <FirstPerson person={person} onChange={(next) => onChange({ person: next })} tried={tried} fault={error instanceof ApiError ? error.fields['password'] : undefined} />
      ) : (
        <p className="t2">{t('addPanel.withoutPerson')}</p>
      )}
    </>
  );
}

function useShortProblem(short: string, tried: boolean, error: Error | null): string | undefined {
  const { t } = useTranslation('sites');
  if (error instanceof ApiError && error.fields['tenant'] === 'taken') return t('addPanel.shortTaken');
  if (short === '' && !tried) return undefined;
  return tenantIdSchema.safeParse(short).success ? undefined : t('addPanel.shortWrong');
}

interface FirstPersonProps {
  person: typeof nobody;
  onChange: (person: typeof nobody) => void;
  tried: boolean;
  fault: string | undefined;
}

function FirstPerson({ person, onChange, tried, fault }: FirstPersonProps) {
  const { t } = useTranslation('sites');
  const { userName, password } = person;
  const isWrong = (tried || userName !== '') && !userNameSchema.safeParse(userName.trim()).success;
  return (
    <>
      <TextInput
        label={t('addPanel.userName')}
        value={userName}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={64}
        error={isWrong ? t('addPanel.userNameWrong') : undefined}
        onChange={(event) => onChange({ ...person, userName: event.currentTarget.value })}
      />
      <NewPasswordFields value={password} onChange={(next) => onChange({ ...person, password: next })} userName={userName} role="admin" tried={tried} fault={fault} />
    </>
  );
}

/** What went wrong that stands at no field. */
function useAddProblem(error: Error | null): string | null {
  const { t } = useTranslation(['sites', 'common']);
  const isAtField = error instanceof ApiError && Object.keys(error.fields).length > 0;
  return error && !isAtField ? t('notAdded', { why: t(`common:error.${errorCodeOf(error)}`) }) : null;
}
