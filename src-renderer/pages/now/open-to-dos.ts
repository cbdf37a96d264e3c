/** What Now proposes. Pure. */
import type { DemoSite } from '#contract/console/demo-calls.ts';
import type { ToDoItem } from '#contract/console/to-do-calls.ts';

export interface ToDoQuestion {
  /** Devices of the site, simulated ones included. */
  devices: number;
  demo: DemoSite;
  rules: number;
  people: number;
  dismissed: readonly ToDoItem[];
  mayDevices: boolean;
  mayRules: boolean;
  mayPeople: boolean;
}

/** The proposals that stand, in the order they are best done. An empty site has its own, larger invitation. */
export function openToDos({ devices, demo, rules, people, dismissed, mayDevices, mayRules, mayPeople }: ToDoQuestion): ToDoItem[] {
  const own = devices - demo.devices;
  const wanted: Record<ToDoItem, boolean> = {
    device: mayDevices && devices > 0 && own === 0,
    rule: mayRules && own > 0 && rules === 0,
    person: mayPeople && devices > 0 && people === 1,
    demo: mayDevices && demo.state === 'running',
  };
  return (['device', 'rule', 'person', 'demo'] as const).filter((item) => wanted[item] && !dismissed.includes(item));
}
