/**
 * When a session ends. Pure. Time is taken on two clocks and the longer stretch counts: the monotonic one
 * goes on when somebody sets the wall clock back, the wall clock goes on while the machine sleeps.
 */

/** A moment on both clocks, ms. */
export interface Moment {
  wallMs: number;
  monotonicMs: number;
}

export interface SessionLimits {
  /** Without activity. */
  idleMs: number;
  /** From the sign-in on, whatever happens. */
  absoluteMs: number;
  /** How long a given password is good for administration. */
  stepUpMs: number;
}

/** The moments of a session its ends are counted from. */
export interface SessionMoments {
  created: Moment;
  active: Moment;
  steppedUp: Moment;
}

/** Ms gone by since `moment`. */
export function elapsed(moment: Moment, now: Moment): number {
  return Math.max(now.wallMs - moment.wallMs, now.monotonicMs - moment.monotonicMs);
}

/** A moment known only by the wall clock, as a stored one is; null when the wall clock now stands before it. */
export function storedMoment(wallMs: number, now: Moment): Moment | null {
  return wallMs > now.wallMs ? null : { wallMs, monotonicMs: now.monotonicMs - (now.wallMs - wallMs) };
}

export function hasEnded(moments: SessionMoments, limits: SessionLimits, now: Moment): boolean {
  return elapsed(moments.active, now) >= limits.idleMs || elapsed(moments.created, now) >= limits.absoluteMs;
}

export interface SessionEnds {
  idleEndsMs: number;
  absoluteEndMs: number;
  stepUpEndsMs: number;
}

/** The ends as the wall clock of `now` shows them, whole ms UTC. */
export function endsOf(moments: SessionMoments, limits: SessionLimits, now: Moment): SessionEnds {
  const end = (moment: Moment, limitMs: number) => Math.round(now.wallMs + limitMs - elapsed(moment, now));
  return {
    idleEndsMs: end(moments.active, limits.idleMs),
    absoluteEndMs: end(moments.created, limits.absoluteMs),
    stepUpEndsMs: end(moments.steppedUp, limits.stepUpMs),
  };
}
