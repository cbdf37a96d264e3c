import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { type Role, userNameSchema } from '#contract/tenants.ts';

import { ApiError, errorCodeOf } from '../../api/api-error.ts';
import { FormEnd } from '../../components/form-end.tsx';
import { NewPasswordFields, isComplete, noPassword } from '../../components/new-password.tsx';
import { Panel, PanelSection } from '../../components/panel.tsx';
import { useAddPerson } from '../../people/people-queries.ts';
import { withStepUp } from '../../session/step-up.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './manage-page.module.css';
import { RoleField } from './role-field.tsx';

interface AddPersonPanelProps {
  onAdded: (userName: string) => void;
  onClose: () => void;
}

/** Name, role and a first password. */
export function AddPersonPanel({ onAdded, onClose }: AddPersonPanelProps) {
  const { t } = useTranslation('people');
  const [userName, setUserName] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const [password, setPassword] = useState(noPassword);
  const [tried, setTried] = useState(false);
  const { mutate, error, isPending, reset } = useAddPerson(withStepUp);
  const nameProblem = useNameProblem(userName, tried, error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const name = userName.trim();
    if (!userNameSchema.safeParse(name).success || !isComplete(password, name, role) || isPending) return;
    const onSuccess = () => {
      showToast({ text: t('done.added', { name }) });
      onAdded(name);
    };
    mutate({ userName: name, role, password: password.password }, { onSuccess });
  };
  return (
    <Panel title={t('addPanel.title')} sentence={t('addPanel.lead')} onClose={onClose}>
      <PanelSection>
        <form className={css.form} onSubmit={submit} noValidate>
          <TextInput
            label={t('addPanel.userName')}
            value={userName}
            autoFocus
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={64}
            error={nameProblem}
            onChange={(event) => {
              setUserName(event.currentTarget.value);
              reset();
            }}
          />
          <RoleField value={role} onChange={setRole} />
          <NewPasswordFields value={password} onChange={setPassword} userName={userName} role={role} tried={tried} fault={faultOf(error, 'password')} />
          <FormEnd act={t('add')} problem={useAddProblem(error)} busy={isPending} />
        </form>
      </PanelSection>
    </Panel>
  );
}

function faultOf(error: Error | null, field: string): string | undefined {
  return error instanceof ApiError ? error.fields[field] : undefined;
}

function useNameProblem(userName: string, tried: boolean, error: Error | null): string | undefined {
  const { t } = useTranslation('people');
  if (faultOf(error, 'userName') === 'taken') return t('addPanel.userNameTaken');
  const name = userName.trim();
  if (tried && name === '') return t('addPanel.userNameMissing');
  return name !== '' && !userNameSchema.safeParse(name).success ? t('addPanel.userNameWrong') : undefined;
}

/** What went wrong that stands at no field. */
function useAddProblem(error: Error | null): string | null {
  const { t } = useTranslation(['people', 'common']);
  const isAtField = faultOf(error, 'userName') !== undefined || faultOf(error, 'password') !== undefined;
  return error && !isAtField ? t('notAdded', { why: t(`common:error.${errorCodeOf(error)}`) }) : null;
}
