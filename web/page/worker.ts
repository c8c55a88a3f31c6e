// The worker: holds the engine and answers one question after the other.

import { inflateSync } from "fflate";
import { ask, lastWords, unframe, type Exports } from "./abi";

const post = self as unknown as { postMessage(message: unknown, transfer?: Transferable[]): void };
let module: WebAssembly.Module | undefined;
let engine: Exports | undefined;
let fonts: { names: string[]; blobs: Uint8Array[] } | undefined;

/** What bundle.mjs packed into the page. */
async function unpacked(base64: string): Promise<Uint8Array> {
  const binary = atob(base64);
  const packed = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) packed[i] = binary.charCodeAt(i);
  try {
    // Faster, and there from Chromium 103 and Firefox 113 on.
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return inflateSync(packed);
  }
}

/** A new instance of the module, with nothing of an old one. */
async function start(): Promise<Exports> {
  if (!module) throw new Error("no engine");
  // The engine needs nothing from outside; what its libraries name (hash seeds) is never reached.
  const imports: WebAssembly.Imports = {};
  for (const { module: room, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind === "function") (imports[room] = imports[room] || {})[name] = () => 0;
  }
  const exports = (await WebAssembly.instantiate(module, imports)).exports as unknown as Exports;
  exports._initialize?.();
  if (fonts) ask(exports, { call: "fonts", names: fonts.names }, fonts.blobs);
  return exports;
}

/** Fonts out of one file: a frame of names and blobs. */
function unpackFonts(file: Uint8Array): { names: string[]; blobs: Uint8Array[] } {
  const { json, blobs } = unframe(file);
  if (!Array.isArray(json.names) || json.names.length !== blobs.length) throw new Error("no fonts");
  return { names: json.names, blobs };
}

async function answer(data: any): Promise<void> {
  const { number } = data;
  try {
    if (data.engine) {
      // Another worker may have unpacked and compiled it.
      const compiled = data.engine instanceof WebAssembly.Module;
      module = compiled ? data.engine : await WebAssembly.compile((await unpacked(data.engine)) as BufferSource);
      engine = await start();
      post.postMessage({ number, json: {}, blobs: [], module: compiled ? undefined : module });
      return;
    }
    if (data.fontFile) {
      fonts = unpackFonts(typeof data.fontFile === "string" ? await unpacked(data.fontFile) : data.fontFile);
      data.json = { call: "fonts", names: fonts.names, lang: data.lang };
      data.blobs = fonts.blobs;
    } else if (data.json.call === "fonts") {
      fonts = { names: data.json.names, blobs: data.blobs };
    }
    if (!engine) engine = await start();
    const { json, blobs } = ask(engine, data.json, data.blobs);
    post.postMessage(
      { number, json, blobs },
      blobs.map((blob) => blob.buffer as ArrayBuffer),
    );
  } catch (fault) {
    // A trap leaves the instance in no known state: the next question meets a new one.
    let message = String(fault);
    try {
      if (engine) message = lastWords(engine) || message;
    } catch {
      // The fault of before says enough.
    }
    engine = undefined;
    post.postMessage({ number, json: { error: { code: "panic", message } }, blobs: [] });
  }
}

let last = Promise.resolve();
self.onmessage = (event: MessageEvent) => {
  last = last.then(() => answer(event.data));
};
