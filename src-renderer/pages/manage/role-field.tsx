import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { type Role, assignableRoles, roles } from '#contract/tenants.ts';

import { useSession } from '../../api/console-state.ts';
import { Icon } from '../../components/icon.tsx';

interface RoleFieldProps {
  value: Role;
  onChange: (role: Role) => void;
  disabled?: boolean;
}

/** A role, with what it may do in words below. */
export function RoleField({ value, onChange, disabled }: RoleFieldProps) {
  const { t } = useTranslation(['people', 'common']);
  const session = useSession();
  const given = session ? assignableRoles(session.tenant, session.permissions) : [];
  return (
    <Select
      label={t('panel.role')}
      description={t(`mayDo.${value}`)}
      inputWrapperOrder={['label', 'input', 'description']}
      data={roles.filter((role) => role === value || given.includes(role)).map((role) => ({ value: role, label: t(`common:role.${role}`) }))}
      value={value}
      disabled={disabled}
      allowDeselect={false}
      withScrollArea={false}
      withCheckIcon={false}
      rightSection={<Icon name="down" small />}
      rightSectionPointerEvents="none"
      onChange={(chosen) => {
        const role = roles.find((known) => known === chosen);
        if (role && role !== value) onChange(role);
      }}
    />
  );
}
