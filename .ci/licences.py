#!/usr/bin/env python3
"""Copies the licence texts of all packages a program is built from, as their licences ask of whoever hands it on.

usage: licences.py TARGET FOLDER

FOLDER gets a folder for each package with the texts it carries, and LIST.md: name, version, licence, where its source is.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys

TEXT = re.compile(r"(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)


def built_from(target):
    """The packages that go into the program for a target, those only its build or its tests need left out."""
    command = ["cargo", "metadata", "--format-version=1", "--locked", "--filter-platform", target]
    metadata = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    needs = {
        node["id"]: [dep["pkg"] for dep in node["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])]
        for node in metadata["resolve"]["nodes"]
    }
    root = metadata["resolve"]["root"]
    found, open_ends = set(), [root]
    while open_ends:
        for package in needs[open_ends.pop()]:
            if package not in found:
                found.add(package)
                open_ends.append(package)
    return sorted((packages[package] for package in found), key=lambda package: (package["name"], package["version"]))


def main(target, folder):
    folder = pathlib.Path(folder)
    rows = ["| package | version | licence | source |", "|---|---|---|---|"]
    for package in built_from(target):
        name, version = package["name"], package["version"]
        source = f"https://crates.io/crates/{name}/{version}"
        rows.append(f"| {name} | {version} | {package['license']} | {source} |")
        place = pathlib.Path(package["manifest_path"]).parent
        texts = [path for path in sorted(place.iterdir()) if path.is_file() and TEXT.match(path.name)]
        for text in texts:
            into = folder / f"{name}-{version}"
            into.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, into / text.name)
    (folder / "LIST.md").write_text("\n".join(rows) + "\n", encoding="utf-8")


main(*sys.argv[1:])
