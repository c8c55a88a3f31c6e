#!/usr/bin/env python3
"""Makes src/decode/frequency.tsv and src/decode/common.bin; docs/data.md says from what and under which licence.

    pip download --no-deps --no-binary :all: jieba==0.42.1 && tar xzf jieba-0.42.1.tar.gz
    pip install OpenCC==1.4.2
    python3 data/frequency.py jieba-0.42.1/jieba/dict.txt src/decode

Each row of the table is a cost, in tenths of a nat (-10 ln p), and all characters of that cost.
"""
import collections
import math
import pathlib
import sys

import opencc

# Places in 1000 characters other than ASCII; estimates of our own, rough on purpose.
MARKS = {
    "，": 65, "。": 33, "、": 20, "\u3000": 12, "“": 6, "”": 6, "：": 6, "；": 5, "（": 4, "）": 4, "《": 5, "》": 5,
    "—": 3, "！": 2, "？": 2, "·": 1.5, "「": 5, "」": 5, "『": 0.5, "』": 0.5, "…": 1, "‘": 0.5, "’": 0.5, "〔": 0.3, "〕": 0.3,
    "【": 0.5, "】": 0.5, "\u00a0": 1, "％": 0.3, "．": 0.2, "－": 0.2, "～": 0.3, "•": 0.2, "●": 0.1, "■": 0.1, "◆": 0.1,
    "▲": 0.1, "★": 0.1, "※": 0.1, "○": 0.1, "〇": 0.1, "→": 0.05, "×": 0.05, "℃": 0.05, "±": 0.02, "÷": 0.02, "§": 0.02,
    "『": 0.3, "』": 0.3, "〈": 0.1, "〉": 0.1, "–": 0.1, "①": 0.2, "②": 0.2, "③": 0.2, "④": 0.1, "⑤": 0.1, "％": 0.1,
}
RUNS = {  # every character of the run
    "０１２３４５６７８９": 0.8, "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ": 0.05, "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ": 0.02,
    "⑥⑦⑧⑨⑩": 0.05, "ⅠⅡⅢⅣⅤ": 0.03, "─━│┃": 0.05, "﹐﹑﹔﹕﹖﹗﹙﹚": 0.02, "□△◇☆": 0.05, "＂＃＄＆＇＊＋／＜＝＞＠［］＿｜": 0.02,
}
MARK_SHARE = sum(MARKS.values()) / 1000


def counts(path):
    """Simplified and Traditional characters weighted by the frequency of the words they stand in."""
    simplified, traditional = collections.Counter(), collections.Counter()
    converters = [opencc.OpenCC(name) for name in ("s2t", "s2tw", "s2hk")]
    for row in path.read_text("utf-8").splitlines():
        word, frequency, _ = row.split(" ")
        for char in word:
            simplified[char] += int(frequency)
        for converter in converters:
            for char in converter.convert(word):
                traditional[char] += int(frequency) / len(converters)
    return simplified, traditional


def costs(counter):
    letters = {char: count for char, count in counter.items() if ord(char) >= 0x3400}
    total = sum(letters.values())
    return {char: round(-10 * math.log((1 - MARK_SHARE) * count / total)) for char, count in letters.items()}


def main(dictionary, folder):
    simplified, traditional = map(costs, counts(pathlib.Path(dictionary)))
    cost = {char: min(simplified.get(char, 255), traditional.get(char, 255)) for char in simplified | traditional}
    cost |= {char: round(-10 * math.log(places / 1000)) for char, places in MARKS.items()}
    cost |= {char: round(-10 * math.log(places / 1000)) for run, places in RUNS.items() for char in run}
    rows = collections.defaultdict(list)
    for char, value in sorted(cost.items()):
        if ord(char) < 0x10000 and value <= 180:
            rows[value].append(char)
    folder = pathlib.Path(folder)
    table = "".join(f"{value}\t{''.join(chars)}\n" for value, chars in sorted(rows.items()))
    folder.joinpath("frequency.tsv").write_text(table, "utf-8")
    bits = bytearray((0xA000 - 0x4E00) // 8)
    for char in (char for value, chars in rows.items() if value < 95 for char in chars if 0x4E00 <= ord(char) < 0xA000):
        bits[(ord(char) - 0x4E00) >> 3] |= 1 << (ord(char) & 7)
    folder.joinpath("common.bin").write_bytes(bits)


if __name__ == "__main__":
    main(*sys.argv[1:])
