// Making elements. Text goes in as text, never as HTML.

type Child = Node | string | number | null | undefined | false;
type Properties = Record<string, unknown>;

/** The element of the page with this id, which index.html has. */
export function $<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found as T;
}

function dress(element: Element, properties: Properties, children: Child[]): void {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value as EventListener);
    // The page's policy lets styles in through the object model only.
    else if (name === "style") (element as HTMLElement).style.cssText = String(value);
    else if (value === true) element.setAttribute(name, "");
    else element.setAttribute(name, String(value));
  }
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(typeof child === "object" ? child : String(child));
  }
}

/** An element of HTML with attributes, `on…` listeners, and children. */
export function h<K extends keyof HTMLElementTagNameMap>(name: K, properties: Properties = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  dress(element, properties, children);
  return element;
}

/** An element of SVG. */
export function s(name: string, properties: Properties = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  dress(element, properties, children);
  return element;
}

/** Puts these children in the place of those that are there. */
export function fill(element: Element, ...children: Child[]): void {
  element.textContent = "";
  dress(element, {}, children);
}

const ICONS: Record<string, string> = {
  add: "M10 4v12M4 10h12",
  paste: "M7 4H5v13h10V4h-2M7 3h6v3H7zM8 10h4M8 13h4",
  undo: "M7 5 3.5 8.5 7 12M4 8.5h8a4 4 0 0 1 0 8H9",
  redo: "M13 5l3.5 3.5L13 12M16 8.5H8a4 4 0 0 0 0 8h3",
  rules: "M4 5h12M4 10h12M4 15h8M15 13v4M13 15h4",
  book: "M4 4h5a2 2 0 0 1 2 2v11a2 2 0 0 0-2-2H4zM16 4h-3a2 2 0 0 0-2 2v11a2 2 0 0 1 2-2h3z",
  list: "M4 5.5l1.2 1.2L7.5 4.5M4 10.5l1.2 1.2 2.3-2.2M4 15.5l1.2 1.2 2.3-2.2M10 6h6M10 11h6M10 16h6",
  close: "M5 5l10 10M15 5 5 15",
  up: "M10 16V4M5 9l5-5 5 5",
  down: "M10 4v12M5 11l5 5 5-5",
  grip: "M7 5h.01M13 5h.01M7 10h.01M13 10h.01M7 15h.01M13 15h.01",
  minus: "M4 10h12",
  lock: "M6 9V7a4 4 0 0 1 8 0v2M4.5 9h11v8h-11zM10 12v2",
  folder: "M3 5h5l2 2h7v9H3z",
  file: "M5 3h7l3 3v11H5zM12 3v3h3",
  print: "M6 7V3h8v4M6 14H3.5V7h13v7H14M6 12h8v5H6z",
  width: "M3 4v12M17 4v12M6 10h8M8 8l-2 2 2 2M12 8l2 2-2 2",
  page: "M6 3h8v14H6z",
};

/** A line drawing beside a word; it says nothing to screen readers. */
export function icon(name: string): SVGElement {
  return s(
    "svg",
    { viewBox: "0 0 20 20", class: "icon", "aria-hidden": "true", focusable: "false" },
    s("path", { d: ICONS[name] || "", fill: "none", stroke: "currentColor", "stroke-width": name === "grip" ? 2.2 : 1.5, "stroke-linecap": "round", "stroke-linejoin": "round" }),
  );
}
