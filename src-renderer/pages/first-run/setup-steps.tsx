import { useTranslation } from 'react-i18next';

import { Icon } from '../../components/icon.tsx';
import css from './first-run.module.css';

/** The way from nothing to a value on screen, with about how long each step takes. */
export const setupSteps = [
  { name: 'administrator', seconds: 25 },
  { name: 'site', seconds: 10 },
  { name: 'connect', seconds: 45 },
  { name: 'pin', seconds: 10 },
] as const;

export type SetupStep = (typeof setupSteps)[number]['name'];

/** Where one stands on the way. */
export function SetupSteps({ current }: { current: SetupStep }) {
  const { t } = useTranslation('session');
  const at = setupSteps.findIndex(({ name }) => name === current);
  return (
    <ol className={css.steps} aria-label={t('setup.steps')}>
      {setupSteps.map(({ name, seconds }, index) => (
        <li key={name} aria-current={index === at ? 'step' : undefined}>
          {index < at ? <Icon name="check" /> : <span>{index + 1}</span>}
          <span>{t(`setup.step.${name}`)}</span>
          <span className={css.span}>{index < at ? t('setup.done') : t('setup.about', { seconds })}</span>
        </li>
      ))}
    </ol>
  );
}
