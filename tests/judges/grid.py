#!/usr/bin/env python3
"""22 lines a page, 28 characters a line, as LibreOffice renders it.

A page that others follow must reach line 22, unless what follows had to move with a heading (its first line is not set
in body type) or starts an article. A line holds at most 28 cells, and one hanging mark.

usage: grid.py [--gap] FILE.docx...           exits 1 on a fault
"""
import sys
import tempfile
from collections import Counter

import render


def face(line):
    return (line[0]["fontname"], round(line[0]["size"]))


def faults(pages):
    body = Counter(face(line) for _, lines in pages for line in lines).most_common(1)[0][0]
    for i, (number, lines) in enumerate(pages):
        slots = [round(((c[0]["top"] + c[0]["bottom"]) / 2 - render.TOP) / render.PITCH + 0.5) for c in lines]
        if slots and max(slots) > 22:
            yield f"page {number}: line {max(slots)} of 22"
        following = pages[i + 1][1] if i + 1 < len(pages) else []
        if following and face(following[0]) == body and max(slots, default=0) < 22:
            yield f"page {number}: ends at line {max(slots, default=0)} though text follows"
        for line in lines:
            hung = render.text(line)[-1] in "，。、；：！？"
            room = render.RIGHT + (render.CELL if hung else 0) + 1.5
            if line[-1]["x1"] > room or line[0]["x0"] < render.LEFT - 1.5:
                yield f"page {number}: out of the type area: {render.text(line)}"


def judge(docx, gap):
    with tempfile.TemporaryDirectory() as folder:
        pages = [(number, lines) for number, lines in render.pages(render.pdf(docx, folder, gap)) if number]
    found = list(faults(pages))
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
