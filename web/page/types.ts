// What the page and the engine say to each other. The engine's side is web/src.

/** One change inside a line: `before` stood at [from, to) of the line as it came. */
export interface Edit {
  from: number;
  to: number;
  rule: string;
  before: string;
  after: string;
}

export type Fate = "kept" | "removed" | "changed";

export interface Line {
  number: number;
  text: string;
  label: string;
  fate: Fate;
  rule?: string | null;
  edits?: Edit[];
  /** The page it first stands on, from 0, where the engine says so. */
  page?: number | null;
}

export interface Finding {
  rule: string;
  severity: string;
  /** 0 for the whole text. */
  line?: number | null;
  message: string;
}

/** Text that was taken out: a line, or a part of one. */
export interface Removal {
  rule: string;
  line: number;
  text: string;
}

/** What was changed, as often as it was. */
export interface Change {
  rule: string;
  before: string;
  after: string;
  count: number;
  line: number;
}

export interface Reading {
  id: number;
  kind: string;
  encoding: string;
  title: string | null;
  template: string;
  pages: number;
  lines: Line[];
  removed: Removal[];
  changed: Change[];
  findings: Finding[];
}

/** What was told of one of the texts of a compilation. */
export interface Part {
  name: string;
  removed: Removal[];
  changed: Change[];
  findings: Finding[];
}

export interface Bound {
  id: number;
  title: string | null;
  pages: number;
  parts: Part[];
  findings: Finding[];
}

export interface Element {
  key: string;
  about: string;
  name?: string;
  example?: string;
  clause?: string;
  several?: boolean;
}

export interface RuleAbout {
  id: string;
  group: string;
  title: string;
  what: string;
  why: string;
}

export interface About {
  version: string;
  templates: { name: string; title: string; about: string }[];
  formats: { name: string; ending: string; title: string; needs_fonts: boolean }[];
  scripts: { name: string; title: string }[];
  elements: Element[];
  rules: RuleAbout[];
  labels: { name: string; title: string }[];
  fonts: boolean;
}

export interface PageReply {
  svg: string;
  size?: { width: number; height: number } | [number, number];
}

/** Why a call gave nothing. `faults` has one sentence a fault where there are several. */
export interface Fault {
  code: string;
  message: string;
  faults?: string[];
}

export interface Reply<T> {
  reply: T;
  blobs: Uint8Array[];
}
