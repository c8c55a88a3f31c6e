#!/usr/bin/env python3
"""Learns the weights of the reading from the labelled corpus.

    cargo build --release --example reading
    data/reading/train.py CORPUS [--out data/reading/weights.bin] [--program target/release/examples/reading]

Needs `pip install python-crfsuite opencc`. The corpus is not part of the repository; docs/data.md says what it is made of.
"""

import argparse
import os
import tempfile

import pycrfsuite

import export
import pages

# Regularisation, found by cross-validation by source: half or twice as much reads unseen pages no better.
C1, C2, ITERATIONS = 0.25, 0.05, 60


def fit(sequences, path, iterations=ITERATIONS):
    """Trains on (features, labels) of pages and writes the weights."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": C1, "c2": C2, "max_iterations": iterations, "feature.possible_transitions": True})
    for lines, names in sequences:
        trainer.append(pycrfsuite.ItemSequence(lines), names)
    with tempfile.TemporaryDirectory() as folder:
        model = os.path.join(folder, "model")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        info = tagger.info()
        return export.write(path, info.state_features, info.transitions)


def gather(corpus, folder):
    """All there is to learn from, each with the fold it may not be used for, if there is one."""
    n, program = corpus.scorer.N, corpus.program
    ours = pages.invented(program, os.path.join(folder, "invented"), n) + pages.cases(program, os.path.join(folder, "cases"), n)
    return corpus.sequences() + corpus.further(os.path.join(folder, "further")) + [(None, one) for one in ours]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("--out", default=os.path.join(pages.HERE, "weights.bin"))
    parser.add_argument("--program", default=os.path.join(pages.ROOT, "target/release/examples/reading"))
    arguments = parser.parse_args()
    corpus = pages.Corpus(arguments.corpus, arguments.program, 5)
    with tempfile.TemporaryDirectory() as folder:
        sequences = gather(corpus, folder)
    print("%d features with %d weights" % fit([one for _, one in sequences], arguments.out))


if __name__ == "__main__":
    main()
