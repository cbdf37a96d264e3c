import { Checkbox, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { BulkChange, SharedFact } from '#contract/console/device-bulk-calls.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { useFocusBack } from '../../components/use-focus-back.ts';
import { type Selection, useChangeDevices, usePlanChange, useSharedFacts } from '../../devices/bulk-acts.ts';
import css from './bulk-edit.module.css';
import { GroupField } from './group-field.tsx';
import { PlannedChanges } from './planned-changes.tsx';

interface BulkEditDialogProps {
  devices: Selection;
  count: number;
  onClose: () => void;
}

/** Change what many devices are called, what kind they are and where: first seen, then done, as a whole undone. */
export function BulkEditDialog({ devices, count, onClose }: BulkEditDialogProps) {
  const { t } = useTranslation(['inventory', 'common']);
  useFocusBack();
  const [change, setChange] = useState<BulkChange>({});
  const plan = usePlanChange();
  const carryOut = useChangeDevices();
  const named = change.namePattern === undefined || change.namePattern.trim() !== '';
  const asked = Object.keys(change).length > 0 && named;
  const edit = (next: BulkChange) => {
    setChange(next);
    plan.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (plan.isPending || carryOut.isPending) return;
    if (plan.data) {
      if (plan.data.changed > 0) carryOut.mutate(plan.data.planId, { onSuccess: onClose });
    } else if (asked) plan.mutate({ devices, change });
  };
  return (
    <Modal opened onClose={onClose} title={t('bulk.title', { count })} size={680} closeButtonProps={{ 'aria-label': t('common:act.close') }}>
      <form onSubmit={submit} className={css.form}>
        <ChangeFields devices={devices} change={change} onChange={edit} />
        {plan.error && <Problem>{t('bulk.notPlanned', { why: t(`common:error.${errorCodeOf(plan.error)}`) })}</Problem>}
        {plan.data && <PlannedChanges plan={plan.data} />}
        <div className={css.acts}>
          <Button onClick={onClose}>{t('common:act.cancel')}</Button>
          {!plan.data && (
            <Button kind="primary" type="submit" disabled={!asked}>
              {t('bulk.look')}
            </Button>
          )}
          {plan.data && plan.data.changed > 0 && (
            <Button kind="primary" type="submit">
              {t('bulk.act', { count: plan.data.changed })}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}

const described = { description: css.now ?? '' };

/** What they have of it now: the one thing, or how many different ones. */
function useNowWords(): (fact: SharedFact | undefined) => string | undefined {
  const { t } = useTranslation('inventory');
  return (fact) => {
    if (!fact || fact.different === 0) return undefined;
    return fact.different === 1 ? t('bulk.now', { value: fact.only ?? t('bulk.none') }) : t('bulk.nowDifferent', { count: fact.different });
  };
}

interface ChangeFieldsProps {
  devices: Selection;
  change: BulkChange;
  onChange: (change: BulkChange) => void;
}

/** Each field with a box: what is not ticked stays as it is. */
function ChangeFields({ devices, change, onChange }: ChangeFieldsProps) {
  const { t } = useTranslation(['inventory', 'devices']);
  const { namePattern, type, groupId } = change;
  const shared = useSharedFacts(devices);
  const nowWords = useNowWords();
  const without = (name: keyof BulkChange): BulkChange => {
    const { [name]: _, ...rest } = change;
    return rest;
  };
  return (
    <div className={css.fields}>
      <Checkbox classNames={described} label={t('bulk.name')} description={nowWords(shared?.name)} checked={namePattern !== undefined} onChange={({ currentTarget: { checked } }) => onChange(checked ? { ...change, namePattern: '{name}' } : without('namePattern'))} />
      {namePattern !== undefined && (
        <TextInput
          aria-label={t('bulk.name')}
          description={t('bulk.nameHelp', { name: '{name}', type: '{type}', group: '{group}', number: '{nn}' })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={namePattern}
          maxLength={120}
          onChange={(event) => onChange({ ...change, namePattern: event.currentTarget.value })}
        />
      )}
      <Checkbox classNames={described} label={t('devices:panel.kind')} description={nowWords(shared?.type)} checked={type !== undefined} onChange={({ currentTarget: { checked } }) => onChange(checked ? { ...change, type: shared?.type.only ?? '' } : without('type'))} />
      {type !== undefined && (
        <TextInput aria-label={t('devices:panel.kind')} value={type ?? ''} maxLength={120} onChange={(event) => onChange({ ...change, type: event.currentTarget.value })} />
      )}
      <Checkbox classNames={described} label={t('devices:panel.group')} description={nowWords(shared?.group)} checked={groupId !== undefined} onChange={({ currentTarget: { checked } }) => onChange(checked ? { ...change, groupId: null } : without('groupId'))} />
      {groupId !== undefined && <GroupField label={t('bulk.toGroup')} value={groupId} onChange={(next) => onChange({ ...change, groupId: next })} />}
    </div>
  );
}
