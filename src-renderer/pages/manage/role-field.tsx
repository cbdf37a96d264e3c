import { useTranslation } from 'react-i18next';

import { type Role, assignableRoles, roles } from '#contract/tenants.ts';

import { useSession } from '../../api/console-state.ts';
import { ChoiceField } from './choice-field.tsx';

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
    <ChoiceField
      label={t('panel.role')}
      description={t(`mayDo.${value}`)}
      choices={roles.filter((role) => role === value || given.includes(role))}
      labelOf={(role) => t(`common:role.${role}`)}
      value={value}
      disabled={disabled}
      onChange={onChange}
    />
  );
}
