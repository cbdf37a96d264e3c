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

function keyOf(ruleId: string, targetId: number): string {
  return `${ruleId}/${targetId}`;
}

export class Standings implements Participant {
  readonly #standings = new StagedMap<string, Standing>();
  /** Keys that the running group has set. */
  readonly #fresh = new Set<string>();

  load(standing: Standing): void {
    this.#standings.load(keyOf(standing.ruleId, standing.target.id), standing);
  }

  phaseOf(ruleId: string, targetId: number): Phase {
    return this.#standings.get(keyOf(ruleId, targetId))?.phase ?? atRest;
  }

  set(ruleId: string, target: Target, phase: Phase): void {
    const key = keyOf(ruleId, target.id);
    if (phase.kind === 'rest') return this.#standings.delete(key);
    this.#standings.set(key, { ruleId, target, phase });
    this.#fresh.add(key);
  }

  /** All of them, as the running unit sees it (outside a unit: as committed). */
  *all(): Iterable<Standing> {
    for (const key of new Set([...this.#standings.committed().keys(), ...this.#fresh])) {
      const standing = this.#standings.get(key);
      if (standing) yield standing;
    }
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
