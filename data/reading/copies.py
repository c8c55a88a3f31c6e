#!/usr/bin/env python3
"""Makes a labelled corpus of the copies people have of the web pages of another one.

    data/reading/copies.py CORPUS OUT [--program chromium|w3m|lynx|html2text|soup|text|markdownify|marked]...

OUT gets `raw/`, `gold/` and `GROUPS.tsv`: for each page of CORPUS the text that each program makes of it, with the labels and the source of
the page, so that `cross_validate.py CORPUS … --read OUT` measures how copies of unseen pages are read. Chromium marks everything and copies
it (copies.mjs: needs node and playwright-core, see NODE_PATH there); the others write pages out for a terminal, as wide as people have it.
"""

import argparse
import json
import os
import random
import re
import subprocess
import tempfile
import zlib

import labels
import pages

# Columns of a terminal as it opens, of a wide one, and what no line reaches.
WIDTHS = (80, 80, 80, 132, 1000)
PROGRAMS = ("chromium", "w3m", "lynx", "html2text")
SCRIPTS = ("soup", "text", "markdownify", "marked")


def command(program, width):
    """What writes a page from the standard input out as text."""
    return {
        "w3m": ["w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8", "-cols", str(width)],
        "lynx": ["lynx", "-dump", "-stdin", "-force_html", "-assume_charset=utf-8", "-display_charset=utf-8", "-width=%d" % width],
        "html2text": ["html2text", "-utf8", "-width", str(width)],
    }[program]


def scripted(program, page):
    """What a script makes of a page; the ending of its file."""
    import html2text
    import markdownify
    from bs4 import BeautifulSoup

    if program == "marked":
        return html2text.HTML2Text(bodywidth=0).handle(page), "md"
    soup = BeautifulSoup(page, "html.parser")
    if program == "soup":
        return soup.get_text("\n", strip=True), "txt"
    for element in soup(["script", "style", "noscript"]):
        element.decompose()
    return (soup.get_text(), "txt") if program == "text" else (markdownify.markdownify(str(soup)), "md")


def copied(program, sources):
    """Name -> text of each page as `program` gives it, and the ending of its file."""
    if program in SCRIPTS:
        return {name: scripted(program, text) for name, text in sources.items()}
    if program == "chromium":
        with tempfile.TemporaryDirectory() as folder:
            for name, text in sources.items():
                pages.write(folder, name, text)
            out = os.path.join(folder, "out")
            subprocess.run(["node", os.path.join(pages.HERE, "copies.mjs"), folder, out], check=True)
            found = {name: os.path.join(out, name[:-5] + ".txt") for name in sources}
            return {name: (open(path, encoding="utf8").read(), "txt") for name, path in found.items() if os.path.exists(path)}
    made = {}
    for name, text in sources.items():
        width = random.Random(zlib.crc32((program + name).encode())).choice(WIDTHS)
        run = subprocess.run(command(program, width), input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        made[name] = run.stdout.decode("utf8", "replace"), "txt"
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("out")
    parser.add_argument("--program", action="append", choices=PROGRAMS + SCRIPTS)
    arguments = parser.parse_args()
    gold, groups = labels.gold_of(arguments.corpus), labels.groups_of(arguments.corpus)
    sources = {}
    for name in sorted(gold):
        if name.endswith(".html"):
            text = pages.text_of(os.path.join(arguments.corpus, "raw", name), gold[name])
            sources[name] = re.sub(r"""(?i)(charset\s*=\s*["']?)[\w-]+""", r"\1utf-8", text)
    rows = ["id\tgroup\tseen"]
    for program in arguments.program or ["chromium"]:
        for name, (text, kind) in copied(program, sources).items():
            # A page whose text a script writes leaves nothing, and one cut inside of characters is refused.
            if len(re.findall("[\u4e00-\u9fff]", text)) < 100 or "\ufffd" in text:
                continue
            item = dict(gold[name], id="%s_%s" % (gold[name]["id"], program), encoding="utf-8", kind=kind)
            item["file"] = "%s.%s" % (item["id"], kind)
            pages.write(os.path.join(arguments.out, "raw"), item["file"], text)
            pages.write(os.path.join(arguments.out, "gold"), item["id"] + ".json", json.dumps(item, ensure_ascii=False))
            group, seen = groups[gold[name]["id"]]
            rows.append("%s\t%s\t%s" % (item["id"], group, "yes" if seen else "no"))
    pages.write(arguments.out, "GROUPS.tsv", "\n".join(rows) + "\n")
    print("%d copies" % (len(rows) - 1))


if __name__ == "__main__":
    main()
