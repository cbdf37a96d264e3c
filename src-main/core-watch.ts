/** Says aloud when the core stays away: a silent console would look like a quiet site. */

/** How long the core may be away before people are told. Restarts after a crash take far less. */
export const silenceMs = 30_000;

export interface CoreWatch {
  up(): void;
  down(): void;
}

/** Calls `alert` once per outage that lasts {@link silenceMs}. */
export function watchCore(alert: () => void): CoreWatch {
  let timer: NodeJS.Timeout | null = null;
  return {
    up() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
    down() {
      timer ??= setTimeout(alert, silenceMs);
    },
  };
}
