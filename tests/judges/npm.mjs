// The package of npm, installed in an empty folder as anybody installs it: what it writes is what the command writes, its README runs, and its
// types are those of the schema and hold.
//
//   node npm.mjs PACKAGE.tgz CHENGWEN INPUT...

import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [archive, program, ...inputs] = process.argv.slice(2);
const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "npm-"));
let faults = 0;
let held = 0;
const hold = (what, right) => {
  held += 1;
  if (right) return;
  faults += 1;
  console.log(`fault: ${what}`);
};
const run = (command, ...args) => execFileSync(command, args, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] }).toString();
const native = (args, ending = "docx") => {
  const output = join(folder, `native.${ending}`);
  execFileSync(program, [...args, "--isolated", "--quiet", "--force", "-o", output]);
  return readFileSync(output);
};
const same = (what, got, wanted) => hold(`${what}: other bytes`, got && wanted.equals(got));

writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
run("npm", "install", "--silent", "--no-audit", "--no-fund", "--offline", resolve(archive));
const home = join(folder, "node_modules", "chengwen");
const { load, ChengwenError } = await import(pathToFileURL(join(home, "index.js")).href);
const chengwen = await load();
same("its version", Buffer.from(chengwen.about().version), Buffer.from(JSON.parse(readFileSync(join(home, "package.json"))).version));

for (const input of inputs) {
  const result = chengwen.convert(readFileSync(input), { name: basename(input), to: ["docx", "json"] });
  same(input, result.documents.docx, native(["convert", input]));
  same(`${input} as JSON`, result.documents.json, native(["convert", input], "json"));
  hold(`${input}: it says what was read`, result.title && result.pages > 0 && result.lines.length > 0);
}
const sources = inputs.map((input) => ({ name: input, source: readFileSync(input) }));
same("bound", chengwen.bind(sources, { title: "工作材料汇编" }).documents.docx, native(["bind", "--title", "工作材料汇编", ...inputs]));
same("a string", chengwen.convert(readFileSync(inputs[0], "utf8"), { name: inputs[0] }).documents.docx, native(["convert", inputs[0]]));
hold("reading writes nothing", !Object.keys(chengwen.read(readFileSync(inputs[0])).documents || {}).length);

const refused = (code, act) => {
  let met;
  try {
    act();
  } catch (error) {
    met = error;
  }
  hold(`refused with ${code}: ${met?.code}`, met instanceof ChengwenError && met.code === code && met.message);
};
refused("empty", () => chengwen.convert(""));
refused("options", () => chengwen.convert("关于春播的通知", { template: "nothing" }));
refused("bad-record", () => chengwen.convert("关于春播的通知", { colour: "red" }));
refused("fonts", () => chengwen.convert("关于春播的通知", { to: ["pdf"] }));
const fonts = join(root, "fonts");
chengwen.useFonts(readdirSync(fonts).filter((name) => name.endsWith(".ttf")).map((name) => ({ name, bytes: readFileSync(join(fonts, name)) })));
same("a PDF", chengwen.convert(readFileSync(inputs[0]), { name: inputs[0], to: ["pdf"] }).documents.pdf, native(["convert", inputs[0]], "pdf"));

// What its README shows is run as it stands there.
const readme = readFileSync(join(home, "README.md"), "utf8").match(/```js\n([^]*?)```/)[1];
cpSync(join(root, "examples", "notice.html"), join(folder, "通知.html"));
writeFileSync(join(folder, "readme.mjs"), readme);
run("node", "readme.mjs");
same("the README's document", readFileSync(join(folder, "通知.docx")), native(["convert", "通知.html", "--set", "发文字号=青农〔2026〕1号"].map((part) => (part === "通知.html" ? join(folder, part) : part))));

// Its types: as many options as the schema has, and a program that keeps to them; one that does not is refused.
const schema = JSON.parse(readFileSync(join(root, "docs", "schema", "options.schema.json"), "utf8"));
const types = readFileSync(join(home, "types", "npm", "index.d.ts"), "utf8").match(/interface Options \{([^]*?)\n\}/)[1];
const typed = [...types.matchAll(/^ {4}(\w+)\?:/gm)].map(([, name]) => name);
hold("the options of the types are those of the schema", typed.sort().join() === Object.keys(schema.properties).sort().join());
const check = (text) => {
  writeFileSync(join(folder, "typed.ts"), `import { load, type Result } from "chengwen";\nconst chengwen = await load();\n${text}\n`);
  const tsc = join(root, "web", "page", "node_modules", ".bin", "tsc");
  try {
    execFileSync(tsc, ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom", "typed.ts"], { cwd: folder });
    return true;
  } catch (fault) {
    if (/typed\.ts/.test(fault.stdout)) return false;
    throw fault;
  }
};
hold("a right program passes", check('const result: Result = chengwen.convert("通知", { to: ["docx"], toc: true });\nconst bytes: Uint8Array | undefined = result.documents.docx;\nvoid bytes;'));
hold("a wrong option does not", !check('chengwen.convert("通知", { colour: "red" });'));
hold("a wrong format does not", !check('chengwen.convert("通知", { to: ["odt"] });'));

rmSync(folder, { recursive: true });
console.log(`${held} held, ${faults} faults`);
process.exit(faults ? 1 : 0);
