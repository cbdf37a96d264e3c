import { useTranslation } from 'react-i18next';

import type { TokenPermission } from '#contract/tokens.ts';

import { Problem } from '../../components/problem.tsx';
import { permissionsByArea } from '../../tokens/token-words.ts';
import css from './token-form.module.css';

interface TokenPermissionsFieldProps {
  value: readonly TokenPermission[];
  /** Nothing was chosen when it was tried. */
  missing: boolean;
  onChange: (permissions: TokenPermission[]) => void;
}

/** What a token may do, an area a line. */
export function TokenPermissionsField({ value, missing, onChange }: TokenPermissionsFieldProps) {
  const { t } = useTranslation('tokens');
  const toggle = (permission: TokenPermission, on: boolean) => onChange(on ? [...value, permission] : value.filter((other) => other !== permission));
  const box = (permission: TokenPermission | undefined, verb: 'read' | 'write', area: string) =>
    permission && (
      <label className={css.box}>
        <input type="checkbox" checked={value.includes(permission)} aria-label={`${area}: ${t(`verb.${verb}`)}`} onChange={(event) => toggle(permission, event.currentTarget.checked)} />
        {t(`verb.${verb}`)}
      </label>
    );
  return (
    <fieldset className={css.fields}>
      <legend className={css.legend}>{t('addPanel.may')}</legend>
      {permissionsByArea().map(({ area, read, write }) => (
        <div key={area} className={css.area}>
          <span>{t(`area.${area}`)}</span>
          <span>{box(read, 'read', t(`area.${area}`))}</span>
          <span>{box(write, 'write', t(`area.${area}`))}</span>
        </div>
      ))}
      {missing && <Problem>{t('addPanel.mayMissing')}</Problem>}
    </fieldset>
  );
}
