// The package of npm: the engine of the page for programs in Node, Deno, Bun and browsers.

import { ask, lastWords, type Exports } from "../page/abi.js";
import type { About, Change, Fault, Finding, Line, Part, Removal } from "../page/types.js";

export type { About, Change, Finding, Line, Part, Removal };

/** What can be written; PDF needs fonts, which {@link Chengwen.useFonts} takes. */
export type Format = "docx" | "pdf" | "json" | "markdown";

/** What is wanted: the options of the command and of the library (docs/schema/options.schema.json). What is left out stays as usual. */
export interface Options {
  /** File name of the input, which decides what its content leaves open: `page.html`. */
  name?: string;
  /** Formats to write; `docx` if none is named. */
  to?: Format[];
  /** Kind of the input if its content is not to decide: `text`, `html`, `markdown`, `docx` … */
  from?: string;
  /** Encoding of the input if its content is not to decide: `gbk`, `big5` … */
  from_encoding?: string;
  /** Name of a built-in template; by content if none is named. */
  template?: string;
  /** Elements of the document: `{ 发文字号: "某政发〔2026〕1号", 签发人: ["张三", "李四"] }`. */
  set?: Record<string, string | string[]>;
  /** Script to write; `simplified` if none is named. */
  script?: "simplified" | "traditional" | "tw" | "hk" | "auto" | "keep";
  /** Change regional words as well as characters. */
  phrases?: boolean;
  /** Words that change as this text says, in OpenCC's format. */
  dictionary?: string;
  /** Rules or groups of rules that take nothing out: `captions`. */
  keep?: string[];
  /** Take nothing out. */
  keep_all?: boolean;
  /** Parts or rules that take out what usually stays: `parts.abstract`. */
  drop?: string[];
  /** Rules of your own, in TOML. */
  rules?: string;
  /** Whether the front matter of the text sets elements; by its content if it is not said. */
  trust_front_matter?: boolean;
  /** Accept a text however many of its characters are damaged. */
  accept_damage?: boolean;
  /** Write dates out as `2026年1月5日`. */
  dates?: boolean;
  /** Whether there is a table of contents; by length if it is not said. */
  toc?: boolean;
  /** Levels the table of contents shows, 1 to 4. */
  toc_depth?: number;
  /** Whether there is a cover; by content if it is not said. */
  cover?: boolean;
  /** Headings of the second level bold. */
  bold_h2?: boolean;
  /** Headings of the third level bold. */
  bold_h3?: boolean;
  /** Names of the fonts in Word. */
  fonts?: "standard" | "windows";
  /** Font of digits and Latin letters in Word; `same` takes them from the Chinese font. */
  latin?: string;
  /** How Word is told of the grid. */
  grid?: "universal" | "word" | "lines";
  /** Author to name in the properties of the document. */
  author?: string;
  /** Standard a PDF keeps. */
  pdf_standard?: "full" | "a-2a" | "a-2b" | "ua-1" | "none";
  /** Of a compilation: its title. */
  title?: string;
  /** Of a compilation: in which order its articles stand. */
  order?: "given" | "name" | "date";
  /** Of a compilation: keep an article that is there twice. */
  keep_duplicates?: boolean;
}

/** What was read, and what was done to it without being asked. */
export interface Reading {
  title: string | null;
  /** Name of the template. */
  template: string;
  pages: number;
  removed: Removal[];
  changed: Change[];
  findings: Finding[];
  /** The document as data, as the format `json` has it. */
  document: unknown;
  /** Of one text: how it was read, and every line of it with what became of it. */
  kind?: string;
  encoding?: string | null;
  lines?: Line[];
  /** Of a compilation: what was done to each text. */
  parts?: Part[];
}

export interface Result extends Reading {
  /** The documents by their formats. */
  documents: Partial<Record<Format, Uint8Array>>;
}

/** A text: characters, or the bytes of a file of any kind. */
export type Source = string | Uint8Array;

/** Why there is no document; `code` never changes. */
export class ChengwenError extends Error {
  override readonly name = "ChengwenError";
  readonly code: string;
  /** One by one, where there are several. */
  readonly faults: string[];

  constructor(fault: Fault) {
    super(fault.message);
    this.code = fault.code;
    this.faults = fault.faults || [];
  }
}

const bytesOf = (source: Source) => (typeof source === "string" ? new TextEncoder().encode(source) : source);

/** The engine. It works on the thread that calls it, one text after the other. */
export class Chengwen {
  /** Language of messages. */
  lang: "zh" | "en";
  private engine: Exports;
  private fonts: { names: string[]; blobs: Uint8Array[] } | undefined;

  constructor(
    private readonly module: WebAssembly.Module,
    lang: "zh" | "en" = "en",
  ) {
    this.lang = lang;
    this.engine = this.start();
  }

  /** Templates, formats, elements, rules and what else can be asked for. */
  about(): About {
    return this.ask({ call: "about" }).json;
  }

  /** Takes the fonts a PDF is set in, called as in the release: `song.ttf`, `fangsong.ttf`, `hei.ttf`, `kai.ttf`, `xiaobiaosong.ttf`. */
  useFonts(files: { name: string; bytes: Uint8Array }[]): void {
    const fonts = { names: files.map(({ name }) => name), blobs: files.map(({ bytes }) => bytes) };
    this.ask({ call: "fonts", names: fonts.names }, fonts.blobs);
    this.fonts = fonts;
  }

  /** Reads a text and writes nothing. */
  read(source: Source, options: Options = {}): Reading {
    return this.done({ call: "read", options }, [bytesOf(source)], []);
  }

  /** Makes documents of a text. */
  convert(source: Source, options: Options = {}): Result {
    return this.done({ call: "read", options }, [bytesOf(source)], options.to || ["docx"]);
  }

  /** Binds texts into one compilation (汇编), in their order. */
  bind(sources: { name: string; source: Source }[], options: Options = {}): Result {
    const inputs = sources.map(({ name }) => ({ name }));
    return this.done({ call: "bind", inputs, options }, sources.map(({ source }) => bytesOf(source)), options.to || ["docx"]);
  }

  private done(request: { call: string; options: Options; inputs?: { name: string }[] }, blobs: Uint8Array[], to: Format[]): Result {
    const { id, blobs: _, ...reading } = this.ask(request, blobs).json;
    try {
      const written = to.length ? this.ask({ call: "write", id, to }) : { json: { documents: [] }, blobs: [] };
      const documents: Result["documents"] = {};
      written.json.documents.forEach(({ format }: { format: Format }, i: number) => (documents[format] = written.blobs[i] as Uint8Array));
      const { removed, changed, findings } = { ...reading, ...written.json };
      return { ...reading, removed, changed, findings, documents };
    } finally {
      this.ask({ call: "drop", id });
    }
  }

  private start(): Exports {
    const engine = new WebAssembly.Instance(this.module, {}).exports as unknown as Exports;
    engine._initialize?.();
    return engine;
  }

  private ask(json: object, blobs: Uint8Array[] = []): { json: any; blobs: Uint8Array[] } {
    let reply;
    try {
      reply = ask(this.engine, { lang: this.lang, ...json }, blobs);
    } catch (trap) {
      // The instance is in no known state: the next question meets a new one.
      const message = lastWords(this.engine) || String(trap);
      this.engine = this.start();
      if (this.fonts) ask(this.engine, { call: "fonts", names: this.fonts.names }, this.fonts.blobs);
      throw new ChengwenError({ code: "panic", message });
    }
    if (reply.json.error) throw new ChengwenError(reply.json.error);
    return reply;
  }
}

/** Loads the engine that came with the package, or another: bytes, or a module that is compiled already. */
export async function load(engine?: BufferSource | WebAssembly.Module, lang: "zh" | "en" = "en"): Promise<Chengwen> {
  if (engine instanceof WebAssembly.Module) return new Chengwen(engine, lang);
  return new Chengwen(await WebAssembly.compile(engine || (await own())), lang);
}

/** The bytes of the engine beside this file. */
async function own(): Promise<BufferSource> {
  const address = new URL("./engine.wasm", import.meta.url);
  if (address.protocol !== "file:") {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address.href}: ${answer.status} ${answer.statusText}`);
    return answer.arrayBuffer();
  }
  // By a name that bundlers for browsers do not follow.
  const files = "node:fs/promises";
  const { readFile } = (await import(/* @vite-ignore */ files)) as { readFile(path: URL): Promise<BufferSource> };
  return readFile(address);
}
