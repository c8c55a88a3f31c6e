"""How a page is spelt: other marks, another script. The text of the labels changes with it."""
import re

HALF = str.maketrans({'，': ',', '：': ':', '；': ';', '（': '(', '）': ')', '？': '?', '！': '!'})


class Script:
    """Simplified to Traditional, where opencc is at hand."""

    def __init__(self):
        try:
            import opencc
            self.convert = {n: opencc.OpenCC(n).convert for n in ('s2t', 's2tw', 's2hk')}
        except ImportError:
            self.convert = {}


def change(rng, page, document, script):
    """Changes all texts of a page alike; most pages stay as they are."""
    page.script = document.script
    doings = []
    if rng.random() < .15:
        doings.append(lambda t: t.translate(HALF))
    if rng.random() < .04:
        doings.append(lambda t: re.sub(r'(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])', ' ', t))
    if document.script == 'hans' and script.convert and (page.shell.script == 'hant' or rng.random() < .05):
        doings.append(script.convert[rng.choice(('s2t', 's2tw', 's2hk'))])
        page.script = 'hant'
    for doing in doings:
        respell(page, doing)
    return page


def respell(page, doing):
    for b in page.blocks:
        whole = doing(b.text)
        if b.head is not None:
            head = doing(b.head)
            rest = doing(b.text[len(b.head):])
            b.head, whole = head, head + rest
        b.text = whole
        b.value = doing(b.value) if b.value else b.value
    page.titles = [doing(t) for t in page.titles]
    page.title = ''.join(page.titles)
    page.kicker, page.subtitle = [doing(k) for k in page.kicker], [doing(s) for s in page.subtitle]
    page.fields = {k: doing(v) if k in ('src', 'by') and v else v for k, v in page.fields.items()}
    if page.script == 'hant' or not page.shell.markup:
        page.outside = doing(page.outside) if not page.shell.markup else re.sub(r'>[^<]+', lambda m: doing(m.group(0)) if '{' not in m.group(0) else m.group(0), page.outside)
