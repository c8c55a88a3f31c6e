// 汇编: which texts, in which order, under which title.

import { fill, h, icon } from "./dom";
import { natural } from "./inputs";
import { t } from "./messages";
import type { Book, Item } from "./state";

export interface BookHooks {
  book: Book;
  items(): Item[];
  /** Something changed: what is bound is no longer what is chosen. */
  changed(rebuild: boolean): void;
  bind(): void;
  back(): void;
  say(words: string): void;
}

/** The files of the book in their order: those that are no longer there left out, new ones at the end. */
export function ordered(book: Book, items: Item[]): Item[] {
  const known = new Map(items.map((item) => [item.key, item]));
  book.order = [...book.order.filter((key) => known.has(key)), ...items.map((item) => item.key).filter((key) => !book.order.includes(key))];
  return book.order.map((key) => known.get(key) as Item);
}

/** Whether there is anything to bind or to write. */
export function readable(item: Item): boolean {
  return item.reading !== null && item.state !== "failed";
}

/** Those that go in. */
export function takenIn(book: Book, items: Item[]): Item[] {
  return ordered(book, items).filter((item) => !book.left.has(item.key) && readable(item));
}

export function showBook(room: HTMLElement, hooks: BookHooks): void {
  const { book } = hooks;
  const focused = document.activeElement as HTMLElement | null;
  const focus = room.contains(focused) ? { id: focused?.id, key: focused?.closest<HTMLElement>("li")?.dataset.key, part: focused?.dataset.part } : null;
  const all = ordered(book, hooks.items());
  const chosen = takenIn(book, hooks.items());
  const scroll = room.querySelector("ol")?.scrollTop || 0;

  const move = (item: Item, to: number) => {
    to = Math.max(0, Math.min(all.length - 1, to));
    const order = all.map((other) => other.key).filter((key) => key !== item.key);
    order.splice(to, 0, item.key);
    book.order = order;
    hooks.changed(true);
    hooks.say(t("moved", { name: shown(item), n: to + 1 }));
  };
  // A field that is left changes nothing under the pointer that is on its way to a button.
  const touched = () => {
    hooks.changed(false);
    const words = room.querySelector(".foot .quiet");
    if (words && book.bound) words.textContent = t("bookStale");
    room.querySelector("#book-make")?.classList.add("primary");
  };
  const text = (id: string, label: string, value: string, hint: string, take: (value: string) => void) => {
    const input = h("input", { id, type: "text", value, placeholder: hint, autocomplete: "off", onchange: () => (take(input.value.trim()), touched()) });
    return h("div", { class: "field" }, h("label", { for: id }, label), h("div", {}, input));
  };
  const select = (id: string, label: string, value: string, choices: [string, string][], take: (value: string) => void) => {
    const element = h("select", { id, onchange: () => (take(element.value), touched()) }, ...choices.map(([key, title]) => h("option", { value: key, selected: key === value }, title)));
    return h("div", { class: "field" }, h("label", { for: id }, label), h("div", {}, element));
  };
  const row = (item: Item, place: number) => {
    const name = shown(item);
    const failed = item.state === "failed";
    return h(
      "li",
      {
        "data-key": item.key,
        draggable: "true",
        class: failed ? "failed" : "",
        ondragstart: (event: DragEvent) => {
          event.dataTransfer?.setData("text/x-chengwen", String(item.key));
          if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
          (event.currentTarget as HTMLElement).classList.add("dragged");
        },
        ondragend: (event: DragEvent) => (event.currentTarget as HTMLElement).classList.remove("dragged"),
        ondragover: (event: DragEvent) => {
          if (!event.dataTransfer?.types.includes("text/x-chengwen")) return;
          event.preventDefault();
          event.stopPropagation();
          (event.currentTarget as HTMLElement).classList.add("over");
        },
        ondragleave: (event: DragEvent) => (event.currentTarget as HTMLElement).classList.remove("over"),
        ondrop: (event: DragEvent) => {
          const dragged = all.find((other) => String(other.key) === event.dataTransfer?.getData("text/x-chengwen"));
          if (!dragged) return;
          event.preventDefault();
          event.stopPropagation();
          move(dragged, place);
        },
        onkeydown: (event: KeyboardEvent) => {
          if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
          event.preventDefault();
          move(item, place + (event.key === "ArrowUp" ? -1 : 1));
        },
      },
      h("span", { class: "grip", "aria-hidden": "true" }, icon("grip")),
      h("span", { class: "place" }, place + 1),
      h(
        "label",
        {},
        h("input", {
          type: "checkbox",
          "data-part": "take",
          checked: !failed && !book.left.has(item.key),
          disabled: failed,
          "aria-label": t("takeIn", { name }),
          onchange: (event: Event) => {
            if ((event.target as HTMLInputElement).checked) book.left.delete(item.key);
            else book.left.add(item.key);
            hooks.changed(true);
          },
        }),
        h("span", { class: "name" }, name),
        h("span", { class: "more" }, failed ? item.fault?.message || t("failedFile") : item.name),
      ),
      h("button", { type: "button", class: "bare", "data-part": "up", "aria-label": t("moveUp", { name }), title: "Alt+↑", disabled: place === 0, onclick: () => move(item, place - 1) }, icon("up")),
      h("button", { type: "button", class: "bare", "data-part": "down", "aria-label": t("moveDown", { name }), title: "Alt+↓", disabled: place === all.length - 1, onclick: () => move(item, place + 1) }, icon("down")),
    );
  };
  const every = (take: () => void) => () => {
    take();
    hooks.changed(true);
  };
  // The form stands as long as the language does: nobody's typing is lost to a file that was read meanwhile.
  const intro = t("bookIntro");
  if (room.firstElementChild?.textContent !== intro) {
    fill(
      room,
      h("p", { class: "intro" }, intro),
      h(
        "div",
        { class: "bookform" },
        text("book-title", t("bookTitle"), book.title, t("bookTitleHint"), (value) => (book.title = value)),
        text("book-organ", t("bookOrgan"), book.organ, t("example", { x: "某市人民政府办公室" }), (value) => (book.organ = value)),
        text("book-date", t("bookDate"), book.date, t("example", { x: "2026年8月" }), (value) => (book.date = value)),
        select("book-cover", t("cover"), book.cover === null ? "" : String(book.cover), [["", t("coverAuto")], ["true", t("yes")], ["false", t("no")]], (value) => (book.cover = value === "" ? null : value === "true")),
        select("book-depth", t("bookDepth"), book.toc === false ? "no" : String(book.depth ?? 1), [["1", t("depth1")], ["2", t("depth2")], ["3", t("depth3")], ["4", t("depth4")], ["no", t("no")]], (value) => {
          book.toc = value === "no" ? false : null;
          book.depth = value === "no" || value === "1" ? null : Number(value);
        }),
        select("book-doubles", t("bookDoubles"), String(book.doubles), [["false", t("doublesOnce")], ["true", t("doublesAll")]], (value) => (book.doubles = value === "true")),
      ),
    );
  }
  Array.from(room.children).slice(2).forEach((part) => part.remove());
  room.append(
    h(
      "div",
      { class: "row" },
      h("b", { id: "book-order-label" }, t("bookOrder")),
      h("span", { class: "quiet" }, t("bookChosen", { n: chosen.length })),
      h("span", { class: "space" }),
      h("button", { type: "button", class: "small", onclick: every(() => book.left.clear()) }, t("chooseAll")),
      h("button", { type: "button", class: "small", onclick: every(() => (book.left = new Set(all.map((item) => item.key)))) }, t("chooseNone")),
      h("button", { type: "button", class: "small", onclick: every(() => (book.order = [...all].sort((a, b) => natural(a.name, b.name)).map((item) => item.key))) }, t("byName")),
    ),
    h("ol", { class: "order", "aria-labelledby": "book-order-label", tabindex: -1 }, ...all.map(row)),
    h(
      "div",
      { class: "row foot" },
      h("button", { type: "button", onclick: hooks.back }, t("back")),
      h("span", { class: "quiet space" }, book.busy ? t("binding") : book.bound && book.stale ? t("bookStale") : ""),
      h("button", { type: "button", id: "book-make", class: book.stale || !book.bound ? "primary" : "", disabled: book.busy || !chosen.length, onclick: hooks.bind }, t("bookMake")),
    ),
  );
  const list = room.querySelector("ol");
  if (list) list.scrollTop = scroll;
  if (!focus) return;
  const again = focus.key ? room.querySelector<HTMLElement>(`li[data-key="${focus.key}"] [data-part="${focus.part || "take"}"]`) : focus.id ? document.getElementById(focus.id) : null;
  // At an end of the list the button that was pressed is off; its neighbour takes the focus.
  const there = again instanceof HTMLButtonElement && again.disabled ? room.querySelector<HTMLElement>(`li[data-key="${focus.key}"] [data-part="take"]`) : again;
  there?.focus({ preventScroll: true });
}

/** How a text is called: its title, else its file. */
export function shown(item: Item): string {
  return item.reading?.title || item.name;
}
