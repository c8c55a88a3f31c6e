"""What the reading learns from, as sequences for the trainer: labelled pages, their further forms, invented pages, our own cases."""

import collections
import glob
import json
import os
import subprocess
import sys
import zlib

import augment
import labels

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DEBRIS = ("above", "within", "below")
# Invented pages to learn from, and how often each golden case counts.
INVENTED, SEED, TIMES = 500, 7, 3


def features(program, paths):
    """Records of the example `reading`, a list for each file name."""
    files = collections.OrderedDict()
    out = subprocess.run([program, "features", *paths], check=True, stdout=subprocess.PIPE).stdout
    for row in out.decode("utf8").splitlines():
        record = json.loads(row)
        files.setdefault(record["file"], []).append(record)
    return files


def sequence(records, names):
    """What the trainer takes: features and label of each line."""
    return [[str(feature) for feature in record["features"]] for record in records], names


def named(records, item, n):
    """The labels of the lines; what may as well be kept as not is what a first look makes of it."""
    names = labels.label(records, item, n)
    for i, name in enumerate(names):
        if name == "optional":
            first = records[i]["first"]
            names[i] = (names[i - 1] if i and names[i - 1] in DEBRIS else "within") if first == "out" else first or "para"
    return names


def folds_of(groups, count):
    """Item -> fold: no source stands in two, and they are about as large."""
    sizes = collections.Counter(group for group, _ in groups.values())
    load, fold = [0] * count, {}
    for group, size in sorted(sizes.items(), key=lambda row: (-row[1], zlib.crc32(row[0].encode()))):
        fold[group] = min(range(count), key=lambda i: load[i])
        load[fold[group]] += size
    return {item: fold[group] for item, (group, _) in groups.items()}


def paths_by_fold(folder, groups, count):
    """The pages of a labelled folder, those of each fold that their sources have in a corpus of these groups."""
    fold_of_group = {groups[item][0]: fold for item, fold in folds_of(groups, count).items()}
    own, paths = labels.groups_of(folder), [[] for _ in range(count)]
    for name, item in sorted(labels.gold_of(folder).items()):
        paths[fold_of_group[own[item["id"]][0]]].append(os.path.join(folder, "raw", name))
    return paths


class Corpus:
    """Labelled pages: `raw/`, `gold/` and `GROUPS.tsv` in a folder."""

    def __init__(self, folder, program, count):
        self.folder, self.program = folder, program
        self.scorer = labels.score(folder)
        self.gold = labels.gold_of(folder)
        self.fold = folds_of(labels.groups_of(folder), count)
        self.records = features(program, [self.path(name) for name in sorted(self.gold)])
        self.names = {name: named(records, self.gold[name], self.scorer.N) for name, records in self.records.items()}

    def path(self, name):
        return os.path.join(self.folder, "raw", name)

    def fold_of(self, name):
        return self.fold[self.gold[name]["id"]]

    def text(self, name):
        """What stands in a file."""
        return text_of(self.path(name), self.gold[name])

    def sequences(self):
        """The pages themselves, each with its fold."""
        return [(self.fold_of(name), sequence(records, self.names[name])) for name, records in self.records.items()]

    def further(self, folder):
        """The forms people have them in, each with the fold of the page it was made of; so are the menus lent to it."""
        pages = [name for name in self.records if name.endswith("html")]
        own = {}
        for name, records in self.records.items():
            near = [page for page in pages if self.fold_of(page) == self.fold_of(name) and page != name]
            lent = near[zlib.crc32(name.encode()) % len(near)]
            foreign = self.records[lent], self.names[lent]
            for form, text in augment.forms(name, self.text(name), records, self.names[name], foreign):
                if text:
                    own[form] = name
                    write(folder, form, text)
        files = features(self.program, sorted(os.path.join(folder, form) for form in own))
        gold, n = self.gold, self.scorer.N
        return [(self.fold_of(own[form]), sequence(records, named(records, gold[own[form]], n))) for form, records in files.items()]


def text_of(path, item):
    """What stands in a file, by the encoding its labels name."""
    with open(path, "rb") as file:
        data = file.read()
    encoding = item["encoding"].rstrip("~")
    text = data.decode("utf-16") if data[:2] == b"\xff\xfe" else data.decode(encoding, "replace")
    return text.lstrip("\ufeff")


def write(folder, name, text):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "w", encoding="utf8") as file:
        file.write(text)


def invented(program, folder, n):
    """Pages of our own invention."""
    run = [sys.executable, os.path.join(HERE, "invent.py"), folder, "--pages", str(INVENTED), "--seed", str(SEED)]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    items = {}
    for path in sorted(glob.glob(os.path.join(folder, "gold", "*.json"))):
        with open(path, encoding="utf8") as file:
            item = json.load(file)
        items[item["file"]] = item
    files = features(program, sorted(os.path.join(folder, "raw", name) for name in items))
    return [sequence(records, named(records, items[name], n)) for name, records in files.items()]


def cases(program, folder, n):
    """The cases of our own tests: the golden ones, and the small ones of tests/reading."""
    sequences = []
    for path, item in labels.cases_of(ROOT).items():
        records = next(iter(features(program, [path]).values()))
        sequences += [sequence(records, named(records, item, n))] * TIMES
    wanted = {}
    for name, text, want in labels.small_cases(ROOT):
        write(folder, name, text)
        wanted[name] = want
    files = features(program, sorted(os.path.join(folder, name) for name in wanted))
    return sequences + [sequence(records, labels.label_small(records, wanted[name], n)) for name, records in files.items()]
