"""The forms in which people have a text: as markup of many hands, as dumps, as plain text with many habits."""
import html
import re

import shells
from shells import BODY, CREDIT, META, TITLE

MARKUP = ('p', 'p', 'p', 'indent', 'indent', 'nbsp', 'breaks', 'breaks', 'break', 'div', 'word', 'font', 'section', 'span', 'one', 'one')
TEXT = ('line', 'line', 'blank', 'blank', 'indent', 'indent', 'indent-blank', 'spaces', 'wrap', 'wrap-blank', 'wrap-flush')
DUMPS = ('plain', 'w3m', 'lynx', 'copied')


class Form:
    """One way to write a page: markup or not, how paragraphs stand, and the small habits of its writer."""

    def __init__(self, rng, extension, style, dump=''):
        self.extension, self.style, self.dump = extension, style, dump
        self.name = '-'.join(filter(None, (extension, dump, style)))
        self.width = rng.randint(28, 42)
        self.headings = rng.choice(('plain', 'strong', 'strong', 'tag', 'colour', 'centre'))
        self.run_in = rng.choice(('plain', 'plain', 'strong'))
        self.right = rng.choice(('left', 'right', 'right'))
        self.centre = rng.random() < .4
        self.table = rng.choice(('tabs', 'tabs', 'bars', 'blanks'))
        self.cells = rng.choice(('plain', 'plain', 'p', 'div'))
        self.spaced = rng.random() < .06
        self.noise = rng.choice(('', '', '', 'empty', 'links', 'pictures', 'hidden', 'pieces', 'items'))
        self.crlf = rng.random() < .2


def choose_form(rng, shell, page):
    """A web shell is a page or a dump of one; a text shell is text; either may be Markdown where it says so."""
    wanted = shell.options.get('body')
    if shell.markup and rng.random() < .72:
        return Form(rng, 'html', rng.choice(wanted.split(',')) if wanted else rng.choice(MARKUP))
    if shell.markup:
        dump = rng.choice(DUMPS)
        style = rng.choice(('line', 'blank', 'indent')) if dump in ('plain', 'copied') else rng.choice(('blank', 'wrap-blank'))
        return Form(rng, 'txt', style, dump)
    if shell.options.get('as') == 'md':
        return Form(rng, 'md', 'markdown')
    return Form(rng, 'txt', rng.choice(wanted.split(',')) if wanted else rng.choice(TEXT))


def clean(text):
    return text.translate({ord(c): None for c in (META, CREDIT)})


def render(rng, page, form):
    """The bytes of the page, as a string; what the labels need of the writing stays in `page`."""
    page.title_lines = title_lines(rng, page, form)
    raw = as_markup(rng, page, form) if form.extension == 'html' else as_text(rng, page, form)
    raw = clean(raw)
    return raw.replace('\n', '\r\n') if form.crlf else raw


def title_lines(rng, page, form):
    """How the title of the shell is broken: as the document has it, on one line, or after 关于 or 的."""
    if page.split_title and rng.random() < .5:
        return list(page.titles)
    title = page.title
    joint = [m.end() for m in re.finditer(r'关于|關於|[^的]的(?=[^的]{2,8}$)', title[:-3])]
    if joint and len(title) > 22 and rng.random() < .25:
        at = rng.choice(joint)
        at = at - 2 if title[at - 2:at] in ('关于', '關於') and at > 6 else at
        return [title[:at], title[at:]]
    return [title]


def spread(text):
    return ' '.join(text)


# Markup

def as_markup(rng, page, form):
    shown = '<br>'.join(TITLE + html.escape(spread(t) if form.spaced and len(t) < 14 else t, False) for t in page.title_lines)
    body = markup_body(rng, page, form)
    page.shell_lines = shells.lines_of(page)
    out = page.outside.replace(TITLE, shown).replace(TITLE, '').replace(BODY, body)
    return '\n'.join(l for l in out.split('\n') if l.strip()) + '\n'


HIDDEN = ('本文由小编整理发布', '更多内容请访问本站首页', '版权所有违者必究', '未经许可不得转载本文', '内容来自互联网采集')


def markup_body(rng, page, form):
    """The blocks as markup; in a page with hidden text this is debris the labels must know."""
    made = markup_blocks(rng, page.blocks, form)
    if form.noise == 'hidden':
        text = rng.choice(HIDDEN)
        made.insert(rng.randint(1, len(made)) if made else 0, f'<p style="{rng.choice(("display:none", "font-size:0px", "visibility:hidden"))}">{text}</p>')
        page.hidden_lines.append(text)
    if form.style == 'one':
        return in_one(made)
    return '\n'.join(made)


def in_one(made):
    """A body in one paragraph with breaks, what stands apart at its end in paragraphs of its own."""
    out, i = [], 0
    while i < len(made):
        run = []
        while i < len(made) and made[i].startswith('\ue010'):
            run.append(made[i][1:])
            i += 1
        if run:
            out.append('<p>' + '<br><br>\n'.join(run) + '</p>')
        else:
            out.append(made[i])
            i += 1
    return '\n'.join(out)


def markup_blocks(rng, blocks, form):
    made, i = [], 0
    while i < len(blocks):
        b = blocks[i]
        if b.label == 'table':
            rows = []
            while i < len(blocks) and blocks[i].label == 'table':
                rows.append(blocks[i].text)
                i += 1
            made.append(table(rows, form))
            continue
        made.append(markup_block(rng, b, form))
        i += 1
    return made


def table(rows, form):
    open_, close = {'plain': ('', ''), 'p': ('<p>', '</p>'), 'div': ('<div>', '</div>')}[form.cells]
    body = ''.join('<tr>' + ''.join(f'<td>{open_}{html.escape(c.strip(), False)}{close}</td>' for c in r.split('|')) + '</tr>\n' for r in rows)
    return f'<table border="1" cellspacing="0">\n{body}</table>'


def markup_block(rng, b, form):
    text = html.escape(b.text, False)
    if b.label in ('h1', 'h2', 'h3', 'h4', 'article_title', 'attach_title', 'box_title', 'title'):
        text = heading(text, b, form)
    elif b.label == 'run_in' and form.run_in == 'strong':
        head = html.escape(b.head, False)
        text = f'<strong>{head}</strong>{text[len(head):]}'
    if text.startswith('<h'):
        return text
    text = noisy(rng, text, b, form)
    if b.label == 'caption':
        picture = f'<img src="/upload/{rng.randint(1000, 99999)}.jpg">'
        return f'<p align="center">{picture}</p><p align="center">{text}</p>' if form.style not in ('breaks', 'break', 'one') else f'{picture}<br>{text}<br>'
    return paragraph(text, b, form)


def noisy(rng, text, b, form):
    """What editors leave in a paragraph: links, empty pieces, pictures, words cut into spans."""
    if form.noise == 'links' and b.label == 'attachment' or form.noise == 'links' and b.label == 'list':
        return f'<a href="/files/{rng.randint(100, 9999)}.doc">{text}</a>'
    if form.noise == 'pictures' and b.label == 'para' and rng.random() < .25:
        return f'<img src="/ueditor/{rng.randint(1, 99)}.png">&nbsp;<img src="s.gif"><br>{text}' if rng.random() < .5 else text + '<img src="icon.gif" border="0">'
    if form.noise == 'pieces' and b.label in ('para', 'run_in') and len(text) > 12 and '&' not in text and '<' not in text:
        at = rng.randint(3, len(text) - 4)
        return f'<span>{text[:at]}</span><span lang="EN-US"></span><span>{text[at:]}</span>'
    if form.noise == 'empty' and rng.random() < .3:
        return text + '</p><p>&nbsp;' if form.style in ('p', 'indent', 'nbsp') else text + '<br>&nbsp;'
    return text


def heading(text, b, form):
    level = {'title': 1, 'article_title': 2, 'attach_title': 2}.get(b.label, (b.level or 1) + 1)
    centred = b.label in ('title', 'article_title', 'attach_title')
    if form.headings == 'tag' and not centred:
        return f'<h{level}>{text}</h{level}>'
    if form.headings == 'colour' and not centred:
        return f'<span style="color: rgb(192, 0, 0); font-size: 18px;">{text}</span>'
    if form.headings in ('strong', 'centre') or (centred and form.headings == 'tag'):
        return f'<strong>{text}</strong>'
    return text


def paragraph(text, b, form):
    centred = b.label in ('title', 'article_title', 'attach_title', 'subtitle', 'kicker', 'docnum') or (form.headings == 'centre' and b.label == 'h1')
    right = b.label in ('signature', 'date') and form.right == 'right'
    flush = b.label in ('recipient', 'title', 'signature', 'date', 'docnum', 'subtitle', 'kicker', 'byline')
    place = ' align="center"' if centred and form.centre else ' align="right"' if right else ''
    lead = '' if flush or centred else '　　'
    if form.noise == 'items' and b.label == 'list':
        return f'<ul><li>{text}</li></ul>'
    if form.style == 'one':
        return f'<p{place}>{text}</p>' if b.label in ('signature', 'date', 'attachment') else '\ue010' + lead + text
    if form.style == 'breaks':
        return f'{lead}{text}<br><br>'
    if form.style == 'break':
        return f'{lead}{text}<br/>'
    if form.style == 'nbsp':
        return f'<p{place}>{"&nbsp;" * 8 if lead else ""}{text}</p>'
    if form.style == 'indent':
        return f'<p{place}>{lead}{text}</p>'
    if form.style == 'div':
        return f'<div{place}>{text}</div>'
    if form.style == 'word':
        indent = 'text-indent:32.0pt;' if lead else 'text-align:center;' if centred else ''
        return f"<p class=\"MsoNormal\" style=\"{indent}line-height:28.0pt\"><span style=\"font-size:16.0pt;font-family:仿宋_GB2312\">{text}<span lang=\"EN-US\"><o:p></o:p></span></span></p>"
    if form.style == 'font':
        return f'<p{place}><font face="宋体" size="3">{lead}{text}</font></p>'
    if form.style == 'section':
        return f'<section style="margin: 0px 8px;"><section><span style="font-size: 15px;letter-spacing: 1px;">{text}</span></section></section>'
    if form.style == 'span':
        return f'<p style="text-indent: 2em;"><span style="font-size: 18px;">{text}</span></p>'
    return f'<p{place}>{text}</p>'


# Text

def as_text(rng, page, form):
    page.shell_lines = shells.lines_of(page, form.dump)
    out = []
    for line in page.shell_lines:
        if BODY in line:
            before, _, after = line.partition(BODY)
            out += [before] if clean(before).strip() else []
            out += body_lines(rng, page, form)
            out += [after] if clean(after).strip() else []
        elif TITLE in line:
            out += titled(page, line, form)
        elif clean(line).strip() or not page.shell.markup:
            out.append(line)
            if page.shell.markup and form.dump in ('w3m', 'lynx') and rng.random() < .3:
                out.append('')
    return '\n'.join(out) + '\n'


def titled(page, line, form):
    if line.strip(' #') == TITLE:
        mark = '# ' if form.extension == 'md' and line.startswith('#') else ''
        lines = [spread(t) if form.spaced and len(t) < 16 else t for t in page.title_lines]
        return [mark + (' ' * max(0, 36 - len(t)) if form.centre and not mark else '') + t for t in lines]
    page.title_lines = [page.title]
    return [line.replace(TITLE, page.title)]


def body_lines(rng, page, form):
    out = []
    for b in page.blocks:
        lines = markdown(b, form) if form.style == 'markdown' else laid(b, form)
        if out and blank_between(form, b):
            out.append('')
        out += lines
    return out


def blank_between(form, b):
    return form.style in ('blank', 'indent-blank', 'wrap-blank', 'markdown') and b.label != 'table' or form.style == 'wrap' and b.label in ('h1', 'article_title')


def laid(b, form):
    """The lines of a block in plain text."""
    if b.label == 'table':
        return [row(b.text, form)]
    flush = b.label in ('recipient', 'title', 'docnum', 'subtitle', 'kicker', 'byline', 'article_title', 'attach_title')
    if b.label in ('signature', 'date') and form.right == 'right' and form.style != 'line':
        return [('　' * 12 if form.style.startswith('indent') else ' ' * 30) + b.text]
    if b.label in ('title', 'attach_title', 'article_title', 'subtitle') and form.centre:
        text = spread(b.text) if form.spaced and len(b.text) < 16 else b.text
        return [' ' * max(0, 34 - len(text)) + text]
    lead = '' if flush else {'indent': '　　', 'indent-blank': '　　', 'spaces': '    ', 'wrap': '　　'}.get(form.style, '')
    text = lead + b.text
    return wrapped(text, form.width) if form.style.startswith('wrap') else [text]


def row(text, form):
    cells = [c.strip() for c in text.split('|')]
    return {'tabs': '\t'.join(cells), 'bars': '| ' + ' | '.join(cells) + ' |', 'blanks': '    '.join(c.ljust(6, '　') for c in cells).rstrip(' 　')}[form.table]


def wrapped(text, width):
    """Lines of a fixed width; a closing mark does not begin a line."""
    lines = []
    while len(text) > width:
        at = width
        while at < len(text) and text[at] in '，。、；：？！”’）》】…' and at < width + 3:
            at += 1
        lines.append(text[:at])
        text = text[at:]
    return lines + [text] if text else lines


def markdown(b, form):
    if b.label == 'table':
        return ['| ' + ' | '.join(c.strip() for c in b.text.split('|')) + ' |']
    if b.label == 'title':
        return ['# ' + b.text]
    if b.label in ('h1', 'h2', 'h3', 'h4', 'article_title', 'attach_title'):
        level = (b.level or 1) + 1
        return ['#' * level + ' ' + b.text] if form.headings in ('tag', 'centre', 'colour') else ['**' + b.text + '**']
    if b.label == 'run_in' and form.run_in == 'strong':
        return [f'**{b.head}**{b.text[len(b.head):]}']
    return [b.text]
