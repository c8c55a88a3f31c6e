// The page: what is pressed, what follows, what is shown.

import { readable, showBook, shown, takenIn } from "./book";
import { asCsv, asHtml, rows, showChecklist, type Kind, type Row } from "./checklist";
import { $, fill, h, icon } from "./dom";
import { Engine, Urgency } from "./engine";
import { fromDrop, fromFile, fromList, LARGEST, mayHoldMany, natural, type Input } from "./inputs";
import { Lines } from "./lines";
import { closeMenu, openMenu, type Choice } from "./menu";
import { labelWord, speak, t, translate, type Language } from "./messages";
import { distinct } from "./names";
import { picture, showElements, showForm, type PanelHooks } from "./panels";
import { decide, fromToml, joined, sameLine, toToml } from "./rules";
import { Sheets } from "./sheets";
import { options, State, type Book, type Item, type Settings } from "./state";
import type { About, Bound, Fault, Line, PageReply, Reading } from "./types";

/** What the engine holds at once, in bytes of the files (a hundred pages off the web are 7 MB); what was looked at longest ago is read again when it is wanted. */
const HELD = 64 * 1024 * 1024;

/** Documents that are asked for at once when all are written: no worker is idle, and few files are in memory twice. */
const LANES = 8;

type View = "empty" | "files" | "book" | "checks";
type Tab = "text" | "elements" | "form";

const content = (id: string) => $(id).textContent || "";
const engine = new Engine(content("worker"), content("engine"), content("fonts-built-in"));
["worker", "engine", "fonts-built-in"].forEach((id) => $(id).remove());

const state = new State();
const book: Book = { order: [], left: new Set(), title: "", organ: "", date: "", cover: null, toc: null, depth: null, doubles: false, bound: null, names: [], id: null, stale: true, busy: false };
let language: Language = /^zh\b/i.test(navigator.language || "zh") ? "zh" : "en";
let about: About | null = null;
let view: View = "empty";
let tab: Tab = "text";
let kind: Kind | "all" = "all";
let held: Item[] = [];
let pasted = 0;
let batch = { all: 0, done: 0, said: 0 };

// ————— words

function ruleTitle(rule: string): string {
  const known = about?.rules.find(({ id }) => id === rule);
  if (known) return known.title;
  if (rule.startsWith("own.")) return t("ownRule");
  const group = about?.rules.find(({ id }) => rule.startsWith(`${id}.`) || id.startsWith(`${rule}.`));
  return group ? group.title : rule || t("unknownRule");
}

function labelTitle(label: string): string {
  return about?.labels.find(({ name }) => name === label)?.title || labelWord(label);
}

/** Says something for a while, on the screen and to screen readers. */
function toast(words: string, bad = false, action?: { title: string; act(): void }): void {
  const box = h("div", { class: `toast${bad ? " bad" : ""}` }, h("span", {}, words), action ? h("button", { type: "button", class: "small", onclick: () => (box.remove(), action.act()) }, action.title) : null);
  const old = $("toasts").children;
  while (old.length > 2) old[0]?.remove();
  $("toasts").append(box);
  setTimeout(() => box.remove(), bad || action ? 9000 : 4000);
}

function say(words: string): void {
  $("said").textContent = words;
}

const why = (fault: unknown): string => {
  const { code, message } = fault as Fault;
  return code === "panic" ? t("panic") : message || String(fault);
};

const today = () => {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
};

// ————— reading

/** Takes files in: archives are unpacked, everything else is read, one after the other. */
async function take(inputs: Input[]): Promise<void> {
  if (!inputs.length) {
    toast(t("emptyFolder"), true);
    return;
  }
  const first = !state.current;
  for (const input of inputs) {
    const item = state.item(input.name, input.bytes);
    state.items.push(item);
    if (mayHoldMany(input.name)) void unpack(item);
    else void read(item, state.current ? Urgency.Later : Urgency.Now);
    if (first && !state.current) choose(item);
  }
  book.stale = true;
  if (view === "empty" || view === "checks") show("files");
  renderList();
}

async function unpack(item: Item): Promise<void> {
  batch.all += 1;
  renderSoon();
  try {
    const bytes = await item.bytes();
    const { reply, blobs } = await engine.call<{ members: { name: string }[] | null }>({ call: "unpack", name: item.name }, [bytes], Urgency.Later);
    if (reply.members) {
      const folder = item.name.replace(/\.[^./]*$/, "");
      const items = reply.members.map(({ name }, i) => state.item(`${folder}/${name}`, async () => (blobs[i] as Uint8Array).slice())).sort((a, b) => natural(a.name, b.name));
      const place = state.items.indexOf(item);
      if (place >= 0) state.items.splice(place, 1, ...items);
      if (!items.length) toast(`${item.name}：${t("emptyArchive")}`, true);
      if (state.current === item) choose(items[0] || state.items[0] || null);
      items.forEach((member) => void read(member, member === state.current ? Urgency.Now : Urgency.Later));
      if (!state.items.length) show("empty");
    } else void read(item, item === state.current ? Urgency.Now : Urgency.Later);
  } catch (fault) {
    item.state = "failed";
    item.fault = { ...(fault as Fault), message: why(fault) };
    if (item === state.current) renderCurrent(false);
  }
  batch.done += 1;
  renderSoon();
  renderList();
}

/** Reads a file with its settings. What was there before stays until the new reading is. */
function read(item: Item, urgency: Urgency): Promise<void> {
  item.busy = reading(item, urgency);
  return item.busy;
}

async function reading(item: Item, urgency: Urgency): Promise<void> {
  const version = ++item.version;
  item.state = "reading";
  batch.all += 1;
  renderSoon(item);
  try {
    let bytes: Uint8Array;
    try {
      bytes = await item.bytes();
    } catch (fault) {
      throw { code: "input", message: t("notReadable", { why: (fault as Error).message }) };
    }
    item.size = bytes.length;
    if (bytes.length > LARGEST) throw { code: "too-large", message: t("tooBig") };
    if (version !== item.version) throw { code: "late", message: "" };
    const { reply } = await engine.call<Reading>({ call: "read", name: item.name, options: options(item.name, item.settings), today: today() }, [bytes], urgency);
    if (version !== item.version) {
      drop(reply.id);
      throw { code: "late", message: "" };
    }
    const old = item.id;
    item.reading = struck(reply);
    hold(item, reply.id);
    item.state = "done";
    item.fault = null;
    if (item === state.current) renderCurrent(old !== null || urgency === Urgency.Now);
    if (old !== null) drop(old);
  } catch (fault) {
    if (version === item.version) {
      const { code } = fault as Fault;
      if (code === "stopped") item.state = "waiting";
      else {
        item.state = "failed";
        item.fault = { ...(fault as Fault), code, message: why(fault) };
      }
      if (item === state.current) renderCurrent(true);
    }
  }
  batch.done += 1;
  renderSoon(item);
  if (view === "book" || view === "checks") later();
}

let waiting = 0;

/** Shows the compilation or the checklist anew soon, once for many files. */
function later(): void {
  if (waiting) return;
  waiting = window.setTimeout(() => {
    waiting = 0;
    if (view === "book") renderBook();
    if (view === "checks") renderChecks();
  }, 250);
}

/** How much of a line a removal has to be to be all of it: changes of script and width keep its length nearly. */
const WHOLE = 0.8;

/** The reading with the lines struck that were left out late, when the pages were laid out: a caption without its picture. */
function struck(reading: Reading): Reading {
  const late = new Map(reading.removed.map((removal) => [removal.line, removal]));
  const lines = reading.lines.map((line) => {
    const removal = late.get(line.number);
    const whole = removal && line.fate !== "removed" && (line.page ?? null) === null && removal.text.trim().length >= line.text.trim().length * WHOLE;
    return whole ? { ...line, fate: "removed" as const, rule: removal.rule, edits: [] } : line;
  });
  return { ...reading, lines };
}

function drop(id: number): void {
  void engine.call({ call: "drop", id }, [], Urgency.Later).catch(() => {});
}

function hold(item: Item, id: number): void {
  item.id = id;
  held = [...held.filter((other) => other !== item), item];
  let size = held.reduce((sum, { size }) => sum + size, 0);
  while (size > HELD) {
    const oldest = held.find((other) => other !== state.current);
    if (!oldest) break;
    held = held.filter((other) => other !== oldest);
    size -= oldest.size;
    if (oldest.id !== null) drop(oldest.id);
    oldest.id = null;
  }
}

/** The engine's number for a file, which it reads again if it has to. */
async function idOf(item: Item, urgency: Urgency): Promise<number> {
  if (item.id === null) {
    const version = item.version;
    const { reply } = await engine.call<Reading>({ call: "read", name: item.name, options: options(item.name, item.settings), today: today() }, [await item.bytes()], urgency);
    if (version !== item.version) throw { code: "late", message: "" };
    hold(item, reply.id);
  }
  return item.id as number;
}

engine.onloss = (lost) => {
  for (const item of state.items) if (item.id !== null && lost(item.id)) item.id = null;
  held = held.filter(({ id }) => id !== null);
  if (book.id === null || !lost(book.id)) return;
  book.id = null;
  book.stale = true;
};

/** Settings of files have changed: what is looked at is read first. */
function refresh(items: Item[]): void {
  if (items.length) book.stale = true;
  const current = items.filter((item) => item === state.current);
  for (const item of [...current, ...items.filter((other) => other !== state.current)]) void read(item, item === state.current ? Urgency.Now : Urgency.Later);
  renderTools();
}

function change(items: Item[], how: (settings: Settings, item: Item) => Settings): void {
  refresh(state.change(items, how));
}

// ————— what is shown

function show(next: View): void {
  view = next === "empty" && state.items.length ? "files" : next;
  closeMenu();
  document.body.dataset.view = view;
  $("book").setAttribute("aria-pressed", String(view === "book"));
  $("checklist").setAttribute("aria-pressed", String(view === "checks"));
  if (view === "files") renderCurrent(true);
  if (view === "book") renderBook(true);
  if (view === "checks") renderChecks();
  renderTools();
}

function choose(item: Item | null): void {
  state.current = item;
  if (view !== "files" && item) show("files");
  else renderCurrent(false);
  renderList();
  if (item && item.state === "waiting") void read(item, Urgency.Now);
}

const lines = new Lines($("lines"), {
  chosen: (line) => {
    renderStrip(line);
    if (line.fate !== "removed") void sheets.goToLine(line.number, line.page);
  },
  menu: lineMenu,
  toggled: (line) => decideLine(line, line.fate === "removed" ? "stay" : "remove"),
  ruleTitle,
  labelTitle,
  decided: (line) => decisionOf(line),
});

const sheets = new Sheets($("pages"), (number) => {
  if (view !== "files") return;
  showTab("text");
  lines.goTo(number, true);
});

function decisionOf(line: Line): string | null {
  const same = sameLine(line.text);
  return state.current?.settings.decisions.find((decision) => sameLine(decision.line) === same)?.is ?? null;
}

function renderCurrent(stay: boolean): void {
  if (view !== "files") return;
  const item = state.current;
  const reading = item?.reading || null;
  const fault = item?.state === "failed" ? item.fault : null;
  const formFault = fault && (fault.code === "elements" || fault.code === "options");
  $("fault").hidden = !fault || (!!formFault && tab === "elements");
  fill($("fault"), fault ? h("span", {}, formFault && reading ? t("faultsTop", { n: fault.faults?.length || 1 }) + "：" : "", fault.message) : null);
  lines.show(reading?.lines || [], stay);
  renderStrip(lines.current);
  renderPanels();
  $("template-now").textContent = about && reading ? about.templates.find(({ name }) => name === reading.template)?.title || "" : "";
  if (!item || !reading) {
    sheets.say(item && item.state !== "failed" ? t("drawing") : fault?.message || "");
    return;
  }
  const version = item.version;
  sheets.show(reading.pages, (page, soon) => drawPage(item, version, page, soon), stay);
}

async function drawPage(item: Item, version: number, number: number, soon: boolean): Promise<PageReply> {
  const id = await idOf(item, soon ? Urgency.Soon : Urgency.Now);
  if (version !== item.version && item.state !== "failed") throw { code: "late", message: "" };
  return (await engine.call<PageReply>({ call: "page", id, number }, [], soon ? Urgency.Soon : Urgency.Now)).reply;
}

function renderStrip(line: Line | null): void {
  const tools = $("strip-tools");
  const item = state.current;
  const count = item?.settings.decisions.length || 0;
  if (!line) {
    fill($("strip-words"), "");
    fill(tools);
    return;
  }
  fill($("strip-words"), ...lines.about(line));
  fill(
    tools,
    h("button", { type: "button", class: "small", onclick: () => decideLine(line, line.fate === "removed" ? "stay" : "remove") }, t(line.fate === "removed" ? "putBack" : "takeOut")),
    h("button", { type: "button", class: "small", "aria-haspopup": "menu", onclick: (event: Event) => lineMenu(line, null, event.currentTarget as Element) }, t("thisIs")),
    count ? h("span", { class: "sep" }) : null,
    count ? h("span", { class: "quiet" }, t("decisionsHere", { n: count })) : null,
    count && state.items.length > 1 ? h("button", { type: "button", class: "small", id: "for-all", onclick: useForAll }, t("forAll")) : null,
  );
}

/** The small menu of a line. */
function lineMenu(line: Line, at: { x: number; y: number } | null, anchor?: Element): void {
  if (!line.text.trim()) return;
  const decided = decisionOf(line);
  const choices: Choice[] = [];
  if (line.fate === "removed") choices.push({ title: t("putBack"), key: "Delete", act: () => decideLine(line, "stay") });
  else choices.push({ title: t("takeOut"), key: "Delete", act: () => decideLine(line, "remove") });
  if (decided) choices.push({ title: t("undecide"), key: "0", act: () => decideLine(line, null) });
  (about?.labels || []).forEach(({ name, title }, i) =>
    choices.push({
      title,
      ...(i === 0 ? { head: t("thisIs") } : {}),
      ...(i < 9 ? { key: String(i + 1) } : {}),
      checked: line.fate !== "removed" && line.label === name,
      act: () => decideLine(line, name),
    }),
  );
  openMenu(t("menuLabel", { n: line.number }), choices, at || anchor || lines.currentRow() || $("lines"), true);
}

/** Takes a decision on a line; taking out what was put back is to take the decision back. */
function decideLine(line: Line, is: string | null): void {
  const item = state.current;
  if (!item || !line.text.trim()) return;
  const decided = decisionOf(line);
  const back = (is === "stay" && decided === "remove") || (is === "remove" && decided === "stay");
  change([item], (settings) => ({ ...settings, decisions: decide([...settings.decisions], line.text, back ? null : is) }));
  const what = is === null ? t("undecide") : is === "stay" ? t("putBack") : is === "remove" ? t("takeOut") : labelTitle(is);
  say(`${t("line", { n: line.number })}：${what}`);
}

/** Uses the decisions, elements and format of this file for all. */
function useForAll(): void {
  const from = state.current;
  if (!from) return;
  change(
    state.items.filter((item) => item !== from),
    (settings) => ({ ...settings, decisions: joined([...settings.decisions], [...from.settings.decisions]), rules: from.settings.rules || settings.rules }),
  );
  toast(t("forAllDone", { n: state.items.length }));
}

/** Uses the elements and the format of this file for all, but for what belongs to one text. */
function useFormForAll(): void {
  const from = state.current;
  if (!from) return;
  const own = new Set(["标题", "副标题", "发文字号", "份号"]);
  const set = Object.fromEntries(Object.entries(from.settings.set).filter(([key]) => !own.has(key)));
  change(
    state.items.filter((item) => item !== from),
    (settings) => ({ ...from.settings, decisions: settings.decisions, rules: settings.rules, set: { ...settings.set, ...set } }),
  );
  toast(t("forAllDone", { n: state.items.length }));
}

const panelHooks: PanelHooks = {
  about: () => about as About,
  settings: () => state.current?.settings || null,
  taken: () => state.current?.reading?.template || "",
  change: (how) => {
    if (state.current) change([state.current], how);
  },
};

function renderPanels(): void {
  if (!about) return;
  const item = state.current;
  if (tab === "elements") showElements($("panel-elements"), panelHooks, item?.state === "failed" ? item.fault : null, String(item?.key));
  if (tab === "form") showForm($("panel-form"), panelHooks);
  if (tab === "text") return;
  const panel = $(`panel-${tab}`);
  const foot = panel.querySelector(".foot");
  if (state.items.length < 2) foot?.remove();
  else if (!foot) panel.append(h("div", { class: "row foot" }, h("span", { class: "space" }), h("button", { type: "button", onclick: useFormForAll }, t("forAll"))));
}

function showTab(next: Tab): void {
  tab = next;
  for (const name of ["text", "elements", "form"] as Tab[]) {
    const on = name === next;
    $(`tab-${name}`).setAttribute("aria-selected", String(on));
    $(`tab-${name}`).tabIndex = on ? 0 : -1;
    $(`panel-${name}`).hidden = !on;
  }
  $("left").dataset.tab = next;
  renderPanels();
  if (state.current?.fault) $("fault").hidden = next === "elements" && ["elements", "options"].includes(state.current.fault.code);
}

// ————— the list of files

const rowsOfList = new Map<Item, HTMLElement>();

function renderList(): void {
  const focused = document.activeElement?.closest<HTMLElement>("#list li")?.dataset.key;
  rowsOfList.clear();
  fill($("list"), ...state.items.map((item) => rowOf(item)));
  $("file-count").textContent = state.items.length ? t("filesCount", { n: state.items.length }) : "";
  if (focused) document.querySelector<HTMLElement>(`#list li[data-key="${focused}"] .file`)?.focus({ preventScroll: true });
  renderTools();
}

function rowOf(item: Item): HTMLElement {
  const row = h("li", { "data-key": item.key });
  rowsOfList.set(item, row);
  dressRow(item, row);
  return row;
}

/** How long rows wait to be drawn together while many are read, in milliseconds: drawn one by one they took a third of the time of a hundred. */
const TOGETHER = 150;
const dirty = new Set<Item>();
let drawing = 0;

/** Shows what became of a file, at once or, among many, with others. */
function renderSoon(item?: Item): void {
  if (item) dirty.add(item);
  if (drawing) return;
  const render = () => {
    drawing = 0;
    progress();
    dirty.forEach(renderRow);
    dirty.clear();
    renderTools();
  };
  if (batch.all > 1) drawing = window.setTimeout(render, TOGETHER);
  else render();
}

function renderRow(item: Item): void {
  const row = rowsOfList.get(item);
  if (!row) return;
  const focused = row.contains(document.activeElement);
  dressRow(item, row);
  if (focused) row.querySelector<HTMLElement>(".file")?.focus({ preventScroll: true });
}

function dressRow(item: Item, row: HTMLElement): void {
  const { reading } = item;
  const warnings = reading ? reading.findings.filter((finding) => /warn|error/.test(finding.severity)).length : 0;
  const more =
    item.state === "failed"
      ? h("span", { class: "more bad" }, ["elements", "options"].includes(item.fault?.code || "") ? t("formFile") : item.fault?.message || t("failedFile"))
      : item.state !== "done" && !reading
        ? h("span", { class: "more" }, t(item.state === "waiting" ? "waiting" : "readingOne"))
        : reading
          ? h("span", { class: "more" }, t("fileLine", { pages: reading.pages, removed: reading.removed.length, changed: reading.changed.reduce((sum, { count }) => sum + count, 0) }), warnings ? h("em", {}, t("toCheck", { n: warnings })) : null)
          : null;
  row.className = `${item.state}${item === state.current ? " current" : ""}`;
  fill(
    row,
    h("button", { type: "button", class: "file", "aria-current": item === state.current ? "true" : undefined, title: item.name, onclick: () => choose(item), onkeydown: listKey }, h("span", { class: "name" }, shown(item)), more),
    h("button", { type: "button", class: "bare close", tabindex: -1, "aria-label": t("removeFile", { name: item.name }), title: t("removeFile", { name: item.name }), onclick: () => removeItem(item) }, icon("close")),
  );
}

function listKey(event: KeyboardEvent): void {
  const files = Array.from(document.querySelectorAll<HTMLElement>("#list .file"));
  const place = files.indexOf(event.currentTarget as HTMLElement);
  if (event.key === "ArrowDown") files[place + 1]?.focus();
  else if (event.key === "ArrowUp") files[place - 1]?.focus();
  else if (event.key === "Delete" && state.items[place]) {
    removeItem(state.items[place] as Item);
    document.querySelectorAll<HTMLElement>("#list .file")[Math.min(place, state.items.length - 1)]?.focus();
  } else return;
  event.preventDefault();
}

function removeItem(item: Item): void {
  const place = state.items.indexOf(item);
  state.keepOnly(state.items.filter((other) => other !== item));
  book.stale = true;
  if (state.current === item) state.current = state.items[Math.min(place, state.items.length - 1)] || null;
  afterItems();
}

function afterItems(): void {
  if (state.current && !state.items.includes(state.current)) state.current = state.items[0] || null;
  if (!state.current) state.current = state.items[0] || null;
  renderList();
  if (!state.items.length) show("empty");
  else if (view === "empty") show("files");
  else show(view);
}

function progress(): void {
  const busy = batch.done < batch.all;
  const big = batch.all > 1;
  $("progress").hidden = !busy || !big;
  const words = t("reading", { done: batch.done, all: batch.all });
  $("progress-words").textContent = words;
  ($("progress").querySelector("i") as HTMLElement).style.width = `${(100 * batch.done) / Math.max(1, batch.all)}%`;
  // A screen reader hears every tenth, not every file.
  const tenth = Math.floor((10 * batch.done) / Math.max(1, batch.all));
  if (busy && big && tenth !== batch.said) say(words);
  batch.said = tenth;
  if (busy) return;
  if (big) {
    const bad = state.items.filter((item) => item.state === "failed").length;
    say(bad ? t("readFailed", { n: state.items.length, bad }) : t("readAll", { n: state.items.length }));
  }
  batch = { all: 0, done: 0, said: 0 };
}

// ————— the compilation

function renderBook(fresh = false): void {
  showBook($("binder"), {
    book,
    items: () => state.items,
    changed: (rebuild) => {
      book.stale = true;
      if (rebuild) renderBook();
    },
    bind: () => void bind(),
    back: () => show("files"),
    say,
  });
  if (!fresh) return;
  $("template-now").textContent = "";
  if (book.bound && book.id !== null) showBound(false);
  else sheets.say(t("bookPreview"));
}

function showBound(stay: boolean): void {
  const { bound } = book;
  if (!bound || view !== "book") return;
  $("template-now").textContent = about?.templates.find(({ name }) => name === "huibian")?.title || "";
  sheets.show(bound.pages, async (number, soon) => {
    if (book.id === null) throw { code: "late", message: t("bookStale") };
    return (await engine.call<PageReply>({ call: "page", id: book.id, number }, [], soon ? Urgency.Soon : Urgency.Now)).reply;
  }, stay);
}

/** The options of the compilation: its own, and what was decided of its texts. */
function bookOptions(items: Item[]): Record<string, unknown> {
  const { decisions, rules } = state.decided(items);
  const all: Record<string, unknown> = { order: "given" };
  const toml = toToml(decisions, rules);
  const set: Record<string, string> = {};
  if (book.organ) set["编印单位"] = book.organ;
  if (book.date) set["编印日期"] = book.date;
  if (toml) all.rules = toml;
  if (book.title) all.title = book.title;
  if (Object.keys(set).length) all.set = set;
  if (book.cover !== null) all.cover = book.cover;
  if (book.toc !== null) all.toc = book.toc;
  if (book.depth !== null) all.toc_depth = book.depth;
  if (book.doubles) all.keep_duplicates = true;
  // One script for the whole: that of the first text that says one.
  const script = items.map((item) => item.settings.script).find(Boolean);
  if (script) all.script = script;
  return all;
}

async function bind(): Promise<boolean> {
  const items = takenIn(book, state.items);
  if (!items.length) {
    toast(t("bookNone"), true);
    return false;
  }
  book.busy = true;
  if (view === "book") renderBook();
  say(t("binding"));
  try {
    const blobs = await Promise.all(items.map((item) => item.bytes()));
    const { reply } = await engine.call<Bound>({ call: "bind", inputs: items.map(({ name }) => ({ name })), options: bookOptions(items), today: today() }, blobs);
    if (book.id !== null) drop(book.id);
    const stay = book.bound !== null;
    book.bound = reply;
    book.id = reply.id;
    book.names = items.map(({ name }) => name);
    book.stale = false;
    const words = t("bookDone", { parts: reply.parts.length, pages: reply.pages });
    toast(words);
    showBound(stay);
    return true;
  } catch (fault) {
    toast(why(fault), true);
    return false;
  } finally {
    book.busy = false;
    if (view === "book") renderBook();
  }
}

// ————— the checklist

function renderChecks(): void {
  showChecklist($("checks"), {
    all: rows(state.items, book.bound ? book : null, ruleTitle),
    files: state.items.length,
    kind,
    version: about?.version || "",
    choose: (next) => {
      kind = next;
      renderChecks();
    },
    go: (row: Row) => {
      choose(row.item);
      showTab("text");
      if (row.line !== null) lines.goTo(row.line, true);
    },
    save: (as) => {
      const all = rows(state.items, book.bound ? book : null, ruleTitle);
      if (as === "csv") save(`${t("checkTitle")}.csv`, new Blob([asCsv(all)], { type: "text/csv;charset=utf-8" }));
      else save(`${t("checkTitle")}.html`, new Blob([asHtml(all, about?.version || "", language === "zh" ? "zh-CN" : "en")], { type: "text/html;charset=utf-8" }));
    },
    print: () => window.print(),
    back: () => show(state.items.length ? "files" : "empty"),
  });
}

// ————— writing

function save(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has to have begun before the address goes; a minute is more than it takes.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function write(item: Item, to: string): Promise<{ name: string; bytes: Uint8Array }> {
  // What was changed a moment ago counts.
  for (let seen = -1; seen !== item.version; ) {
    seen = item.version;
    await item.busy;
  }
  if (item.state === "failed") throw item.fault as Fault;
  const { reply, blobs } = await engine.call<{ documents: { format: string; name: string }[] }>({ call: "write", id: await idOf(item, Urgency.Now), to: [to] });
  return { name: reply.documents[0]?.name || to, bytes: blobs[0] as Uint8Array };
}

const asBlob = (bytes: Uint8Array, name: string) =>
  new Blob([bytes as BlobPart], { type: name.endsWith(".pdf") ? "application/pdf" : name.endsWith(".docx") ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document" : "application/octet-stream" });

async function busy(button: string, work: () => Promise<void>): Promise<void> {
  const element = $(button);
  if (element.getAttribute("aria-busy") === "true") return;
  element.setAttribute("aria-busy", "true");
  say(t("writing"));
  try {
    await work();
  } catch (fault) {
    toast(t("writeFailed", { why: why(fault) }), true);
  } finally {
    element.removeAttribute("aria-busy");
  }
}

/** Writes what is shown: the text, or the compilation when that is. */
async function make(to: string): Promise<void> {
  if (to === "pdf") await engine.needFonts();
  if (view === "book") {
    if ((book.stale || book.id === null) && !(await bind())) return;
    const { reply, blobs } = await engine.call<{ documents: { format: string; name: string }[] }>({ call: "write", id: book.id, to: [to] });
    const name = reply.documents[0]?.name || to;
    save(name, asBlob(blobs[0] as Uint8Array, name));
    toast(t("written", { name }));
    return;
  }
  if (!state.current) throw { code: "none", message: t("nothingToWrite") };
  const { name, bytes } = await write(state.current, to);
  save(name, asBlob(bytes, name));
  toast(t("written", { name }));
}

async function makeAll(): Promise<void> {
  const items = state.items.filter(readable);
  if (!items.length) throw { code: "none", message: t("nothingToWrite") };
  let bad = state.items.length - items.length;
  await engine.needFonts();
  const formats = hasFonts() ? ["docx", "pdf"] : ["docx"];
  const jobs = items.flatMap((item) => formats.map((to) => ({ item, to })));
  const written: { name: string; bytes: Uint8Array }[] = [];
  let next = 0;
  const lane = async () => {
    while (next < jobs.length) {
      const place = next++;
      const { item, to } = jobs[place] as (typeof jobs)[0];
      try {
        written[place] = await write(item, to);
      } catch (fault) {
        bad += 1;
        toast(`${item.name}：${why(fault)}`, true);
      }
      say(t("reading", { done: Math.ceil(place / formats.length), all: items.length }));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const all = written.filter(Boolean);
  const { blobs: zip } = await engine.call({ call: "zip", names: distinct(all.map(({ name }) => name)) }, all.map(({ bytes }) => bytes));
  save(t("zipName"), new Blob([zip[0] as BlobPart], { type: "application/zip" }));
  toast(bad ? t("writtenSome", { n: all.length, bad }) : t("writtenAll", { n: all.length }), bad > 0);
}

const hasFonts = () => !!about?.fonts || engine.hasFonts;

function renderTools(): void {
  ($("undo") as HTMLButtonElement).disabled = !state.canUndo;
  ($("redo") as HTMLButtonElement).disabled = !state.canRedo;
  const off = (id: string, reason: string) => {
    $(id).setAttribute("aria-disabled", String(!!reason));
    $(id).title = reason;
  };
  const none = view === "book" ? takenIn(book, state.items).length === 0 : !state.current?.reading || state.current.state === "failed";
  off("make-word", none ? t("nothingToWrite") : "");
  off("make-pdf", !hasFonts() ? t("pdfNeedsFonts") : none ? t("nothingToWrite") : "");
  off("make-all", state.items.some(readable) ? "" : t("nothingToWrite"));
  const warnings = state.items.reduce((sum, item) => sum + (item.state === "failed" ? 1 : (item.reading?.findings || []).filter((finding) => /warn|error/.test(finding.severity)).length), 0);
  $("to-check").hidden = !warnings;
  $("to-check").textContent = String(warnings);
}

// ————— rules

function saveRules(): void {
  const { decisions, rules } = state.decided(state.items);
  const toml = toToml(decisions, rules);
  if (!toml) toast(t("rulesNone"), true);
  else save("rules.toml", new Blob([`# ${t("rulesHead")}\n${toml}`], { type: "application/toml" }));
}

async function loadRules(file: File): Promise<void> {
  const { decisions, more } = fromToml(await file.text());
  change(state.items, (settings) => ({ ...settings, decisions: joined([...settings.decisions], decisions), rules: more }));
  toast(t("rulesLoaded", { n: decisions.length }), false, { title: t("undo"), act: undo });
}

function rulesMenu(): void {
  const any = state.items.some((item) => item.settings.decisions.length || item.settings.rules);
  const choices: Choice[] = [
    { title: t("saveRules"), more: t("saveRulesMore"), act: saveRules },
    { title: t("loadRules"), more: t("loadRulesMore"), act: () => $("choose-rules").click() },
  ];
  if (state.items.length > 1) choices.push({ title: t("forAll"), more: t("useForAllMore"), act: () => (useForAll(), useFormForAll()) });
  if (any) choices.push({ title: t("forgetRules"), act: () => change(state.items, (settings) => ({ ...settings, decisions: [], rules: "" })) });
  if (!hasFonts()) choices.push({ title: t("loadFonts"), more: t("loadFontsMore"), act: () => $("choose-fonts").click() });
  openMenu(t("rules"), choices, $("rules"));
}

async function loadFonts(file: File): Promise<void> {
  try {
    await engine.useFonts(new Uint8Array(await file.arrayBuffer()));
    await ask();
    toast(t("fontsLoaded"));
  } catch {
    toast(t("fontsBad"), true);
  }
}

// ————— back and forth

function undo(): void {
  const items = state.undo();
  if (items) afterStep(items);
}

function redo(): void {
  const items = state.redo();
  if (items) afterStep(items);
}

function afterStep(items: Item[]): void {
  // What changes is to be seen.
  if (items.length === 1 && items[0] !== state.current && state.items.includes(items[0] as Item)) state.current = items[0] as Item;
  afterItems();
  refresh(items.filter((item) => state.items.includes(item)));
}

// ————— what is pressed

function openPaste(): void {
  const before = document.activeElement as HTMLElement | null;
  const area = $<HTMLTextAreaElement>("paste-text");
  area.value = "";
  area.placeholder = t("pasteHint");
  $("shade").hidden = false;
  area.focus();
  const close = () => {
    $("shade").hidden = true;
    before?.focus();
  };
  $("paste-cancel").onclick = close;
  const box = $("paste-box");
  box.onsubmit = (event) => {
    event.preventDefault();
    const text = area.value;
    close();
    if (text.trim()) takeText(text);
  };
  box.onkeydown = (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.ctrlKey) (box as HTMLFormElement).requestSubmit();
    else if (event.key === "Tab") {
      const stops = Array.from(box.querySelectorAll<HTMLElement>("textarea, button"));
      const place = stops.indexOf(document.activeElement as HTMLElement) + (event.shiftKey ? -1 : 1);
      stops[(place + stops.length) % stops.length]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function takeText(text: string, name?: string): void {
  const bytes = new TextEncoder().encode(text);
  const item: Input = { name: name || t("pasted", { n: ++pasted }), bytes: async () => bytes.slice() };
  void take([item]).then(() => choose(state.items[state.items.length - 1] || null));
}

/** A text as it might be copied off a web page: invented, with what such pages bring along. */
const SAMPLE = `当前位置:首页 > 政务公开 > 通知公告
岚川市人民政府办公室關於做好2026年防汛抗旱工作的通知
发布时间：2026-05-18 09:30  来源：岚川市政府办公室  字号：大 中 小
各县(区)人民政府,市政府各部门:
为切实做好今年防汛抗旱工作,确保人民群众生命财产安全,经市政府同意,现将有关事项通知如下.
一、压实防汛责任
各地各部门要严格落实防汛责任制,主要负责同志要靠前指挥,对重点水库、堤防、山洪灾害危险区逐一明确责任人.
(一)落实包保责任.每座水库都要有行政、技术、巡查三个责任人,名单在5月底前向社会公布.
(二)落实值班值守.汛期实行24小时值班,重要雨情、水情、险情在30分钟内报告.
二、开展隐患排查
各地要在6月10日前完成一遍拉网式排查,建立台账,限期整改,不留死角.
三、備足物資隊伍
储备编织袋10万条、冲锋舟40艘,组建抢险队伍86支,确保关键时刻拉得出、用得上.
岚川市人民政府办公室
2026年5月18日
分享到:微信 微博 QQ空间
责任编辑:林晓`;

function press(id: string, act: (event: Event) => void): void {
  $(id).addEventListener("click", (event) => {
    if ($(id).getAttribute("aria-disabled") === "true") toast($(id).title, false, id === "make-pdf" && !hasFonts() ? { title: t("loadFonts"), act: () => $("choose-fonts").click() } : undefined);
    else act(event);
  });
}

function choosing(id: string, act: (files: File[]) => void): void {
  const input = $<HTMLInputElement>(id);
  input.addEventListener("change", () => {
    const files = Array.from(input.files || []);
    input.value = "";
    if (files.length) act(files);
  });
}

press("add", () => openMenu(t("add"), [{ title: t("addFiles"), act: () => $("choose-files").click() }, { title: t("addFolder"), act: () => $("choose-folder").click() }, { title: t("pasteText"), act: openPaste }], $("add")));
press("paste", openPaste);
press("undo", undo);
press("redo", redo);
press("rules", rulesMenu);
press("book", () => show(view === "book" ? "files" : "book"));
press("checklist", () => show(view === "checks" ? (state.items.length ? "files" : "empty") : "checks"));
press("make-word", () => void busy("make-word", () => make("docx")));
press("make-pdf", () => void busy("make-pdf", () => make("pdf")));
press("make-all", () => void busy("make-all", makeAll));
press("language", () => void speakIn(language === "zh" ? "en" : "zh"));
press("empty-files", () => $("choose-files").click());
press("empty-folder", () => $("choose-folder").click());
press("empty-paste", openPaste);
press("sample", () => takeText(SAMPLE, t("sampleName")));
press("clear", () => {
  state.keepOnly([]);
  state.current = null;
  book.stale = true;
  afterItems();
  toast(t("cleared"), false, { title: t("undo"), act: undo });
});
press("stop", () => {
  engine.stop();
  void ask();
  toast(t("stopped"));
});
press("next-removed", () => {
  if (!lines.goToNext((line) => line.fate === "removed")) toast(t("noMore"));
});
press("print", () => void printPages());
for (const name of ["text", "elements", "form"] as Tab[]) {
  press(`tab-${name}`, () => showTab(name));
  $(`tab-${name}`).addEventListener("keydown", (event) => {
    const all: Tab[] = ["text", "elements", "form"];
    const way = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!way) return;
    event.preventDefault();
    showTab(all[(all.indexOf(name) + way + 3) % 3] as Tab);
    $(`tab-${tab}`).focus();
  });
}

choosing("choose-files", (files) => void take(fromList(files)));
choosing("choose-folder", (files) => void take(fromList(files).sort((a, b) => natural(a.name, b.name))));
choosing("choose-rules", ([file]) => void loadRules(file as File));
choosing("choose-fonts", ([file]) => void loadFonts(file as File));

/** Prints the pages as they are shown; the table prints by itself. */
async function printPages(): Promise<void> {
  const drawings = await sheets.all();
  fill($("paper"), ...drawings.map((drawing) => h("div", { class: "leaf" }, drawing)));
  document.body.classList.add("paper");
  window.print();
}

window.addEventListener("afterprint", () => {
  document.body.classList.remove("paper");
  fill($("paper"));
});

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement && event.target.type === "text" ? true : event.target instanceof HTMLTextAreaElement;
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (!typing && key === "z" && !event.shiftKey) undo();
  else if (!typing && (key === "y" || (key === "z" && event.shiftKey))) redo();
  else if (key === "o") $("choose-files").click();
  else if (key === "s") $("make-word").click();
  else return;
  event.preventDefault();
});

document.addEventListener("paste", (event) => {
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
  const files = Array.from(event.clipboardData?.files || []);
  const text = event.clipboardData?.getData("text/plain") || "";
  if (text.trim()) takeText(text);
  else if (files.length) void take(files.map((file) => fromFile(file)));
  else return;
  event.preventDefault();
});

let over = 0;
const carriesFiles = (event: DragEvent) => !!event.dataTransfer && (event.dataTransfer.types.includes("Files") || event.dataTransfer.types.includes("text/plain")) && !event.dataTransfer.types.includes("text/x-chengwen");
window.addEventListener("dragenter", (event) => {
  if (!carriesFiles(event)) return;
  over += 1;
  document.body.classList.add("dropping");
});
window.addEventListener("dragleave", (event) => {
  if (carriesFiles(event) && --over <= 0) document.body.classList.remove("dropping");
});
window.addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
});
window.addEventListener("drop", (event) => {
  event.preventDefault();
  over = 0;
  document.body.classList.remove("dropping");
  const data = event.dataTransfer;
  if (!data || !carriesFiles(event)) return;
  const text = data.types.includes("Files") ? "" : data.getData("text/plain");
  if (text.trim()) takeText(text);
  else void fromDrop(data).then(take, () => toast(t("folderShut"), true, { title: t("addFolder"), act: () => $("choose-folder").click() }));
});

/** The border between text and pages: dragged, or moved by the arrows. */
function divide(percent: number): void {
  const clear = Math.max(25, Math.min(75, percent));
  $("main").style.setProperty("--left-number", String(clear));
  $("divider").setAttribute("aria-valuenow", String(Math.round(clear)));
}
$("divider").addEventListener("pointerdown", (event) => {
  const divider = $("divider");
  divider.setPointerCapture(event.pointerId);
  const move = (at: PointerEvent) => {
    const from = $("left").offsetParent === null ? $("binder").getBoundingClientRect().left : $("left").getBoundingClientRect().left;
    divide((100 * (at.clientX - from)) / (innerWidth - from));
  };
  divider.addEventListener("pointermove", move);
  divider.addEventListener("pointerup", () => divider.removeEventListener("pointermove", move), { once: true });
});
$("divider").addEventListener("keydown", (event) => {
  const now = Number($("divider").getAttribute("aria-valuenow"));
  if (event.key === "ArrowLeft") divide(now - 3);
  else if (event.key === "ArrowRight") divide(now + 3);
});

// ————— the beginning

async function ask(): Promise<void> {
  about = (await engine.call<About>({ call: "about" })).reply;
  renderTools();
  if (view === "files") renderCurrent(true);
  else if (view !== "empty") show(view);
}

/** Reads a text nobody sees while the clerk looks for his own: the first one has dictionaries to unfold, half a second's work. Then another worker. */
async function warmUp(): Promise<void> {
  await readSample();
  engine.prepare();
  await Promise.all([readSample(), readSample()]);
}

async function readSample(): Promise<void> {
  const { reply } = await engine.call<Reading>({ call: "read", name: "", options: {}, today: today() }, [new TextEncoder().encode(SAMPLE)], Urgency.Later);
  await engine.call({ call: "page", id: reply.id, number: 0 }, [], Urgency.Later);
  drop(reply.id);
}

function words(): void {
  speak(language);
  engine.lang = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = language === "zh" ? "成文 · 公文排版" : "Chengwen · official documents";
  translate(document);
}

/** Changes the language; what the engine has said is asked for again. */
async function speakIn(chosen: Language): Promise<void> {
  language = chosen;
  words();
  await ask();
  renderList();
  show(view);
  refresh(state.items.filter((item) => item.state === "done" || item.state === "failed"));
}

document.querySelectorAll<HTMLElement>("[data-icon]").forEach((element) => element.prepend(icon(element.dataset.icon || "")));
$("art").append(picture("gongwen"), picture("hongtou"), picture("huibian"));
words();
showTab("text");
show("empty");
void ask()
  .then(warmUp)
  .catch((fault) => {
    $("empty-title").textContent = t("noEngine", { why: why(fault) });
  });
