import { useTranslation } from 'react-i18next';

import { type RuleForm, longestName } from '../../rules/rule-form.ts';
import css from './rule-editor.module.css';

interface RuleNameProps {
  form: RuleForm;
  /** Used while none is written. */
  proposed: string;
  onChange: (change: Partial<RuleForm>) => void;
  onEnter: () => void;
}

/** The rule's name, written where it stands. */
export function RuleName({ form, proposed, onChange, onEnter }: RuleNameProps) {
  const { t } = useTranslation('rules');
  return (
    <>
      <h1 className="unseen">{form.name || proposed || t('new')}</h1>
      <input
        className={css.name}
        aria-label={t('slot.name')}
        value={form.name}
        placeholder={proposed || t('new')}
        maxLength={longestName}
        autoComplete="off"
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey) return;
          event.preventDefault();
          onEnter();
        }}
      />
    </>
  );
}
