import { useEffect } from 'react';

import { usePreferences } from '../installation/installation-queries.ts';
import { setOwnKeys } from '../keys/own-keys.ts';

const usual = {};

/** The keys are the signed-in person's own. */
export function useKeysOfPerson(): void {
  const keys = usePreferences()?.keys ?? usual;
  useEffect(() => setOwnKeys(keys), [keys]);
}
