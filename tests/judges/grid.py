#!/usr/bin/env python3
"""22 lines a page, 28 characters a line, as LibreOffice renders it.

A page that others follow must reach line 22, unless what follows is no body text: a heading that moved to keep to its
text, a row that moved as a whole, an ending with a blank line above. A line holds at most 28 cells and one hanging mark.

usage: grid.py [--gap] FILE.docx...           exits 1 on a fault
"""
import re
import sys
import tempfile
import zipfile

from lxml import etree

import render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def not_body(docx):
    """The text of every paragraph that is no body text."""
    root = etree.fromstring(zipfile.ZipFile(docx).read("word/document.xml"))
    for paragraph in root.iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(W + "val") != "GongwenBody":
            yield re.sub(r"\s", "", "".join(t.text or "" for t in paragraph.iter(W + "t")))


def begins(line, others):
    """Whether a line begins one of the paragraphs; the first line of a title in two lines is shorter than its paragraph."""
    return any(text and (line.startswith(text[:10]) or text.startswith(line[:10])) for text in others)


def faults(pages, others):
    for i, (number, lines) in enumerate(pages):
        slots = [round(((c[0]["top"] + c[0]["bottom"]) / 2 - render.TOP) / render.PITCH + 0.5) for c in lines]
        last = max(slots, default=0)
        if last > 22:
            yield f"page {number}: line {last} of 22"
        following = [render.text(line) for line in (pages[i + 1][1] if i + 1 < len(pages) else [])[:1]]
        if last < 22 and not all(begins(line, others) for line in following):
            yield f"page {number}: ends at line {last} though text follows"
        for line in lines:
            hung = render.text(line)[-1] in "，。、；：！？"
            room = render.RIGHT + (render.CELL if hung else 0) + 1.5
            if line[-1]["x1"] > room or line[0]["x0"] < render.LEFT - 1.5:
                yield f"page {number}: out of the type area: {render.text(line)}"


def judge(docx, gap):
    with tempfile.TemporaryDirectory() as folder:
        pages = [(number, lines) for number, lines in render.pages(render.pdf(docx, folder, gap)) if number]
    found = list(faults(pages, set(not_body(docx))))
    full = sum(1 for _, lines in pages if len(lines) == 22)
    most = max((sum(1 for c in line if ord(c["text"][0]) > 0x2000) for _, lines in pages for line in lines), default=0)
    for fault in found:
        print(f"{docx}: {fault}")
    print(f"{docx}: {len(pages)} pages, {full} with 22 lines, longest line {most} characters, {len(found)} faults")
    return len(found)


def main(arguments):
    files = [a for a in arguments if a != "--gap"]
    return 1 if sum(judge(file, "--gap" in arguments) for file in files) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
