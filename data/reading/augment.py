"""More pages from each page: the forms in which people have them. Labels carry over, since they are found by the text."""

import random
import re
import zlib

import opencc

DEBRIS = ("above", "within", "below")
TO_TRADITIONAL = opencc.OpenCC("s2t")


def dump(records, names, dice):
    """A page as somebody copies it: about the text, with some of what stands around it, as plain text."""
    text = [i for i, name in enumerate(names) if name not in DEBRIS]
    if not text:
        return None
    start, end = max(0, text[0] - dice.randrange(12)), text[-1] + 1 + dice.randrange(14)
    blank = dice.choice(["\n", "\n", "\n\n"])
    indent = dice.choice(["", "　　"])
    lines = []
    for record, name in zip(records[start:end], names[start:end]):
        if record["mark"] != "Meta":
            own = indent if name in ("para", "run_in", "heading") else ""
            lines.append(own + record["text"].replace("\t", " "))
    return blank.join(lines) + "\n"


def whole(records, names, dice):
    """A page as programs write it out: with all that stands around the text, in which links have bullets or share a line."""
    if all(name in DEBRIS for name in names):
        return None
    bullet = dice.choice(["", "", "* ", "• ", "- "])
    joint = dice.choice([None, None, "  ", " | ", " "])
    lines, links = [], []
    for record, name in zip(records, names):
        text = record["text"].replace("\t", " ")
        if record["mark"] == "Meta":
            continue
        if joint and name in DEBRIS and len(text) < 16 and len(links) < 8 and dice.random() < 0.8:
            links.append(text)
            continue
        lines += [joint.join(links)] if links else []
        links = []
        lines.append((bullet if name in DEBRIS and len(text) < 40 else "") + text)
    lines += [joint.join(links)] if links else []
    return "\n".join(lines) + "\n"


def bare(page):
    """A page of a site whose names for things nobody knows."""
    return re.sub(r"""(?i)\s(class|id)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", "", page)


def menus(text, foreign, dice):
    """A text with the lines of another page above and below it."""
    records, names = foreign
    above = [r["text"] for r, name in zip(records, names) if name == "above" and len(r["text"]) < 40]
    below = [r["text"] for r, name in zip(records, names) if name == "below" and len(r["text"]) < 60]
    at = dice.randrange(max(1, len(above) - 6)) if above else 0
    over, under = dice.randrange(2, dice.choice([9, 40])), dice.randrange(3, dice.choice([14, 60]))
    return "\n".join([*above[at:at + over], text.rstrip("\n"), *below[:under], ""])


def forms(name, raw, records, names, foreign):
    """Further forms of a page: name and text of each."""
    dice = random.Random(zlib.crc32(name.encode()))
    stem, ending = name.rsplit(".", 1)
    if ending == "html":
        yield f"{stem}~dump.txt", dump(records, names, dice)
        yield f"{stem}~whole.txt", whole(records, names, dice)
        if dice.random() < 0.5:
            yield f"{stem}~bare.html", bare(raw)
    else:
        yield f"{stem}~menu.{ending}", menus(raw, foreign, dice)
        if dice.random() < 0.5:
            yield f"{stem}~hant.{ending}", TO_TRADITIONAL.convert(raw)
