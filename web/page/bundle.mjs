// Makes one HTML file of the page and the engine. The same input gives the same bytes.
//
//   node bundle.mjs --engine ENGINE.wasm --out 成文.html [--font A.ttf]…
//   node bundle.mjs --fonts-only 成文-fonts.bin --font A.ttf…

import { build } from "esbuild";
import { deflateSync } from "fflate";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: { engine: { type: "string" }, out: { type: "string" }, font: { type: "string", multiple: true }, "fonts-only": { type: "string" }, worker: { type: "string" } },
});

/** The fonts as one file: the frame of a message, names and blobs. */
function fonts(paths) {
  const blobs = paths.map((path) => readFileSync(path));
  const head = Buffer.from(JSON.stringify({ names: paths.map((path) => basename(path)), blobs: blobs.map((blob) => blob.length) }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return Buffer.concat([length, head, ...blobs]);
}

/** Bytes as text for the page: packed by code that is the same on every machine, unlike zlib's. */
const packed = (bytes) => Buffer.from(deflateSync(bytes, { level: 9 })).toString("base64");

async function script(entry) {
  const { outputFiles } = await build({ entryPoints: [join(here, entry)], bundle: true, minify: true, format: "iife", target: ["chrome86", "firefox78"], charset: "utf8", legalComments: "none", write: false });
  // Nothing inside of a script may look like its end.
  return outputFiles[0].text.trim().replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--");
}

async function style() {
  const { outputFiles } = await build({ entryPoints: [join(here, "style.css")], minify: true, target: ["chrome86", "firefox78"], charset: "utf8", write: false });
  return outputFiles[0].text.trim();
}

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

if (values["fonts-only"]) {
  writeFileSync(values["fonts-only"], fonts(values.font || []));
} else {
  const parts = {
    STYLE: await style(),
    SCRIPT: await script("main.ts"),
    WORKER: await script(values.worker || "worker.ts"),
    ENGINE: values.engine ? packed(readFileSync(values.engine)) : "",
    FONTS: values.font ? packed(fonts(values.font)) : "",
  };
  // Only this script and this style; 'unsafe-eval' is what browsers before 2022 want for WebAssembly.
  parts.POLICY = `default-src 'none'; script-src ${hash(parts.SCRIPT)} 'wasm-unsafe-eval' 'unsafe-eval' blob:; worker-src blob:; style-src ${hash(parts.STYLE)}; img-src data: blob:; font-src data: blob:; base-uri 'none'; form-action 'none'`;
  const page = readFileSync(join(here, "index.html"), "utf8").replace(/%([A-Z]+)%/g, (whole, name) => (name in parts ? parts[name] : whole));
  writeFileSync(values.out, page);
}
