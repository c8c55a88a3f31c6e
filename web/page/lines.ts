// The text as it came: every line, what was taken out struck through in its place, what was changed marked.

import { fill, h } from "./dom";
import { t } from "./messages";
import type { Edit, Line } from "./types";

/** Lines in a group that is laid out, and filled in, as one: large texts cost only what is looked at. */
const GROUP = 200;

/** Changes that the strip below the text spells out; the marks in the line have all. */
const SPELT = 4;

export interface LinesHooks {
  /** The clerk came to a line. */
  chosen(line: Line): void;
  /** The clerk wants the menu of a line. */
  menu(line: Line, at: { x: number; y: number } | null): void;
  /** Delete was pressed: take out or put back. */
  toggled(line: Line): void;
  ruleTitle(rule: string): string;
  labelTitle(label: string): string;
  decided(line: Line): string | null;
}

export class Lines {
  private lines: Line[] = [];
  /** Where the first line with a number stands: a line of a page's source may hold several texts. */
  private places = new Map<number, number>();
  private groups: HTMLElement[] = [];
  private filled: boolean[] = [];
  private at = 0;
  private tip = h("div", { class: "tip", role: "tooltip", hidden: true });
  private pending = 0;

  constructor(
    private readonly list: HTMLElement,
    private readonly hooks: LinesHooks,
  ) {
    document.body.append(this.tip);
    list.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("click", (event) => this.click(event));
    list.addEventListener("contextmenu", (event) => {
      if (event.button === 2 && this.placeOf(event.target) !== null) {
        event.preventDefault();
        this.click(event);
      }
    });
    list.addEventListener("mouseover", (event) => this.hover(event.target));
    list.addEventListener("mouseleave", () => this.hover(null));
    list.addEventListener("scroll", () => this.hover(null), { passive: true });
    list.addEventListener("focusin", (event) => {
      const place = this.placeOf(event.target);
      if (place !== null) this.come(place, false);
    });
  }

  /** Shows these lines; with `stay`, the place in the text is kept. */
  show(lines: Line[], stay: boolean): void {
    const focused = this.list.contains(document.activeElement);
    const scroll = this.list.scrollTop;
    this.lines = lines;
    this.places = new Map();
    lines.forEach((line, place) => this.places.has(line.number) || this.places.set(line.number, place));
    this.at = stay ? Math.min(this.at, Math.max(0, lines.length - 1)) : 0;
    this.groups = [];
    this.filled = [];
    for (let first = 0; first < lines.length; first += GROUP) {
      const count = Math.min(GROUP, lines.length - first);
      this.groups.push(h("div", { class: "group", role: "none", style: `contain-intrinsic-size: 1px ${count * 30}px` }));
      this.filled.push(false);
    }
    fill(this.list, ...this.groups);
    this.fillGroup(Math.floor(this.at / GROUP));
    this.fillGroup(0);
    if (stay) {
      // The groups above have to be there for the place to be the same.
      for (let group = 0; group < Math.floor(this.at / GROUP); group++) this.fillGroup(group);
      this.list.scrollTop = scroll;
    } else this.list.scrollTop = 0;
    this.fillRest();
    const row = this.row(this.at);
    if (row) row.tabIndex = 0;
    if (focused && row) row.focus({ preventScroll: true });
  }

  clear(): void {
    this.show([], false);
  }

  get current(): Line | null {
    return this.lines[this.at] || null;
  }

  /** Goes to a line by its number. */
  goTo(number: number, focus: boolean): void {
    const place = this.places.get(number) ?? this.near(number);
    if (place === undefined) return;
    this.goToPlace(place, focus);
  }

  private goToPlace(place: number, focus: boolean): void {
    const row = this.row(place);
    if (!row) return;
    this.come(place, true);
    row.scrollIntoView({ block: "center" });
    if (focus) row.focus({ preventScroll: true });
  }

  /** Goes to the next line that fits, round the end; false if there is none. */
  goToNext(fits: (line: Line) => boolean): boolean {
    for (let step = 1; step <= this.lines.length; step++) {
      const place = (this.at + step) % this.lines.length;
      const line = this.lines[place];
      if (line && fits(line)) {
        this.goToPlace(place, true);
        return true;
      }
    }
    return false;
  }

  /** The row on the screen of the line that is current. */
  currentRow(): HTMLElement | null {
    return this.row(this.at);
  }

  /** What the strip below the text says of a line. */
  about(line: Line): (Node | string)[] {
    const parts: (Node | string)[] = [h("b", {}, t("line", { n: line.number }))];
    if (line.fate === "removed") parts.push(h("span", { class: "why" }, t("lineRemoved", { rule: this.hooks.ruleTitle(line.rule || "") })));
    else if (line.label) parts.push(h("span", { class: "label" }, this.hooks.labelTitle(line.label)));
    const edits = line.edits || [];
    const counted = new Map<string, { edit: Edit; count: number }>();
    for (const edit of edits) {
      const key = `${edit.before}\u0000${edit.after}`;
      const known = counted.get(key);
      if (known) known.count += 1;
      else counted.set(key, { edit, count: 1 });
    }
    [...counted.values()].slice(0, SPELT).forEach(({ edit, count }) => {
      parts.push(h("span", { class: "pair", title: this.hooks.ruleTitle(edit.rule) }, h("del", {}, visible(edit.before)), "→", h("ins", {}, visible(edit.after)), count > 1 ? ` ×${count}` : ""));
    });
    if (counted.size > SPELT) parts.push(t("moreEdits", { n: edits.length }));
    return parts;
  }

  private near(number: number): number | undefined {
    const place = this.lines.findIndex((line) => line.number >= number);
    return place < 0 ? undefined : place;
  }

  private row(place: number): HTMLElement | null {
    const group = Math.floor(place / GROUP);
    if (!this.groups[group]) return null;
    this.fillGroup(group);
    return (this.groups[group]?.children[place % GROUP] as HTMLElement) || null;
  }

  private fillGroup(group: number): void {
    const element = this.groups[group];
    if (!element || this.filled[group]) return;
    this.filled[group] = true;
    element.append(...this.lines.slice(group * GROUP, (group + 1) * GROUP).map((line, i) => this.render(line, group * GROUP + i)));
  }

  /** Fills in the other groups when there is time. */
  private fillRest(): void {
    const turn = ++this.pending;
    const step = () => {
      if (turn !== this.pending) return;
      const group = this.filled.indexOf(false);
      if (group < 0) return;
      this.fillGroup(group);
      setTimeout(step, 0);
    };
    setTimeout(step, 0);
  }

  private render(line: Line, place: number): HTMLElement {
    const decided = this.hooks.decided(line);
    const removed = line.fate === "removed";
    const named = line.label && line.label !== "paragraph" && !removed ? this.hooks.labelTitle(line.label) : "";
    const label = named || (decided === "stay" && !removed ? t("stays") : decided && !removed ? this.hooks.labelTitle(line.label) : "");
    const rule = removed ? this.hooks.ruleTitle(line.rule || "") : "";
    // What only the eye would know.
    const spoken = [removed ? t("legendRemoved") : "", line.edits?.length ? t("lineChanged", { n: line.edits.length }) : "", decided ? t("legendDecided") : ""].filter(Boolean).join("，");
    return h(
      "div",
      {
        class: `line ${line.fate}${decided ? " decided" : ""}${line.text.trim() ? "" : " blank"}`,
        role: "option",
        "aria-selected": "false",
        tabindex: -1,
        "data-place": place,
        "data-number": line.number,
      },
      h("span", { class: "number" }, line.number),
      h("span", { class: "text" }, ...(removed ? [h("s", {}, line.text)] : marked(line))),
      spoken ? h("span", { class: "unseen" }, spoken) : null,
      rule ? h("span", { class: "tag rule" }, rule) : null,
      label ? h("span", { class: `tag is-${line.label}` }, label) : null,
    );
  }

  private placeOf(target: EventTarget | null): number | null {
    const row = target instanceof Element ? target.closest<HTMLElement>(".line") : null;
    return row ? Number(row.dataset.place) : null;
  }

  private come(place: number, silent: boolean): void {
    const line = this.lines[place];
    if (!line) return;
    const before = this.row(this.at);
    if (before && place !== this.at) before.tabIndex = -1;
    this.list.querySelectorAll(".line[aria-selected=true]").forEach((row) => row.setAttribute("aria-selected", "false"));
    this.at = place;
    const row = this.row(place);
    row?.setAttribute("aria-selected", "true");
    if (row) row.tabIndex = 0;
    if (!silent) this.hooks.chosen(line);
  }

  private click(event: MouseEvent): void {
    const place = this.placeOf(event.target);
    const line = place === null ? undefined : this.lines[place];
    const selection = window.getSelection();
    // Who marks text wants to copy it.
    if (place === null || !line || (selection && !selection.isCollapsed && this.list.contains(selection.anchorNode))) return;
    const row = this.row(place);
    row?.focus({ preventScroll: true });
    this.come(place, false);
    this.hooks.menu(line, { x: event.clientX, y: event.clientY });
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const line = this.current;
    const move = (place: number) => {
      const row = this.row(Math.max(0, Math.min(this.lines.length - 1, place)));
      row?.focus();
      row?.scrollIntoView({ block: "nearest" });
    };
    const moves: Record<string, number> = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, PageDown: this.at + 12, PageUp: this.at - 12, Home: 0, End: this.lines.length - 1 };
    if (event.key in moves) move(moves[event.key] as number);
    else if (line && (event.key === "Enter" || event.key === " " || event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey))) this.hooks.menu(line, null);
    else if (line && (event.key === "Delete" || event.key === "Backspace")) this.hooks.toggled(line);
    else return;
    event.preventDefault();
  }

  private hover(target: EventTarget | null): void {
    const mark = target instanceof Element ? target.closest<HTMLElement>("mark") : null;
    this.tip.hidden = !mark;
    if (!mark) return;
    const { before = "", after = "", rule = "" } = mark.dataset;
    fill(this.tip, h("span", { class: "pair" }, h("del", {}, visible(before)), h("span", {}, t("becomes")), h("ins", {}, visible(after))), h("span", { class: "why" }, this.hooks.ruleTitle(rule)));
    const box = mark.getBoundingClientRect();
    const own = this.tip.getBoundingClientRect();
    this.tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
    this.tip.style.top = `${box.top - own.height - 6 > 0 ? box.top - own.height - 6 : box.bottom + 6}px`;
  }
}

/** White space and nothing at all, so that they can be seen. */
function visible(text: string): string {
  return text === "" ? t("nothing") : text.replace(/ /g, "␣").replace(/\u3000/g, "□").replace(/\t/g, "⇥");
}

/** The text of a line with its changes marked. */
function marked(line: Line): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let at = 0;
  for (const edit of line.edits || []) {
    if (edit.from < at || edit.to > line.text.length) continue;
    if (edit.from > at) parts.push(line.text.slice(at, edit.from));
    const kind = edit.from === edit.to ? "added" : edit.after === "" ? "gone" : "other";
    parts.push(h("mark", { class: kind, "data-before": edit.before, "data-after": edit.after, "data-rule": edit.rule }, line.text.slice(edit.from, edit.to)));
    at = edit.to;
  }
  parts.push(line.text.slice(at));
  return parts;
}
