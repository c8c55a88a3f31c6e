"""The labels of a page, in the form of the corpus the program is measured on."""
import re

import bodies
from shells import BODY, CREDIT, META, TITLE

FIELDS = {'title', 'kicker', 'subtitle', 'byline', 'source', 'front_date'}


def labels(name, page, form, raw):
    """All labels of a page."""
    shown = page.shown
    front = front_lines(page)
    byline = values(page, shown, 'by', front.get('byline'))
    meta, dropped, credits = shell_lines(page)
    return {
        'id': name, 'file': f'{name}.{form.extension}', 'encoding': encoding(page, form, raw), 'kind': form.extension,
        'script': page.script, 'title': page.title or None, 'title_alt': alternatives(page), 'kicker': page.kicker, 'subtitle': page.subtitle,
        'byline': byline[0], 'byline_alt': byline[1], 'source': values(page, shown, 'src', front.get('source'))[0],
        'date': date(page, shown, front.get('front_date'))[0], 'date_alt': date(page, shown, front.get('front_date'))[1],
        'skip': sorted(skipped(page, front)), 'blocks': body(page) + credits,
        'meta_lines': meta + [b.text for b in page.blocks if b.label in FIELDS], 'dropped': dropped, 'articles': None,
        'note': 'invented',
    }


def front_lines(page):
    """The lines of author, source and date that stand before the text: the first of each."""
    front = {}
    for b in page.blocks:
        if b.label not in FIELDS and b.label not in ('docnum', 'note', 'abstract'):
            break
        if b.label in ('byline', 'source', 'front_date'):
            front.setdefault(b.label, b)
    return front


def skipped(page, front):
    """What only the metadata tell may be read or not; what a line of the text tells is wanted all the same."""
    known = {'byline': 'by' in page.shown or 'byline' in front, 'source': 'src' in page.shown or 'source' in front, 'date': 'date' in page.shown}
    hidden = {s for s in page.hidden if not known[s]}
    return hidden | {s for s in page.skip if s == 'date' or not known[s]} | (set() if page.title else {'title'})


def body(page):
    """The blocks of the text; an author's line under the title of an article belongs to that."""
    made = []
    for b in page.blocks:
        if b.label == 'byline' and made and made[-1]['type'] == 'article_title':
            made[-1]['byline'] = b.value
        elif b.label not in FIELDS:
            made.append(block(b))
    return made


def alternatives(page):
    return [page.title + ''.join(page.subtitle)] if page.subtitle else []


def encoding(page, form, raw):
    wanted = page.shell.options.get('charset', 'utf-8')
    if wanted != 'utf-8' and form.extension == 'html':
        return wanted
    return 'utf-8'


def values(page, shown, field, line):
    """What the page shows of a field: the line of the text itself, the line of the shell, both accepted."""
    found = [line.value] if line else []
    found += [page.fields[field]] if field in shown else []
    if line and line.value != line.text:
        found.append(line.text)
    return (found[0], found[1:]) if found else (None, [])


def date(page, shown, line):
    """The date of the shell's info line, else of the text."""
    found = [page.fields['date']] if 'date' in shown else []
    found += [line.value] if line else []
    found += [b.value for b in page.blocks if b.label == 'date' and b.value]
    found += [m.group(0) for b in page.blocks if b.label == 'signature' for m in re.finditer(r'\d{4}年\d+月\d+日', b.text)]
    return (found[0], found[1:]) if found else (None, [])


def shell_lines(page):
    meta, dropped, credits = [], [], []
    for line in page.shell_lines:
        text = re.sub(r'\s+', ' ', bodies.clean(line).replace(BODY, '')).strip()
        if TITLE in text:
            meta += page.title_lines if text.strip(' #') == TITLE else [text.replace(TITLE, page.title)]
        elif CREDIT in line:
            credits.append({'type': 'credit', 'text': text})
        elif META in line:
            meta.append(text)
        elif text:
            dropped.append(text)
    return meta, dropped + page.hidden_lines, credits


def block(b):
    kind = {'list': 'para', 'attach_label': 'optional'}.get(b.label, b.label)
    made = {'type': kind, 'text': b.text}
    if kind != b.label:
        made['really'] = b.label
    if b.level:
        made['level'] = b.level
    if b.doubtful and b.head:
        made['opt_head'] = b.head
    elif b.head:
        made['head'] = b.head
    elif b.doubtful:
        made['opt_heading'] = True
    return made
