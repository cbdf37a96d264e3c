/** How far the picture on screen can be trusted: is the feed live, and since when not. */
import { create } from 'zustand';

export type Connection =
  /** Not asked for yet, or the first try is under way. */
  | { state: 'connecting' }
  /** Messages arrive; `heardMs` is when the newest did (this machine's clock). */
  | { state: 'live'; heardMs: number }
  /** Nothing since `sinceMs`; the next try begins at `retryMs` (null: it is under way). */
  | { state: 'lost'; sinceMs: number; retryMs: number | null };

export const useConnection = create<{ connection: Connection }>(() => ({ connection: { state: 'connecting' } }));

/** Note what the feed just learned about the connection. */
export function setConnection(connection: Connection): void {
  useConnection.setState({ connection });
}

/** When the picture on screen was true; null while it is. */
export function useLostSince(): number | null {
  return useConnection(({ connection }) => (connection.state === 'lost' ? connection.sinceMs : null));
}

/** True while what is on screen is an old picture and acts would not arrive. */
export function useIsLost(): boolean {
  return useConnection(({ connection }) => connection.state === 'lost');
}
