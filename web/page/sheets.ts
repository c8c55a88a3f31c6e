// The pages as they print. A page is asked for when it comes near what is seen, and forgotten when it is far away.

import { $, fill, h } from "./dom";
import { t } from "./messages";
import type { PageReply } from "./types";

const SVG = "http://www.w3.org/2000/svg";

/** What a drawing of the engine is made of; anything else is left out. */
const ELEMENTS = new Set(["svg", "g", "text", "tspan", "rect", "line", "path", "image", "title", "desc", "circle", "polyline", "polygon", "defs", "clipPath"]);

/** A4 in points: what a page is taken for until it has said its size. */
const A4 = { width: 595.28, height: 841.89 };

/** Pages drawn at once: more than a screen of them at the smallest zoom. */
const DRAWN = 40;

/** Steps of the zoom: a page as a thumbnail up to three times its printed size. */
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

/** Points to pixels of CSS: 96 / 72. */
const PIXELS = 96 / 72;

export type Draw = (page: number, soon: boolean) => Promise<PageReply>;

/** A drawing as elements, with nothing that could run or reach out. */
export function safeDrawing(text: string): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = parsed.documentElement;
  if (root.localName !== "svg" || root.namespaceURI !== SVG) throw new Error(parsed.querySelector("parsererror")?.textContent || "not an SVG");
  for (const element of Array.from(root.querySelectorAll("*"))) {
    if (element.namespaceURI !== SVG || !ELEMENTS.has(element.localName)) element.remove();
  }
  for (const element of [root, ...Array.from(root.querySelectorAll("*"))]) {
    for (const attribute of Array.from(element.attributes)) {
      const name = attribute.localName.toLowerCase();
      const reaches = name === "href" && !/^data:image\/(png|jpeg|gif|webp|bmp);/i.test(attribute.value.trim());
      if (name.startsWith("on") || reaches || (name !== "href" && /url\s*\(\s*[^#\s]/i.test(attribute.value))) element.removeAttributeNode(attribute);
      else if (name === "style") {
        // The page's policy lets no style attribute in that comes as text.
        element.removeAttributeNode(attribute);
        element.setAttribute("data-style", attribute.value);
      }
    }
  }
  const drawing = document.importNode(root, true) as unknown as SVGSVGElement;
  drawing.querySelectorAll<SVGElement>("[data-style]").forEach((element) => (element.style.cssText = element.dataset.style || ""));
  return drawing;
}

export class Sheets {
  private draw: Draw | null = null;
  private count = 0;
  private sheets: HTMLElement[] = [];
  private size = A4;
  private zoom: number | "width" | "page" = "width";
  private seen: IntersectionObserver;
  private drawn = new Map<number, number>();
  private turn = 0;
  private age = 0;
  private hot: number | null = null;
  private now = 0;
  /** The lines each page that was drawn begins and ends with. */
  private spans = new Map<number, [number, number]>();

  constructor(
    private readonly room: HTMLElement,
    private readonly chosen: (line: number) => void,
  ) {
    this.seen = new IntersectionObserver((entries) => this.looked(entries), { root: room, rootMargin: "800px 0px" });
    room.addEventListener("scroll", () => this.scrolled(), { passive: true });
    room.addEventListener("click", (event) => {
      const element = (event.target as Element).closest("[data-line]");
      if (element) this.chosen(Number(element.getAttribute("data-line")));
    });
    room.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    room.addEventListener("keydown", (event) => {
      const to: Record<string, number> = { PageDown: this.now + 1, PageUp: this.now - 1, Home: 0, End: this.count - 1 };
      if (!(event.key in to) || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      this.goToPage(to[event.key] as number);
    });
    new ResizeObserver(() => this.measure()).observe(room);
    $("zoom-in").addEventListener("click", () => this.step(1));
    $("zoom-out").addEventListener("click", () => this.step(-1));
    $("zoom-width").addEventListener("click", () => this.setZoom("width"));
    $("zoom-page").addEventListener("click", () => this.setZoom("page"));
    const number = $<HTMLInputElement>("page-number");
    number.addEventListener("change", () => this.goToPage(Number(number.value) - 1));
  }

  /** Shows so many pages; with `stay` the place is kept and old drawings stand until the new ones are there. */
  show(count: number, draw: Draw | null, stay: boolean): void {
    this.turn += 1;
    this.draw = draw;
    this.spans.clear();
    this.drawn.clear();
    const before = stay ? this.sheets : [];
    this.seen.disconnect();
    this.count = count;
    this.sheets = Array.from({ length: count }, (_, page) => {
      const old = before[page];
      if (old) old.classList.add("old");
      return old || h("div", { class: "sheet", role: "img", "aria-label": t("pageOf", { n: page + 1 }), "data-page": page });
    });
    if (stay) {
      before.slice(count).forEach((sheet) => sheet.remove());
      this.sheets.slice(before.length).forEach((sheet) => this.room.append(sheet));
      if (!before.length) fill(this.room, ...this.sheets);
    } else {
      fill(this.room, ...this.sheets);
      this.room.scrollTop = 0;
      this.hot = null;
    }
    this.measure();
    this.sheets.forEach((sheet) => this.seen.observe(sheet));
    $("page-count").textContent = t("ofPages", { n: count });
    $<HTMLInputElement>("page-number").max = String(Math.max(1, count));
    $("pages-bar").toggleAttribute("data-empty", count === 0);
    this.scrolled();
  }

  /** Says something where the pages stand. */
  say(words: string): void {
    this.show(0, null, false);
    fill(this.room, h("p", { class: "quiet" }, words));
  }

  goToPage(page: number): void {
    const sheet = this.sheets[Math.max(0, Math.min(this.count - 1, page || 0))];
    if (sheet) this.room.scrollTop = sheet.offsetTop - 12;
  }

  /** Marks a line where it stands, and goes there. */
  async goToLine(line: number, page: number | null | undefined): Promise<void> {
    this.hot = line;
    this.mark();
    const there = page ?? (await this.search(line));
    if (there === null || this.hot !== line || !this.sheets[there]) return;
    await this.ensure(there, false);
    if (this.hot !== line) return;
    this.mark();
    const sheet = this.sheets[there] as HTMLElement;
    const text = sheet.querySelector(`[data-line="${line}"]`);
    const box = (text || sheet).getBoundingClientRect();
    const room = this.room.getBoundingClientRect();
    if (box.top < room.top + 20 || box.bottom > room.bottom - 20) this.room.scrollTop += box.top - room.top - room.height / 3;
  }

  /** All pages, for printing. */
  async all(): Promise<SVGSVGElement[]> {
    const drawings: SVGSVGElement[] = [];
    for (let page = 0; page < this.count && this.draw; page++) drawings.push(safeDrawing((await this.draw(page, false)).svg));
    return drawings;
  }

  /** The page a line stands on: lines go up with the pages, so halving finds it. */
  private async search(line: number): Promise<number | null> {
    let low = 0;
    let high = this.count - 1;
    let best: number | null = null;
    const turn = this.turn;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const span = await this.ensure(middle, false);
      if (turn !== this.turn) return null;
      if (!span) {
        // A page without lines of the text (a cover, a table of contents) stands in front.
        low = middle + 1;
      } else if (line < span[0]) high = middle - 1;
      else if (line > span[1]) low = middle + 1;
      else {
        best = middle;
        high = middle - 1;
      }
    }
    return best;
  }

  private scale(): number {
    const inner = this.room.clientWidth - 40;
    if (this.zoom === "width") return Math.max(0.2, Math.min(2, inner / (this.size.width * PIXELS)));
    if (this.zoom === "page") return Math.max(0.2, (this.room.clientHeight - 28) / (this.size.height * PIXELS));
    return this.zoom;
  }

  private setZoom(zoom: number | "width" | "page"): void {
    const before = this.now;
    this.zoom = zoom;
    this.measure();
    this.goToPage(before);
  }

  private step(way: 1 | -1): void {
    const scale = this.scale();
    const next = way > 0 ? STEPS.find((step) => step > scale + 0.01) : [...STEPS].reverse().find((step) => step < scale - 0.01);
    if (next) this.setZoom(next);
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.step(event.deltaY < 0 ? 1 : -1);
  }

  private measure(): void {
    const scale = this.scale();
    this.room.style.setProperty("--sheet-width", `${Math.round(this.size.width * PIXELS * scale)}px`);
    this.room.style.setProperty("--sheet-height", `${Math.round(this.size.height * PIXELS * scale)}px`);
    $("zoom-now").textContent = `${Math.round(scale * 100)}%`;
    $("zoom-width").setAttribute("aria-pressed", String(this.zoom === "width"));
    $("zoom-page").setAttribute("aria-pressed", String(this.zoom === "page"));
  }

  private scrolled(): void {
    const height = (this.sheets[1]?.offsetTop ?? 0) - (this.sheets[0]?.offsetTop ?? 0) || 1;
    this.now = Math.max(0, Math.min(this.count - 1, Math.floor((this.room.scrollTop + this.room.clientHeight / 3) / height)));
    const number = $<HTMLInputElement>("page-number");
    if (document.activeElement !== number) number.value = String(this.count ? this.now + 1 : 0);
  }

  private looked(entries: IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      void this.ensure(Number((entry.target as HTMLElement).dataset.page), true);
    }
  }

  /** Draws a page unless it is drawn; says which lines stand on it. */
  private async ensure(page: number, soon: boolean): Promise<[number, number] | null> {
    const sheet = this.sheets[page];
    if (!sheet || !this.draw) return null;
    const known = this.spans.get(page);
    if (this.drawn.has(page)) {
      this.drawn.set(page, ++this.age);
      if (known) return known;
    }
    const turn = this.turn;
    this.drawn.set(page, ++this.age);
    try {
      const { svg, size } = await this.draw(page, soon);
      if (turn !== this.turn) return null;
      const drawing = safeDrawing(svg);
      this.fit(size, drawing);
      drawing.setAttribute("aria-hidden", "true");
      drawing.removeAttribute("width");
      drawing.removeAttribute("height");
      fill(sheet, drawing);
      sheet.classList.remove("old");
      sheet.setAttribute("aria-label", `${t("pageOf", { n: page + 1 })} ${(drawing.textContent || "").trim().slice(0, 200)}`);
      this.forget();
      this.mark();
      const lines = Array.from(drawing.querySelectorAll("[data-line]"), (element) => Number(element.getAttribute("data-line")));
      if (!lines.length) return null;
      const span: [number, number] = [Math.min(...lines), Math.max(...lines)];
      this.spans.set(page, span);
      return span;
    } catch (fault) {
      if (turn === this.turn) {
        this.drawn.delete(page);
        fill(sheet, h("p", { class: "quiet" }, t("pageFailed", { why: (fault as { message?: string }).message || String(fault) })));
      }
      return null;
    }
  }

  private fit(size: PageReply["size"], drawing: SVGSVGElement): void {
    const box = drawing.viewBox.baseVal;
    const [width, height] = Array.isArray(size) ? size : size ? [size.width, size.height] : [box.width, box.height];
    if (width > 0 && height > 0 && (width !== this.size.width || height !== this.size.height)) {
      this.size = { width, height };
      this.measure();
    }
  }

  /** Lets the pages go that were not looked at for longest. */
  private forget(): void {
    while (this.drawn.size > DRAWN) {
      const [oldest] = [...this.drawn].reduce((a, b) => (b[1] < a[1] ? b : a));
      this.drawn.delete(oldest);
      const sheet = this.sheets[oldest];
      if (!sheet) continue;
      const box = sheet.getBoundingClientRect();
      const room = this.room.getBoundingClientRect();
      if (box.bottom < room.top || box.top > room.bottom) {
        fill(sheet);
        this.seen.unobserve(sheet);
        this.seen.observe(sheet);
      }
    }
  }

  private mark(): void {
    this.room.querySelectorAll(".hot").forEach((element) => element.classList.remove("hot"));
    if (this.hot !== null) this.room.querySelectorAll(`[data-line="${this.hot}"]`).forEach((element) => element.classList.add("hot"));
  }
}
