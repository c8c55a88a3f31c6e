"""Makes data/lexicon/words.txt out of jieba's dictionary: python3 data/words.py dict.txt > data/lexicon/words.txt

dict.txt is jieba/dict.txt of jieba 0.42.1 (MIT, (c) 2013 Sun Junyi): `pip download --no-binary :all: jieba==0.42.1`.
"""

import math
import sys

SELDOM = 10
"""Words seen less often are mostly names of persons and rare places; they would be half of the file."""

LONGEST = 6

print("# Words of Chinese, a line each: the word, then how common it is (twice the natural logarithm of its count, from the")
print("# character 0 on). Source: jieba 0.42.1, dict.txt, MIT, (c) 2013 Sun Junyi (data/lexicon/words.LICENSE); made by data/words.py.")
words = {}
for line in open(sys.argv[1], encoding="utf-8"):
    word, count, *_ = line.split()
    han = all("\u4e00" <= c <= "\u9fff" for c in word)
    if han and len(word) <= LONGEST and (int(count) >= SELDOM or len(word) == 1):
        words[word] = chr(ord("0") + round(2 * math.log(max(int(count), 1))))
for word in sorted(words):
    print(word + words[word])
