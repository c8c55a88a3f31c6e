// The form for the elements, and the choice of template, script and the rest.

import { fill, h, s } from "./dom";
import { t, type Word } from "./messages";
import type { Settings } from "./state";
import type { About, Element, Fault } from "./types";

/** Where each element stands on the page (GB/T 9704-2012, 7). Others go to the end. */
const GROUPS: [Word, string[]][] = [
  ["groupHead", ["份号", "密级和保密期限", "密级", "紧急程度", "发文机关标志", "发文字号", "签发人"]],
  ["groupBody", ["标题", "副标题", "作者", "主送机关", "主送", "附件说明", "附件", "发文机关署名", "署名", "成文日期", "日期", "印章", "签发人职务", "附注"]],
  ["groupImprint", ["版记主送机关", "抄送机关", "抄送", "印发机关", "印发日期"]],
  ["groupMeeting", ["出席", "请假", "列席"]],
];

/** What the other panels see to. */
const ELSEWHERE = new Set(["模板", "编印单位", "编印日期"]);

/** The script if none is chosen. */
const SCRIPT = "simplified";

/** What an element may only be. */
const OFFERED: Record<string, string[]> = {
  密级和保密期限: ["绝密", "机密", "秘密"],
  紧急程度: ["特急", "加急"],
  印章: ["加盖", "不加盖", "签名章"],
};

export interface PanelHooks {
  about(): About;
  settings(): Settings | null;
  /** The template the last reading took. */
  taken(): string;
  change(how: (settings: Settings) => Settings): void;
}

/** Which fault speaks of which element: each begins with the element's name and the value in quotation marks. */
export function faultsOf(fault: Fault | null, elements: Element[]): { at: Map<string, string>; rest: string[] } {
  const at = new Map<string, string>();
  if (!fault || (fault.code !== "elements" && fault.code !== "options")) return { at, rest: [] };
  const text = fault.faults?.join("\n") || fault.message;
  const found: { key: string; from: number }[] = [];
  for (const { key, about } of elements) {
    for (const mark of new Set([`${key}“`, `${about}“`, `${about} "`])) {
      const from = text.indexOf(mark);
      // 印发日期“ has 日期“ in it: the longest name that ends there counts.
      if (from >= 0 && !elements.some((other) => other.key !== key && other.key.endsWith(key) && text.indexOf(`${other.key}“`) === from - (other.key.length - key.length))) found.push({ key, from });
    }
  }
  found.sort((a, b) => a.from - b.from);
  found.forEach(({ key, from }, i) => at.set(key, text.slice(from, found[i + 1]?.from).trim().replace(/[；;，,]$/, "")));
  return { at, rest: found.length ? [] : text.split("\n") };
}

/** The form as it stands: rebuilt for another file or language only, so that nothing moves under the clerk's hands. */
let standing = "";

/** The form. `fault` is what the engine said of the last try; `whose` names the file. */
export function showElements(room: HTMLElement, hooks: PanelHooks, fault: Fault | null, whose: string): void {
  const settings = hooks.settings();
  const elements = hooks.about().elements.filter((element) => !ELSEWHERE.has(element.key));
  const name = JSON.stringify([whose, t("elementsIntro"), elements.length]);
  if (standing !== name || !room.firstChild) {
    standing = name;
    buildElements(room, hooks, elements, settings);
  }
  const { at, rest } = faultsOf(fault, elements);
  const faults = at.size + rest.length;
  const top = room.querySelector<HTMLElement>(".faults");
  if (top) {
    top.hidden = !faults;
    fill(top, faults ? h("p", {}, t("faultsTop", { n: faults })) : null, ...rest.map((line) => h("p", {}, line)));
  }
  for (const { key } of elements) {
    const input = room.querySelector<HTMLInputElement>(`[data-key="${CSS.escape(key)}"]`);
    const words = document.getElementById(`element-${key}-fault`);
    if (!input || !words) continue;
    const value = shownValue(settings, key);
    // What the clerk is typing stays; undo and other files show in the rest.
    if (document.activeElement !== input && input.value !== value && !at.has(key)) input.value = value;
    const bad = at.get(key) || "";
    input.setAttribute("aria-invalid", String(!!bad));
    words.textContent = bad;
    input.closest(".field")?.classList.toggle("bad", !!bad);
  }
}

function shownValue(settings: Settings | null, key: string): string {
  const value = settings?.set[key];
  return Array.isArray(value) ? value.join("；") : value || "";
}

function buildElements(room: HTMLElement, hooks: PanelHooks, elements: Element[], settings: Settings | null): void {
  const used = new Set<string>();
  const groups: [string, Element[]][] = GROUPS.map(([word, keys]) => {
    const those = elements.filter((element) => keys.includes(element.key));
    those.forEach((element) => used.add(element.key));
    return [t(word), those];
  });
  groups.push([t("groupOther"), elements.filter((element) => !used.has(element.key))]);
  fill(
    room,
    h("p", { class: "intro" }, t("elementsIntro")),
    h("div", { class: "faults", role: "alert", hidden: true }),
    ...groups.filter(([, those]) => those.length).map(([title, those]) => h("fieldset", {}, h("legend", {}, title), ...those.map((element) => field(element, settings, hooks)))),
  );
}

function field(element: Element, settings: Settings | null, hooks: PanelHooks): HTMLElement {
  const { key } = element;
  const id = `element-${key}`;
  const hint = [element.clause ? t("clause", { n: element.clause }) : "", element.several ? t("several") : "", element.example ? "" : element.about].filter(Boolean).join("；");
  const offered = OFFERED[key];
  const input = h("input", {
    id,
    type: "text",
    "data-key": key,
    value: shownValue(settings, key),
    placeholder: element.example ? t("example", { x: element.example }) : "",
    list: offered ? `${id}-offered` : undefined,
    autocomplete: "off",
    spellcheck: "false",
    disabled: !settings,
    "aria-describedby": `${id}-fault${hint ? ` ${id}-hint` : ""}`,
    onchange: () => {
      const values = input.value.split(element.several ? /[;；]/ : /\n/).map((part) => part.trim()).filter(Boolean);
      hooks.change((before) => {
        const set: Record<string, string | string[]> = { ...before.set };
        if (!values.length) delete set[key];
        else set[key] = values.length > 1 ? values : (values[0] as string);
        return { ...before, set };
      });
    },
    onkeydown: (event: KeyboardEvent) => {
      if (event.key === "Enter" && !event.isComposing) input.dispatchEvent(new Event("change"));
    },
  });
  return h(
    "div",
    { class: "field" },
    h("label", { for: id, title: element.about }, key),
    h(
      "div",
      {},
      input,
      offered ? h("datalist", { id: `${id}-offered` }, ...offered.map((word) => h("option", { value: word }))) : null,
      h("p", { class: "fault", id: `${id}-fault` }),
      hint ? h("p", { class: "hint", id: `${id}-hint` }, hint) : null,
    ),
  );
}

/** A small drawing of what a template looks like: red and black bars on a sheet. */
export function picture(template: string): SVGElement {
  const bar = (x: number, y: number, width: number, height: number, cls: string) => s("rect", { x, y, width, height, rx: 0.6, class: cls });
  const rows = (from: number, to: number, step = 4) => {
    const all: SVGElement[] = [];
    for (let y = from; y < to; y += step) all.push(bar(y === from ? 13 : 9, y, y + step >= to ? 24 : y === from ? 38 : 42, 1.3, "ink pale"));
    return all;
  };
  const title = (y: number) => [bar(16, y, 28, 2.4, "ink"), bar(21, y + 4, 18, 2.4, "ink")];
  const signed = (y: number) => [bar(33, y, 14, 1.5, "ink"), bar(35, y + 3.5, 11, 1.5, "ink")];
  const imprint = [bar(9, 73, 42, 0.6, "ink"), bar(10, 75, 30, 1.2, "ink pale"), bar(9, 78, 42, 0.6, "ink")];
  const parts: Record<string, SVGElement[]> = {
    gongwen: [...title(12), ...rows(24, 34), bar(13, 37, 16, 1.8, "ink"), ...rows(42, 58), ...signed(64)],
    hongtou: [bar(11, 10, 38, 5.5, "red"), bar(21, 20, 18, 1.5, "ink"), bar(9, 24, 42, 1, "red"), ...title(29), ...rows(40, 58), ...signed(62), ...imprint],
    shangxing: [bar(11, 10, 38, 5.5, "red"), bar(10, 20, 15, 1.5, "ink"), bar(37, 20, 13, 1.5, "ink"), bar(9, 24, 42, 1, "red"), ...title(29), ...rows(40, 58), ...signed(62), ...imprint],
    xinhan: [bar(12, 7, 36, 4.5, "red"), bar(7, 14, 46, 1.2, "red"), bar(7, 16, 46, 0.5, "red"), bar(36, 19, 14, 1.4, "ink"), ...title(24), ...rows(36, 60), ...signed(64), bar(7, 77, 46, 0.5, "red"), bar(7, 78.5, 46, 1.2, "red")],
    mingling: [bar(14, 12, 32, 5.5, "red"), bar(24, 23, 12, 1.8, "ink"), ...rows(31, 50), bar(25, 57, 8, 1.5, "ink"), bar(36, 56, 10, 3, "ink"), bar(33, 62, 15, 1.5, "ink")],
    jiyao: [bar(14, 9, 32, 5.5, "red"), bar(24, 18, 12, 1.5, "ink"), bar(9, 23, 42, 1, "red"), ...title(27), ...rows(38, 56), bar(9, 60, 8, 1.4, "ink"), bar(19, 60, 28, 1.3, "ink pale"), bar(9, 64, 8, 1.4, "ink"), bar(19, 64, 20, 1.3, "ink pale"), ...imprint],
    jianbao: [bar(17, 8, 26, 6, "red"), bar(25, 17, 10, 1.5, "ink"), bar(9, 21, 14, 1.4, "ink"), bar(38, 21, 13, 1.4, "ink"), bar(9, 24.5, 42, 1, "red"), ...title(29), ...rows(40, 70)],
    dianbao: [bar(14, 8, 32, 5.5, "red"), bar(9, 18, 12, 1.4, "ink"), bar(24, 18, 8, 1.4, "ink"), bar(38, 18, 13, 1.4, "ink"), bar(9, 22, 42, 1, "red"), ...title(27), ...rows(38, 62), ...signed(66)],
    jianghua: [...title(12), bar(25, 21, 10, 1.6, "ink pale"), bar(22, 25, 16, 1.6, "ink pale"), bar(9, 31, 12, 1.8, "ink"), ...rows(36, 74)],
    "jianghua-da": [bar(14, 11, 32, 3.2, "ink"), bar(25, 19, 10, 2, "ink pale"), bar(9, 26, 15, 2.6, "ink"), ...[33, 40, 47, 54, 61, 68].map((y, i) => bar(i ? 9 : 14, y, i ? 42 : 37, 2.2, "ink pale"))],
    zongjie: [...title(12), bar(25, 24, 10, 2, "ink"), ...[31, 36, 41, 46, 51, 56, 61].map((y, i) => s("g", {}, bar(i % 3 ? 13 : 9, y, 24, 1.4, i % 3 ? "ink pale" : "ink"), bar(48, y, 3, 1.4, "ink pale")))],
    huibian: [bar(12, 26, 36, 3.6, "ink"), bar(19, 33, 22, 3.6, "ink"), bar(20, 64, 20, 1.8, "ink"), bar(23, 69, 14, 1.8, "ink")],
  };
  const automatic = [s("path", { d: "M30 25l3.4 9.6L43 38l-9.6 3.4L30 51l-3.4-9.6L17 38l9.6-3.4z", class: "accent" }), s("path", { d: "M43 20l1.4 3.6L48 25l-3.6 1.4L43 30l-1.4-3.6L38 25l3.6-1.4z", class: "accent" })];
  return s("svg", { viewBox: "0 0 60 84", class: "picture", "aria-hidden": "true" }, s("rect", { x: 0.5, y: 0.5, width: 59, height: 83, rx: 1.5, class: "paper" }), ...(template ? parts[template] || parts.gongwen || [] : automatic));
}

/** The choice of template, script and the rest. */
export function showForm(room: HTMLElement, hooks: PanelHooks): void {
  const settings = hooks.settings();
  const about = hooks.about();
  const focused = (document.activeElement as HTMLElement | null)?.id;
  const taken = about.templates.find(({ name }) => name === hooks.taken());
  const card = (name: string, title: string, more: string) => {
    const colon = /[：:]/.exec(more);
    const checked = (settings?.template || "") === name;
    return h(
      "label",
      { class: `card${checked ? " on" : ""}`, title: more },
      h("input", {
        type: "radio",
        name: "template",
        id: `template-${name}`,
        value: name,
        checked,
        disabled: !settings,
        onchange: () => hooks.change((before) => ({ ...before, template: name || null })),
      }),
      picture(name),
      h("span", { class: "title" }, title),
      h("span", { class: "more" }, name ? (colon && more.startsWith(title) ? more.slice(colon.index + 1) : more) : taken ? t("chosenNow", { x: taken.title }) : more),
    );
  };
  const select = (id: string, label: string, value: string, choices: [string, string][], take: (value: string) => (before: Settings) => Settings) => {
    const element = h("select", { id, disabled: !settings, onchange: () => hooks.change(take(element.value)) }, ...choices.map(([key, title]) => h("option", { value: key, selected: key === value }, title)));
    return h("div", { class: "field" }, h("label", { for: id }, label), h("div", {}, element));
  };
  const box = (id: string, label: string, on: boolean, take: (on: boolean) => (before: Settings) => Settings) => {
    const input = h("input", { type: "checkbox", id, checked: on, disabled: !settings, onchange: () => hooks.change(take(input.checked)) });
    return h("label", { class: "check" }, input, label);
  };
  fill(
    room,
    h("fieldset", { class: "cards" }, h("legend", {}, t("template")), card("", t("automatic"), t("automaticMore")), ...about.templates.filter(({ name }) => name !== "huibian").map(({ name, title, about: more }) => card(name, title, more))),
    h(
      "fieldset",
      {},
      h("legend", {}, t("form")),
      select("script", t("script"), settings?.script || SCRIPT, about.scripts.map(({ name, title }) => [name, title]), (value) => (before) => ({ ...before, script: value === SCRIPT ? null : value })),
      select("toc", t("toc"), settings?.toc === null || !settings ? "" : String(settings.toc), [["", t("tocAuto")], ["true", t("yes")], ["false", t("no")]], (value) => (before) => ({ ...before, toc: value === "" ? null : value === "true" })),
      select("fonts", t("fontsName"), settings?.fonts || "", [["", t("fontsStandard")], ["windows", t("fontsWindows")]], (value) => (before) => ({ ...before, fonts: value || null })),
      h("div", { class: "field" }, h("span", { class: "label" }, t("headings")), h("div", {}, box("bold-h2", t("boldH2"), !!settings?.boldH2, (on) => (before) => ({ ...before, boldH2: on })), box("bold-h3", t("boldH3"), !!settings?.boldH3, (on) => (before) => ({ ...before, boldH3: on })))),
    ),
  );
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}
