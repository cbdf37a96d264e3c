import { useEffect, useRef } from 'react';

import { type KeyBinding, type KeyLayer, type KeyOffer, offerKeys } from './key-registry.ts';

/** Offer keys while the component is on screen and `enabled`; they always run the newest render's functions. */
export function useKeys(layer: KeyLayer, bindings: readonly KeyBinding[], enabled = true): void {
  const offer = useRef<KeyOffer>({ layer, bindings });
  useEffect(() => {
    offer.current.bindings = bindings;
  }, [bindings]);
  useEffect(() => (enabled ? offerKeys(offer.current) : undefined), [enabled]);
}
