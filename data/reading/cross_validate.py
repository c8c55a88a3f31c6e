#!/usr/bin/env python3
"""Reads each page of the labelled corpus with weights that were learnt without its source.

    data/reading/cross_validate.py CORPUS OUT [--quick] [--program target/release/examples/reading] [--weights FOLDER] [--read FOLDER]

OUT gets a document as JSON for each page; the corpus' own `score.py` and tests/judges/score_floor.py measure them, the latter against
tests/judges/unseen_floors.toml. `--quick` learns from the labelled pages alone, in three folds, within five minutes on two cores;
`--weights` keeps the weights of each fold, and takes those that are there already. `--read` reads other labelled pages of the same sources
instead, as the copies that copies.py makes, each with the weights learnt without its source.
"""

import argparse
import os
import subprocess
import tempfile

import labels
import pages
import train

FOLDS = 5
QUICK_FOLDS, QUICK_ITERATIONS = 3, 40


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("out")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--weights")
    parser.add_argument("--read")
    parser.add_argument("--program", default=os.path.join(pages.ROOT, "target/release/examples/reading"))
    arguments = parser.parse_args()
    count, iterations = (QUICK_FOLDS, QUICK_ITERATIONS) if arguments.quick else (FOLDS, train.ITERATIONS)
    corpus = pages.Corpus(arguments.corpus, arguments.program, count)
    read = pages.paths_by_fold(arguments.read or arguments.corpus, labels.groups_of(arguments.corpus), count)
    with tempfile.TemporaryDirectory() as folder:
        kept = arguments.weights or folder
        os.makedirs(kept, exist_ok=True)
        weights = [os.path.join(kept, "fold%d.bin" % fold) for fold in range(count)]
        sequences = []
        if not all(map(os.path.exists, weights)):
            sequences = corpus.sequences() if arguments.quick else train.gather(corpus, folder)
        for fold, path in enumerate(weights):
            if not os.path.exists(path):
                train.fit([one for its, one in sequences if its != fold], path, iterations)
            subprocess.run([arguments.program, "with", path, arguments.out, *read[fold]], check=True)
            print("fold %d: %d pages" % (fold, len(read[fold])), flush=True)


if __name__ == "__main__":
    main()
