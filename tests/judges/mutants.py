"""Counts what the tests noticed of the places tests/mutants.sh broke, room by room.

    mutants.py FOLDER [--floor SHARE]

FOLDER holds `first.out` (unit tests) and `mutants.out` (integration tests over the rest) of `cargo mutants`. A place that does
not compile broken, or that only made the tests slow without an end, is told apart; the last counts as noticed.
"""

import argparse
import collections
import json
import pathlib
import sys


def outcomes(folder):
    """The last word on each place: its room, its name, what became of it."""
    last = {}
    for name in ("first.out", "mutants.out"):
        file = folder / name / "outcomes.json"
        if not file.exists():
            continue
        for outcome in json.loads(file.read_text("utf-8"))["outcomes"]:
            mutant = outcome["scenario"].get("Mutant") if isinstance(outcome["scenario"], dict) else None
            if mutant and last.get(mutant["name"], ("", ""))[1] not in ("CaughtMutant", "Timeout"):
                room = pathlib.Path(mutant["file"]).relative_to("src").parts[0].removesuffix(".rs")
                last[mutant["name"]] = (room, outcome["summary"])
    return last


def share(counts):
    """Of a hundred that compile, how many were noticed."""
    viable = counts["CaughtMutant"] + counts["Timeout"] + counts["MissedMutant"]
    return 100 * (viable - counts["MissedMutant"]) / viable if viable else 100.0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--floor", type=float, default=0)
    args = parser.parse_args()
    last = outcomes(args.folder)
    rooms = collections.defaultdict(collections.Counter)
    for room, summary in last.values():
        rooms[room][summary] += 1
    for name, (_, summary) in sorted(last.items()):
        if summary == "MissedMutant":
            print("nobody noticed:", name)
    whole = sum(rooms.values(), collections.Counter())
    for room, counts in [*sorted(rooms.items()), ("all", whole)]:
        viable = counts["CaughtMutant"] + counts["Timeout"] + counts["MissedMutant"]
        print(f"{room:12} {share(counts):5.1f} % of {viable} noticed, {counts['Unviable']} more do not compile")
    if not last or share(whole) < args.floor:
        sys.exit(f"less than {args.floor:g} % were noticed")


if __name__ == "__main__":
    main()
