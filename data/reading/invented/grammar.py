"""Reads documents and word lists, and tells a document with words of its own each time."""
import glob
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
DIGITS = '〇一二三四五六七八九'
LABELS = {'t': 'title', 'k': 'kicker', 's': 'subtitle', 'b': 'byline', 'o': 'source', 'd': 'front_date', 'n': 'docnum',
          'u': 'recipient', '1': 'h1', '2': 'h2', '3': 'h3', '4': 'h4', 'r': 'run_in', 'p': 'para', 'l': 'list',
          'w': 'table', 'c': 'caption', 'e': 'note', 'a': 'abstract', 'x': 'toc', 'f': 'attachment', 'F': 'attach_label', 'A': 'attach_title',
          'g': 'signature', 'y': 'date', 'z': 'credit', 'q': 'optional', 'T': 'article_title', 'B': 'box_title'}
LINE = re.compile(r'^([tksbodnurplwcexafFAgyzqTB1-4])([0-4?]?) (.*)$')


class Block:
    """One block of a document: its label, its text, and what else is known of it."""

    def __init__(self, label, text, level=None, head=None, doubtful=False, value=None):
        self.label, self.text, self.level, self.head = label, text, level, head
        self.doubtful, self.value = doubtful, value

    def copy(self, text=None):
        return Block(self.label, self.text if text is None else text, self.level, self.head, self.doubtful, self.value)


class Document:
    """A document as written in the data: blocks with slots, and what is known about the whole."""

    def __init__(self, head):
        parts = [p.strip() for p in head.split('|')]
        self.id, self.kind, self.topic = (parts + ['', ''])[:3]
        self.script, self.about, self.lines = 'hans', {}, []

    def told(self, words):
        """Title fields and blocks with all slots filled."""
        about = {k: words.fill(v) for k, v in self.about.items()}
        blocks = []
        for letter, mark, text in self.lines:
            blocks.append(block(words, letter, mark, text))
            blocks += words.aside(blocks[-1])
        return about, blocks


def block(words, letter, mark, text):
    text = words.fill(text)
    label = LABELS[letter]
    first, _, rest = text.partition('‖')
    if label == 'run_in':
        text = words.more(first + rest, label)
        return Block(label, text, int(mark) if mark.isdigit() else None, first)
    if label in ('byline', 'source', 'front_date', 'date'):
        return Block(label, first, value=rest or first)
    level = int(letter) if letter.isdigit() else None
    if label == 'para' and rest:
        return Block(label, words.more(first + rest, label), head=first, doubtful=True)
    return Block(label, words.more(text, label), level, doubtful=mark == '?')


def load_documents(path):
    documents = []
    for number, line in enumerate(open(path, encoding='utf-8'), 1):
        line = line.rstrip('\n')
        if line.startswith('== '):
            documents.append(Document(line[3:]))
        elif line.startswith('@'):
            key, _, value = line[1:].partition(' ')
            documents[-1].about[key] = value
            documents[-1].script = 'hant' if key == 'hant' else documents[-1].script
        elif line.strip() and not line.startswith('#'):
            m = LINE.match(line)
            if not m:
                raise SystemExit(f'{path}:{number}: no label: {line[:40]}')
            documents[-1].lines.append(m.groups())
    return documents


def load():
    """All documents of the folder, in the order of their files."""
    documents = [d for p in sorted(glob.glob(os.path.join(HERE, 'documents', '*.txt'))) for d in load_documents(p)]
    names = [d.id for d in documents]
    double = {n for n in names if names.count(n) > 1}
    if double:
        raise SystemExit(f'documents with one name: {sorted(double)}')
    return documents


def load_lists(name):
    lists = {}
    for line in open(os.path.join(HERE, name), encoding='utf-8'):
        key, _, values = line.rstrip('\n').partition(': ')
        if values and not line.startswith('#'):
            lists.setdefault(key, []).extend(values.split(' / ' if name == 'sentences.txt' else ' '))
    return lists


LISTS = load_lists('words.txt')
SENTENCES = load_lists('sentences.txt')


BRIEF = {'rules', 'tender', 'list', 'guide', 'notice', 'forum'}


class Words:
    """The words of one telling: a named slot is the same word wherever it stands in it."""

    def __init__(self, rng, document):
        self.rng, self.document, self.chosen = rng, document, {}
        self.date = (rng.randint(2003, 2026), rng.randint(1, 12), rng.randint(1, 28))
        self.length = rng.choice((0, 0, .3, .6))
        self.talk = 0 if document.kind in BRIEF else rng.choice((0, 0, .15, .35))

    def fill(self, text):
        while True:
            new = re.sub(r'\{([^{}]*)\}', lambda m: self.slot(m.group(1)), text)
            if new == text:
                return text
            text = new

    def slot(self, name):
        if '|' in name:
            return self.rng.choice(name.split('|'))
        if name in self.chosen:
            return self.chosen[name]
        if name in NUMBERS:
            return NUMBERS[name](self.rng)
        if name in DATES:
            return DATES[name](*self.date)
        word = self.named(name)
        self.chosen[name] = word
        return word

    def named(self, name):
        kind = name.rstrip('0123456789')
        if kind == '人':
            return self.person()
        if kind not in LISTS:
            raise SystemExit(f'{self.document.id}: no words for {{{name}}}')
        taken = set(self.chosen.values())
        free = [w for w in LISTS[kind] if w not in taken] or LISTS[kind]
        return self.rng.choice(free)

    def person(self):
        given = self.rng.choice(LISTS['名'])
        return self.rng.choice(LISTS['姓']) + given

    def aside(self, before):
        """Sometimes a paragraph more of the topic: real texts are longer than invented ones."""
        topic = SENTENCES.get(self.document.topic)
        fits = before.label == 'para' and not before.head and len(before.text) > 35 and before.text.endswith('。') and '如下' not in before.text[-12:]
        if not topic or not fits or self.rng.random() >= self.talk:
            return []
        return [Block('para', ''.join(self.fill(s) for s in self.rng.sample(topic, self.rng.randint(2, 4))))]

    def more(self, text, label):
        """Sometimes a sentence or two more, of the topic of the document."""
        topic = SENTENCES.get(self.document.topic)
        if not topic or label not in ('para', 'run_in') or len(text) < 35 or not text.endswith('。'):
            return text
        while self.rng.random() < self.length and len(text) < 420:
            text += self.fill(self.rng.choice(topic))
        return text


def capitals(year):
    return ''.join(DIGITS[int(d)] for d in str(year))


def small(n):
    if n <= 10:
        return '十' if n == 10 else DIGITS[n]
    tens, ones = divmod(n, 10)
    return ('' if tens == 1 else DIGITS[tens]) + '十' + (DIGITS[ones] if ones else '')


NUMBERS = {
    '数': lambda r: str(r.randint(12, 980)), '小': lambda r: str(r.randint(2, 9)), '中': lambda r: str(r.randint(10, 60)),
    '万': lambda r: f'{r.randint(1, 90)}.{r.randint(1, 9)}', '百': lambda r: f'{r.randint(2, 98)}.{r.randint(1, 9)}%',
    '千': lambda r: str(r.randint(1001, 9800)), '机': lambda r: f'1{r.choice("3578")}{r.randint(100000000, 999999999)}',
    '电': lambda r: f'0{r.randint(310, 998)}-{r.randint(2000000, 8999999)}', '号': lambda r: str(r.randint(1, 160)),
}
DATES = {
    '期': lambda y, m, d: f'{y}年{m}月{d}日', '期-': lambda y, m, d: f'{y}-{m:02}-{d:02}', '期.': lambda y, m, d: f'{y}.{m}.{d}',
    '期/': lambda y, m, d: f'{y}/{m:02}/{d:02}', '期零': lambda y, m, d: f'{y}年{m:02}月{d:02}日',
    '期大': lambda y, m, d: f'{capitals(y)}年{small(m)}月{small(d)}日',
    '期O': lambda y, m, d: f'{capitals(y).replace("〇", "O")}年{small(m)}月{small(d)}日',
    '期○': lambda y, m, d: f'{capitals(y).replace("〇", "○")}年{small(m)}月{small(d)}日',
    '期零大': lambda y, m, d: f'{capitals(y).replace("〇", "零")}年{small(m)}月{small(d)}日',
    '期民': lambda y, m, d: f'中華民國{y - 1911}年{m}月{d}日',
    '年': lambda y, m, d: str(y), '年大': lambda y, m, d: capitals(y), '去年': lambda y, m, d: str(y - 1), '明年': lambda y, m, d: str(y + 1),
    '月': lambda y, m, d: str(m), '日': lambda y, m, d: str(d), '月大': lambda y, m, d: small(m), '日大': lambda y, m, d: small(d),
}
