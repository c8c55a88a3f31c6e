// What the page knows: the files, what is decided of each, and the way back.

import { joined, toToml, type Decision } from "./rules";
import type { Bound, Fault, Reading } from "./types";

/** All that the clerk has said of a file. Never changed in place: the history holds old ones. */
export interface Settings {
  readonly decisions: readonly Decision[];
  /** Rules from a file that are more than decisions, as TOML. */
  readonly rules: string;
  readonly template: string | null;
  readonly script: string | null;
  readonly set: Readonly<Record<string, string | string[]>>;
  readonly toc: boolean | null;
  readonly fonts: string | null;
  readonly boldH2: boolean;
  readonly boldH3: boolean;
}

export const PLAIN: Settings = {
  decisions: [],
  rules: "",
  template: null,
  script: null,
  set: {},
  toc: null,
  fonts: null,
  boldH2: false,
  boldH3: false,
};

export interface Item {
  readonly key: number;
  readonly name: string;
  bytes(): Promise<Uint8Array>;
  /** Bytes it has; 0 before it was read. */
  size: number;
  settings: Settings;
  state: "waiting" | "reading" | "done" | "failed";
  /** The last reading that succeeded. */
  reading: Reading | null;
  /** The engine's number for what it holds of this file; null if it has to read it again. */
  id: number | null;
  fault: Fault | null;
  /** Counts up with each change, so that a reading that comes too late is known. */
  version: number;
  /** The reading that goes on. */
  busy: Promise<void>;
}

export interface Book {
  /** Keys of the files, in order. */
  order: number[];
  left: Set<number>;
  title: string;
  organ: string;
  date: string;
  cover: boolean | null;
  toc: boolean | null;
  depth: number | null;
  doubles: boolean;
  bound: Bound | null;
  names: string[];
  id: number | null;
  stale: boolean;
  busy: boolean;
}

/** The options of the engine that these settings are. */
export function options(name: string, settings: Settings): Record<string, unknown> {
  const rules = toToml([...settings.decisions], settings.rules);
  const all: Record<string, unknown> = { name };
  if (rules) all.rules = rules;
  if (settings.template) all.template = settings.template;
  if (settings.script) all.script = settings.script;
  if (Object.keys(settings.set).length) all.set = settings.set;
  if (settings.toc !== null) all.toc = settings.toc;
  if (settings.fonts) all.fonts = settings.fonts;
  if (settings.boldH2) all.bold_h2 = true;
  if (settings.boldH3) all.bold_h3 = true;
  return all;
}

/** One step back or forth: the settings of some files, or which files there are. */
interface Step {
  before: { settings: Map<Item, Settings>; items: Item[] };
  after: { settings: Map<Item, Settings>; items: Item[] };
}

export class State {
  items: Item[] = [];
  current: Item | null = null;
  private past: Step[] = [];
  private future: Step[] = [];
  private next = 1;

  /** A file for the list. */
  item(name: string, bytes: () => Promise<Uint8Array>): Item {
    return { key: this.next++, name, bytes, size: 0, settings: PLAIN, state: "waiting", reading: null, id: null, fault: null, version: 0, busy: Promise.resolve() };
  }

  /** Changes settings of files; says which really changed. */
  change(items: Item[], how: (settings: Settings, item: Item) => Settings): Item[] {
    const before = new Map<Item, Settings>();
    const after = new Map<Item, Settings>();
    for (const item of items) {
      const changed = how(item.settings, item);
      if (JSON.stringify(changed) === JSON.stringify(item.settings)) continue;
      before.set(item, item.settings);
      after.set(item, changed);
    }
    if (after.size) this.take({ before: { settings: before, items: this.items }, after: { settings: after, items: this.items } });
    return [...after.keys()];
  }

  /** Changes which files there are, so that it can be undone. */
  keepOnly(items: Item[]): void {
    this.take({ before: { settings: new Map(), items: this.items }, after: { settings: new Map(), items } });
  }

  private take(step: Step): void {
    this.past.push(step);
    this.future = [];
    this.apply(step.after, step.before.items);
  }

  private apply(side: Step["before"], other: Item[]): Item[] {
    for (const [item, settings] of side.settings) item.settings = settings;
    // Files that came since then stay.
    const known = new Set([...side.items, ...other]);
    this.items = [...side.items, ...this.items.filter((item) => !known.has(item))];
    return [...side.settings.keys()];
  }

  undo(): Item[] | null {
    const step = this.past.pop();
    if (!step) return null;
    this.future.push(step);
    return this.apply(step.before, step.after.items);
  }

  redo(): Item[] | null {
    const step = this.future.pop();
    if (!step) return null;
    this.past.push(step);
    return this.apply(step.after, step.before.items);
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** What was decided of any file of these, as one list. */
  decided(items: Item[]): { decisions: Decision[]; rules: string } {
    const decisions = items.reduce<Decision[]>((all, item) => joined(all, [...item.settings.decisions]), []);
    const rules = [...new Set(items.map((item) => item.settings.rules.trim()).filter(Boolean))].join("\n\n");
    return { decisions, rules };
  }
}
