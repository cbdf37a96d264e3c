import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

/** F11 and Esc lead a person back to Now; so does leaving the full screen by the system's own means. */
export function useLeaveWall(isPerson: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (!isPerson) return undefined;
    const leave = () => {
      if (document.fullscreenElement) void document.exitFullscreen();
      void navigate({ to: '/' });
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F11' && event.key !== 'Escape') return;
      event.preventDefault();
      leave();
    };
    const onFullscreen = () => document.fullscreenElement === null && leave();
    window.addEventListener('keydown', onKey);
    document.addEventListener('fullscreenchange', onFullscreen);
    return () => {
      window.removeEventListener('keydown', onKey);
      document.removeEventListener('fullscreenchange', onFullscreen);
    };
  }, [isPerson, navigate]);
}
