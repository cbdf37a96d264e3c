import { useTranslation } from 'react-i18next';

import type { Person, Role } from '#contract/tenants.ts';

import { ApiError, errorCodeOf } from '../../api/api-error.ts';
import { type ChangePersonInput, useChangePerson, useEndSessions } from '../../people/people-queries.ts';
import { withStepUp } from '../../session/step-up.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';

export interface PersonActs {
  setRole: (role: Role) => void;
  setDisabled: (disabled: boolean) => void;
  setPassword: (password: string, onDone: () => void) => void;
  endSessions: () => void;
  pending: boolean;
  /** Why the last change was refused. */
  error: Error | null;
}

/** What an administrator does with somebody else; role and access are undone from the message. */
export function usePersonActs({ userName, role: roleBefore }: Person): PersonActs {
  const { t } = useTranslation(['people', 'common']);
  const { mutate, mutateAsync, isPending, error } = useChangePerson(withStepUp);
  const sessions = useEndSessions();
  const name = userName;
  const fail = (reason: Error) => {
    const code = errorCodeOf(reason);
    const isLastOfAll = reason instanceof ApiError && 'platformAdministrator' in reason.fields;
    const conflict = isLastOfAll ? t('lastPlatform') : t('lastAdministrator');
    const why = code === 'conflict' ? conflict : t(`common:error.${code}`);
    showToast({ text: t('failed', { name, why }) });
  };
  const change = (part: Omit<ChangePersonInput, 'userName'>, text: string, undo?: () => void) => {
    void tellOf(mutateAsync({ userName, ...part }), () => ({ text, undo }), fail);
  };
  const roleText = (role: Role) => t('done.role', { name, role: t(`common:role.${role}`) });
  const accessText = (disabled: boolean) => (disabled ? t('done.disabled', { name }) : t('done.enabled', { name }));
  return {
    setRole: (role) => change({ role }, roleText(role), () => change({ role: roleBefore }, roleText(roleBefore))),
    setDisabled: (disabled) => change({ disabled }, accessText(disabled), () => change({ disabled: !disabled }, accessText(!disabled))),
    setPassword: (password, onDone) => {
      const onSuccess = () => {
        showToast({ text: t('done.password', { name }) });
        onDone();
      };
      mutate({ userName, password }, { onSuccess });
    },
    endSessions: () => sessions.mutate(userName, { onSuccess: () => showToast({ text: t('done.signedOut', { name }) }), onError: fail }),
    pending: isPending,
    error,
  };
}
