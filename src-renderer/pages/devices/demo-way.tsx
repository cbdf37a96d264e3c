import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { Button } from '../../components/button.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useDemoActs, useDemoSite } from '../../site/demo-queries.ts';
import css from './connect-ways.module.css';

/** Simulated devices to look around with: made with one click, taken away with one. */
export function DemoWay({ large = false }: { large?: boolean | undefined }) {
  const { t } = useTranslation('site');
  const demo = useDemoSite();
  const { make, remove, pending } = useDemoActs();
  const navigate = useNavigate();
  if (!demo) return null;
  return (
    <div className={css.way}>
      <p>{t('demo.lead')}</p>
      <p className="t2">{t('demo.leadRemove')}</p>
      {demo.state === 'none' && (
        <div>
          <Button kind="primary" large={large} onClick={make} disabled={pending}>
            {t('demo.make')}
          </Button>
        </div>
      )}
      {demo.state === 'making' && <Making progress={demo.progress} />}
      {demo.state === 'removing' && <p role="status">{t('demo.removing')}</p>}
      {demo.state === 'running' && (
        <>
          <p role="status">{t('demo.running', { count: demo.devices })}</p>
          <div className="row">
            <Button kind="primary" large={large} onClick={() => void navigate({ to: '/' })}>
              {t('demo.look')}
            </Button>
            <Button large={large} onClick={remove} disabled={pending}>
              {t('demo.remove')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function Making({ progress }: { progress: number }) {
  const { t } = useTranslation('site');
  const formats = useFormats();
  const percent = Math.floor(progress * 100);
  return (
    <div>
      <p role="status" className="unseen">
        {t('demo.making')}
      </p>
      <p aria-hidden="true">
        {t('demo.making')} <span className="t3 tn">{formats.quantity(percent, '%')}</span>
      </p>
      <div className={css.progress} role="progressbar" aria-label={t('demo.making')} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
        <span style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}
