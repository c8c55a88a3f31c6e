// A small menu beside what it speaks of; arrows move, letters and digits choose, Escape closes.

import { h } from "./dom";

export interface Choice {
  title: string;
  /** Smaller words behind or below the title. */
  more?: string;
  /** A key that chooses it, shown beside it. */
  key?: string;
  /** One of several of which one holds. */
  checked?: boolean;
  /** Begins a new part with these words above. */
  head?: string;
  act(): void;
}

let open: (() => void) | null = null;

/** Closes the menu that is open, if one is. */
export function closeMenu(): void {
  open?.();
}

/** Opens a menu at a point or below an element; where the keyboard was, it is again afterwards. */
export function openMenu(label: string, choices: Choice[], at: { x: number; y: number } | Element, columns = false): void {
  closeMenu();
  const before = document.activeElement as HTMLElement | null;
  const menu = h("div", { class: `menu${columns ? " columns" : ""}`, role: "menu", "aria-label": label });
  let group: HTMLElement = menu;
  for (const choice of choices) {
    if (choice.head) {
      group = h("div", { class: "part", role: "group", "aria-label": choice.head });
      menu.append(h("div", { class: "head", "aria-hidden": "true" }, choice.head), group);
    }
    group.append(
      h(
        "button",
        {
          type: "button",
          role: choice.checked === undefined ? "menuitem" : "menuitemradio",
          "aria-checked": choice.checked === undefined ? undefined : String(choice.checked),
          tabindex: -1,
          onclick: () => {
            close(true);
            choice.act();
          },
        },
        h("span", { class: "title" }, choice.title),
        choice.more ? h("span", { class: "more" }, choice.more) : null,
        choice.key ? h("kbd", { "aria-hidden": "true" }, choice.key) : null,
      ),
    );
  }
  const buttons = Array.from(menu.querySelectorAll<HTMLButtonElement>("button"));

  function close(back: boolean): void {
    if (open !== shut) return;
    open = null;
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("blur", shut);
    window.removeEventListener("resize", shut);
    if (back && before?.isConnected) before.focus({ preventScroll: true });
  }
  const shut = () => close(false);
  const outside = (event: Event) => {
    if (!menu.contains(event.target as Node)) close(false);
  };

  menu.addEventListener("keydown", (event) => {
    const place = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const go = (to: number) => buttons[(to + buttons.length) % buttons.length]?.focus();
    if (event.key === "ArrowDown" || event.key === "ArrowRight") go(place + 1);
    else if (event.key === "ArrowUp" || event.key === "ArrowLeft") go(place - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(-1);
    else if (event.key === "Escape") close(true);
    else if (event.key === "Tab") close(true);
    else {
      const found = choices.find((choice) => choice.key && choice.key.toLowerCase() === event.key.toLowerCase());
      if (!found || event.ctrlKey || event.altKey || event.metaKey) return;
      close(true);
      found.act();
    }
    event.preventDefault();
    event.stopPropagation();
  });

  document.body.append(menu);
  open = shut;
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("blur", shut);
  window.addEventListener("resize", shut);
  const own = menu.getBoundingClientRect();
  const box = at instanceof Element ? at.getBoundingClientRect() : null;
  const x = box ? box.left : (at as { x: number }).x;
  const below = box ? box.bottom + 4 : (at as { y: number }).y + 4;
  const above = box ? box.top - own.height - 4 : (at as { y: number }).y - own.height - 4;
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - own.width - 8))}px`;
  menu.style.top = `${Math.max(8, below + own.height > innerHeight - 8 ? above : below)}px`;
  (buttons.find((button) => button.getAttribute("aria-checked") === "true") || buttons[0])?.focus({ preventScroll: true });
}
