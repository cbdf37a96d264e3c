import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import controls from '../../components/controls.module.css';
import { useGroups } from '../../devices/device-queries.ts';
import { groupPath, withAncestors } from '../../devices/group-tree.ts';

interface GroupFieldProps {
  label: string;
  value: string | null;
  onChange: (groupId: string | null) => void;
  /** A group that, with all in it, cannot be chosen: it cannot be inside itself. */
  without?: string;
}

/** Stands for no group; ids are digits, so it cannot be one. */
const none = 'none';

/** Choose a group, or none; found by typing any part of where it is. */
export function GroupField({ label, value, onChange, without }: GroupFieldProps) {
  const { t } = useTranslation('devices');
  const groups = useGroups().data?.groups ?? [];
  const fitting = groups.filter(({ id }) => without === undefined || !withAncestors(groups, id).some((above) => above.id === without));
  const choices = fitting.map(({ id }) => ({ value: id, label: groupPath(groups, id) }));
  return (
    <Select
      label={label}
      data={[{ value: none, label: t('groupNone') }, ...choices]}
      value={value ?? none}
      searchable
      allowDeselect={false}
      limit={100}
      withScrollArea={false}
      withCheckIcon={false}
      classNames={{ options: controls.options }}
      onChange={(chosen) => onChange(chosen === none ? null : chosen)}
    />
  );
}
