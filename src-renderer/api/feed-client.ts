/**
 * The live feed: one WebSocket, numbered messages, resumed from the last number after a break. A core
 * that restarted, or a gap too old, answers `resync`, and everything is asked for anew.
 */
import { type FeedBody, feedMessageSchema } from '#contract/feed.ts';

import type { SessionEnding } from '#contract/locks.ts';

import { coreNow } from '../state/now.ts';
import { backoffMs } from './backoff.ts';
import type { Connection } from './connection-store.ts';

/** The core beats every second: this much silence means the line is dead. */
export const silenceMs = 5000;

/** What an open line tells. */
export interface LineEvents {
  onText: (text: unknown) => void;
  onClose: () => void;
}

export interface FeedHooks {
  /** A numbered message. */
  onBody: (body: FeedBody) => void;
  /** What is cached is void. */
  onResync: () => void;
  /** The session is over; the feed stops by itself. */
  onSessionEnded: (ending: SessionEnding) => void;
  /** A line ended before a word came over it. It may be the session that is over: a browser does not tell of a socket why. */
  onUnheard: () => void;
  onConnection: (connection: Connection) => void;
  /** The core's clock, ms UTC, at the moment of the call. */
  onCoreTime: (timeMs: number) => void;
}

/** Time and sockets, replaced in tests. */
export interface FeedWorld {
  /** Open a line to a path of the core. @returns closes it. */
  open: (path: string, events: LineEvents) => () => void;
  nowMs: () => number;
  chance: () => number;
  after: (ms: number, run: () => void) => () => void;
  /** Somebody may look again: the tab is shown, the machine woke, the network is back. @returns stops telling. */
  onWake: (run: () => void) => () => void;
}

/** Tells of whatever may end a time in which nothing could be heard or nobody looked. */
function watchWaking(run: () => void): () => void {
  const signs: [EventTarget, string][] = [[document, 'visibilitychange'], [document, 'resume'], [window, 'pageshow'], [window, 'online']];
  const onSign = (): void => {
    if (document.visibilityState === 'visible') run();
  };
  for (const [target, sign] of signs) target.addEventListener(sign, onSign);
  return () => {
    for (const [target, sign] of signs) target.removeEventListener(sign, onSign);
  };
}

export const browserWorld: FeedWorld = {
  open: (path, { onText, onClose }) => {
    const socket = new WebSocket(new URL(path, location.href.replace(/^http/, 'ws')));
    socket.onmessage = ({ data }) => onText(data);
    socket.onclose = onClose;
    return () => socket.close();
  },
  nowMs: coreNow,
  chance: () => Math.random(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  onWake: watchWaking,
};

/**
 * Start the feed.
 * @param since the newest message when the first picture was asked for; null to begin with what comes.
 * @returns stops it for good.
 */
export function startFeed(hooks: FeedHooks, since: string | null, world: FeedWorld = browserWorld): () => void {
  const feed = new Feed(hooks, since, world);
  feed.connect();
  const stopWatching = world.onWake(() => feed.wake());
  return () => {
    stopWatching();
    feed.end();
  };
}

class Feed {
  private readonly hooks: FeedHooks;
  private readonly world: FeedWorld;
  private lastId: string | null;
  private attempt = 0;
  private heardMs: number | null = null;
  private lostSinceMs: number | null = null;
  private closeLine: (() => void) | null = null;
  private cancelTimer: () => void = () => undefined;
  private isOver = false;
  /** Words have come over the line there is. */
  private hasSpoken = false;

  constructor(hooks: FeedHooks, since: string | null, world: FeedWorld) {
    this.hooks = hooks;
    this.lastId = since;
    this.world = world;
  }

  connect(): void {
    this.tellLost(null);
    const since = this.lastId === null ? '' : `?since=${encodeURIComponent(this.lastId)}`;
    // A closed line may still deliver what was under way: only the newest one is listened to.
    const close = this.world.open(`/api/feed${since}`, {
      onText: (text) => this.closeLine === close && this.receive(text),
      onClose: () => this.closeLine === close && this.closed(),
    });
    this.closeLine = close;
    this.hasSpoken = false;
    this.watch();
  }

  /** What timers and waits put off is done at once; a line on which words still come is left alone. */
  wake(): void {
    const isHeard = this.closeLine !== null && this.world.nowMs() - (this.heardMs ?? -Infinity) < silenceMs;
    if (this.isOver || isHeard) return;
    this.lose();
    this.attempt = 0;
    this.connect();
  }

  /** For good. */
  end(): void {
    this.isOver = true;
    this.stop();
  }

  private stop(): void {
    this.cancelTimer();
    const close = this.closeLine;
    this.closeLine = null;
    close?.();
  }

  /** A line that says nothing for too long is cut and tried anew. */
  private watch(): void {
    this.cancelTimer();
    this.cancelTimer = this.world.after(silenceMs, () => this.lose());
  }

  private closed(): void {
    const isUnheard = !this.hasSpoken;
    this.lose();
    if (isUnheard) this.hooks.onUnheard();
  }

  private lose(): void {
    this.stop();
    const wait = backoffMs(this.attempt, this.world.chance());
    this.attempt += 1;
    this.lostSinceMs ??= this.heardMs ?? this.world.nowMs();
    this.tellLost(this.world.nowMs() + wait);
    this.cancelTimer = this.world.after(wait, () => this.connect());
  }

  private tellLost(retryMs: number | null): void {
    if (this.lostSinceMs === null) return;
    this.hooks.onConnection({ state: 'lost', sinceMs: this.lostSinceMs, retryMs });
  }

  private receive(text: unknown): void {
    const message = parseMessage(text);
    if (message === null) return this.lose();
    this.hasSpoken = true;
    this.attempt = 0;
    this.lostSinceMs = null;
    this.heardMs = this.world.nowMs();
    this.hooks.onConnection({ state: 'live', heardMs: this.heardMs });
    this.watch();
    this.handle(message);
  }

  private handle(message: NonNullable<ReturnType<typeof parseMessage>>): void {
    switch (message.kind) {
      case 'hello':
        this.hooks.onCoreTime(message.timeMs);
        // A line without a number to go on from starts here; any other is still being told what it missed.
        this.lastId ??= message.id;
        return;
      case 'beat':
        return this.hooks.onCoreTime(message.timeMs);
      case 'resync':
        this.lastId = message.id;
        return this.hooks.onResync();
      case 'session-ended':
        this.end();
        return this.hooks.onSessionEnded(message.ending);
      default:
        this.lastId = message.id;
        this.hooks.onBody(message);
    }
  }
}

function parseMessage(text: unknown) {
  if (typeof text !== 'string') return null;
  try {
    const parsed = feedMessageSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
