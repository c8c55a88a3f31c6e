#!/usr/bin/env node
// The page in Chromium 86, the oldest it promises to work in: opened as a file, a text read, a line put back, Word saved and compared with the
// command's; dropped files and pasted text, fonts and a PDF.
//
//   page_old.mjs MODULES PAGE FONTS CHENGWEN [PICTURE]
//
// MODULES: a folder whose node_modules have chrome-aws-lambda 5.3.1, which has that Chromium in it, and puppeteer-core 5.3.1, which speaks to it.
// FONTS: 成文-fonts.bin.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliDecompressSync } from "node:zlib";

const [modules, page, fonts, program, picture] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "x.js"));
const puppeteer = require("puppeteer-core");
const scratch = mkdtempSync(join(tmpdir(), "chengwen-old-"));
const executablePath = join(resolve(modules), "chromium-86");
if (!existsSync(executablePath)) {
  const packed = readFileSync(join(resolve(modules), "node_modules", "chrome-aws-lambda", "bin", "chromium.br"));
  writeFileSync(executablePath, brotliDecompressSync(packed), { mode: 0o755 });
}

const DRAFT = "关于做好防汛工作的通知\n各县人民政府:\n为切实做好今年防汛工作,现将有关事项通知如下.\n一、压实防汛责任\n各地要严格落实责任制,主要负责同志要靠前指挥.\n某市人民政府办公室\n2026年5月18日\n分享到:微信 微博 QQ空间\n";

let held = 0;
let faults = 0;
const hold = (what, right) => {
  held += 1;
  if (right) return;
  faults += 1;
  console.log(`fault: ${what}`);
};

const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--single-process", "--no-zygote"], defaultViewport: { width: 1366, height: 768 } });
const version = await browser.version();
hold(`it is Chromium 86: ${version}`, /Chrome\/86\./.test(version));
const view = await browser.newPage();
view.setDefaultTimeout(60_000);
view.on("pageerror", (fault) => hold(`no fault in the page: ${fault.message}`, false));
// It does not know one word of the policy, which is there for newer ones, and says so.
view.on("console", (line) => hold(`a quiet console: ${line.text()}`, !["error", "warning"].includes(line.type()) || line.text().includes("'wasm-unsafe-eval''. It will be ignored")));
// This headless one saves nothing: what the page saves is caught.
await view.evaluateOnNewDocument(() => {
  window.caught = [];
  const blobs = new Map();
  const create = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    const address = create.call(URL, blob);
    blobs.set(address, blob);
    return address;
  };
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    if (!this.download) return click.call(this);
    void blobs
      .get(this.href)
      .arrayBuffer()
      .then((bytes) => window.caught.push({ name: this.download, bytes: btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("")) }));
  };
});
const saved = async (press) => {
  await view.evaluate(() => (window.caught = []));
  await press();
  await view.waitForFunction(() => window.caught.length);
  const { name, bytes } = await view.evaluate(() => window.caught[0]);
  return { name, bytes: Buffer.from(bytes, "base64") };
};
const native = (...args) => execFileSync(resolve(program), [...args, "--isolated", "--force", "--quiet"], { cwd: scratch });

const began = Date.now();
await view.goto(pathToFileURL(resolve(page)).href);
await view.evaluate((text) => {
  const data = new DataTransfer();
  data.items.add(new File([text], "通知.txt"));
  for (const kind of ["dragenter", "dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}, DRAFT);
await view.waitForSelector(".sheet svg");
console.log(`first document after ${((Date.now() - began) / 1000).toFixed(2)} s`);
writeFileSync(join(scratch, "通知.txt"), DRAFT);
native("convert", "通知.txt", "-o", "native.docx");
const word = await saved(() => view.click("#make-word"));
hold(`its name: ${word.name}`, word.name === "关于做好防汛工作的通知.docx");
hold("the bytes of the command", readFileSync(join(scratch, "native.docx")).equals(word.bytes));

await view.evaluate(() => document.querySelector(".line.removed").click());
await view.waitForSelector(".menu");
await view.evaluate(() => document.querySelector(".menu button").click());
await view.waitForFunction(() => !document.querySelector(".line.removed"));
hold("a line put back", !readFileSync(join(scratch, "native.docx")).equals((await saved(() => view.click("#make-word"))).bytes));
await view.keyboard.down("Control");
await view.keyboard.press("z");
await view.keyboard.up("Control");
await view.waitForSelector(".line.removed");

for (const tab of ["elements", "form", "text"]) {
  await view.click(`#tab-${tab}`);
  hold(`the tab ${tab} opens`, await view.evaluate((tab) => document.querySelector(`#tab-${tab}`).getAttribute("aria-selected") === "true", tab));
}
for (const button of ["#book", "#checklist"]) {
  await view.click(button);
  hold(`${button} opens`, await view.evaluate((button) => document.querySelector(button).getAttribute("aria-pressed") === "true", button));
  await view.click(button);
}
const wide = await view.evaluate(() => document.documentElement.scrollWidth - innerWidth);
hold(`nothing sticks out: ${wide}`, wide <= 0);
if (picture) await view.screenshot({ path: picture });

await (await view.$("#choose-fonts")).uploadFile(resolve(fonts));
await view.waitForFunction(() => document.querySelector("#make-pdf").getAttribute("aria-disabled") === "false");
native("convert", "通知.txt", "-o", "native.pdf");
const pdf = await saved(() => view.click("#make-pdf"));
hold("the bytes of the command's PDF", readFileSync(join(scratch, "native.pdf")).equals(pdf.bytes));

await browser.close();
rmSync(scratch, { recursive: true, force: true });
console.log(`${held} held, ${faults} faults`);
process.exit(faults ? 1 : 0);
