import { useTranslation } from 'react-i18next';

import { ErrorState } from '../components/page-states.tsx';
import { BareFrame } from './bare-frame.tsx';

/** The very first question got no answer: there is nothing to show yet. */
export function CoreUnreachable({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation('common');
  return (
    <BareFrame>
      <ErrorState title={t('error.unreachable')} error={error} onTryAgain={reset} />
    </BareFrame>
  );
}
