/** Which rules look at what: built anew at every change of a rule, asked at every reading. Immutable. */
import type { Rule } from '#contract/rules.ts';

/** The rules of one series name, by scope. */
interface Watchers {
  everywhere: Rule[];
  byDevice: Map<number, Rule[]>;
  byGroup: Map<number, Rule[]>;
}

const nobody: readonly Rule[] = [];

function nameKey(fragment: string, series: string): string {
  return `${fragment}\n${series}`;
}

function addTo(map: Map<number, Rule[]>, id: string, rule: Rule): void {
  const rules = map.get(Number(id));
  if (rules) rules.push(rule);
  else map.set(Number(id), [rule]);
}

function addWatcher(watchers: Watchers, rule: Rule): void {
  const { scope } = rule;
  if (scope.kind === 'device') addTo(watchers.byDevice, scope.deviceId, rule);
  else if (scope.kind === 'group') addTo(watchers.byGroup, scope.groupId, rule);
  else watchers.everywhere.push(rule);
}

export type AncestorsOf = (deviceId: number) => ReadonlySet<number>;

/** Whether the rule is on and the device in its scope. */
export function covers(rule: Rule, deviceId: number, ancestorsOf: AncestorsOf): boolean {
  if (!rule.enabled) return false;
  switch (rule.scope.kind) {
    case 'device':
      return Number(rule.scope.deviceId) === deviceId;
    case 'group':
      return ancestorsOf(deviceId).has(Number(rule.scope.groupId));
    case 'all':
      return true;
  }
}

export class RuleIndex {
  readonly #rules: ReadonlyMap<string, Rule>;
  readonly #byName = new Map<string, Watchers>();
  /** Those that look at the clock instead of readings. */
  readonly silence: readonly Rule[];

  constructor(rules: Iterable<Rule>) {
    this.#rules = new Map([...rules].map((rule) => [rule.id, rule]));
    this.silence = this.all().filter((rule) => rule.enabled && rule.condition.kind === 'silence');
    for (const rule of this.#rules.values()) this.#add(rule);
  }

  all(): Rule[] {
    return [...this.#rules.values()];
  }

  get(ruleId: string): Rule | undefined {
    return this.#rules.get(ruleId);
  }

  with(rule: Rule): RuleIndex {
    return new RuleIndex(new Map(this.#rules).set(rule.id, rule).values());
  }

  without(ruleId: string): RuleIndex {
    return new RuleIndex(this.all().filter(({ id }) => id !== ruleId));
  }

  /** Whether any rule looks at series of this name. */
  watches(fragment: string, series: string): boolean {
    return this.#byName.has(nameKey(fragment, series));
  }

  /** The rules that look at this series of this device. */
  rulesFor(fragment: string, series: string, deviceId: number, ancestorsOf: AncestorsOf): readonly Rule[] {
    const watchers = this.#byName.get(nameKey(fragment, series));
    if (!watchers) return nobody;
    const own = watchers.byDevice.get(deviceId);
    if (watchers.byGroup.size === 0) return own ? [...watchers.everywhere, ...own] : watchers.everywhere;
    const grouped = [...ancestorsOf(deviceId)].flatMap((groupId) => watchers.byGroup.get(groupId) ?? nobody);
    return [...watchers.everywhere, ...(own ?? nobody), ...grouped];
  }

  #add(rule: Rule): void {
    if (!rule.enabled || rule.condition.kind === 'silence' || !rule.series) return;
    const key = nameKey(rule.series.fragment, rule.series.series);
    const watchers = this.#byName.get(key) ?? { everywhere: [], byDevice: new Map(), byGroup: new Map() };
    this.#byName.set(key, watchers);
    addWatcher(watchers, rule);
  }
}
