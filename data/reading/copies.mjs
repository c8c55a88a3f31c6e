// Pages as somebody copies them in a browser: everything marked, copied, pasted into a text file.
//
//     node data/reading/copies.mjs PAGES OUT [CHROMIUM]
//
// PAGES holds pages in UTF-8 (.html). Needs playwright-core (`npm install playwright-core`, or NODE_PATH) and a Chromium. Nothing is
// fetched, and no script of a page runs.

import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [pages, out, executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
const { chromium } = createRequire(path.resolve('package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
await context.route('**/*', (route) => (route.request().isNavigationRequest() ? route.continue() : route.abort()));
fs.mkdirSync(out, { recursive: true });
for (const name of fs.readdirSync(pages).filter((name) => name.endsWith('.html')).sort()) {
  const page = await context.newPage();
  try {
    const waits = { timeout: 20000, waitUntil: 'domcontentloaded' };
    await page.goto(pathToFileURL(path.resolve(pages, name)).href, waits);
    const text = await page.evaluate(() => {
      const selection = window.getSelection();
      selection.selectAllChildren(document.body);
      const marked = selection.toString();
      // A page that forbids to mark its text is copied by other means.
      return marked.length * 2 > document.body.innerText.length ? marked : document.body.innerText;
    });
    fs.writeFileSync(path.join(out, name.replace(/\.html$/, '.txt')), text);
  } catch (fault) {
    console.error(`${name}: ${fault}`);
  }
  await page.close();
}
await browser.close();
