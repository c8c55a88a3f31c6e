#!/usr/bin/env python3
"""Does every element of an issued document stand where GB/T 9704-2012 wants it? Measured in the PDF, and in the DOCX as
LibreOffice shows it.

The ink is measured on the rendered page, the rules and the places of characters in the PDF itself. Lengths are in mm from the
upper left corner of the sheet. NAME.docx and NAME.pdf are measured by the rules of the format NAME.

usage: measure.py FOLDER        exits 1 when something stands more than a millimetre from its place (rules of the PDF: 0.1 mm)
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import pdfplumber
import render
from PIL import Image, ImageChops

MM = 25.4 / 72
DPI = 300
LEFT, TOP, RIGHT, BOTTOM = 28, 37, 184, 262
ROW = 28.95 * MM
CHAR, SMALL = 16 * MM, 14 * MM


class Page:
    """One page: its lines of text, its rules, its ink."""

    def __init__(self, page, path, number):
        self.chars = [c for c in page.chars if c["text"].strip()]
        drawn = [(l["top"], l["x0"], l["x1"], l["linewidth"], l["stroking_color"]) for l in page.lines]
        drawn += [((r["top"] + r["bottom"]) / 2, r["x0"], r["x1"], r["bottom"] - r["top"], r["non_stroking_color"]) for r in page.rects]
        rules = {(round(y * MM, 2), x0 * MM, x1 * MM, w * MM, tuple(c or ())) for y, x0, x1, w, c in drawn if x1 - x0 > 400}
        self.rules = sorted(rules)
        self.path, self.number, self.upright = path, number, page.height > page.width
        self.label = None
        self.lines = self.rows()

    def rows(self):
        rows = {}
        for c in self.chars:
            middle = (c["top"] + c["bottom"]) / 2 * MM
            key = next((y for y in rows if abs(y - middle) < 3), middle)
            rows.setdefault(key, []).append(c)
        return [(y, sorted(rows[y], key=lambda c: c["x0"])) for y in sorted(rows)]

    def find(self, text):
        """Left, middle and right of a piece of text, and of its line."""
        for middle, row in self.lines:
            line = "".join(c["text"] for c in row)
            at = line.find(text)
            if at >= 0:
                found = row[at : at + len(text)]
                return found[0]["x0"] * MM, middle, found[-1]["x1"] * MM
        return None

    def ink(self, box, red=False):
        """Upper and lower edge of the ink in a box, or of the red ink."""
        left, top, right, bottom = (round(v / 25.4 * DPI) for v in box)
        with tempfile.TemporaryDirectory() as folder:
            command = ["pdftoppm", "-r", str(DPI), "-f", str(self.number), "-l", str(self.number), "-png", str(self.path), f"{folder}/p"]
            subprocess.run(command, check=True, timeout=120)
            image = Image.open(next(pathlib.Path(folder).glob("*.png"))).convert("RGB").crop((left, top, right, bottom))
        reds, green, _ = image.split()
        mask = green.point(lambda v: 255 if v < 128 else 0)
        if red:
            mask = ImageChops.darker(mask, reds.point(lambda v: 255 if v > 128 else 0))
        found = mask.getbbox()
        return (found[1] / DPI * 25.4 + box[1], found[3] / DPI * 25.4 + box[1]) if found else None


class Judge:
    def __init__(self, name, kind):
        self.name, self.kind, self.faults, self.count = name, kind, [], 0

    def near(self, what, found, wanted, tolerance=1.0):
        self.count += 1
        if found is None or abs(found - wanted) > tolerance:
            shown = "nothing" if found is None else f"{found:.2f}"
            self.faults.append(f"{what}: {shown}, not {wanted:.2f} ± {tolerance}")

    def between(self, what, found, low, high):
        self.count += 1
        if found is None or not low <= found <= high:
            self.faults.append(f"{what}: {found}, not {low} to {high}")

    def holds(self, what, truth):
        self.count += 1
        if not truth:
            self.faults.append(what)

    @property
    def exact(self):
        """Rules of the PDF are exact; what LibreOffice makes of borders and line heights is within a millimetre."""
        return 0.1 if self.kind == "pdf" else 1.0


def row(number):
    """The middle of a line of the grid, from 1."""
    return TOP + (number - 0.5) * ROW


def mark(judge, page, text, top):
    """7.2.4, 10: the upper edge of the characters; centred."""
    found = page.find(text)
    judge.holds(f"mark {text} is there", found)
    if not found:
        return None
    rules = [r[0] - r[3] for r in page.rules if r[0] > top]
    ink = page.ink((LEFT - 5, top - 8, RIGHT + 5, min([top + 24, *rules])), red=True)
    judge.near("7.2.4 mark: upper edge", ink and ink[0], top)
    judge.near("7.2.4 mark: middle", (found[0] + found[2]) / 2, (LEFT + RIGHT) / 2)
    first = next(c for c in page.chars if c["text"] == text[0] and c["size"] > 30)
    judge.holds("7.2.4 mark: red", tuple(first["non_stroking_color"] or ()) == (1.0, 0.0, 0.0))
    return ink


def left_column(judge, page, elements, first):
    """7.2.1-7.2.3: line by line, flush left."""
    for i, text in enumerate(elements):
        found = page.find(text)
        judge.near(f"7.2.1-7.2.3 {text}: left", found and found[0], LEFT)
        judge.near(f"7.2.1-7.2.3 {text}: line", found and found[1], first + i * ROW)


def red_rule(judge, page, number):
    """7.2.7: 4 mm below the number, as wide as the type area."""
    rules = [r for r in page.rules if r[4] == (1.0, 0.0, 0.0)]
    judge.holds(f"7.2.7 one red rule, not {len(rules)}", len(rules) == 1)
    found = page.find(number)
    if not rules or not found:
        return None
    y, left, right, weight, _ = rules[0]
    ink = page.ink((found[0], found[1] - 4, found[2], found[1] + 4))
    judge.near("7.2.7 rule: below the number", y - weight / 2 - (ink[1] if ink else 0), 4)
    judge.near("7.2.7 rule: left", left, LEFT, 0.5)
    judge.near("7.2.7 rule: length", right - left, RIGHT - LEFT, 0.5)
    judge.between("7.2.7 rule: weight", weight, 0.35, 0.53)
    return y


def body(judge, page, last=BOTTOM):
    """5.2.3: the text below a head stands on the grid, and fills the page."""
    lines = [(y, r) for y, r in page.lines if r[0]["size"] > 15.5 and r[0]["size"] < 16.5 and y > 130]
    for y, _ in lines:
        slot = round((y - TOP) / ROW + 0.5)
        judge.near(f"5.2.3 grid, line {slot}", y, row(slot))
    judge.holds("5.2.3 the page is full", lines and lines[-1][0] > row(21))


def imprint(judge, page, number, rules=True):
    """7.4: at the foot of the type area, one character inside; thick, thin, thick; 7.5 on an even page."""
    found = [r for r in page.rules if r[0] > 150 and r[4] in ((0.0, 0.0, 0.0), (0,), (0.0,))]
    judge.holds(f"7.4.1 {len(found)} rules", len(found) == (3 if rules else 0))
    for (y, left, right, weight, _), wanted in zip(found, (0.35, 0.25, 0.35)):
        judge.near("7.4.1 rule: weight", weight, wanted, 0.05)
        judge.near("7.4.1 rule: left", left, LEFT, max(judge.exact, 0.3))
        judge.near("7.4.1 rule: length", right - left, RIGHT - LEFT, max(judge.exact, 0.3))
    if found:
        judge.near("7.4.1 last rule: on the edge of the type area", found[-1][0], BOTTOM, judge.exact)
        judge.near("7.4.3 thin rule: one line above", found[-1][0] - found[1][0], ROW, judge.exact)
    copies, issue = page.find("抄送："), page.find("日印发")
    judge.near("7.4.2 抄送: left", copies and copies[0], LEFT + SMALL)
    judge.near("7.4.3 印发: right", issue and issue[2], RIGHT - SMALL)
    judge.near("7.4.3 印发: last line", issue and issue[1], row(22))
    if rules:
        judge.holds("7.4 the imprint stands on an even page", number % 2 == 0)


def seal(judge, pages, name, date):
    """7.3.5.1: the date four characters from the right, the name above it in the middle, two lines free for the seal."""
    page = next((p for p in pages if p.find(date) and p.find(name)), None)
    judge.holds("7.3.5 name and date are on one page", page)
    if page:
        rows = [(y, "".join(c["text"] for c in r), r) for y, r in page.lines]
        at = next(i for i, (_, text, _) in enumerate(rows) if text.endswith(date))
        (above, text, signed), (below, _, dated) = rows[at - 1], rows[at]
        judge.holds(f"7.3.5.1 {name} above the date", text.endswith(name))
        judge.near("7.3.5.1 date: right", dated[-1]["x1"] * MM, RIGHT - 4 * CHAR, 1.5)
        last = signed[-len(name) :]
        judge.near("7.3.5.1 name: middle", (last[0]["x0"] + last[-1]["x1"]) / 2 * MM, (dated[0]["x0"] + dated[-1]["x1"]) / 2 * MM)
        judge.near("7.3.5.1 date: one line below", below - above, ROW)
        judge.near("7.3.5.1 name: room above", above - rows[at - 2][0], 3 * ROW)


def attached(judge, pages, label, title):
    """7.3.7: a page of its own; the label on line 1, the title on line 3."""
    page = next((p for p in pages if p.lines and "".join(c["text"] for c in p.lines[0][1]) == label), None)
    judge.holds(f"7.3.7 {label} begins a page", page)
    if page:
        judge.near("7.3.7 label: left", page.find(label)[0], LEFT)
        judge.near("7.3.7 label: line 1", page.find(label)[1], row(1))
        found = page.find(title)
        judge.near("7.3.7 title: line 3", found and found[1], row(3))
        judge.near("7.3.7 title: middle", found and (found[0] + found[2]) / 2, (LEFT + RIGHT) / 2)


def numbered(page):
    return bool(re.search(r"—\d+—", "".join(c["text"] for c in page.chars if c["top"] * MM > 264)))


def hongtou(judge, pages):
    first = pages[0]
    left_column(judge, first, ["000001", "机密★1年", "特急"], row(1))
    ink = mark(judge, first, "某某市人民政府文件", TOP + 35)
    number = first.find("某政发〔2026〕12号")
    judge.near("7.2.5 number: middle", number and (number[0] + number[2]) / 2, (LEFT + RIGHT) / 2)
    if ink and number:
        judge.near("7.2.5 number: two lines below the mark", number[1] - ROW / 2 - ink[1], 2 * ROW)
    rule = red_rule(judge, first, "某政发〔2026〕12号")
    title = first.find("某某市人民政府关于进一步做好")
    if rule and title:
        judge.near("7.3.1 title: two lines below the rule", title[1] - 35 * MM / 2 - rule, 2 * ROW)
    judge.near("7.3.1 title: middle", title and (title[0] + title[2]) / 2, (LEFT + RIGHT) / 2)
    recipient = first.find("各区县人民政府")
    judge.near("7.3.2 recipient: left", recipient and recipient[0], LEFT)
    judge.near("7.3.2 recipient: one line below the title", recipient and recipient[1] - first.find("二〇二六年")[1], ROW + 35 * MM / 2 + ROW / 2)
    judge.near("7.3.3 paragraph: two characters in", first.find("为做好秋季")[0], LEFT + 2 * CHAR)
    body(judge, first)
    note = pages[1].find("（此件公开发布）")
    judge.near("7.3.6 note: two characters in", note and note[0], LEFT + 2 * CHAR, 3.0)
    attachments = [pages[1].find(text) for text in ("附件：1.森林防火责任清单", "2.森林防火物资清单")]
    judge.near("7.3.4 attachment: two characters in", attachments[0] and attachments[0][0], LEFT + 2 * CHAR)
    second = pages[1].find("2.森林防火物资清单")
    judge.near("7.3.4 second attachment: under the first number", second and second[0], LEFT + 5 * CHAR)
    seal(judge, pages, "某某市人民政府", "2026年8月1日")
    attached(judge, pages, "附件1", "森林防火责任清单")
    imprint(judge, pages[-1], len(pages))
    judge.holds("7.5 every page shows its number", all(map(numbered, pages)))


def shangxing(judge, pages):
    first = pages[0]
    left_column(judge, first, ["000001", "机密★1年", "特急"], row(1))
    ink = first.ink((LEFT - 5, TOP + 31, RIGHT + 5, TOP + 35 + 20), red=True)
    judge.near("7.2.4 joint mark: upper edge", ink and ink[0], TOP + 35)
    names = [first.find(text) for text in ("中共某某市委员会", "某某市人民政府", "某某市军区")]
    judge.holds("7.2.4 three organs", all(names))
    if all(names):
        judge.near("7.2.4 names: one left edge", max(n[0] for n in names) - min(n[0] for n in names), 0)
        judge.near("7.2.4 names: one right edge", max(n[2] for n in names) - min(n[2] for n in names), 0, 1.5)
        ending = first.find("文件")
        judge.near("7.2.4 文件: in the middle of the names", ending and ending[1], (names[0][1] + names[-1][1]) / 2)
    number, signer, below = (first.find(text) for text in ("某政发〔2026〕12号", "签发人：", "王五"))
    judge.near("7.2.5 number: one character in", number and number[0], LEFT + CHAR)
    other = first.find("李四")
    judge.near("7.2.6 signers: one character in", other and other[2], RIGHT - CHAR)
    judge.near("7.2.6 third signer: under the first", below and below[0], first.find("张三")[0])
    judge.near("7.2.5 number: on the line of the last signer", number and number[1], below[1] if below else 0)
    judge.holds("7.2.6 signers at the right", signer and signer[0] > 105)
    red_rule(judge, first, "某政发〔2026〕12号")
    body(judge, first)
    page = next(p for p in pages if p.find("2026年8月1日"))
    one, two = page.find("中共某某市委员会"), page.find("某某市人民政府")
    judge.holds("7.3.5.1 two organs on one line", one and two and abs(one[1] - two[1]) < 0.5)
    imprint(judge, pages[-1], len(pages))


def xinhan(judge, pages):
    first = pages[0]
    ink = mark(judge, first, "某某市人民政府", 30)
    red = [r for r in first.rules if r[4] == (1.0, 0.0, 0.0)]
    judge.holds(f"10.1 two pairs of rules, not {len(red)}", len(red) == 4)
    if len(red) == 4 and ink:
        judge.near("10.1 first pair: below the mark", red[0][0] - red[0][3] / 2 - ink[1], 4)
        judge.near("10.1 second pair: from the foot", 297 - red[3][0] - red[3][3] / 2, 20, judge.exact)
        judge.holds("10.1 thick over thin, thin over thick", red[0][3] > red[1][3] and red[2][3] < red[3][3])
        for r in red:
            judge.near("10.1 rule: left", r[1], 21, max(judge.exact, 0.2))
            judge.near("10.1 rule: length", r[2] - r[1], 170, max(judge.exact, 0.2))
        top = red[1][0] + red[1][3] / 2
        found = first.ink((LEFT, top + 0.6, RIGHT, top + 12))
        judge.near("10.1 number: seven eighths of a character below", found and found[0] - top, 14 * MM)
    number = first.find("某政函〔2026〕12号")
    judge.near("10.1 number: right", number and number[2], RIGHT)
    copy = first.find("000001")
    judge.near("10.1 份号: on the line of the number", copy and copy[1], number[1] if number else 0)
    left_column(judge, first, ["000001", "机密★1年", "特急"], copy[1] if copy else 0)
    body(judge, first)
    judge.holds("10.1 no number on page 1, numbers behind", [numbered(p) for p in pages] == [False] + [True] * (len(pages) - 1))
    imprint(judge, pages[-1], len(pages), rules=False)


def head_of_order(judge, first):
    """10.2: the mark, and the number in the middle two lines below it."""
    ink = mark(judge, first, "某某市人民政府令", TOP + 20)
    number = first.find("第12号")
    judge.near("10.2 number: middle", number and (number[0] + number[2]) / 2, (LEFT + RIGHT) / 2)
    if ink and number:
        judge.near("10.2 number: two lines below the mark", number[1] - ROW / 2 - ink[1], 2 * ROW)
    return number


def mingling(judge, pages):
    first = pages[0]
    number = head_of_order(judge, first)
    judge.holds("10.2 no rule", not [r for r in first.rules if r[4] == (1.0, 0.0, 0.0)])
    text = first.find("《某某市森林防火办法》")
    if text and number:
        judge.near("10.2 text: two lines below the number", text[1] - number[1], 3 * ROW, ROW / 2 + 1)
    post, date = first.find("市长"), first.find("2026年8月1日")
    judge.near("7.3.5.3 date: right", date and date[2], RIGHT - 4 * CHAR, 1.5)
    judge.near("7.3.5.3 post: left of the stamp", post and post[2], RIGHT - 6 * CHAR - 40)
    if post and date:
        judge.near("7.3.5.3 date: one line below the stamp", date[1] - post[1], 10 + ROW + ROW / 2)
    imprint(judge, pages[-1], len(pages))


def qianming(judge, pages):
    """Mark and number found in the text. Two signers: the posts left of their stamps, the names where these come, the date below."""
    first = pages[0]
    head_of_order(judge, first)
    posts = [first.find("市长"), first.find("局长")]
    names = [first.find("王一川"), first.find("李明")]
    for post, name in zip(posts, names):
        judge.near("7.3.5.3 post: left of the stamp", post and post[2], RIGHT - 6 * CHAR - 40)
        judge.near("7.3.5.3 name: in the middle of the stamp", name and (name[0] + name[2]) / 2, RIGHT - 4 * CHAR - 20)
        judge.near("7.3.5.3 post and name: one line", post and name and post[1], name and name[1])
    text, date = first.find("本令发布前"), first.find("2026年8月1日")
    judge.near("7.3.5.3 stamp: two lines below the text", text and posts[0] and posts[0][1] - text[1], 10 + 2 * ROW + ROW / 2)
    judge.near("7.3.5.3 date: right", date and date[2], RIGHT - 4 * CHAR, 1.5)
    judge.near("7.3.5.3 date: one line below the stamp", date and posts[1] and date[1] - posts[1][1], 10 + ROW + ROW / 2)


def jiyao(judge, pages):
    first = pages[0]
    mark(judge, first, "某某市人民政府常务会议纪要", TOP + 35)
    red_rule(judge, first, "第12期")
    present, more = first.find("出席："), first.find("王二")
    judge.near("10.3 出席: two characters in", present and present[0], LEFT + 2 * CHAR)
    names = first.find("郑一") or more
    judge.near("10.3 turn-over: under the first name", names and names[0], LEFT + 5 * CHAR, 1.5)
    black = next(c for c in first.chars if c["text"] == "席")
    plain = next(c for c in first.chars if c["text"] == "张")
    judge.holds("10.3 出席 in another face than the names", black["fontname"] != plain["fontname"])
    imprint(judge, pages[-1], len(pages))


def huibian(judge, pages):
    """The cover, the table of contents, the first page of the text; which pages show a number."""
    seen = [p for p in pages if p.chars]
    cover, contents, first = seen[:3]
    title = [(y, r) for y, r in cover.lines if r[0]["size"] > 25]
    judge.holds(f"cover: title in {len(title)} lines", title)
    ink = cover.ink((LEFT, TOP, RIGHT, 170))
    judge.near("cover: middle of the title at a third of the height", ink and sum(ink) / 2, 99)
    for y, line in title:
        judge.near("cover: middle of a line of the title", (line[0]["x0"] + line[-1]["x1"]) / 2 * MM, (LEFT + RIGHT) / 2)
    foot = [cover.find(text) for text in ("中共某某县委办公室", "某某县人民政府办公室", "2026年8月")]
    for i, found in enumerate(foot):
        judge.near("cover: foot, middle", found and (found[0] + found[2]) / 2, (LEFT + RIGHT) / 2)
        judge.near("cover: foot, line", found and found[1], 297 - 50 - (2.5 - i) * ROW)
    judge.holds("cover: two sizes", {round(c["size"]) for c in cover.chars} == {26, 18})
    judge.holds("cover: no number", not below(cover))
    judge.holds("contents: I, centred", below(contents) == "I")
    ink = contents.ink((LEFT, TOP - 2, RIGHT, TOP + ROW + 2))
    judge.near("contents: title on line 1", ink and sum(ink) / 2, row(1))
    judge.holds("text: from 1", below(first) == "—1—")
    judge.near("text: number right", max(c["x1"] for c in first.chars if c["top"] * MM > 264) * MM, RIGHT - SMALL, 0.5)
    numbers = [below(p) for p in seen[2:] if p.upright]
    judge.holds(f"text: numbers run on {numbers}", all(n.strip("—").isdigit() for n in numbers))
    if judge.kind == "pdf":
        labels = [p.label for p in pages]
        judge.holds(f"labels {labels[:6]}", labels == ["封面", "封面", "I", "II", *map(str, range(1, len(pages) - 3))])
    turned = [p for p in pages if not p.upright]
    judge.holds(f"{len(turned)} turned pages for ten wide tables", len(turned) == 10)
    # Each part begins on a right-hand page: the sides behind cover and contents are blank.
    judge.holds("printed on both sides", [p.number for p in (cover, contents, first)] == [1, 3, 5])


def yemei(judge, pages):
    """Running heads: on odd pages the title of the article, on even ones that of the whole; articles on odd pages."""
    seen = [p for p in pages if p.chars]
    judge.holds(f"{len(pages)} pages, of which {len(pages) - len(seen)} are blank", len(pages) - len(seen) == 1 + 9)
    judge.holds("cover and contents without a running head", not any(above(p) for p in seen[:3]))
    text = [p for p in seen[3:] if p.upright]
    heads = {int(below(p).strip("—")): above(p) for p in text}
    judge.holds(f"ten articles on every fourth page {sorted(heads)}", sorted(heads) == sorted([*range(1, 40, 4), *range(3, 40, 4)]))
    for number, (y, line) in heads.items():
        judge.near(f"running head of page {number}: line", y, 15 + 7 * MM)
        judge.near(f"running head of page {number}: middle", (line[0]["x0"] + line[-1]["x1"]) / 2 * MM, (LEFT + RIGHT) / 2)
    names = ["".join(c["text"] for c in heads[number][1]) for number in range(1, 40, 4)]
    judge.holds(f"the first running head {names[0]}", names[0] == "青山镇扎实做好防汛备汛工作的经验")
    judge.holds("ten different ones", len(set(names)) == 10)
    judge.holds("turned pages without a running head", not any(above(p) for p in pages if not p.upright))


def above(page):
    """The line above the type area; on a turned page that is the left edge."""
    if not page.upright:
        return [c for c in page.chars if c["top"] * MM < LEFT - 5]
    return next(((y, line) for y, line in page.lines if y < TOP - 5), None)


def below(page):
    """What stands below the type area."""
    return "".join(c["text"] for c in sorted(page.chars, key=lambda c: c["x0"]) if c["top"] * MM > 264)


FORMATS = {"huibian": huibian, "yemei": yemei, "hongtou": hongtou, "shangxing": shangxing, "xinhan": xinhan, "mingling": mingling, "qianming": qianming, "jiyao": jiyao}


def pages_of(path):
    with pdfplumber.open(path) as document:
        pages = [Page(page, path, number) for number, page in enumerate(document.pages, 1)]
        if "PageLabels" in document.doc.catalog:
            for page, label in zip(pages, document.doc.get_page_labels()):
                page.label = label
        return pages


def measure(name, kind, path):
    judge = Judge(name, kind)
    pages = pages_of(path)
    FORMATS[name](judge, pages)
    for fault in judge.faults:
        print(f"{name} ({kind}): {fault}")
    print(f"{name} ({kind}): {judge.count} measured, {len(judge.faults)} out of place", flush=True)
    return judge.count, len(judge.faults), len(pages)


def main(folder):
    totals, found = [0, 0], 0
    for name in FORMATS:
        docx = pathlib.Path(folder) / f"{name}.docx"
        if not docx.exists():
            continue
        found += 1
        with tempfile.TemporaryDirectory() as work:
            shown = measure(name, "docx", render.pdf(docx, work))
        painted = measure(name, "pdf", docx.with_suffix(".pdf"))
        if shown[2] != painted[2]:
            print(f"{name}: {shown[2]} pages in LibreOffice, {painted[2]} in the PDF")
            totals[1] += 1
        for one in (shown, painted):
            totals[0] += one[0]
            totals[1] += one[1]
    print(f"measured: {totals[0]} places in {found} formats, {totals[1]} out of place")
    return 0 if found and not totals[1] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
