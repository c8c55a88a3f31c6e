"""Holds what the scorer of the corpus measures against floors, so that a fall is a fault.

    score_floor.py SCORER OUT GOLD FLOORS [--show]

SCORER is the corpus' own `score.py`, OUT the JSON of this program, GOLD the labels, FLOORS a TOML file: a table a group (`all`, each kind
of file, `seeds`, and `fresh`: what no rule was written by) with a lowest value a measure; measures of which less is better (`leak`, `loss`,
`novel`, `lost_blocks`) have a highest value in `[GROUP.most]`. A measure without a floor is a fault too: whoever adds one says what it must
reach. `--show` prints today's numbers as such a file.
"""

import argparse
import csv
import importlib.util
import json
import math
import pathlib
import sys
import tomllib

LESS_IS_BETTER = ("leak", "loss", "novel", "lost_blocks")


def scorer(path):
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(score, out, gold):
    """A row of measures for each labelled text, as the scorer's own program makes them."""
    raw = pathlib.Path(gold).resolve().parent / "raw"
    for file in sorted(pathlib.Path(gold).glob("*.json")):
        label = json.loads(file.read_text("utf-8"))
        made = pathlib.Path(out) / (label["id"] + ".json")
        document = json.loads(made.read_text("utf-8")) if made.exists() else {}
        source = raw / label["file"]
        text = score.raw_text(str(source), label["encoding"]) if source.exists() else None
        groups = ["all", label["kind"], *(["seeds"] if label["id"].startswith("seed_") else [])]
        yield label["id"], groups, {**score.score_one(label, document, text), "missing": not made.exists()}


def fresh(gold):
    """The texts that were not in view when rules were written, as far as the corpus says."""
    table = pathlib.Path(gold).resolve().parent / "GROUPS.tsv"
    if not table.exists():
        return set()
    lines = csv.reader(table.read_text("utf-8").splitlines()[1:], delimiter="\t")
    return {line[0] for line in lines if line[2] == "no"}


def measured(score, found, unseen):
    """Group by group, every measure as one number."""
    groups = {}
    for name, its, row in found:
        for group in [*its, *(["fresh"] if name in unseen else [])]:
            groups.setdefault(group, []).append(row)
    numbers = {}
    for group, its in groups.items():
        numbers[group] = {"items": len(its), "missing": sum(row["missing"] for row in its)}
        for name, values in score.summarize(its).items():
            if name in score.COLS:
                numbers[group][name] = values[0]
            else:
                # Precision, recall and F1, or right, found and their share: the last says it all.
                numbers[group][name.split(" P/")[0].replace(" ", "_").replace("/", "of")] = values[-1]
    return numbers


def is_less_better(name):
    return name.startswith(LESS_IS_BETTER) or name == "missing"


def shown(numbers):
    """Today's numbers as floors: cut off at the third decimal, so that nothing but a fall is noticed."""
    for group, its in numbers.items():
        print(f"[{group}]")
        for name, value in its.items():
            if not is_less_better(name):
                print(f"{name} = {value if isinstance(value, int) else math.floor(value * 1000) / 1000}")
        print(f"[{group}.most]")
        for name, value in its.items():
            if is_less_better(name):
                print(f"{name} = {value if isinstance(value, int) else math.ceil(value * 1000) / 1000}")
        print()


def faults(numbers, floors):
    """Every measure that fell below its floor, rose above its ceiling, or has none."""
    for group, its in numbers.items():
        least = {name: bound for name, bound in floors.get(group, {}).items() if name != "most"}
        most = floors.get(group, {}).get("most", {})
        for name, value in its.items():
            bound = (most if is_less_better(name) else least).get(name)
            if bound is None:
                yield f"{group}: {name} = {value:.4f} has no floor"
            elif value > bound if is_less_better(name) else value < bound:
                yield f"{group}: {name} = {value:.4f}, where {bound} is held"
        for name in [*least, *most]:
            if name not in its:
                yield f"{group}: {name} is not measured any more"
    for group in floors:
        if group not in numbers:
            yield f"{group}: there are no such texts any more"


def main():
    parser = argparse.ArgumentParser()
    for name in ("scorer", "out", "gold", "floors"):
        parser.add_argument(name)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    score = scorer(args.scorer)
    numbers = measured(score, list(rows(score, args.out, args.gold)), fresh(args.gold))
    if args.show:
        shown(numbers)
        return
    if not numbers:
        sys.exit("no labelled texts")
    floors = tomllib.loads(pathlib.Path(args.floors).read_text("utf-8"))
    found = list(faults(numbers, floors))
    print(f"{numbers['all']['items']} texts, {sum(map(len, numbers.values()))} measures, {len(found)} below their floors")
    for fault in found:
        print(fault)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
