#!/usr/bin/env node
// The page 成文.html in a real browser, opened as a file, as a clerk uses it; what it writes is compared with the command's.
//
//   page.mjs MODULES PAGE CHENGWEN [PICTURES]
//
// MODULES: a folder whose node_modules have playwright-core and axe-core. PAGE: the page, with 成文-fonts.bin beside it. CHENGWEN: the command.
// PICTURES: a folder for pictures of what was seen. Needs /usr/bin/chromium.
// BROWSER=firefox: in /usr/bin/firefox instead, as Debian has it (playwright-core 1.60: later ones ask it for what its ESR has not). Nothing can
// be dropped there as the system does it, nor a download be waited for: what scripts make up is dropped, and what the page saves is caught.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { inflateRawSync } from "node:zlib";

const [modules, page, program, pictures] = process.argv.slice(2);
if (!modules || !page || !program) {
  console.error("page.mjs MODULES PAGE CHENGWEN [PICTURES]");
  process.exit(64);
}
// It is run in a folder of its own.
const chengwen = resolve(program);
const require = createRequire(join(resolve(modules), "x.js"));
const playwright = require("playwright-core");
const firefox = process.env.BROWSER === "firefox";
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const address = pathToFileURL(resolve(page)).href;
const scratch = mkdtempSync(join(tmpdir(), "chengwen-page-"));


// Pages of a long text that may be drawn before anybody scrolls.
const DRAWN = 12;

const DRAFT = `当前位置:首页 > 政务公开 > 通知公告
关于做好2026年防汛抗旱工作的通知
各县人民政府,市政府各部门:
为切实做好今年防汛抗旱工作,确保人民群众生命财产安全,现将有关事项通知如下。
一、压实防汛责任
各地各部门要严格落实防汛责任制,主要负责同志要靠前指挥,对重点水库、堤防逐一明确责任人。
汛期值班安排
汛期实行24小时值班,重要雨情、水情、险情在30分钟内报告,不得迟报、漏报、瞒报。
某市人民政府办公室
2026年5月18日
分享到:微信 微博 QQ空间
`;
const PUT_BACK = "分享到:微信 微博 QQ空间";
const HEADING = "汛期值班安排";

const letter = (name, day) => `关于召开${name}会议的通知
各单位：
现将召开${name}会议的有关事项通知如下，请认真贯彻执行，不得缺席。
一、时间地点
定于5月${day}日上午9时在三楼会议室召开${name}会议，会期半天，请提前十分钟到场。
某市人民政府办公室
2026年5月1日
`;

let faults = 0;
let seen = 0;

function hold(what, right, more = "") {
  seen += 1;
  if (right) return;
  faults += 1;
  console.log(`fault: ${what}${more ? `: ${more}` : ""}`);
}

const same = (what, got, wanted) => hold(what, got === wanted, `${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);

const browser = firefox
  ? await playwright.firefox.launch({ executablePath: "/usr/bin/firefox", channel: "moz-firefox" })
  : await playwright.chromium.launch({
      executablePath: "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
console.log(`${firefox ? "Firefox" : "Chromium"} ${browser.version()}`);

// A window on the page in which nothing may go wrong, and nothing may be asked for.
async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "zh-CN", acceptDownloads: true, ...options });
  const view = await context.newPage();
  context.on("request", (request) => hold("asks for nothing outside", /^(file|blob|data):/.test(request.url()), request.url()));
  view.on("websocket", (socket) => hold("opens no socket", false, socket.url()));
  view.on("pageerror", (fault) => hold("no fault in the page", false, fault.message));
  view.on("console", (line) => hold("a quiet console", !["error", "warning"].includes(line.type()), line.text()));
  view.setDefaultTimeout(20_000);
  if (firefox) {
    // What the page saves, by its link.
    await view.addInitScript(() => {
      window.caught = [];
      const click = HTMLAnchorElement.prototype.click;
      HTMLAnchorElement.prototype.click = function () {
        if (this.download) window.caught.push({ name: this.download, address: this.href });
        else click.call(this);
      };
      const blobs = new Map();
      const create = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        const address = create.call(URL, blob);
        blobs.set(address, blob);
        return address;
      };
      window.caughtBytes = async (address) => {
        const bytes = new Uint8Array(await blobs.get(address).arrayBuffer());
        return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      };
    });
  }
  await view.goto(address);
  return view;
}

const picture = async (view, name) => {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await view.screenshot({ path: join(pictures, `${name}.png`) });
};

// Drops paths as the system does: the browser makes of them what the page gets. What scripts make up is another thing: Chromium lets a page from
// the disk read its files in ways it does not let it read dropped ones.
async function droppedPaths(view, ...paths) {
  const session = await view.context().newCDPSession(view);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  const { width, height } = view.viewportSize();
  for (const type of ["dragEnter", "dragOver", "drop"]) await session.send("Input.dispatchDragEvent", { type, x: width / 2, y: height / 2, data });
  await session.detach();
}

// Files for the page by their names, in a folder of their own; their paths.
function laid(files) {
  const folder = mkdtempSync(join(scratch, "laid-"));
  return files.map(([name, text]) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof text === "string" ? text : new Uint8Array(text));
    return path;
  });
}

const dropped = (view, files) =>
  !firefox
    ? droppedPaths(view, ...laid(files))
    : view.evaluate((files) => {
        const data = new DataTransfer();
        for (const [name, text] of files) data.items.add(new File([typeof text === "string" ? text : new Uint8Array(text)], name));
        for (const kind of ["dragenter", "dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
      }, files);

// Firefox gives what scripts paste no text.
const pasted = async (view, text) => {
  if (firefox) {
    await view.click("#empty-paste");
    await view.fill("#paste-text", text);
    await view.keyboard.press("Control+Enter");
    return;
  }
  await view.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
};

const drawn = (view) => view.waitForSelector(".sheet:not(.old) svg");
const settled = (view) => view.waitForFunction(() => !document.querySelector("#list li.reading, #list li.waiting, .sheet.old"));
const shown = (view) => view.evaluate(() => Array.from(document.querySelectorAll(".sheet svg text"), (text) => text.textContent).join(""));
const row = (text) => `.line:has-text(${JSON.stringify(text)})`;
const saved = async (view, press) => {
  if (firefox) {
    await view.evaluate(() => (window.caught = []));
    await press();
    await view.waitForFunction(() => window.caught.length);
    const { name, address } = await view.evaluate(() => window.caught[0]);
    const bytes = Buffer.from(await view.evaluate((address) => window.caughtBytes(address), address), "base64");
    const path = join(scratch, `${Math.random().toString(36).slice(2)}-${name}`);
    writeFileSync(path, bytes);
    return { name, path, bytes };
  }
  const [download] = await Promise.all([view.waitForEvent("download"), press()]);
  const path = join(scratch, `${Math.random().toString(36).slice(2)}-${download.suggestedFilename()}`);
  await download.saveAs(path);
  return { name: download.suggestedFilename(), path, bytes: readFileSync(path) };
};

// The parts of a package, by their names, read from its directory.
function unzipped(bytes) {
  const parts = {};
  let at = bytes.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  if (at < 0) return parts;
  const count = bytes.readUInt16LE(at + 10);
  at = bytes.readUInt32LE(at + 16);
  for (let i = 0; i < count; i++) {
    const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((where) => bytes.readUInt16LE(at + where));
    const begin = bytes.readUInt32LE(at + 42);
    const data = begin + 30 + bytes.readUInt16LE(begin + 26) + bytes.readUInt16LE(begin + 28);
    const raw = bytes.subarray(data, data + packed);
    parts[bytes.toString("utf8", at + 46, at + 46 + name)] = method ? inflateRawSync(raw) : raw;
    at += 46 + name + extra + comment;
  }
  return parts;
}

const native = (...args) => execFileSync(chengwen, [...args, "--isolated", "--force", "--quiet"], { cwd: scratch });

async function accessible(view, where) {
  await view.evaluate(axe);
  const { violations } = await view.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
  const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  hold(`accessible: ${where}`, !bad.length, bad.map(({ id, nodes }) => `${id} (${nodes.slice(0, 3).map(({ target }) => target.join(" ")).join(", ")})`).join("; "));
}

const parts = {
  async "a file dropped, a line put back, a line made a heading, the same bytes as the command"() {
    const view = await open();
    same("says what to do", await view.locator("#empty-title").innerText(), "把文件拖到这里，或粘贴文本，即得合乎国家标准的公文");
    hold("says that nothing leaves", (await view.locator("#empty .private").innerText()).includes("不联网"));
    await picture(view, "empty");
    await accessible(view, "empty");
    await dropped(view, [["通知.txt", DRAFT]]);
    await drawn(view);
    same("a line for each of the input", await view.locator(".line:not(.blank)").count(), 11);
    const struck = view.locator(row(PUT_BACK));
    hold("the removed line is struck", (await struck.locator("s").count()) === 1);
    hold("the rule in words", /[\u4e00-\u9fff]/.test(await struck.locator(".tag").innerText()));
    hold("what was removed is on no page", !(await shown(view)).includes("分享"));
    hold("changes are marked", (await view.locator(".line mark").count()) > 3);
    await view.hover(".line mark >> nth=0");
    hold("what stood there before shows", (await view.locator(".tip").innerText()).includes("改为"));
    await picture(view, "text");
    await accessible(view, "text");

    await struck.click();
    await accessible(view, "menu");
    await view.click(".menu button:has-text('放回')");
    await view.waitForSelector(`${row(PUT_BACK)}.decided:not(.removed)`);
    await settled(view);
    hold("what was put back is on the page", (await shown(view)).includes("微博"));
    await view.keyboard.press("Control+z");
    await view.waitForSelector(`${row(PUT_BACK)}.removed`);
    await settled(view);
    hold("undone", !(await shown(view)).includes("微博"));
    await view.keyboard.press("Control+y");
    await view.waitForSelector(`${row(PUT_BACK)}:not(.removed)`);

    await view.click(row(HEADING));
    await view.click(".menu button:has-text('一级标题')");
    await view.waitForSelector(`${row(HEADING)}.decided .is-heading-1`);
    await settled(view);
    await picture(view, "decided");
    // From a line to the page, and back.
    await view.waitForSelector(".sheet .hot");
    hold("the line is marked on the page", (await view.locator(".sheet .hot").evaluateAll((all) => all.map((one) => one.textContent).join(""))).includes("汛期值班"));
    await view.evaluate(() => {
      document.querySelector('.sheet [data-line="6"]').dispatchEvent(new MouseEvent("click", { bubbles: true }));
    });
    hold("a click on the page goes to the line", (await view.locator(".line[aria-selected=true]").innerText()).includes("靠前指挥"));

    await view.click("#rules");
    const rules = await saved(view, () => view.click(".menu button:has-text('保存规则')"));
    same("the rules are called so", rules.name, "rules.toml");
    const word = await saved(view, () => view.click("#make-word"));
    same("named after its title", word.name, "关于做好2026年防汛抗旱工作的通知.docx");
    const package_ = unzipped(word.bytes);
    hold("a package of Word", "[Content_Types].xml" in package_ && (package_["word/document.xml"] || "").includes("汛期值班安排"));
    writeFileSync(join(scratch, "通知.txt"), DRAFT);
    native("convert", "通知.txt", "--rules", rules.path, "-o", "native.docx");
    hold("the same bytes as the command with the saved rules", readFileSync(join(scratch, "native.docx")).equals(word.bytes));
    native("convert", "通知.txt", "-o", "plain.docx");
    hold("other bytes without the rules", !readFileSync(join(scratch, "plain.docx")).equals(word.bytes));

    // The rules come back on another day.
    const again = await open();
    await dropped(again, [["通知.txt", DRAFT]]);
    await drawn(again);
    await again.setInputFiles("#choose-rules", rules.path);
    await again.waitForSelector(`${row(PUT_BACK)}:not(.removed)`);
    await again.waitForSelector(`${row(HEADING)} .is-heading-1`);
    await settled(again);
    hold("loaded rules give the same bytes", (await saved(again, () => again.click("#make-word"))).bytes.equals(word.bytes));
  },

  async "several at once, one of them bad, one an archive; bound as one"() {
    const view = await open();
    writeFileSync(join(scratch, "丁.txt"), letter("丁", 14));
    execFileSync("python3", ["-c", "import zipfile,sys; z=zipfile.ZipFile('包.zip','w'); z.write('丁.txt')"], { cwd: scratch });
    await dropped(view, [
      ["甲.txt", letter("甲", 11)],
      ["坏.png", [137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0]],
      ["乙.txt", letter("乙", 12)],
      ["丙.txt", letter("丙", 13)],
      ["包.zip", [...readFileSync(join(scratch, "包.zip"))]],
    ]);
    await view.waitForFunction(() => document.querySelectorAll("#list li.done").length === 4 && document.querySelectorAll("#list li.failed").length);
    const bad = view.locator("#list li.failed");
    same("one bad file", await bad.count(), 1);
    hold("it says why", (await bad.innerText()).length > 12, await bad.innerText());
    hold("the archive is unpacked", (await view.locator("#list").innerText()).includes("丁会议"));
    await picture(view, "list");

    await view.click("#book");
    await view.fill("#book-title", "会议通知汇编");
    await view.fill("#book-organ", "某市人民政府办公室");
    await view.fill("#book-date", "2026年8月");
    await view.uncheck("[aria-label='收入“关于召开丁会议的通知”']");
    // 丙 to the top, by keyboard.
    await view.focus("[aria-label='收入“关于召开丙会议的通知”']");
    for (let i = 0; i < 4; i++) await view.keyboard.press("Alt+ArrowUp");
    // What was dropped stands in natural order; the rest stays in it.
    const names = (await view.locator(".order .name").allInnerTexts()).filter((name) => /[甲乙丙]/.test(name));
    hold("the order is the clerk's", /^[^,]*丙[^,]*,[^,]*甲[^,]*,[^,]*乙/.test(names.join()), names.join());
    await view.click("#book-make");
    await drawn(view);
    await view.waitForFunction(() => /会议通知汇编/.test(document.querySelector(".sheet")?.textContent?.replace(/\s/g, "") || ""));
    await picture(view, "book");
    await accessible(view, "book");
    const book = await saved(view, () => view.click("#make-word"));
    same("the book's name", book.name, "会议通知汇编.docx");
    for (const [name, day] of [["甲", 11], ["乙", 12], ["丙", 13]]) writeFileSync(join(scratch, `${name}.txt`), letter(name, day));
    native("bind", "丙.txt", "甲.txt", "乙.txt", "--order", "given", "--title", "会议通知汇编", "--organ", "某市人民政府办公室", "--date", "2026年8月", "-o", "native-book.docx");
    hold("the same bytes as the command's bind", readFileSync(join(scratch, "native-book.docx")).equals(book.bytes));

    await view.click("#checklist");
    await view.waitForSelector("#checks table");
    hold("the checklist names the bad file", (await view.locator("#checks tr.failed").innerText()).includes("坏.png"));
    await picture(view, "checklist");
    await accessible(view, "checklist");
    const table = await saved(view, () => view.click("#check-csv"));
    hold("a table with its mark of UTF-8", table.bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) && table.bytes.toString().includes("文件"));
    hold("a page of its own", (await saved(view, () => view.click("#check-html"))).bytes.toString().includes("<table"));

    const all = await saved(view, () => view.click("#make-all"));
    same("all in one archive", Object.keys(unzipped(all.bytes)).filter((name) => name.endsWith(".docx")).length, 4);

    // All away, and back.
    await view.click("#checklist");
    await view.click("#clear");
    await view.waitForSelector("body[data-view=empty]");
    await view.keyboard.press("Control+z");
    await view.waitForSelector("body[data-view=files]");
    same("cleared and back", await view.locator("#list li").count(), 5);
  },

  async "folders: dropped, chosen, and where the browser keeps them shut"() {
    const folder = "材料";
    const numbers = [20, 3, 1, 11, 10, 2];
    const order = "甲乙丙丁戊己";
    const inNumber = [...numbers].sort((a, b) => a - b);
    const [first] = laid([
      ...numbers.map((number, i) => [`${folder}/${number}.txt`, letter(order[inNumber.indexOf(number)], i + 1)]),
      [`${folder}/子/深/壬.txt`, letter("壬", 13)],
      [`${folder}/.DS_Store`, "x"],
      [`${folder}/~$草稿.docx`, "x"],
    ]);
    const names = (view) => view.locator("#list li .file").evaluateAll((all) => all.map((one) => one.textContent.replace(/.*召开(.)会议.*/, "$1")).join(""));
    for (const way of ["dropped", "chosen"]) {
      const view = await open();
      if (way === "dropped") await droppedPaths(view, dirname(first));
      else await view.setInputFiles("#choose-folder", dirname(first));
      await view.waitForFunction(() => document.querySelectorAll("#list li.done").length === 7);
      same(`a folder ${way}: its files and those below, without leftovers`, await view.locator("#list li").count(), 7);
      same(`a folder ${way}: in natural order`, await names(view), `${order}壬`);
    }
    const view = await open();
    await droppedPaths(view, dirname(laid([["空/.DS_Store", "x"]])[0]));
    hold("an empty folder is told", (await view.locator("#toasts .toast").innerText()).includes("没有找到"));
    // As in browsers that have no handles.
    await view.evaluate(() => delete DataTransferItem.prototype.getAsFileSystemHandle);
    await droppedPaths(view, dirname(first));
    await view.waitForSelector("#toasts .toast:has-text('按钮选择')");
    const [chooser] = await Promise.all([view.waitForEvent("filechooser"), view.click("#toasts .toast:has-text('按钮选择') button")]);
    await chooser.setFiles(dirname(first));
    await view.waitForFunction(() => document.querySelectorAll("#list li.done").length === 7);
  },

  async "a hundred files: by several workers, the bytes of the command, the time beside its time"() {
    const names = Array.from({ length: 100 }, (_, i) => `第${i + 1}次`);
    const paths = laid(names.map((name, i) => [`百/${name}.txt`, letter(name, 1 + (i % 28)).repeat(1 + (i % 7))]));
    const view = await open();
    // Its workers have begun.
    await view.waitForTimeout(3000);
    const began = Date.now();
    await droppedPaths(view, dirname(paths[0]));
    await view.waitForFunction(() => document.querySelectorAll("#list li.done").length === 100, undefined, { timeout: 60_000, polling: 100 });
    const archive = unzipped((await saved(view, () => view.click("#make-all"))).bytes);
    const page = Date.now() - began;
    const more = Date.now();
    native("convert", dirname(paths[0]), "-o", "hundred");
    // Told and not judged: it says as much of who else works here.
    console.log(`a hundred files: ${(page / 1000).toFixed(2)} s, the command ${((Date.now() - more) / 1000).toFixed(2)} s, workers ${view.workers().length}`);
    hold("as many workers as there are cores, four at most", view.workers().length === Math.min(4, availableParallelism()), String(view.workers().length));
    same("all are written", Object.keys(archive).length, 100);
    const written = Object.fromEntries(names.map((name) => [readFileSync(join(scratch, "hundred", `${name}.docx`)).toString("latin1"), name]));
    const found = new Set(Object.values(archive).map((part) => written[part.toString("latin1")]));
    hold("each with the bytes of the command", names.every((name) => found.has(name)), names.filter((name) => !found.has(name)).join());
    // A worker that is stopped loses what it holds, and it is read again.
    await view.evaluate(() => document.querySelector("#stop").click());
    await view.click("#list li:nth-child(50) .file");
    await drawn(view);
    hold("read again after all was stopped", (await saved(view, () => view.click("#make-word"))).bytes.length > 2000);
  },

  async "fonts that come later reach every worker"() {
    const names = Array.from({ length: 20 }, (_, i) => `第${i + 1}件`);
    const paths = laid(names.map((name, i) => [`件/${name}.txt`, letter(name, 1 + i)]));
    const view = await open();
    // Its workers have begun.
    await view.waitForTimeout(3000);
    if (firefox) await dropped(view, names.map((name, i) => [`${name}.txt`, letter(name, 1 + i)]));
    else await droppedPaths(view, dirname(paths[0]));
    await view.waitForFunction(() => document.querySelectorAll("#list li.done").length === 20);
    await view.setInputFiles("#choose-fonts", join(dirname(resolve(page)), "成文-fonts.bin"));
    await view.waitForFunction(() => document.querySelector("#make-pdf").getAttribute("aria-disabled") === "false");
    const archive = unzipped((await saved(view, () => view.click("#make-all"))).bytes);
    const pdfs = Object.entries(archive).filter(([name]) => name.endsWith(".pdf"));
    same("a PDF of each", pdfs.length, 20);
    native("convert", dirname(paths[0]), "-o", "pdfs", "--to", "pdf");
    const written = new Set(names.map((name) => readFileSync(join(scratch, "pdfs", `${name}.pdf`)).toString("latin1")));
    hold("with the bytes of the command", pdfs.every(([, bytes]) => written.has(bytes.toString("latin1"))));
  },

  async "elements: the standard's faults stand at their fields"() {
    const view = await open();
    await pasted(view, DRAFT);
    await drawn(view);
    await view.click("#tab-elements");
    await view.fill("[data-key=发文字号]", "某政发1号");
    await view.keyboard.press("Tab");
    await view.waitForSelector("[data-key=发文字号][aria-invalid=true]");
    hold("the fault at the field", (await view.locator("#element-发文字号-fault").innerText()).includes("〔"));
    same("and at no other", await view.locator("[aria-invalid=true]").count(), 1);
    same("nothing is written meanwhile", await view.getAttribute("#make-word", "aria-disabled"), "true");
    await picture(view, "elements");
    await accessible(view, "elements");
    await view.fill("[data-key=发文字号]", "某政发〔2026〕1号");
    await view.keyboard.press("Tab");
    await view.fill("[data-key=发文机关标志]", "某市人民政府文件");
    await view.keyboard.press("Tab");
    await settled(view);
    await view.waitForFunction(() => document.querySelector(".sheet svg")?.textContent.includes("某政发"));
    await view.click("#tab-form");
    await view.check("#template-hongtou", { force: true });
    await settled(view);
    await picture(view, "form");
    await accessible(view, "form");
    const word = await saved(view, () => view.click("#make-word"));
    writeFileSync(join(scratch, "要素.txt"), DRAFT);
    native("convert", "要素.txt", "--template", "hongtou", "--set", "发文字号=某政发〔2026〕1号", "--set", "发文机关标志=某市人民政府文件", "-o", "elements.docx");
    hold("the same bytes with elements and template", readFileSync(join(scratch, "elements.docx")).equals(word.bytes));
    same("PDF says why it is not there", await view.getAttribute("#make-pdf", "aria-disabled"), (await view.evaluate(() => document.querySelector("#make-pdf").title)) ? "true" : "false");
  },

  async "the keyboard alone"() {
    const view = await open();
    const reach = async (selector, key = "Tab") => {
      for (let i = 0; i < 60; i++) {
        if (await view.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
        await view.keyboard.press(key);
      }
      hold(`the keyboard reaches ${selector}`, false);
    };
    await reach("#empty-paste");
    await view.keyboard.press("Enter");
    await view.keyboard.insertText(DRAFT);
    await view.keyboard.press("Control+Enter");
    await drawn(view);
    await reach(".line");
    await view.keyboard.press("End");
    await view.keyboard.press("ArrowUp");
    for (let i = 0; i < 20 && !(await view.evaluate((text) => document.activeElement?.textContent.includes(text), PUT_BACK)); i++) await view.keyboard.press("ArrowUp");
    if (await view.evaluate((text) => !document.activeElement?.textContent.includes(text), PUT_BACK)) await view.keyboard.press("End");
    for (let i = 0; i < 3 && (await view.evaluate((text) => !document.activeElement?.textContent.includes(text), PUT_BACK)); i++) await view.keyboard.press("ArrowUp");
    await view.keyboard.press("Enter");
    await view.waitForSelector(".menu");
    await view.keyboard.press("Enter");
    await view.waitForSelector(`${row(PUT_BACK)}:not(.removed)`);
    await settled(view);
    hold("the focus stays on the line", await view.evaluate((text) => document.activeElement?.textContent.includes(text), PUT_BACK));
    await view.keyboard.press("Delete");
    await view.waitForSelector(`${row(PUT_BACK)}.removed`);
    await view.keyboard.press("Home");
    await view.keyboard.press("Enter");
    await view.waitForSelector(".menu");
    await view.keyboard.press("Escape");
    same("Escape closes the menu", await view.locator(".menu").count(), 0);
    await reach("#tab-text", "Shift+Tab");
    await view.keyboard.press("ArrowRight");
    same("arrows go through the tabs", await view.getAttribute("#tab-elements", "aria-selected"), "true");
    await reach("#make-word", "Shift+Tab");
    hold("written by the keyboard", (await saved(view, () => view.keyboard.press("Enter"))).bytes.length > 2000);
  },

  async "both languages"() {
    const view = await open({ locale: "en-US" });
    same("English where the browser is", await view.locator("#empty-title").innerText(), "Drop files here, or paste text, and get a document in the official format");
    await view.click("#sample");
    await drawn(view);
    const chinese = /[\u4e00-\u9fff]/;
    const own = await view.evaluate(() => Array.from(document.querySelectorAll("button:not(.file):not(#language), .tag, label, legend, th, #strip .why, #template-now"), (one) => one.textContent).filter(Boolean));
    hold("no Chinese among the words of the page", !own.some((word) => chinese.test(word)), own.filter((word) => chinese.test(word)).join());
    await picture(view, "english");
    await view.click("#language");
    await view.waitForFunction(() => document.querySelector("#make-word").textContent === "生成 Word");
    // The words of the page change at once; those of the engine come with the next reading, which is asked for a moment later.
    const told = view.waitForFunction(() => /[\u4e00-\u9fff]/.test(document.querySelector(".line.removed .tag")?.textContent));
    hold("rules in Chinese, too", await told.then(() => true, () => false));
    await settled(view);
    same("the language of the page is said", await view.getAttribute("html", "lang"), "zh-CN");
  },

  async "a hostile text stays text"() {
    const view = await open();
    const evil = `<img src=x onerror="window.hit=1"><script>window.hit=1</script>\n关于做好工作的通知\n各单位：\n请点“</text><script>window.hit=1</script>”，&lt;b&gt;，不要当真，认真执行。\n<svg onload="window.hit=1">\n`;
    await dropped(view, [["<b>坏名.txt", evil]]);
    await drawn(view);
    await view.waitForTimeout(200);
    same("nothing of it ran", await view.evaluate(() => window.hit), undefined);
    same("nothing of it became an element", await view.locator("#list b, #lines script, #lines img, .sheet script, .sheet foreignObject").count(), 0);
    hold("a policy that lets nothing in", (await view.getAttribute("meta[http-equiv=Content-Security-Policy]", "content")).startsWith("default-src 'none'"));
  },

  async "a long text, and the time to the first document"() {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "zh-CN" });
    const view = await context.newPage();
    view.setDefaultTimeout(20_000);
    const begin = Date.now();
    await view.goto(address);
    await view.click("#sample");
    await view.waitForSelector(".sheet svg");
    const first = (Date.now() - begin) / 1000;
    // Here nobody listens to the console, which tells of the refusal.
    const reached = await view.evaluate(() => fetch("https://example.com/").then(() => "reached", (fault) => fault.message));
    hold("the policy refuses the net", reached !== "reached" && /fetch/.test(reached), reached);
    // Told and not judged: the time says as much of the machine as of the page.
    console.log(`first document after ${first.toFixed(2)} s`);
    const long = `关于全面推进基层工作的报告\n${Array.from({ length: 4000 }, (_, i) => `第${i + 1}项工作要抓紧抓实，各地各部门要结合实际，制定方案，明确责任，限期完成，确保取得实效，不走过场。`).join("\n")}\n`;
    await dropped(view, [["长文.txt", long]]);
    await view.click("#list li:last-child .file");
    await view.waitForFunction(() => Number(document.querySelector("#page-number").max) > 100, undefined, { timeout: 60_000 });
    await drawn(view);
    const count = await view.locator(".sheet").count();
    const pictures_ = await view.locator(".sheet svg").count();
    hold("a long text is drawn where it is looked at", count > 100 && pictures_ <= DRAWN, `${pictures_} of ${count}`);
    await view.fill("#page-number", String(count));
    await view.keyboard.press("Enter");
    await view.waitForSelector(`.sheet[data-page="${count - 1}"] svg`);
    hold("and its end can be seen", /确保取得实效/.test(await view.locator(`.sheet[data-page="${count - 1}"]`).evaluate((one) => one.textContent)));
    await view.evaluate(() => document.querySelector("#lines").firstChild.firstChild.focus());
    await view.keyboard.press("End");
    await view.waitForFunction(() => Number(document.activeElement?.dataset.number) >= 4001);
    await context.close();
  },

  async "dark, on paper, in other sizes"() {
    const view = await open({ colorScheme: "dark" });
    await view.click("#sample");
    await drawn(view);
    await picture(view, "dark");
    await accessible(view, "dark");
    // The pages on paper: as many leaves as there are pages, and nothing else.
    const count = await view.locator(".sheet").count();
    await view.evaluate(() => (window.print = () => (document.body.dataset.sent = "")));
    await view.click("#print");
    await view.waitForSelector("body[data-sent]");
    const paper = firefox ? "" : (await view.pdf({ preferCSSPageSize: true, format: "A4" })).toString("latin1");
    if (!firefox) same("leaves on paper", (paper.match(/\/Type\s*\/Page\b(?!s)/g) || []).length, count);
    await view.evaluate(() => dispatchEvent(new Event("afterprint")));
    for (const [width, height, name] of [[1093, 614, "125"], [2560, 1440, "large"], [3840, 2160, "4k"]]) {
      await view.setViewportSize({ width, height });
      await view.waitForTimeout(200);
      const wide = await view.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      hold(`nothing sticks out at ${width}`, wide <= 0, `${wide} pixels`);
      const cut = await view.evaluate(() => Array.from(document.querySelectorAll("#bar button, .tabs [role=tab]")).filter((one) => one.offsetParent && (one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > innerWidth)).map((one) => one.id));
      hold(`no button is cut at ${width}`, !cut.length, cut.join());
      await picture(view, name);
    }
  },
};

// ONLY=words: the parts whose names have them.
// Only Chromium is told by the judge what the system drops.
const here = ([name]) => name.includes(process.env.ONLY || "") && !(firefox && /^(folders|a hundred)/.test(name));
for (const [name, part] of Object.entries(parts).filter(here)) {
  const before = faults;
  try {
    await part();
  } catch (fault) {
    hold(name, false, String(fault.message).split("\n").slice(0, 4).join(" "));
  }
  console.log(`${faults === before ? "ok" : "FAILED"}: ${name}`);
}
await browser.close();
rmSync(scratch, { recursive: true, force: true });
console.log(`${seen} held, ${faults} faults`);
process.exit(faults ? 1 : 0);
