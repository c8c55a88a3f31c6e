#!/usr/bin/env python3
"""Does the imprint (版记) of an issued document stay at the foot of its page, and whole, when a clerk goes on writing?

Each Word file is edited as a clerk would: a line of text more, ten lines more, one more 抄送机关, all of that on a full page. Then
LibreOffice shows it, and the last page is looked at: the imprint stands there with all its text, its last rule on the edge of the type
area, no text inside of it; while no page was added, that page is an even one if it was before.

usage: imprint.py FILE.docx ...        exits 1 when an imprint is out of place
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import pdfplumber

MM = 25.4 / 72
BOTTOM = 262
CLOSE = 1.0
BOX = re.compile(r"<w:txbxContent>.*?</w:txbxContent>", re.S)


def text_of(markup):
    return "".join(re.findall(r"<w:t[ >][^<]*", markup)).replace("<w:t xml:space=\"preserve\">", "").replace("<w:t>", "")


def add_lines(xml, count):
    """The last long paragraph of the text, a line of which is written `count` times below it."""
    body = xml[: xml.rindex("<mc:AlternateContent")]
    runs = list(re.finditer(r"<w:p>(?:(?!</w:p>).)*?</w:p>", body, re.S))
    long = [run for run in runs if len(text_of(run.group(0))) > 30 and "<w:tc>" not in run.group(0)]
    if not long:
        return None
    last = long[-1]
    line = re.sub(r"<w:bookmark[^>]*/>", "", last.group(0))
    line = re.sub(r"(<w:t[^>]*>)[^<]*(</w:t>)", r"\1\2", line, flags=re.S)
    line = line.replace("</w:t>", "各地要及时报告有关情况。</w:t>", 1)
    return xml[: last.end()] + line * count + xml[last.end():]


def add_copy(xml):
    """One more 抄送机关, of a name that makes the line longer than it was."""
    box = BOX.search(xml)
    found = re.search(r"(抄送：[^<]*)。</w:t>", box.group(0)) if box else None
    if not found:
        return None
    more = found.group(0).replace("。</w:t>", "，驻本市各单位以及各人民团体和各行业协会、商会的办公室。</w:t>")
    return xml.replace(found.group(0), more)


EDITS = {
    "as it is": lambda xml: xml,
    "a line more": lambda xml: add_lines(xml, 1),
    "ten lines more": lambda xml: add_lines(xml, 10),
    "one 抄送机关 more": add_copy,
}


def rewritten(source, target, xml):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))


def look(pdf, wanted):
    """What is wrong with the last page, and how many pages there are."""
    with pdfplumber.open(pdf) as document:
        page, count = document.pages[-1], len(document.pages)
        wide = [line for line in page.rects + page.lines if line["x1"] - line["x0"] > 400]
        rules = sorted((line["top"] + line["bottom"]) / 2 * MM for line in wide)
        chars = [char for char in page.chars if char["text"].strip()]
    faults = []
    seen = "".join(char["text"] for char in sorted(chars, key=lambda char: (round(char["top"] / 6), char["x0"])))
    seen = re.sub(r"\s", "", seen)
    tail = re.sub(r"\s", "", wanted)[-12:]
    if tail not in seen:
        faults.append(f"the last page is without the end of the imprint: {tail}")
    if rules and abs(rules[-1] - BOTTOM) > CLOSE:
        faults.append(f"the last rule stands at {rules[-1]:.2f} mm instead of {BOTTOM}")
    if rules:
        inside = [char for char in chars if rules[0] < (char["top"] + char["bottom"]) / 2 * MM < rules[-1] + 1]
        missing = len(re.sub(r"\s", "", wanted)) - len(inside)
        if missing:
            faults.append(f"{abs(missing)} characters {'less' if missing > 0 else 'more'} between the rules than the imprint has")
    return faults, count


def main():
    out, faults, looked = pathlib.Path(tempfile.mkdtemp(prefix="imprint.")), [], 0
    sources = [pathlib.Path(name) for name in sys.argv[1:]]
    edited = []
    for source in sources:
        xml = zipfile.ZipFile(source).read("word/document.xml").decode()
        box = BOX.search(xml)
        if not box:
            continue
        for number, (name, edit) in enumerate(EDITS.items()):
            changed = edit(xml)
            if changed is not None:
                target = out / f"{source.stem}-{number}.docx"
                rewritten(source, target, changed)
                edited.append((source.stem, name, target, text_of(BOX.search(changed).group(0))))
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", out, *(entry[2] for entry in edited)],
                   check=True, capture_output=True)
    before = {}
    for stem, name, target, wanted in edited:
        found, count = look(target.with_suffix(".pdf"), wanted)
        before.setdefault(stem, count)
        if count == before[stem] and count % 2 != before[stem] % 2:
            found.append("the page is an odd one")
        faults += [f"{stem}, {name}: {fault}" for fault in found]
        looked += 1
    shutil.rmtree(out)
    print(*faults, f"{looked} imprints looked at, {len(faults)} faults", sep="\n")
    if not looked:
        sys.exit("no imprint found")
    sys.exit(bool(faults))


main()
