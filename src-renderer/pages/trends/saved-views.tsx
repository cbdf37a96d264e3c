import { useTranslation } from 'react-i18next';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { SavedList } from '../../components/saved-list.tsx';
import { useSavedViews, useViewChanges } from '../../measurements/trend-queries.ts';
import { queryOf, viewOfQuery } from './trend-search.ts';
import type { TrendControls } from './use-trend-view.ts';

/** Views people of this site saved: a click opens one. */
export function SavedViews({ controls }: { controls: TrendControls }) {
  const { t } = useTranslation('trends');
  const views = useSavedViews();
  const changes = useViewChanges();
  const lost = useIsLost();
  const may = useMay('pins:write') && !lost;
  return (
    <SavedList
      title={t('views.title')}
      saved={views ?? []}
      shown={queryOf(controls.view)}
      onOpen={(query) => controls.open(viewOfQuery(query))}
      changes={may ? changes : undefined}
    />
  );
}
