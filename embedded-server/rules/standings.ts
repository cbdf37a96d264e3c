/**
 * Where every rule stands for every series or device it is not at rest for; the memory of the table
 * rule_states, following the transactions.
 */
import { StagedMap, type Participant } from '../db/staged.ts';
import { atRest, type Phase } from './conditions.ts';

/** What a rule watches: a series of a device, or for silence the device itself. */
export interface Target {
  /** Id of the series, or of the device when there is none. */
  id: number;
  deviceId: number;
  seriesId: number | null;
}

export function seriesTarget(seriesId: number, deviceId: number): Target {
  return { id: seriesId, deviceId, seriesId };
}

export function deviceTarget(deviceId: number): Target {
  return { id: deviceId, deviceId, seriesId: null };
}

export interface Standing {
  ruleId: string;
  target: Target;
  phase: Phase;
}

/** Where the rules stand for a series or device, by rule. A series and a device may have the same id; a rule watches only one of both. */
type OfTarget = ReadonlyMap<string, Standing>;

const nowhere: OfTarget = new Map();

export class Standings implements Participant {
  readonly #standings = new StagedMap<number, OfTarget>();
  /** Targets for which the running group has set any. */
  readonly #fresh = new Set<number>();

  load(standing: Standing): void {
    const { id } = standing.target;
    this.#standings.load(id, new Map(this.of(id)).set(standing.ruleId, standing));
  }

  /** Where the rules stand for a target; those at rest are left out. */
  of(targetId: number): OfTarget {
    return this.#standings.get(targetId) ?? nowhere;
  }

  phaseOf(ruleId: string, targetId: number): Phase {
    return this.of(targetId).get(ruleId)?.phase ?? atRest;
  }

  set(ruleId: string, target: Target, phase: Phase): void {
    const { id } = target;
    const changed = new Map(this.of(id));
    if (phase.kind === 'rest') changed.delete(ruleId);
    else changed.set(ruleId, { ruleId, target, phase });
    if (changed.size === 0) return this.#standings.delete(id);
    this.#standings.set(id, changed);
    this.#fresh.add(id);
  }

  /** All of them, as the running unit sees it (outside a unit: as committed). */
  *all(): Iterable<Standing> {
    for (const id of new Set([...this.#standings.committed().keys(), ...this.#fresh])) yield* this.of(id).values();
  }

  releaseUnit(): void {
    this.#standings.releaseUnit();
  }

  rollbackUnit(): void {
    this.#standings.rollbackUnit();
  }

  commitGroup(): void {
    this.#standings.commitGroup();
    this.#fresh.clear();
  }

  abortGroup(): void {
    this.#standings.abortGroup();
    this.#fresh.clear();
  }
}
