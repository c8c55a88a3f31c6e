"""Writes weights as `src/reading/model.rs` reads them."""

import struct

LABELS = ("para more above within below title title+ again kicker subtitle byline info docnum recipient heading run_in table "
          "caption note abstract toc attachment attach_title signature date credit").split()


def spread(feature):
    mixed = feature * 0x85ebca6b & 0xffffffff
    return mixed ^ mixed >> 13


def fixed(weight):
    return max(-32767, min(32767, round(weight * 256)))


# What a reading against the first look costs, in 256ths of a weight: to lose a sentence, one that a first look takes for the text, what only
# documents have, any other line of that first look; to keep what it takes out; to read a line otherwise. Found by cross-validation.
COSTS = (640, 1280, 1152, 256, 128, 0)


def write(path, states, transitions, least=0.02, costs=COSTS):
    """`states`: (feature, label) -> weight; `transitions`: (from, to) -> weight. Weights below `least` say nothing."""
    by_feature = {}
    for (feature, label), weight in states.items():
        if abs(weight) >= least and fixed(weight):
            by_feature.setdefault(int(feature), []).append((LABELS.index(label), fixed(weight)))
    bits = 1
    while (1 << bits) * 2 < len(by_feature) * 3:
        bits += 1
    slots = [(0, 0)] * (1 << bits)
    weights = []
    for feature in sorted(by_feature):
        entry = sorted(by_feature[feature])[:31]
        at = spread(feature) & (1 << bits) - 1
        while slots[at][0]:
            at = at + 1 & (1 << bits) - 1
        slots[at] = (feature, len(weights) << 5 | len(entry))
        weights += entry
    with open(path, "wb") as out:
        out.write(" ".join(LABELS).encode() + b"\n")
        out.write(struct.pack("<6h", *costs))
        for one in LABELS:
            for other in LABELS:
                out.write(struct.pack("<h", fixed(transitions.get((one, other), 0.0))))
        out.write(struct.pack("<I", bits))
        for slot in slots:
            out.write(struct.pack("<II", *slot))
        for label, weight in weights:
            out.write(struct.pack("<Bh", label, weight))
    return len(by_feature), len(weights)
