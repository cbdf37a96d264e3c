/**
 * The rules of a tenant at work: readings, arrivals and the clock go in, transitions come out. The memory it
 * keeps follows the transactions; applying a transition (alarm, stored state) is the caller's, in the same unit.
 */
import type { Rule } from '#contract/rules.ts';

import { StagedMap, type Participant } from '../db/staged.ts';
import { logger } from '../log.ts';
import { atRest, staysAtRest, staysCalm, stepRate, stepSilence, stepThreshold, type Outcome, type Reading } from './conditions.ts';
import { dueSilences, dueStandings, type Look } from './due-transitions.ts';
import { Listening } from './listening.ts';
import { OrderedReadings } from './ordered-readings.ts';
import { RateWindows } from './rate-windows.ts';
import { RuleIndex } from './rule-index.ts';
import type { RuleSurroundings, SeriesReadings, Transition } from './rule-surroundings.ts';
import { deviceTarget, seriesTarget, Standings, type Standing, type Target } from './standings.ts';

const log = logger('rules');

const rulesKey = 'rules';

const nothing: readonly Transition[] = [];

interface Observed {
  /** Which of the readings it came of. */
  at: number;
  transition: Transition;
}

/** Whether a rule at rest need not be asked reading by reading: nearly always so. */
function staysAtRestThroughout({ condition }: Rule, readings: OrderedReadings): boolean {
  return condition.kind === 'threshold' && staysAtRest(condition, condition.direction === 'above' ? readings.highest : readings.lowest);
}

export class RuleEngine implements Participant {
  readonly #around: RuleSurroundings;
  readonly #index = new StagedMap<typeof rulesKey, RuleIndex>();
  readonly #standings = new Standings();
  /** The newest reading of every series some rule watches. */
  readonly #last = new StagedMap<number, Reading>();
  readonly #windows: RateWindows;
  readonly #listening: Listening;

  constructor(around: RuleSurroundings) {
    this.#around = around;
    this.#windows = new RateWindows(around);
    this.#listening = new Listening(around.startedMs);
  }

  /** Fill from the store, before the first write; after the series were loaded. */
  load(rules: Iterable<Rule>, standings: Iterable<Standing>): void {
    this.#index.load(rulesKey, new RuleIndex(rules));
    for (const standing of standings) this.#standings.load(standing);
    this.#rememberLatest(this.#around.startedMs, (id, reading) => this.#last.load(id, reading));
  }

  rules(): Rule[] {
    return this.#rules.all();
  }

  rule(ruleId: string): Rule | undefined {
    return this.#rules.get(ruleId);
  }

  /** Add or replace a rule, inside a unit. Where it stood stays; see {@link standingsOf}. */
  put(rule: Rule, nowMs: number): void {
    this.#index.set(rulesKey, this.#rules.with(rule));
    this.#rememberLatest(nowMs, (id, reading) => this.#last.set(id, reading));
  }

  /** Take a rule away, inside a unit. */
  remove(ruleId: string): void {
    this.#index.set(rulesKey, this.#rules.without(ruleId));
  }

  /** Where a rule stands, for every target it is not at rest for. */
  standingsOf(ruleId: string): Standing[] {
    return [...this.#standings.all()].filter((standing) => standing.ruleId === ruleId);
  }

  /** Where all rules stand for a device. */
  standingsOfDevice(deviceId: number): Standing[] {
    return [...this.#standings.all()].filter(({ target }) => target.deviceId === deviceId);
  }

  /** Back to rest without a decision, inside a unit. */
  reset(ruleId: string, target: Target): void {
    this.#standings.set(ruleId, target, atRest);
  }

  /** The condition of a raised alarm still holds. */
  holds(ruleId: string, targetId: number): boolean {
    const { kind } = this.#standings.phaseOf(ruleId, targetId);
    return kind === 'raised' || kind === 'clearing';
  }

  /** New readings of one arrival, series by series; inside the unit that stored them. */
  observe(arrived: readonly SeriesReadings[], arrivalMs: number): Transition[] {
    let transitions: Transition[] = [];
    for (const readings of arrived) {
      const observed = this.#observeSeries(readings, arrivalMs);
      if (observed.length > 0) transitions = transitions.concat(observed);
    }
    return transitions;
  }

  /** Anything arrived from a device; inside a unit. */
  heard(deviceId: number, arrivalMs: number): Transition[] {
    const target = deviceTarget(deviceId);
    return this.#rules.silence.flatMap((rule) => {
      const outcome = stepSilence(this.#standings.phaseOf(rule.id, deviceId), arrivalMs);
      return this.#move(rule, target, outcome);
    });
  }

  /**
   * What the clock alone makes due. Changes nothing, so that a look costs no transaction; {@link accept} does.
   * @param steadyMs of a clock that neither jumps nor counts sleep.
   */
  due(nowMs: number, steadyMs: number): Transition[] {
    this.#listening.look(nowMs, steadyMs);
    const look: Look = {
      nowMs,
      listeningSinceMs: this.#listening.sinceMs,
      rules: this.#rules,
      standings: this.#standings,
      lastReading: (seriesId) => this.#last.get(seriesId),
      around: this.#around,
    };
    return [...dueStandings(look), ...dueSilences(look)];
  }

  /** Make what {@link due} gave inside this unit so. */
  accept(transitions: Iterable<Transition>): void {
    for (const { rule, target, phase } of transitions) this.#standings.set(rule.id, target, phase);
  }

  releaseUnit(): void {
    for (const part of this.#parts()) part.releaseUnit();
  }

  rollbackUnit(): void {
    for (const part of this.#parts()) part.rollbackUnit();
  }

  commitGroup(): void {
    for (const part of this.#parts()) part.commitGroup();
  }

  abortGroup(): void {
    for (const part of this.#parts()) part.abortGroup();
  }

  get #rules(): RuleIndex {
    return this.#index.get(rulesKey) ?? new RuleIndex([]);
  }

  #parts(): Participant[] {
    return [this.#index, this.#standings, this.#last, this.#windows];
  }

  /** Order is kept from the latest points on, also across a restart and for series a new rule begins to watch. */
  #rememberLatest(nowMs: number, remember: (seriesId: number, reading: Reading) => void): void {
    const rules = this.#rules;
    for (const { seriesId, fragment, series, timeMs, value } of this.#around.latestPoints()) {
      if (!rules.watches(fragment, series) || this.#last.get(seriesId)) continue;
      remember(seriesId, { timeMs, value, arrivalMs: nowMs });
    }
  }

  #observeSeries(readings: SeriesReadings, arrivalMs: number): readonly Transition[] {
    const { seriesId, deviceId, fragment, series } = readings;
    const rules = this.#rules.rulesFor(fragment, series, deviceId, this.#around.ancestorsOf);
    if (rules.length === 0) return nothing;
    const stretch = new OrderedReadings(readings, arrivalMs, this.#last.get(seriesId));
    const { last } = stretch;
    if (last) this.#last.set(seriesId, last);
    const target = seriesTarget(seriesId, deviceId);
    const standings = this.#standings.of(seriesId);
    const observed: Observed[] = [];
    for (const rule of rules) {
      if (standings.has(rule.id) || !staysAtRestThroughout(rule, stretch)) this.#observeRule(rule, target, stretch.all(), observed);
    }
    // What came of an earlier reading happened earlier, whichever rule it was.
    return observed.length === 0 ? nothing : observed.sort((a, b) => a.at - b.at).map(({ transition }) => transition);
  }

  /** A rule that fails is logged and passed over: what was measured is stored all the same. */
  #observeRule(rule: Rule, target: Target, readings: readonly Reading[], observed: Observed[]): void {
    for (let at = 0; at < readings.length; at += 1) {
      try {
        for (const transition of this.#step(rule, target, readings[at] as Reading)) observed.push({ at, transition });
      } catch (error) {
        log.error({ err: error, ruleId: rule.id, targetId: target.id }, 'a rule failed on a reading');
      }
    }
  }

  #step(rule: Rule, target: Target, reading: Reading): readonly Transition[] {
    const { condition } = rule;
    const phase = this.#standings.phaseOf(rule.id, target.id);
    if (condition.kind === 'threshold') {
      if (phase.kind === 'rest' && staysAtRest(condition, reading.value)) return nothing;
      return this.#move(rule, target, stepThreshold(condition, phase, reading));
    }
    if (condition.kind === 'silence') return nothing;
    const extreme = this.#windows.push(rule, condition, target.id, reading);
    if (phase.kind === 'rest' && staysCalm(condition, reading.value, extreme)) return nothing;
    return this.#move(rule, target, stepRate(condition, phase, reading, extreme));
  }

  #move(rule: Rule, target: Target, outcome: Outcome): readonly Transition[] {
    const before = this.#standings.phaseOf(rule.id, target.id);
    if (before.kind === outcome.phase.kind) {
      if (before !== outcome.phase) this.#standings.set(rule.id, target, outcome.phase);
      return nothing;
    }
    this.#standings.set(rule.id, target, outcome.phase);
    return [{ rule, target, ...outcome }];
  }
}
