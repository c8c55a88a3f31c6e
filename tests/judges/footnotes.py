#!/usr/bin/env python3
"""Footnotes: the pages of PDF and DOCX (rendered by LibreOffice) hold the same text and the same footnotes.

Made-up reports with a footnote in every few sentences, short and long ones, some anchored in the title, in headings and in
cells. In the PDF: on every page the numbers ①②③… once each in the text and again before the footnotes, each footnote whole, at most
turned over to the next page. In the DOCX: the same characters on every page, for three reports of four at least: where the second line of a paragraph
brings a footnote for which there is no room, LibreOffice 7.4 takes the first one along to the next page, though it fits.

usage: footnotes.py CHENGWEN [REPORTS]        exits 1 on a difference
"""
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter

import render

SENTENCES = [
    "全县河湖长共三百二十六名，巡河覆盖率达到百分之九十八", "各乡镇把责任落实到村到户，建立问题台账，逐项销号",
    "县级财政安排专项资金1200万元，用于河道清淤和岸线整治", "对群众反映的问题，坚持当日受理、三日答复",
    "水质自动监测站由6个增加到11个，断面达标率稳步提高", "下一步要在常态长效上下功夫，防止反弹",
]
LONG = "按国家统一口径计算，与上年公布的口径有所不同，主要是把小型水库和山塘的水面面积计入在内，比较时应当注意。"


def report(seed):
    """A report as Markdown, and its footnotes."""
    rng = random.Random(seed)
    notes = []

    def note(share):
        if rng.random() >= share:
            return ""
        notes.append(f"第{len(notes) + 1}条注：" + LONG * rng.choice([0, 0, 1, 1, 2, 3]) + "完。")
        return f"[^{len(notes)}]"

    lines = [f"# 关于推进河湖长制工作的报告{note(.5)}"]
    for heading in ["一、基本情况", "二、主要做法", "三、存在问题", "四、下一步打算"]:
        lines.append(f"## {heading}{note(.3)}")
        for _ in range(rng.randint(4, 9)):
            stretch = [rng.choice(SENTENCES) + note(.2) for _ in range(rng.randint(2, 7))]
            lines.append("，".join(stretch) + "。")
        lines.append(f"| 乡镇 | 河长 |\n|---|---|\n| 甲镇{note(.4)} | 十二 |\n| 乙镇 | 九 |")
    return "\n\n".join(lines + [f"[^{i}]: {text}" for i, text in enumerate(notes, 1)]) + "\n", notes


SIGNS = {chr(0x2460 + i): i + 1 for i in range(20)}


def pages(pdf):
    """The text of each page, without white space and the number of the page."""
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    out = []
    for page in text.split("\f")[:-1]:
        page = re.sub(r"[.…]{4,}", "", page)
        page = re.sub(r"\s*(—\s*\d+\s*—|[IVXLCDM]+)\s*$", "", page)
        out.append(re.sub(r"\s", "", page))
    return out


def faults(name, pages, notes):
    """What is wrong with the PDF."""
    for number, page in enumerate(pages, 1):
        signs = Counter(SIGNS[c] for c in page if c in SIGNS)
        if signs != Counter({n: 2 for n in range(1, len(signs) + 1)}):
            yield f"{name} page {number}: numbers {dict(signs)}"
    for text in notes:
        whole = any(text in page for page in pages)
        turned = any(text[:cut] in page and text[cut:] in after
                     for page, after in zip(pages, pages[1:]) for cut in range(8, len(text)))
        if not (whole or turned):
            yield f"{name}: the footnote {text[:8]}… is neither on one page nor on two that follow each other"


def differs(ours, theirs):
    """The first page, from 1, on which LibreOffice has other text; the numbers of footnotes are left to it."""
    heap = [[Counter(c for c in page if c not in SIGNS) for page in pages] for pages in (ours, theirs)]
    return next((i for i, (one, other) in enumerate(zip(*heap), 1) if one != other), None)


def main():
    chengwen, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 6
    found, other, anchored, total = [], [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            text, notes = report(seed)
            source = pathlib.Path(folder) / f"r{seed}.md"
            source.write_text(text, encoding="utf8")
            subprocess.run([chengwen, "convert", "-q", "--to", "docx,pdf", "-o", folder, source], check=True)
            ours = pages(source.with_suffix(".pdf"))
            rendered = pathlib.Path(folder) / "rendered"
            theirs = pages(render.pdf(source.with_suffix(".docx"), rendered))
            found += faults(source.name, ours, notes)
            page = differs(ours, theirs)
            other += [f"{source.name}: LibreOffice parts on page {page}"] if page else []
            anchored, total = anchored + len(notes), total + len(ours)
    print(*found[:40], *other, sep="\n")
    print(f"footnotes: {anchored} on {total} pages of {count} reports, {len(found)} faults; "
          f"{count - len(other)} reports page for page as LibreOffice has them")
    sys.exit(bool(found) or len(other) * 4 > count or anchored == 0)


main()
