#!/usr/bin/env python3
"""Every number in the table of contents must be the page LibreOffice puts the heading on.

usage: toc_pages.py [--gap] FILE.docx...      exits 1 on a mismatch
"""
import re
import sys
import tempfile
import zipfile

from lxml import etree

import render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def entries(docx):
    """(text of the heading, page in the table of contents) for every entry."""
    root = etree.fromstring(zipfile.ZipFile(docx).read("word/document.xml"))
    headings = {}
    for paragraph in root.iter(W + "p"):
        for mark in paragraph.iter(W + "bookmarkStart"):
            headings[mark.get(W + "name")] = squeeze("".join(t.text or "" for t in paragraph.iter(W + "t")))
    out = []
    for link in root.iter(W + "hyperlink"):
        number = [t.text or "" for t in link.iter(W + "t")][-1]
        out.append((headings[link.get(W + "anchor")], int(number)))
    return out


def squeeze(text):
    return re.sub(r"\s", "", text)


def rendered(pdf):
    """All lines of the articles as one text, with the offsets where a line begins and its page."""
    text, starts = "", {}
    for number, lines in render.pages(pdf):
        for line in lines if number else []:
            starts[len(text)] = number
            text += render.text(line)
    return text, starts


def judge(docx, gap):
    with tempfile.TemporaryDirectory() as folder:
        text, starts = rendered(render.pdf(docx, folder, gap))
    wrong, at = 0, 0
    wanted = entries(docx)
    for heading, page in wanted:
        found = text.find(heading, at)
        while found >= 0 and found not in starts:
            found = text.find(heading, found + 1)
        if found < 0:
            print(f"{docx}: not found: {heading}")
            wrong += 1
            continue
        at = found + len(heading)
        if starts[found] != page:
            print(f"{docx}: {heading}: contents says {page}, rendered on {starts[found]}")
            wrong += 1
    print(f"{docx}: {len(wanted) - wrong} of {len(wanted)} entries on the page they say")
    return wrong


def main(arguments):
    files = [a for a in arguments if a != "--gap"]
    return 1 if sum(judge(file, "--gap" in arguments) for file in files) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
