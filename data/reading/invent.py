#!/usr/bin/env python3
"""Composes labelled pages out of invented documents and invented shells of sites.

usage: invent.py OUT [--pages N] [--seed S]

Writes OUT/raw/<id>.<html|txt|md>, OUT/gold/<id>.json and OUT/GROUPS.tsv (id, document, shell, form).
The same arguments give the same bytes. Traditional pages need opencc; without it they stay Simplified.
The formats of what is read are told in invented/README.md.
"""
import argparse
import json
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'invented'))
import bodies    # noqa: E402
import gold      # noqa: E402
import grammar   # noqa: E402
import shells    # noqa: E402
import spelling  # noqa: E402


def pick_shell(rng, document, all_shells):
    """A shell that suits the kind of document, mostly: the web is not tidy."""
    markup, markdown = rng.random() < .64, rng.random() < .14
    same_script = [s for s in all_shells if s.script in (document.script, 'any') or document.script == 'hans' and s.script == 'hant' and rng.random() < .3]
    same_script = [s for s in same_script if s.markup == markup and (markup or (s.options.get('as') == 'md') == markdown)] or same_script
    suits = [s for s in same_script if not s.kinds or document.kind in s.kinds]
    return rng.choice(suits if suits and rng.random() < .8 else same_script)


def compose(number, seed, documents, all_shells, script):
    """One page: its name, its bytes, its labels and its groups."""
    rng = random.Random(f'{seed}/{number}')
    document = documents[number % len(documents)]
    words = grammar.Words(rng, document)
    told = document.told(words)
    shell = pick_shell(rng, document, all_shells)
    others = [d.told(grammar.Words(rng, d)) for d in rng.sample(documents, 4) if d is not document]
    page = shells.fill(rng, shell, told, words, others)
    form = bodies.choose_form(rng, shell, page)
    page = spelling.change(rng, page, document, script)
    raw = bodies.render(rng, page, form)
    name = f'i{number:05}'
    labels = gold.labels(name, page, form, raw)
    return name, form, raw, labels, (document.id, shell.id, form.name)


def write(out, number, page):
    name, form, raw, labels, groups = page
    with open(os.path.join(out, 'raw', f'{name}.{form.extension}'), 'wb') as f:
        f.write(raw.encode(labels['encoding'], 'xmlcharrefreplace' if form.extension == 'html' else 'replace'))
    with open(os.path.join(out, 'gold', f'{name}.json'), 'w', encoding='utf-8') as f:
        json.dump(labels, f, ensure_ascii=False, indent=1)
    return '\t'.join((name,) + groups)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('out')
    arguments.add_argument('--pages', type=int, default=1200)
    arguments.add_argument('--seed', default='1')
    a = arguments.parse_args()
    for folder in ('raw', 'gold'):
        os.makedirs(os.path.join(a.out, folder), exist_ok=True)
    documents, all_shells, script = grammar.load(), shells.load(), spelling.Script()
    random.Random(a.seed).shuffle(documents)
    rows = [write(a.out, n, compose(n, a.seed, documents, all_shells, script)) for n in range(a.pages)]
    with open(os.path.join(a.out, 'GROUPS.tsv'), 'w', encoding='utf-8') as f:
        f.write('id\tdocument\tshell\tform\n' + '\n'.join(rows) + '\n')


if __name__ == '__main__':
    main()
