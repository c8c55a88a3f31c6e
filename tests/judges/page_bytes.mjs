// The engine of the page writes the same bytes as the program: every input goes through both.
//
//   node page_bytes.mjs CHENGWEN ENGINE.wasm INPUT...
//
// Also: nothing is imported, no panic stays unseen, and the preview of every page is well-formed and whole.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const [program, engine, ...inputs] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(engine));
const folder = mkdtempSync(join(tmpdir(), "page-bytes-"));
let faults = 0;
const fault = (text) => {
  faults += 1;
  console.log(text);
};

const imports = WebAssembly.Module.imports(module);
if (imports.length > 0) fault(`imports: ${imports.map((entry) => entry.name).join(", ")}`);

let exports = new WebAssembly.Instance(module, {}).exports;

/** Asks the engine; a trap is an error with what the panic said. */
function call(request, blobs = []) {
  const json = new TextEncoder().encode(JSON.stringify({ ...request, blobs: blobs.map((blob) => blob.length) }));
  const message = Buffer.alloc(4 + json.length + blobs.reduce((sum, blob) => sum + blob.length, 0));
  message.writeUInt32LE(json.length);
  message.set(json, 4);
  let at = 4 + json.length;
  for (const blob of blobs) {
    message.set(blob, at);
    at += blob.length;
  }
  const given = exports.alloc(message.length);
  new Uint8Array(exports.memory.buffer, given, message.length).set(message);
  let got;
  try {
    got = exports.call(given, message.length);
  } catch (trap) {
    const said = exports.last_words();
    const length = said ? new DataView(exports.memory.buffer).getUint32(said, true) : 8;
    const words = Buffer.from(exports.memory.buffer, said + 8, length - 8).toString();
    exports = new WebAssembly.Instance(module, {}).exports;
    return { reply: { error: { code: "panic", message: words || String(trap) } }, blobs: [] };
  }
  exports.free(given, message.length);
  const length = new DataView(exports.memory.buffer).getUint32(got, true);
  const bytes = Buffer.from(new Uint8Array(exports.memory.buffer, got + 8, length - 8));
  exports.free(got, length);
  const size = bytes.readUInt32LE(0);
  const reply = JSON.parse(bytes.subarray(4, 4 + size).toString());
  let from = 4 + size;
  return { reply, blobs: (reply.blobs ?? []).map((blob) => bytes.subarray(from, (from += blob))) };
}

/** What the program writes; none if it refuses the input. */
function native(args, ending = "docx") {
  const output = join(folder, `native.${ending}`);
  rmSync(output, { force: true });
  try {
    execFileSync(program, [...args, "--isolated", "-q", "-o", output], { stdio: ["ignore", "ignore", "pipe"] });
  } catch {
    return undefined;
  }
  return readFileSync(output);
}

/** One document of the engine against one of the program. */
function compare(name, reply, expected) {
  if (reply.error) {
    if (expected || reply.error.code === "panic") fault(`${name}: ${reply.error.code}: ${reply.error.message}`);
    return;
  }
  if (!expected) return fault(`${name}: the program refuses it, the engine does not`);
  const { blobs, reply: written } = call({ call: "write", id: reply.id, to: ["docx"] });
  if (written.error) fault(`${name}: ${written.error.message}`);
  else if (!expected.equals(blobs[0])) fault(`${name}: other bytes (${expected.length}, ${blobs[0].length})`);
  for (let number = 0; number < reply.pages; number++) {
    const { svg, error } = call({ call: "page", id: reply.id, number }).reply;
    if (error) fault(`${name}: page ${number}: ${error.message}`);
    else if (!svg.endsWith("</svg>") || /NaN|inf|undefined/.test(svg.replace(/>[^<]*</g, "><"))) fault(`${name}: page ${number} is no SVG`);
  }
  if (!call({ call: "page", id: reply.id, number: reply.pages }).reply.error) fault(`${name}: a page too many`);
  call({ call: "drop", id: reply.id });
}

const about = call({ call: "about" }).reply;
if (about.rules.length < 100) fault("about: no rules");
let compared = 0;
for (const input of inputs) {
  const { reply } = call({ call: "read", name: basename(input), options: {} }, [readFileSync(input)]);
  for (const line of reply.lines ?? []) {
    let at = 0;
    for (const { from, to, before } of line.edits) {
      if (from < at || line.text.slice(from, to) !== before) fault(`${input}: line ${line.number}: an edit at ${from} is not there`);
      at = to;
    }
  }
  compare(input, reply, native(["convert", input]));
  compared += 1;
}
// The first three bound into one.
const parts = inputs.slice(0, 3);
const whole = call(
  { call: "bind", inputs: parts.map((path) => ({ name: path })), options: { title: "工作材料汇编" } },
  parts.map((path) => readFileSync(path)),
);
compare("bound", whole.reply, native(["bind", "--title", "工作材料汇编", ...parts]));
// With the fonts, PDF as well; without them it is refused with the code the page waits for.
const pdf = (input) => {
  const { id } = call({ call: "read", name: basename(input) }, [readFileSync(input)]).reply;
  return call({ call: "write", id, to: ["pdf"] });
};
if (pdf(inputs[0]).reply.error?.code !== "fonts") fault("a PDF without fonts");
const fonts = fileURLToPath(new URL("../../fonts/", import.meta.url));
const names = readdirSync(fonts).filter((name) => name.endsWith(".ttf"));
call({ call: "fonts", names }, names.map((name) => readFileSync(join(fonts, name))));
for (const input of parts) {
  const expected = native(["convert", input], "pdf");
  const { blobs, reply } = pdf(input);
  if (!blobs[0] || !expected?.equals(blobs[0])) fault(`${input}: another PDF ${reply.error?.message ?? ""}`);
}
// What is not there is told.
if (!call({ call: "page", id: 12345, number: 0 }).reply.error) fault("a page of nothing");
rmSync(folder, { recursive: true });
console.log(`${compared} documents compared, ${faults} faults`);
process.exit(faults ? 1 : 0);
