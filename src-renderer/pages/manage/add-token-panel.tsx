import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { type TokenPermission, tokenNameSchema } from '#contract/tokens.ts';

import { ApiError, errorCodeOf } from '../../api/api-error.ts';
import { FormEnd } from '../../components/form-end.tsx';
import { Panel, PanelSection } from '../../components/panel.tsx';
import { withStepUp } from '../../session/step-up.ts';
import { coreNow } from '../../state/now.ts';
import { type MadeToken, useAddToken } from '../../tokens/token-queries.ts';
import css from './manage-page.module.css';
import { ChoiceField } from './choice-field.tsx';
import { TokenObjectsField } from './token-objects-field.tsx';
import { TokenPermissionsField } from './token-permissions-field.tsx';

interface AddTokenPanelProps {
  onMade: (made: MadeToken) => void;
  onClose: () => void;
}

const dayMs = 24 * 60 * 60_000;
const lifetimes = ['30', '90', '365', 'never'] as const;
type Lifetime = (typeof lifetimes)[number];
const rates = ['usual', '1', '10', '100'] as const;
type Rate = (typeof rates)[number];

interface Draft {
  name: string;
  permissions: readonly TokenPermission[];
  /** Null = the whole site. */
  objectIds: readonly string[] | null;
  lifetime: Lifetime;
  rate: Rate;
}

const blank: Draft = { name: '', permissions: [], objectIds: null, lifetime: '90', rate: 'usual' };

function isComplete({ name, permissions, objectIds }: Draft): boolean {
  return tokenNameSchema.safeParse(name.trim()).success && permissions.length > 0 && objectIds?.length !== 0;
}

/** Name, what it may do, where, for how long. */
export function AddTokenPanel({ onMade, onClose }: AddTokenPanelProps) {
  const { t } = useTranslation('tokens');
  const [draft, setDraft] = useState(blank);
  const [tried, setTried] = useState(false);
  const { mutate, error, isPending, reset } = useAddToken(withStepUp);
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isComplete(draft) || isPending) return;
    const { name, permissions, objectIds, lifetime, rate } = draft;
    const expiresMs = lifetime === 'never' ? null : coreNow() + Number(lifetime) * dayMs;
    const ratePerSecond = rate === 'usual' ? null : Number(rate);
    mutate({ name: name.trim(), permissions: [...permissions], objectIds: objectIds && [...objectIds], expiresMs, ratePerSecond }, { onSuccess: onMade });
  };
  return (
    <Panel title={t('addPanel.title')} sentence={t('addPanel.lead')} onClose={onClose}>
      <PanelSection>
        <form className={css.form} onSubmit={submit} noValidate>
          <NameField value={draft.name} tried={tried} error={error} onChange={(name) => change({ name })} />
          <TokenPermissionsField value={draft.permissions} missing={tried && draft.permissions.length === 0} onChange={(permissions) => change({ permissions })} />
          <TokenObjectsField value={draft.objectIds} missing={tried && draft.objectIds?.length === 0} onChange={(objectIds) => change({ objectIds })} />
          <ChoiceField
            label={t('addPanel.lifetime')}
            value={draft.lifetime}
            choices={lifetimes}
            labelOf={(one) => (one === 'never' ? t('lifetime.never') : t('lifetime.days', { count: Number(one) }))}
            onChange={(lifetime) => change({ lifetime })}
          />
          <ChoiceField
            label={t('addPanel.rate')}
            value={draft.rate}
            choices={rates}
            labelOf={(one) => (one === 'usual' ? t('rate.usual') : t('rate.perSecond', { count: Number(one) }))}
            onChange={(rate) => change({ rate })}
          />
          <FormEnd act={t('add')} problem={useAddProblem(error)} busy={isPending} />
        </form>
      </PanelSection>
    </Panel>
  );
}

function isTaken(error: Error | null): boolean {
  return error instanceof ApiError && error.fields['name'] === 'taken';
}

interface NameFieldProps {
  value: string;
  tried: boolean;
  error: Error | null;
  onChange: (name: string) => void;
}

function NameField({ value, tried, error, onChange }: NameFieldProps) {
  const { t } = useTranslation('tokens');
  const isWrong = value.trim() !== '' && !tokenNameSchema.safeParse(value.trim()).success;
  const problem = (tried && value.trim() === '' && t('addPanel.nameMissing')) || (isWrong && t('addPanel.nameWrong')) || (isTaken(error) && t('addPanel.nameTaken'));
  return (
    <TextInput
      label={t('addPanel.name')}
      value={value}
      autoFocus
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      maxLength={50}
      error={problem || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** What went wrong that stands at no field. */
function useAddProblem(error: Error | null): string | null {
  const { t } = useTranslation(['tokens', 'common']);
  return error && !isTaken(error) ? t('notAdded', { why: t(`common:error.${errorCodeOf(error)}`) }) : null;
}
