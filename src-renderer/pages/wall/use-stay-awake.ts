import { useEffect } from 'react';

/** Keep the screen on, where the browser can: it lets go whenever the page is hidden, so it is asked again. */
export function useStayAwake(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return undefined;
    let held: WakeLockSentinel | null = null;
    const hold = async () => {
      if (document.visibilityState !== 'visible') return;
      // Refused on low battery and by some policies; the wall is shown all the same.
      held = await navigator.wakeLock.request('screen').catch(() => null);
    };
    const onVisible = () => void hold();
    void hold();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      document.removeEventListener('visibilitychange', onVisible);
      void held?.release();
    };
  }, []);
}
