// 核对清单: file, line, what, why, what to do; on the screen, on paper, as a table.

import { fill, h, icon } from "./dom";
import { t } from "./messages";
import { csv } from "./names";
import type { Book, Item } from "./state";
import type { Change, Finding } from "./types";

export type Kind = "warn" | "removed" | "changed" | "failed";

export interface Row {
  kind: Kind;
  item: Item | null;
  file: string;
  line: number | null;
  what: string;
  why: string;
  advice: string;
}

/** Rows on the screen; the files that are saved have all. */
const SHOWN = 2000;

/** Characters of a line that are quoted on the screen: two rows of the table. */
const QUOTED = 60;

function cut(text: string): string {
  const clean = text.trim().replace(/\s+/g, " ");
  return clean.length > QUOTED ? `${clean.slice(0, QUOTED)}…` : clean;
}

/** Everything that somebody has to look at, file by file. */
export function rows(items: Item[], book: Book | null, ruleTitle: (rule: string) => string): Row[] {
  const all: Row[] = [];
  for (const item of items) {
    const file = item.name;
    if (item.fault && item.state === "failed") {
      all.push({ kind: "failed", item, file, line: null, what: t("failedFile"), why: item.fault.message, advice: t(item.fault.code === "elements" || item.fault.code === "options" ? "doFault" : "doFailed") });
    }
    if (!item.reading) continue;
    const texts = new Map(item.reading.lines.map((line) => [line.number, line.text]));
    for (const finding of item.reading.findings) all.push(found(finding, item, file, texts));
    for (const { rule, line, text } of item.reading.removed) {
      all.push({ kind: "removed", item, file, line, what: cut(text), why: ruleTitle(rule), advice: t(rule.startsWith("own.") ? "doOwn" : "doRemoved") });
    }
    // A row for each rule: a text in Traditional characters has hundreds of changes of a kind.
    const rules = new Map<string, Change>();
    for (const one of item.reading.changed) {
      const known = rules.get(one.rule);
      rules.set(one.rule, known ? { ...known, count: known.count + one.count } : one);
    }
    for (const { rule, line, before, after, count } of rules.values()) {
      all.push({ kind: "changed", item, file, line, what: t("changedTimes", { n: count, before: before || t("nothing"), after: after || t("nothing") }), why: ruleTitle(rule), advice: t("doChanged") });
    }
  }
  if (book?.bound) for (const finding of book.bound.findings) all.push(found(finding, null, book.title || t("book"), new Map()));
  return all;
}

function found(finding: Finding, item: Item | null, file: string, texts: Map<number, string>): Row {
  const text = finding.line ? texts.get(finding.line) : undefined;
  const warns = /warn|error/.test(finding.severity);
  return { kind: warns ? "warn" : "changed", item, file, line: finding.line || null, what: cut(text || "") || "—", why: finding.message, advice: t(warns ? "doFinding" : "doNote") };
}

function head(): string[] {
  return [t("colFile"), t("colLine"), t("colWhat"), t("colWhy"), t("colDo")];
}

function cells(row: Row): string[] {
  return [row.file, row.line === null ? "" : String(row.line), row.what, row.why, row.advice];
}

export function asCsv(all: Row[]): string {
  return csv([head(), ...all.map(cells)]);
}

/** How the page of the list looks. */
const LOOK =
  "body{font:14px/1.6 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif;margin:2em;color:#222}table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}th{background:#f3f1ec}td:nth-child(2){text-align:right}tr{break-inside:avoid}thead{display:table-header-group}";

/** The list as a page of its own, to be sent round or printed. */
export function asHtml(all: Row[], version: string, language: string): string {
  const body = h(
    "body",
    {},
    h("h1", {}, t("checkTitle")),
    h("table", {}, h("thead", {}, h("tr", {}, ...head().map((word) => h("th", {}, word)))), h("tbody", {}, ...all.map((row) => h("tr", {}, ...cells(row).map((text) => h("td", {}, text)))))),
    h("p", {}, t("checkPrinted", { version })),
  );
  return `<!DOCTYPE html>\n<html lang="${language}">\n<head><meta charset="utf-8"><title>${t("checkTitle")}</title><style>${LOOK}</style></head>\n${body.outerHTML}\n</html>\n`;
}

export interface ChecklistHooks {
  all: Row[];
  files: number;
  kind: Kind | "all";
  version: string;
  choose(kind: Kind | "all"): void;
  go(row: Row): void;
  save(as: "csv" | "html"): void;
  print(): void;
  back(): void;
}

export function showChecklist(room: HTMLElement, hooks: ChecklistHooks): void {
  const count = (kind: Kind) => hooks.all.filter((row) => row.kind === kind).length;
  const those = hooks.kind === "all" ? hooks.all : hooks.all.filter((row) => row.kind === hooks.kind);
  const kinds: [Kind | "all", string, number][] = [
    ["all", t("checkAll"), hooks.all.length],
    ["warn", t("checkWarn"), count("warn")],
    ["removed", t("checkRemoved"), count("removed")],
    ["changed", t("checkChanged"), count("changed")],
    ["failed", t("checkFailed"), count("failed")],
  ];
  const focused = (document.activeElement as HTMLElement | null)?.dataset?.kind;
  const row = (one: Row) =>
    h(
      "tr",
      { class: one.kind },
      h("td", { class: "file" }, one.file),
      h("td", { class: "at" }, one.line !== null && one.item ? h("button", { type: "button", class: "link", "aria-label": t("goTo", { name: one.file, n: one.line }), onclick: () => hooks.go(one) }, one.line) : (one.line ?? "")),
      h("td", { class: "what" }, one.kind === "removed" ? h("s", {}, one.what) : one.what),
      h("td", {}, h("span", { class: "dot", "aria-hidden": "true" }), one.why),
      h("td", {}, one.advice),
    );
  fill(
    room,
    h(
      "div",
      { class: "row top" },
      h("h1", {}, t("checkTitle")),
      h("span", { class: "quiet" }, t("checkIntro", { files: hooks.files, warn: count("warn"), removed: count("removed"), changed: count("changed"), failed: count("failed") })),
      h("span", { class: "space" }),
      h("button", { type: "button", onclick: hooks.print }, icon("print"), t("print")),
      h("button", { type: "button", id: "check-csv", onclick: () => hooks.save("csv") }, t("saveCsv")),
      h("button", { type: "button", id: "check-html", onclick: () => hooks.save("html") }, t("saveHtml")),
      h("button", { type: "button", onclick: hooks.back }, t("back")),
    ),
    h(
      "div",
      { class: "row chips", role: "group", "aria-label": t("checkShow") },
      ...kinds.map(([kind, title, n]) => h("button", { type: "button", class: `chip ${kind}`, "data-kind": kind, "aria-pressed": String(kind === hooks.kind), onclick: () => hooks.choose(kind) }, title, h("b", {}, n))),
    ),
    those.length
      ? h("div", { class: "table", tabindex: 0, role: "region", "aria-label": t("checkTitle") }, h("table", {}, h("thead", {}, h("tr", {}, ...head().map((word) => h("th", { scope: "col" }, word)))), h("tbody", {}, ...those.slice(0, SHOWN).map(row))))
      : h("p", { class: "quiet nothing" }, t("nothingToCheck")),
    those.length > SHOWN ? h("p", { class: "quiet" }, t("shownFirst", { n: SHOWN, all: those.length })) : null,
    h("p", { class: "printed" }, t("checkPrinted", { version: hooks.version })),
  );
  if (focused) room.querySelector<HTMLElement>(`[data-kind="${focused}"]`)?.focus();
}
