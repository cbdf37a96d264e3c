import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { maxTokenObjects } from '#contract/tokens.ts';

import { IconButton } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { useDevices, useGroups } from '../../devices/device-queries.ts';
import css from './token-form.module.css';

interface TokenObjectsFieldProps {
  /** Null = the whole site. */
  value: readonly string[] | null;
  missing: boolean;
  onChange: (ids: readonly string[] | null) => void;
}

/** Where a token reaches: everywhere, or some groups and devices with all that is below them. */
export function TokenObjectsField({ value, missing, onChange }: TokenObjectsFieldProps) {
  const { t } = useTranslation('tokens');
  return (
    <fieldset className={css.fields}>
      <legend className={css.legend}>{t('addPanel.reach')}</legend>
      <label className={css.box}>
        <input type="radio" name="reach" checked={value === null} onChange={() => onChange(null)} />
        {t('wholeSite')}
      </label>
      <label className={css.box}>
        <input type="radio" name="reach" checked={value !== null} onChange={() => onChange(value ?? [])} />
        {t('addPanel.someObjects')}
      </label>
      {value && <ChosenObjects ids={value} onChange={onChange} />}
      {missing && <Problem>{t('addPanel.objectsMissing')}</Problem>}
    </fieldset>
  );
}

interface Choice {
  value: string;
  label: string;
}

/** Groups, and the devices that what is typed finds. */
function useChoices(search: string): Choice[] {
  const groups = useGroups().data?.groups ?? [];
  const devices = useDevices({ search: search || undefined }).data?.pages.flatMap((page) => page.devices) ?? [];
  return [...groups, ...devices].map(({ id, name }) => ({ value: id, label: name }));
}

function ChosenObjects({ ids, onChange }: { ids: readonly string[]; onChange: (ids: readonly string[]) => void }) {
  const { t } = useTranslation('tokens');
  const [search, setSearch] = useState('');
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const choices = useChoices(search).filter(({ value }) => !ids.includes(value));
  const choose = (id: string | null) => {
    const chosen = choices.find(({ value }) => value === id);
    if (!chosen || ids.length >= maxTokenObjects) return;
    setNames(new Map(names).set(chosen.value, chosen.label));
    onChange([...ids, chosen.value]);
    setSearch('');
  };
  return (
    <>
      <ul className={css.chosen}>
        {ids.map((id) => (
          <li key={id}>
            <span className="el grow">{names.get(id) ?? id}</span>
            <IconButton icon="close" label={t('addPanel.removeObject', { name: names.get(id) ?? id })} onClick={() => onChange(ids.filter((other) => other !== id))} />
          </li>
        ))}
      </ul>
      <Select
        label={t('addPanel.addObject')}
        placeholder={t('addPanel.addObjectHint')}
        searchable
        data={choices}
        value={null}
        searchValue={search}
        nothingFoundMessage={t('addPanel.nothingFound')}
        onSearchChange={setSearch}
        onChange={choose}
      />
    </>
  );
}
