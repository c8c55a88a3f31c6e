#!/usr/bin/env python3
"""Learns the weights of the reading from the labelled corpus.

    data/reading/train.py CORPUS [--out data/reading/weights.bin] [--program target/release/examples/reading]

Needs `pip install python-crfsuite opencc`. The corpus is not part of the repository; docs/data.md says what it is made of.
"""

import argparse
import collections
import json
import os
import subprocess
import tempfile

import pycrfsuite

import export
import labels

HERE = os.path.dirname(os.path.abspath(__file__))
# Regularisation: found by cross-validation by source; half or twice as much reads unseen pages no better.
C1, C2, ITERATIONS = 0.6, 0.05, 80


def features(program, paths):
    """Records of the example `reading`, a list for each file name."""
    files = collections.OrderedDict()
    out = subprocess.run([program, "features", *paths], check=True, stdout=subprocess.PIPE).stdout
    for row in out.decode("utf8").splitlines():
        record = json.loads(row)
        files.setdefault(record["file"], []).append(record)
    return files


def fit(sequences, path, c1=C1, c2=C2, iterations=ITERATIONS):
    """Trains on (features, labels) of pages and writes the weights."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": iterations, "feature.possible_transitions": True})
    for lines, names in sequences:
        trainer.append(pycrfsuite.ItemSequence(lines), names)
    with tempfile.TemporaryDirectory() as folder:
        model = os.path.join(folder, "model")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        info = tagger.info()
        return export.write(path, info.state_features, info.transitions)


def sequence(records, names):
    return [[str(feature) for feature in record["features"]] for record in records], names


def named(records, item, n):
    """The labels of the lines; what may as well be kept as not is a note."""
    return ["note" if name == "optional" else name for name in labels.label(records, item, n)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("--out", default=os.path.join(HERE, "weights.bin"))
    parser.add_argument("--program", default="target/release/examples/reading")
    arguments = parser.parse_args()
    n = labels.score(arguments.corpus).N
    gold = labels.gold_of(arguments.corpus)
    paths = sorted(os.path.join(arguments.corpus, "raw", name) for name in gold)
    files = features(arguments.program, paths)
    sequences = [sequence(records, named(records, gold[name], n)) for name, records in files.items()]
    print("%d features with %d weights" % fit(sequences, arguments.out))


if __name__ == "__main__":
    main()
