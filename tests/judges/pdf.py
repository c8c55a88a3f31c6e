#!/usr/bin/env python3
"""Is a PDF the document it should be? Asked of qpdf, pdffonts, pdftotext, pdftoppm, and LibreOffice for the DOCX beside it.

For every NAME.pdf with NAME.json (and, unless --no-docx, NAME.docx) in the same folder:
  qpdf       no complaint
  fonts      every font embedded, with ToUnicode
  text       the document's, in order, nothing missing, nothing added but numbers, dots and repeated heads of tables; that of the
             cover on pages without a number, on which else nothing stands
  contents   every entry points to the page its heading stands on
  lines      22 on every page that text follows; none begins or ends with a mark that must not stand there
  ink        none outside 28-184 x 37-262 mm but the number of the page
  headings   on the same page as in the DOCX rendered by LibreOffice

usage: pdf.py [--no-docx] [--most=N] FILE.pdf...           exits 1 on a fault, or with more than N files that have one (disagreement with LibreOffice is only told)
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from collections import Counter

import render
from PIL import Image

NO_START = "，。、；：！？）》〉」』】〕〗｝］”’…·・％‰℃°′″～｜／﹐﹑﹒﹔﹕﹖﹗,.;:!?)]}%"
NO_END = "（《〈「『【〔〖｛［“‘￥$([{"
NUMBER = re.compile(r"\s*(—\s*\d+\s*—|[IVXLCDM]+)\s*$")
DPI, MM = 120, 120 / 25.4
AREA = (28, 37, 184, 262)
SLACK = 0.3  # mm: a side bearing, the blur of rendering


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


def squeeze(text):
    """Without white space; private characters, which PDF/A does not allow as text, as the box that is drawn for them."""
    return re.sub("[\ue000-\uf8ff]", "□", re.sub(r"\s|[\u200b-\u200f\ufe00-\ufe0f\u00ad]", "", text))


def articles(document):
    return document.get("articles") or [document]


def front(article):
    lines = [*article["kicker"], *article["title_lines"], *article["subtitle"]]
    byline, unit = article["byline"], article["unit"]
    lines += [byline] if byline and byline != unit else []
    lines += [unit] if unit else []
    return lines


def expected(document):
    """The texts of the document in order; a dateline is made of source and date, so it is matched as a pattern."""
    for article in articles(document):
        yield "".join(front(article)), article
        for block in set_blocks(article["blocks"]):
            yield block["text"], None


def cover(document):
    """What the cover says; nothing without one."""
    if not document["compilation"] or not document["title"]:
        return ""
    return squeeze("".join([document["title"], *document.get("publisher", []), document.get("published", "")]))


def set_blocks(blocks):
    """The blocks that pages show: no caption without its picture or table."""
    def other(found):
        return next((b["type"] for b in found if b["type"] != "caption"), None)

    for i, block in enumerate(blocks):
        beside = {other(reversed(blocks[:i])), other(blocks[i + 1:])}
        if block["type"] != "caption" or beside & {"picture", "table"}:
            yield block


def wanted(document):
    """A regular expression for the whole text."""
    parts = []
    for text, article in expected(document):
        parts.append(re.escape(squeeze(text)))
        if article is not None:
            source, date = article["source"] or "", article["date"] or ""
            parts.append("(?:（(?:来源：" + re.escape(squeeze(source)) + ")?" + "(?:" + re.escape(squeeze(date)) + ")?）)?")
    return parts


def text_faults(pdf, document):
    pages = run("pdftotext", "-raw", pdf, "-").stdout.split("\f")[:-1]
    body, silent = "", ""
    for page in pages:
        found = NUMBER.search(page)
        if not found:
            silent += squeeze(page)
        elif "—" in found.group(0):
            body += squeeze(page[: found.start()])
    if silent != cover(document):
        yield f"text: on pages without a number {silent[:40]!r}"
    heads = {squeeze(b["text"].split("\n")[0]) for a in articles(document) for b in a["blocks"] if b["type"] == "table"}
    at = 0
    for part in wanted(document):
        found = re.compile(part).match(body, at)
        if found:
            at = found.end()
            continue
        # A table over pages repeats its head.
        row = next_rows(part, body, at, heads)
        if row is None:
            plain = part.replace("\\", "")
            same = next((i for i, (a, b) in enumerate(zip(plain, body[at:])) if a != b), min(len(plain), len(body) - at))
            yield f"text: expected {plain[same:same + 20]!r}, found {body[at + same:at + same + 20]!r}"
            return
        at = row
    if at != len(body):
        yield f"text: more than the document has: {body[at:at + 30]!r}"


def next_rows(part, body, at, heads):
    plain = re.sub(r"\\(.)", r"\1", part)
    for head in sorted(heads, key=len, reverse=True):
        if not plain.startswith(head):
            continue
        i = 0
        while i < len(plain):
            if at < len(body) and body[at] == plain[i]:
                at, i = at + 1, i + 1
            elif body.startswith(head, at):
                at += len(head)
            else:
                return None
        return at
    return None


def font_faults(pdf):
    for line in run("pdffonts", pdf).stdout.splitlines()[2:]:
        if line.split()[-5:-2] != ["yes", "yes", "yes"]:
            yield f"fonts: {line}"


def face(line):
    return (line[0]["fontname"], round(line[0]["size"]))


# Lines of text that go over with a signature, so that name and date do not stand alone on the last page: two, and all of a paragraph of
# three, of which none may stay alone.
CLOSING = 3


def endings(document):
    """Names and dates that sign. An order has its date above its name."""
    blocks = (block for article in articles(document) for block in article["blocks"])
    return {squeeze(block["text"]) for block in blocks if block["type"] in ("signature", "date")}


def slot(line):
    """The line of the type area it stands on, from 1."""
    return round(((line[0]["top"] + line[0]["bottom"]) / 2 - render.TOP) / render.PITCH + 0.5)


def gone_over(lines, endings):
    """How many lines of the page a name and date at its head take with the text that went over with them; none if no text had to."""
    signing = [i for i, line in enumerate(lines) if squeeze("".join(c["text"] for c in line)) in endings]
    first = next(iter(signing), None)
    if first is None or first > CLOSING:
        return 0
    last = next((i for i in range(first, len(lines)) if i + 1 not in signing), first)
    return slot(lines[last])


def line_faults(pages, endings):
    body = Counter(face(line) for _, lines in pages for line in lines).most_common(1)[0][0]
    for i, (number, lines) in enumerate(pages):
        end = max(map(slot, lines), default=0)
        following = pages[i + 1][1] if i + 1 < len(pages) else []
        if end > 22:
            yield f"lines: page {number}: line {end} of 22"
        # What went over would not have found room here.
        kept = end + gone_over(following, endings) > 22
        if following and face(following[0]) == body and end < 22 and not kept:
            yield f"lines: page {number} ends at line {end} though text follows"
        for line in lines:
            text = render.text(line)
            # A paragraph may begin with anything, and its first line is indented.
            first = line[0]["x0"] > render.LEFT + render.CELL
            if text and (text[0] in NO_START and not first or text[-1] in NO_END):
                yield f"lines: page {number}: {text}"


def ink_faults(pdf):
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-r", str(DPI), "-gray", str(pdf), f"{folder}/p")
        for number, path in enumerate(sorted(pathlib.Path(folder).glob("*.pgm")), 1):
            image = Image.open(path).point(lambda v: 255 if v < 200 else 0)
            if image.width > image.height:
                # A turned sheet, its left edge at the top: back upright it keeps the same type area.
                image = image.transpose(Image.Transpose.ROTATE_90)
            left, top, right, bottom = AREA
            inside = [(left - SLACK) * MM, (top - SLACK) * MM, (right + SLACK) * MM, (bottom + SLACK) * MM]
            image.paste(0, [round(v) for v in inside])
            image.paste(0, [round(v * MM) for v in (left, bottom + 3, right, bottom + 12)])
            if image.getbbox():
                yield f"ink: page {number}: {[round(v / MM, 1) for v in image.getbbox()]} mm"


def headings(document):
    for article in articles(document):
        if article["title"]:
            yield squeeze("".join(article["title_lines"]))
        for block in article["blocks"]:
            if block["type"] in ("h1", "h2", "h3", "h4"):
                yield squeeze(block["text"])


def heading_pages(pages, wanted):
    text, starts = "", {}
    for number, lines in pages:
        for line in lines if number else []:
            starts[len(text)] = number
            text += render.text(line)
    at, found = 0, []
    for heading in wanted:
        place = text.find(heading, at)
        while place >= 0 and place not in starts:
            place = text.find(heading, place + 1)
        found.append(starts.get(place))
        at = place + len(heading) if place >= 0 else at
    return found


def contents_faults(pdf, document, found):
    for page in run("pdftotext", "-raw", pdf, "-").stdout.split("\f")[:-1]:
        number = NUMBER.search(page)
        if not number or "—" in number.group(0):
            continue
        for entry in re.split(r"(?<=\d)\n", page[: number.start()]):
            parts = re.match(r"(?:目\s*录)?(.*?)\s*\.{3,}\s*(\d+)$", entry.replace("\n", ""))
            if parts:
                text = squeeze(parts.group(1))
                pages = [p for h, p in zip(headings(document), found) if text == h or text.startswith(h + "（")]
                if pages and int(parts.group(2)) not in pages:
                    yield f"contents: {text} says {parts.group(2)}, stands on {pages}"


def judge(pdf, with_docx, totals):
    document = json.loads(pdf.with_suffix(".json").read_text(encoding="utf8"))
    faults = []
    check = run("qpdf", "--check", str(pdf))
    if check.returncode:
        faults.append(f"qpdf: {check.stderr.strip() or check.stdout.strip()}")
    every = render.pages(pdf)
    pages = [(number, lines) for number, lines in every if number]
    here = heading_pages(pages, headings(document))
    faults += [*font_faults(str(pdf)), *text_faults(str(pdf), document), *line_faults(pages, endings(document)), *ink_faults(pdf)]
    faults += contents_faults(str(pdf), document, here)
    faults += [f"heading not found: {h}" for h, p in zip(headings(document), here) if p is None]
    told = []
    if with_docx:
        with tempfile.TemporaryDirectory() as folder:
            there = heading_pages(render.pages(render.pdf(pdf.with_suffix(".docx"), folder)), headings(document))
        told = [f"{h}: PDF {a}, DOCX {b}" for h, a, b in zip(headings(document), here, there) if a != b]
        totals["headings"] += len(here)
        totals["agree"] += len(here) - len(told)
        totals["items agree"] += not told
    for fault in faults + told:
        print(f"{pdf.name}: {fault}")
    print(f"{pdf.name}: {len(every)} pages, {len(faults)} faults, {len(told)} headings elsewhere in the DOCX", flush=True)
    totals["items"] += 1
    totals["pages"] += len(every)
    for fault in faults:
        totals[fault.split(":")[0]] += 1
    totals["items clean"] += not faults
    return len(faults)


def main(arguments):
    totals = Counter()
    files = [pathlib.Path(a) for a in arguments if not a.startswith("--")]
    most = next((int(a.removeprefix("--most=")) for a in arguments if a.startswith("--most=")), 0)
    bad = sum(judge(file, "--no-docx" not in arguments, totals) > 0 for file in files) > most
    print(dict(totals))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
