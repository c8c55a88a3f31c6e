"""Labels for the lines of the corpus: which block of the gold each line is, begins or goes on with."""

import glob
import json
import os
import re
import sys

BLOCK = {
    "para": "para", "opt_head": "para", "opt_heading": "para", "h1": "heading", "h2": "heading", "h3": "heading",
    "h4": "heading", "run_in": "run_in", "table": "table", "credit": "credit", "toc": "toc", "caption": "caption",
    "note": "note", "optional": "optional", "date": "date", "recipient": "recipient", "signature": "signature",
    "docnum": "docnum", "abstract": "abstract", "attach_title": "attach_title", "article_title": "attach_title",
    "box_title": "heading", "attachment": "attachment", "attach_label": "attachment", "attendance": "para", "list": "para",
    "quote": "para",
}


def gold_of(corpus):
    """File name of the raw text -> labels of the item."""
    items = {}
    for path in glob.glob(os.path.join(corpus, "gold", "*.json")):
        with open(path, encoding="utf8") as file:
            item = json.load(file)
        items[item["file"]] = item
    return items


def groups_of(corpus):
    """Item -> source, and whether the rules of the time before were written with it in view."""
    rows = {}
    with open(os.path.join(corpus, "GROUPS.tsv"), encoding="utf8") as file:
        for row in file.read().splitlines()[1:]:
            item, group, seen = row.split("\t")
            rows[item] = (group, seen == "yes")
    return rows


def score(corpus):
    """The scorer that lies beside the corpus; its N() spells texts so that they can be compared."""
    sys.path.insert(0, corpus)
    import score as scorer
    return scorer


def worth(line, block):
    """How well a line fits a block: characters they share, if one holds the other."""
    if line == block:
        return len(line) + 2
    if len(line) >= 4 and line in block:
        return len(line)
    if len(block) >= 4 and block in line and len(line) < 3 * len(block) + 400:
        return len(block)
    return 0


def match(lines, blocks):
    """For each line the block it fits, in the order of both, so that as many characters as possible are matched."""
    grams = {}
    for j, block in enumerate(blocks):
        for k in range(max(1, len(block) - 3)):
            grams.setdefault(block[k:k + 4], set()).add(j)
    fits = []
    for line in lines:
        near = set()
        for k in range(0, max(1, len(line) - 3)):
            near |= grams.get(line[k:k + 4], set())
            if len(near) > 60 and k > 200:
                break
        fits.append({j: w for j in near if (w := worth(line, blocks[j]))})
    best = [0] * (len(blocks) + 1)
    back = []
    for fit in fits:
        row, moves, top = [0] * (len(blocks) + 1), [None] * len(blocks), 0
        for j in range(len(blocks)):
            skip, up = best[j + 1], row[j]
            value = max(best[j + 1], best[j]) + fit[j] if j in fit else -1
            if value > skip and value > up:
                row[j + 1], moves[j] = value, ("match", best[j + 1] >= best[j])
            elif skip >= up:
                row[j + 1], moves[j] = skip, ("skip", None)
            else:
                row[j + 1], moves[j] = up, ("left", None)
        best = row
        back.append(moves)
    found = [None] * len(lines)
    i, j = len(lines) - 1, len(blocks) - 1
    while i >= 0 and j >= 0:
        move, stay = back[i][j]
        if move == "match":
            found[i] = j
            i -= 1
            j -= 0 if stay else 1
        elif move == "skip":
            i -= 1
        else:
            j -= 1
    return found


def ends(lines, blocks, found):
    """Lines too short to be looked for: the end of the block of the line above, or, returned, the beginning of that of the line below."""
    starts = set()
    for i, line in enumerate(lines):
        if found[i] is not None or not 0 < len(line) < 4:
            continue
        above, below = found[i - 1] if i else None, found[i + 1] if i + 1 < len(lines) else None
        if above is not None and (lines[i - 1] + line) in blocks[above]:
            found[i] = above
        elif below is not None and (line + lines[i + 1]) in blocks[below]:
            found[i] = below
            starts.add(i)
    return starts


def titles(texts, found, item, n, marks):
    """Lines that are the title, or parts of it one below the other."""
    names = [n(name) for name in [item.get("title")] + item.get("title_alt", []) if name]
    labels = {}
    if not names:
        return labels
    body = [i for i, block in enumerate(found) if block is not None]
    first = next((i for i in body if len(texts[i]) >= 15), len(texts))
    runs = []
    for start in range(len(texts)):
        if found[start] is not None and texts[start] not in names:
            continue
        joined = ""
        for end in range(start, min(start + 5, len(texts))):
            joined += texts[end]
            if joined in names:
                runs.append((start, end + 1))
                break
            if not any(name.startswith(joined) for name in names):
                break
    if not runs:
        return labels
    above = [run for run in runs if run[0] <= first] or runs[:1]
    best = max(above, key=lambda run: (marks[run[0]] == "Title", marks[run[0]].startswith("Heading"), run[0] < first, run[0]))
    for run in runs:
        for i in range(*run):
            labels[i] = "again"
    for i in range(*best):
        labels[i] = "title" if i == best[0] else "title+"
    return labels


def label(lines, item, n):
    """The label of each line; `lines` are records of the example `reading`."""
    texts = [n(line["text"]) for line in lines]
    marks = [line["mark"] for line in lines]
    blocks = [block for block in item["blocks"] if n(block["text"])]
    spelled = [n(block["text"]) for block in blocks]
    found = match(texts, spelled)
    starts = ends(texts, spelled, found)
    labels = [None] * len(lines)
    of_title = titles(texts, found, item, n, marks)
    fields = {n(item[key]): key for key in ("byline",) if item.get(key)}
    source = n(item.get("source"))
    meta = {n(text) for text in item.get("meta_lines", [])} - {""}
    kickers = [n(text) for text in item.get("kicker", [])]
    subtitles = [n(text) for text in item.get("subtitle", [])]
    began = set()
    for i, text in enumerate(texts):
        block = found[i]
        if i in of_title:
            labels[i] = of_title[i]
        elif marks[i] == "Meta":
            labels[i] = "info"
        elif block is not None:
            kind = BLOCK.get(blocks[block]["type"], "para")
            goes_on = block in began and kind not in ("table", "toc")
            labels[i] = "more" if goes_on else kind
            if i not in starts:
                began.add(block)
        elif any(text == kicker or len(text) >= 4 and text in kicker for kicker in kickers):
            labels[i] = "kicker"
        elif any(text == subtitle or len(text) >= 4 and text in subtitle for subtitle in subtitles):
            labels[i] = "subtitle"
        elif text in meta or any(len(text) >= 6 and text in line for line in meta):
            name = next((name for name in fields if name in text), None)
            alone = name and len(text) <= len(name) + 8 and not any(c.isdigit() for c in text)
            labels[i] = "byline" if alone and not (source and source in text) else "info"
    body = [i for i, mark in enumerate(labels) if mark is not None and mark not in ("info", "again")]
    first, last = (body[0], body[-1]) if body else (len(lines), 0)
    for i, mark in enumerate(labels):
        if mark is None:
            labels[i] = "above" if i < first else "below" if i > last else "within"
    return labels


def cases_of(root):
    """The golden cases of the project's own tests as items: what they say must hold whatever is learnt."""
    items = {}
    for folder in sorted(glob.glob(os.path.join(root, "tests", "corpus", "*"))):
        inputs = glob.glob(os.path.join(folder, "input.*"))
        with open(os.path.join(folder, "document.json"), encoding="utf8") as file:
            document = json.load(file)
        item = {"id": os.path.basename(folder), "title": document.get("title"), "meta_lines": [], "blocks": []}
        item.update({key: document.get(key) for key in ("kicker", "subtitle", "byline", "source")})
        articles = document.get("articles") or [document]
        for article in articles:
            if len(articles) > 1:
                item["blocks"].append({"type": "article_title", "text": article["title"]})
            item["meta_lines"] += [x for x in (article.get("unit"), article.get("date"), article.get("source")) if x]
            item["blocks"] += [block for block in article["blocks"] if block.get("text")]
        item["kicker"], item["subtitle"] = item["kicker"] or [], item["subtitle"] or []
        items[inputs[0]] = item
    return items


WANTED = {
    "title": "title", "kicker": "kicker", "subtitle": "subtitle", "byline": "byline", "source": "info", "date": "info", "number": "docnum",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "paragraph": "para", "item": "para", "quote": "para",
    "caption": "caption", "recipient": "recipient", "signature": "signature", "dated": "date", "note": "note", "attachment": "attachment",
    "label": "attachment", "attached": "attach_title", "abstract": "abstract", "contents": "toc", "runin": "run_in", "gone": "gone",
    "kept": "kept",
}


def small_cases(root):
    """The cases of tests/reading: name, ending, input, what is wanted of it."""
    with open(os.path.join(root, "tests", "it", "reading.rs"), encoding="utf8") as file:
        texts = re.findall(r'\("(\{文\d?\})", "([^"]+)"\)', file.read())
    for path in sorted(glob.glob(os.path.join(root, "tests", "reading", "*.*"))):
        stem, ending = os.path.basename(path).rsplit(".", 1)
        if stem in ("missing", "README"):
            continue
        with open(path, encoding="utf8") as file:
            whole = file.read()
        for name, full in texts:
            whole = whole.replace(name, full)
        for number, case in enumerate(whole.split("\n== ")[1:]):
            name, rest = case.split("\n", 1)
            text, wanted = rest.split("\n--\n", 1)
            pairs = [line.split(":", 1) for line in wanted.splitlines() if line.strip()]
            yield f"{stem}~{number:03}.{ending}", text + "\n", [(key.strip(), value.strip()) for key, value in pairs]


def label_small(records, wanted, n):
    """Labels of a small case: what it wants of a line, else what a first look makes of it."""
    texts = [n(record["text"]) for record in records]
    labels = []
    for record, text in zip(records, texts):
        first = record["first"] or "note"
        said = None
        for key, value in wanted:
            kind = WANTED.get(key)
            values = [n(part) for part in value.split(" / ")]
            alike = text in values or len(text) >= 4 and any(text in part for part in values)
            holds = kind in ("gone", "kept", "run_in", "info", "byline") and any(part and part in text for part in map(n, value.split(" | ")[:1]))
            if kind and value != "-" and (alike or holds) and said is None:
                said = kind
        if said == "gone":
            said = first if first not in ("para", "heading", "title", "list") else "out"
        if said == "kept":
            said = first if first != "out" else "para"
        if said in ("info", "byline") and first not in ("out", "para", "info", "byline", "heading"):
            said = first
        labels.append(said or first)
    title = False
    for i, name in enumerate(labels):
        if name == "title" and title:
            beside = labels[i - 1] in ("title", "title+")
            labels[i] = "title+" if beside and texts[i] not in texts[:i] else "again"
        title = title or name == "title"
    text = [i for i, name in enumerate(labels) if name != "out"]
    first, last = (text[0], text[-1]) if text else (len(labels), 0)
    place = lambda i: "above" if i < first else "below" if i > last else "within"
    return [place(i) if name == "out" else name for i, name in enumerate(labels)]
