import { useNavigate } from '@tanstack/react-router';

/** The wall display over the whole screen; F11 or Esc leads back. */
export function useOpenWall(): () => void {
  const navigate = useNavigate();
  return () => {
    // A browser may refuse the full screen; the wall then fills the window.
    document.documentElement.requestFullscreen().catch(() => undefined);
    void navigate({ to: '/wall' });
  };
}
