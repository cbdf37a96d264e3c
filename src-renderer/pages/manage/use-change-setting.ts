import { useTranslation } from 'react-i18next';

import { ApiError, errorCodeOf } from '../../api/api-error.ts';
import { type Setting, useChangeConfiguration } from '../../installation/installation-queries.ts';
import { withStepUp } from '../../session/step-up.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';

/** Changes a setting with Undo; null goes back to the shipped value. */
export function useChangeSetting({ key, value, next, origin, changeable }: Setting, name: string) {
  const { t } = useTranslation(['manage', 'common']);
  const { mutate, mutateAsync, error, reset } = useChangeConfiguration(withStepUp);
  const before = origin === 'shipped' && next === null ? null : (next ?? value);
  const done = t(changeable === 'restart' ? 'configuration.savedLater' : 'configuration.saved', { name });
  const fail = (reason: unknown) => showToast({ text: t('configuration.notSaved', { name, why: t(`common:error.${errorCodeOf(reason)}`) }) });
  const undo = () => mutate({ key, value: before }, { onSuccess: () => showToast({ text: done }), onError: fail });
  const change = (to: string | null, onDone: () => void) => {
    const saved = () => {
      onDone();
      return { text: done, undo };
    };
    const failed = (reason: Error) => {
      if (!(reason instanceof ApiError && 'value' in reason.fields)) fail(reason);
    };
    void tellOf(mutateAsync({ key, value: to }), saved, failed);
  };
  const field = error instanceof ApiError ? error.fields['value'] : undefined;
  const [, least, most] = /from (\S+) to (\S+)/.exec(field ?? '') ?? [];
  const problem = field === undefined ? null : least === undefined ? t('configuration.unfit') : t('configuration.range', { least, most });
  return { change, problem, forget: reset };
}
