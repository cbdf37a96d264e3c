import { useTranslation } from 'react-i18next';

import { mainTenant, type Person } from '#contract/tenants.ts';

import { ApiError, errorCodeOf } from '../../api/api-error.ts';
import { useSession } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { PanelSection } from '../../components/panel.tsx';
import { usePeople, useSetPlatformAdministrator } from '../../people/people-queries.ts';
import { withStepUp } from '../../session/step-up.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';

interface PlatformSectionProps {
  person: Person;
  mayChange: boolean;
}

/** Who looks after the installation as a whole, for who does so too: whether this one does, and who else. */
export function PlatformSection({ person, mayChange }: PlatformSectionProps) {
  const { t } = useTranslation('people');
  const people = usePeople().data?.people ?? [];
  const set = useSet(person);
  if (useSession()?.tenant !== mainTenant) return null;
  const { userName, role, disabled, platformAdministrator } = person;
  const others = people.filter((one) => one.platformAdministrator && one.userName !== userName).map((one) => one.userName);
  const mayHave = role === 'admin' && !disabled;
  return (
    <PanelSection title={t('platform.title')}>
      <p>{platformAdministrator ? t('platform.yes') : t('platform.no')}</p>
      <p className="t2">{others.length > 0 ? t('platform.others', { names: others.join(', ') }) : t('platform.nobodyElse')}</p>
      {!platformAdministrator && !mayHave && <p className="sm t3">{t('platform.needsAdmin')}</p>}
      {mayChange && (platformAdministrator || mayHave) && (
        <Button disabled={set.isPending} onClick={() => set.put(!platformAdministrator)}>
          {platformAdministrator ? t('platform.take') : t('platform.give')}
        </Button>
      )}
    </PanelSection>
  );
}

/** Done at once, with Undo; who takes it from themselves is signed out and has no Undo. */
function useSet({ userName: name }: Person) {
  const { t } = useTranslation(['people', 'common']);
  const isSelf = useSession()?.userName === name;
  const { mutateAsync, isPending } = useSetPlatformAdministrator(withStepUp);
  const fail = (error: Error) => {
    const isLast = error instanceof ApiError && 'platformAdministrator' in error.fields;
    showToast({ text: t('failed', { name, why: isLast ? t('lastPlatform') : t(`common:error.${errorCodeOf(error)}`) }) });
  };
  const put = (on: boolean, isUndo = false) => {
    const undo = isUndo || isSelf ? undefined : () => put(!on, true);
    const answer = mutateAsync({ userName: name, platformAdministrator: on });
    void tellOf(answer, () => ({ text: t(on ? 'platform.given' : 'platform.taken', { name }), undo }), fail);
  };
  return { put: (on: boolean) => put(on), isPending };
}
