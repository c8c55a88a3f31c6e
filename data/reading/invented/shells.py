"""Shells of pages: what stands around a text on a site or in a dump, with places for the text."""
import datetime
import glob
import html.parser
import os
import re

from grammar import HERE, Block

TITLE, BODY, META, CREDIT = '\ue001', '\ue002', '\ue003', '\ue004'
SLOT = re.compile(r'\[\[(.*?)\]\]', re.S)


class Shell:
    def __init__(self, name, markup, text, options):
        self.id, self.markup, self.text, self.options = name, markup, text, options
        self.script = options.get('script', 'hans')
        self.kinds = set(filter(None, options.get('kinds', '').split(',')))


class Page:
    """A text within its shell: the shell with marks where the fields stand, and the fields."""

    def __init__(self):
        self.shell, self.outside, self.fields, self.titles = None, '', {}, []
        self.blocks, self.kicker, self.subtitle, self.shown, self.skip, self.hidden = [], [], [], set(), set(), set()
        self.hidden_lines = []


def options_of(line):
    return dict(p.partition('=')[::2] for p in line.split())


def load():
    """All shells: one HTML file each, and many text shells a file."""
    found = []
    for path in sorted(glob.glob(os.path.join(HERE, 'pages', '*'))):
        for part in re.split(r'^== ', open(path, encoding='utf-8').read(), flags=re.M)[1:]:
            head, _, text = part.partition('\n')
            name, _, options = head.partition(' ')
            found.append(Shell(name, path.endswith('.html'), text.strip('\n'), options_of(options)))
    names = [s.id for s in found]
    double = {n for n in names if names.count(n) > 1}
    if double:
        raise SystemExit(f'shells with one name: {sorted(double)}')
    return found


def fill(rng, shell, told, words, others):
    """Puts the fields of a document into a shell; the body keeps its place for the form to fill."""
    about, blocks = told
    page = Page()
    page.shell, page.blocks = shell, [b.copy() for b in blocks]
    take_title(page)
    page.fields = fields(rng, shell, about, words)
    page.others, page.words = others, words
    outside = with_metadata(rng, retitled(rng, shell.text))
    page.outside = SLOT.sub(lambda m: slot(rng, page, m.group(1)), outside)
    place_title(rng, page)
    return page


def retitled(rng, text):
    """Sites differ in what they call their pages: the title of the text, their own name, or both."""
    m = re.search(r'(?i)<title>(.*?)</title>', text)
    if not m or rng.random() < .45:
        return text
    site = re.sub(r'\[\[TT\]\]', '', m.group(1)).strip(' -_|')
    new = rng.choice(('[[TT]]', '[[TT]]', '[[TT]]-' + site, '[[TT]]_' + site, site or '[[TT]]', '[[TT]] | ' + site))
    return text[:m.start(1)] + new.strip(' |-_') + text[m.end(1):]


METADATA = ('<meta name="author" content="{by}">', '<meta name="ContentSource" content="{src}">', '<meta name="PubDate" content="{date} {time}">',
            '<meta property="article:published_time" content="{date}T{time}:00+08:00">', '<meta property="og:title" content="[[TT]]">',
            '<meta name="keywords" content="新闻,资讯,公告">', '<meta name="ArticleTitle" content="[[TT]]">')


def with_metadata(rng, text):
    """Some pages say of themselves what their lines say too, some say more, most say nothing."""
    told = rng.sample(METADATA, rng.choice((0, 0, 1, 2, 3)))
    return text.replace('</head>', ''.join(f'[[HEAD {m}]]' if '{' in m else m for m in told) + '</head>', 1)


def take_title(page):
    """The title goes to the shell; all that stood before it or belongs to it goes with it."""
    page.titles = [b.text for b in page.blocks if b.label == 'title']
    page.kicker = [b.text for b in page.blocks if b.label == 'kicker']
    page.subtitle = [b.text for b in page.blocks if b.label == 'subtitle']
    page.title = ''.join(page.titles)


def fields(rng, shell, about, words):
    """What the shell's lines can tell of the text; a field that is missing leaves its piece out."""
    found = {'date': about.get('date') or later(words.date, rng.choice((0, 0, 0, 1, 1, 2, 3, 5))), 'src': about.get('src'), 'by': about.get('by')}
    if not found['src'] and rng.random() < .7:
        found['src'] = words.fill('{媒}')
    if not found['by'] and rng.random() < .25:
        found['by'] = words.fill('{人91}')
    found['time'] = f'{rng.randint(0, 23):02}:{rng.randint(0, 59):02}'
    found['ed'] = words.fill('{人92}')
    found['pub'] = rng.choice((words.fill('{人93}'), 'admin', '管理员', '办公室', '系统管理员', 'xcb'))
    return found


NAMED = {'by': 'byline', 'src': 'source', 'date': 'date'}


def metadata(page, text):
    """Metadata is not shown: it fills no field by itself, but may be read."""
    shown, skip = set(page.shown), set(page.skip)
    made = piece(page, text).replace(META, '')
    page.shown, page.skip = shown, skip
    if made:
        page.hidden.add(NAMED[re.search(r'\{(\w+)', text).group(1)])
    return made


def later(date, days):
    """A page appears on the day of its text, or some days after."""
    return (datetime.date(*date) + datetime.timedelta(days)).isoformat()


def slot(rng, page, text):
    if text == 'T':
        return TITLE
    if text == 'TT':  # the title as text of the head of the page, not shown
        return page.title
    if text == 'BODY':
        return BODY
    if text == 'K':
        return kicker(page)
    if text == 'S':
        return subtitle(page)
    if text.startswith('HEAD '):
        return metadata(page, text[5:])
    if text.startswith('CREDIT '):
        return CREDIT + piece(page, text[7:])
    if text.startswith('?'):
        return slot(rng, page, text[1:]) if rng.random() < .5 else ''
    if text.startswith('LINKS '):
        return links(rng, page, text[6:])
    if text.startswith('OTHER'):
        return other(page, text[6:])
    return piece(page, text) if re.search(r'\{(src|by|date|time|ed|pub)', text) else page.words.fill('{' + text + '}' if text in '数小中万千机电号' else text)


def kicker(page):
    page.blocks = [b for b in page.blocks if b.label != 'kicker']
    page.kicker_shown = bool(page.kicker)
    return META + ' '.join(page.kicker) if page.kicker else ''


def subtitle(page):
    page.blocks = [b for b in page.blocks if b.label != 'subtitle']
    return META + ' '.join(page.subtitle) if page.subtitle else ''


def piece(page, text):
    """A piece of an info line: gone when its field is not known."""
    names = re.findall(r'\{(src|by|date|ed|pub)[^{}]*\}', text)
    if any(not page.fields.get(n) for n in names):
        return ''
    page.shown |= set(names)
    page.skip |= {'byline'} if 'pub' in names else set()
    page.skip |= {'date'} if '{date日}' in text else set()
    text = re.sub(r'\{date(.)?\}', lambda m: dated(page.fields['date'], m.group(1)), text)
    for n in ('src', 'by', 'ed', 'pub', 'time'):
        text = text.replace('{%s}' % n, page.fields.get(n) or '')
    return META + text


def dated(iso, how):
    m = re.match(r'(\d{4})-(\d\d)-(\d\d)$', iso)
    if not m or not how:
        return iso
    y, mo, d = m.groups()
    roc = int(y) - 1911
    return {'年': f'{y}年{mo}月{d}日', '短': f'{y}年{int(mo)}月{int(d)}日', '/': f'{y}/{mo}/{d}', '.': f'{y}.{mo}.{d}',
            '民': f'{roc}-{mo}-{d}', '日': f'{int(mo)}月{int(d)}日'}[how]


def links(rng, page, text):
    """A list of titles of other pages: `LINKS 5 <li>%t</li>`; %d is a date, %n a number."""
    count, _, row = text.partition(' ')
    titles = [''.join(b.text for b in blocks if b.label == 'title') or blocks[0].text[:20] for _, blocks in page.others]
    titles += [page.words.fill(rng.choice(HEADLINES)) for _ in range(int(count))]
    rng.shuffle(titles)
    rows = []
    for title in titles[:int(count)]:
        day = f'{rng.randint(2005, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}'
        rows.append(row.replace('%t', title).replace('%d', day).replace('%s', day[5:]).replace('%n', str(rng.randint(3, 9800))))
    return '\n'.join(rows)


HEADLINES = [l.strip() for l in open(os.path.join(HERE, 'headlines.txt'), encoding='utf-8') if l.strip()]


def other(page, how):
    """A part of another text: debris however much it looks like a body. `OTHER p 3`: three paragraphs in <p>."""
    tag, _, count = how.partition(' ')
    about, blocks = page.others[0]
    texts = [b.text for b in blocks if b.label in ('para', 'run_in')][:int(count or 2)]
    if tag == 'title':
        return ''.join(b.text for b in blocks if b.label == 'title') or texts[0][:18]
    return '\n'.join(f'<{tag}>{t}</{tag}>' if tag != 'line' else t for t in texts)


def place_title(rng, page):
    """Where the shell has no place for the title, the body begins with it; where it has, it may be said again."""
    has_place = TITLE in page.outside
    rest = [b for b in page.blocks if b.label != 'title']
    own = [b for b in page.blocks if b.label == 'title']
    page.in_body = not has_place
    page.split_title = len(own) > 1
    repeat = has_place and own and rng.random() < float(page.shell.options.get('repeat', '.15'))
    if has_place:
        rest = [b for b in rest if b.label != 'kicker'] if not repeat else rest
        page.kicker = page.kicker if getattr(page, 'kicker_shown', False) or repeat else []
        if repeat:
            rest = [b for b in page.blocks]
    else:
        rest = page.blocks
    page.blocks = rest


class Lines(html.parser.HTMLParser):
    """The lines a reader sees of a page: block tags end a line, links and items are kept for dumps."""
    BREAKS = set('p div br tr td th li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table section article header footer nav main form option select '
                 'blockquote hr body html center fieldset legend aside figure figcaption label button textarea'.split())
    SILENT = {'script', 'style', 'title', 'head', 'template', 'noscript'}

    def __init__(self, form='plain'):
        super().__init__(convert_charrefs=True)
        self.form, self.lines, self.now, self.silent, self.links = form, [], '', 0, 0

    def flush(self):
        text = re.sub(r'[ \t\r\n]+', ' ', self.now).strip(' ')
        if text.strip(' \u3000\xa0'):
            self.lines.append(text)
        self.now = ''

    def handle_starttag(self, tag, attrs):
        if tag in self.SILENT:
            self.silent += 1
        if tag in self.BREAKS:
            self.flush()
        if tag == 'li' and self.form in ('lynx', 'w3m'):
            self.now += '  * ' if self.form == 'lynx' else '• '
        if tag == 'a' and self.form == 'lynx':
            self.links += 1
            self.now += f'[{self.links}]'
        if tag == 'img' and self.form in ('lynx', 'w3m'):
            alt = dict(attrs).get('alt')
            self.now += f'[{alt}]' if alt else ''

    def handle_endtag(self, tag):
        if tag in self.SILENT:
            self.silent -= 1
        if tag == 'a':
            self.now += ' '
        if tag in self.BREAKS:
            self.flush()

    def handle_data(self, data):
        if not self.silent:
            self.now += data


def lines_of(page, form='plain'):
    """The shell's lines, with the marks of fields and of the body's place in them."""
    if not page.shell.markup:
        return page.outside.split('\n')
    parser = Lines(form)
    parser.feed(page.outside.replace(BODY, f'<p>{BODY}</p>'))
    parser.flush()
    return parser.lines
