"""Raw Chinese text in, a finished official document (GB/T 9704-2012) in Word or PDF out.

>>> import chengwen
>>> result = chengwen.convert("关于春耕的通知\\n各乡镇人民政府：\\n请抓紧春耕。\\n".encode(), to=["docx", "markdown"])
>>> result.title
'关于春耕的通知'
>>> result.documents["docx"][:2]
b'PK'

A text is the path of a file, or bytes. Every function takes the same options: those of the command line, listed in :class:`Options`.
Nothing is lost in silence: ``result.report`` says what was removed, changed and found.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Deque, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Type, TypeVar, Union

from . import _core

if TYPE_CHECKING:
    from typing_extensions import TypedDict, Unpack

    class Options(TypedDict, total=False):
        """What is wanted; `docs/options.md` says more of each. An option that is not given is as on the command line."""

        #: kind of the input if its content is not to decide: ``text``, ``html``, ``docx`` …
        kind: str
        #: encoding of the input if its content is not to decide: ``gbk``, ``big5`` …
        from_encoding: str
        #: accept a text however many of its characters are damaged
        accept_damage: bool
        #: name of a built-in template; by content if none is named
        template: str
        #: elements of the document: ``{"发文字号": "某政发〔2026〕1号", "签发人": ["张三", "李四"]}``
        elements: Mapping[str, Union[str, Sequence[str]]]
        #: whether the front matter of the text sets elements
        trust_front_matter: bool
        #: rules or groups of rules that take nothing out
        keep: Sequence[str]
        #: parts or rules that take out what usually stays
        drop: Sequence[str]
        #: take nothing out
        keep_all: bool
        #: rules of your own, in TOML
        rules: str
        #: ``simplified``, ``traditional``, ``tw``, ``hk``, ``auto`` or ``keep``
        script: str
        #: change regional words as well as characters
        phrases: bool
        #: words that change as this text says, in OpenCC's format
        dictionary: str
        #: write dates out as ``2026年1月5日`` (GB/T 9704-2012 7.3.5.4)
        dates: bool
        #: whether there is a table of contents
        toc: bool
        #: levels the table of contents shows, 1 to 4
        toc_depth: int
        #: whether there is a cover
        cover: bool
        #: author to name in the properties of the document
        author: str
        #: how Word is told of the grid: ``universal``, ``word`` or ``lines``
        grid: str
        #: names of the fonts in Word: ``standard`` or ``windows``
        fonts: str
        #: font of digits and Latin letters in Word
        latin: str
        #: headings of the second level bold
        bold_h2: bool
        #: headings of the third level bold
        bold_h3: bool
        #: ``full``, ``a-2a``, ``a-2b``, ``ua-1`` or ``none``
        pdf_standard: str
        #: of a compilation: ``given``, ``name`` or ``date``
        order: str
        #: of a compilation: its title
        title: str
        #: of a compilation: keep an article that is there twice
        keep_duplicates: bool
        #: language of messages: ``zh`` or ``en``
        lang: str


__all__ = [
    "Article", "Block", "Change", "Document", "Error", "Finding", "Footnote", "Part", "Picture", "Removal", "Reading", "Report", "Result", "Span",
    "bind", "convert", "convert_many", "options_schema", "read",
]

__version__: str = _core.version

#: A file, or the text itself.
Source = Union[str, "os.PathLike[str]", bytes]

_T = TypeVar("_T")


class Error(Exception):
    """What stopped an input.

    ``code`` never changes (``empty``, ``not-text``, ``damaged``, ``unreadable``, ``too-large``, ``elements``, ``options``, ``document``,
    ``fault``; ``read`` for a file that cannot be read); the message says what, where and what to do next. ``source`` is the name of the
    input, if it has one.
    """

    def __init__(self, code: str, message: str, source: Optional[str] = None) -> None:
        super().__init__(message if source is None else f"{source}: {message}")
        self.code = code
        self.message = message
        self.source = source

    def __reduce__(self) -> Tuple[Type[Error], Tuple[str, str, Optional[str]]]:
        return (Error, (self.code, self.message, self.source))


@dataclass(frozen=True)
class Removal:
    """Text that was taken out."""

    rule: str
    line: int
    text: str


@dataclass(frozen=True)
class Change:
    """One text put in place of another, ``count`` times, first on ``line``."""

    rule: str
    before: str
    after: str
    count: int
    line: int


@dataclass(frozen=True)
class Finding:
    """Something to look at; ``severity`` is ``info``, ``warning`` or ``error``, ``line`` 0 for the whole text."""

    rule: str
    severity: str
    line: int
    message: str


@dataclass(frozen=True)
class Report:
    """Everything that was done to a text without being asked."""

    removed: List[Removal]
    changed: List[Change]
    findings: List[Finding]


@dataclass(frozen=True)
class Part:
    """What was done to one input of a compilation."""

    name: str
    report: Report


@dataclass(frozen=True)
class Span:
    """A stretch of a text, counted in characters, and what it is: ``superscript``, ``struck`` …"""

    start: int
    end: int
    type: str
    columns: Optional[int] = None
    rows: Optional[int] = None


@dataclass(frozen=True)
class Footnote:
    """A footnote, anchored behind ``at`` characters of its text."""

    at: int
    text: str


@dataclass(frozen=True)
class Picture:
    """What is known of a picture; the picture itself is in the documents."""

    name: str
    format: str
    width: int
    height: int
    bytes: int
    alt: str
    caption: Optional[str] = None


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, a table …: ``type`` says what, ``line`` where it stood in the input."""

    type: str
    text: str
    line: int
    level: Optional[int] = None
    head: Optional[str] = None
    picture: Optional[Picture] = None
    footnotes: List[Footnote] = field(default_factory=list)
    spans: List[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Article:
    """One text with what stands above it."""

    title: Optional[str]
    title_lines: List[str]
    kicker: List[str]
    subtitle: List[str]
    byline: Optional[str]
    unit: Optional[str]
    source: Optional[str]
    date: Optional[str]
    genre: Optional[str]
    blocks: List[Block]
    front_footnotes: List[str] = field(default_factory=list)


@dataclass(frozen=True)
class Document:
    """What a text means, without layout."""

    title: Optional[str]
    compilation: bool
    articles: List[Article]
    official: Dict[str, List[str]] = field(default_factory=dict)
    publisher: List[str] = field(default_factory=list)
    published: Optional[str] = None

    @property
    def blocks(self) -> List[Block]:
        """The blocks of all articles."""
        return [block for article in self.articles for block in article.blocks]


def _shape(of: Type[_T], data: Mapping[str, Any], **more: Any) -> _T:
    """A dataclass from what it names of ``data``."""
    known = {name: data[name] for name in of.__dataclass_fields__ if name in data}  # type: ignore[attr-defined]
    return of(**{**known, **more})


def _block(data: Mapping[str, Any]) -> Block:
    picture = data.get("picture")
    return _shape(
        Block,
        data,
        picture=picture and _shape(Picture, picture),
        footnotes=[_shape(Footnote, note) for note in data.get("footnotes", [])],
        spans=[_shape(Span, span) for span in data.get("spans", [])],
    )


def _article(data: Mapping[str, Any]) -> Article:
    empty = {name: data.get(name) for name in Article.__dataclass_fields__}
    empty["front_footnotes"] = data.get("front_footnotes", [])
    return _shape(Article, empty, blocks=[_block(block) for block in data["blocks"]])


def _document(data: Mapping[str, Any]) -> Document:
    articles = data["articles"] if data["compilation"] else [data]
    return _shape(Document, data, articles=[_article(article) for article in articles])


def _report(data: Mapping[str, Any]) -> Report:
    return Report(
        removed=[_shape(Removal, removal) for removal in data["removed"]],
        changed=[_shape(Change, change) for change in data["changed"]],
        findings=[_shape(Finding, finding) for finding in data["findings"]],
    )


class Reading:
    """What a text was read as: ``title``, ``document``, ``report``."""

    def __init__(self, facts: str, source: Optional[str]) -> None:
        self._facts = facts
        #: the name of the input, if it has one
        self.source = source

    @cached_property
    def facts(self) -> Dict[str, Any]:
        """All that is known, as the JSON of the command line has it."""
        return json.loads(self._facts)  # type: ignore[no-any-return]

    @property
    def title(self) -> Optional[str]:
        """The title of the document."""
        return self.facts["title"]  # type: ignore[no-any-return]

    @cached_property
    def document(self) -> Document:
        """What the text means."""
        return _document(self.facts["document"])

    @cached_property
    def report(self) -> Report:
        """What was removed, changed and found."""
        return _report(self.facts)

    @property
    def findings(self) -> List[Finding]:
        """What a clerk should look at."""
        return self.report.findings

    @property
    def encoding(self) -> Optional[str]:
        """The encoding the text was in."""
        return self.facts.get("encoding")

    @property
    def kind(self) -> Optional[str]:
        """How the text was read: ``text``, ``html``, ``docx`` …"""
        return self.facts.get("kind")


class Result(Reading):
    """A text and the documents made of it."""

    def __init__(self, documents: Dict[str, bytes], facts: str, source: Optional[str]) -> None:
        super().__init__(facts, source)
        #: the documents by the names of their formats: ``result.documents["docx"]``
        self.documents = documents

    @property
    def pages(self) -> Optional[int]:
        """How many pages the document has, if one of its formats has pages."""
        return self.facts["pages"]  # type: ignore[no-any-return]

    @cached_property
    def parts(self) -> List[Part]:
        """What was done to each input of a compilation."""
        return [Part(part["name"], _report(part)) for part in self.facts.get("parts", [])]

    def save(self, path: Union[str, "os.PathLike[str]"], format: Optional[str] = None) -> None:
        """Writes one document, by its format or by the ending of ``path``; nothing is half-written."""
        path = os.fspath(path)
        ending = os.path.splitext(path)[1].lstrip(".").lower()
        name = format or {"md": "markdown"}.get(ending, ending)
        if name not in self.documents:
            raise ValueError(f"there is no {name or 'such'} document, only {', '.join(self.documents)}; ask for it with to=[…]")
        handle, draft = tempfile.mkstemp(dir=os.path.dirname(path) or ".", prefix=".chengwen-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(self.documents[name])
            os.chmod(draft, 0o666 & ~_umask())
            os.replace(draft, path)
        except BaseException:
            os.unlink(draft)
            raise


_umask_lock = threading.Lock()


def _umask() -> int:
    with _umask_lock:
        mask = os.umask(0)
        os.umask(mask)
    return mask


#: The names of options here that Python keeps for itself, or that say more: what the core calls them.
_CALLED = {"kind": "from", "elements": "set"}


def _language(lang: Optional[str]) -> str:
    """The language asked for, else that of the system."""
    names = [lang, *(os.environ.get(name) for name in ("CHENGWEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))]
    return next((name for name in names if name), "en")


@contextmanager
def _faults(source: Optional[str] = None) -> Iterator[None]:
    """What the core refuses, as an :class:`Error`."""
    try:
        yield
    except _core.CoreError as error:
        raise Error(*error.args, source) from None


def _job(to: Union[str, Iterable[str]], options: Mapping[str, Any]) -> _core.Job:
    given = {_CALLED.get(name, name): value for name, value in options.items() if value is not None and name != "lang"}
    given["to"] = [to] if isinstance(to, str) else list(to)
    for name in ("keep", "drop"):
        if name in given:
            given[name] = [given[name]] if isinstance(given[name], str) else list(given[name])
    with _faults():
        return _core.Job(json.dumps(given, default=list), _language(options.get("lang")))


def _input(source: Source, name: Optional[str] = None) -> Tuple[bytes, Optional[str], Optional[str]]:
    """The bytes of a source, its name, and its path if it is a file."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source), name, None
    path = os.fspath(source)
    try:
        with open(path, "rb") as file:
            return file.read(), name or path, path
    except OSError as error:
        raise Error("read", str(error.strerror or error), path) from error


def _convert(job: _core.Job, source: Source, name: Optional[str] = None) -> Result:
    data, name, path = _input(source, name)
    with _faults(name):
        return Result(*job.convert(data, name, path), name)


def convert(source: Source, to: Union[str, Iterable[str]] = ("docx",), *, name: Optional[str] = None, **options: Unpack[Options]) -> Result:
    """Converts one text, given as the path of a file or as bytes; ``name`` decides what its content leaves open (``page.html``).

    Raises :class:`Error`.
    """
    return _convert(_job(to, options), source, name)


def read(source: Source, *, name: Optional[str] = None, **options: Unpack[Options]) -> Reading:
    """Reads one text and writes nothing.

    Raises :class:`Error`.
    """
    job = _job((), options)
    data, name, path = _input(source, name)
    with _faults(name):
        return Reading(job.read(data, name, path), name)


def bind(sources: Iterable[Union[Source, Tuple[str, bytes]]], to: Union[str, Iterable[str]] = ("docx",), **options: Unpack[Options]) -> Result:
    """Binds several texts into one compilation (汇编) with a table of contents; each is a path, or a pair of a name and bytes.

    Raises :class:`Error`.
    """
    job = _job(to, options)
    inputs = []
    for number, source in enumerate(sources, 1):
        data, name, path = (source[1], source[0], None) if isinstance(source, tuple) else _input(source)
        inputs.append((name or str(number), data, path))
    with _faults():
        return Result(*job.bind(inputs), None)


def convert_many(
    sources: Iterable[Source], to: Union[str, Iterable[str]] = ("docx",), *, jobs: Optional[int] = None, **options: Unpack[Options]
) -> Iterator[Union[Result, Error]]:
    """Converts any number of texts on all cores; gives a :class:`Result` or an :class:`Error` for each, in order.

    ``sources`` may be endless: no more are taken than are worked on. One that cannot be converted never stops the others.
    """
    job = _job(to, options)
    count = jobs or os.cpu_count() or 1

    def one(source: Source) -> Union[Result, Error]:
        try:
            return _convert(job, source)
        except Error as error:
            return error

    def all_of_them() -> Iterator[Union[Result, Error]]:
        # Behind one that takes long so many for each core go on: enough that nobody waits, and few enough to hold.
        ahead = 4 * count
        waiting: Deque[Future[Union[Result, Error]]] = deque()
        with ThreadPoolExecutor(count, thread_name_prefix="chengwen") as pool:
            try:
                for source in sources:
                    waiting.append(pool.submit(one, source))
                    if len(waiting) > ahead:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()

    return all_of_them()


def options_schema() -> Dict[str, Any]:
    """The JSON Schema of the options, by the names the command's records and the library use."""
    return json.loads(_core.options_schema())  # type: ignore[no-any-return]


def main() -> int:
    """The command ``chengwen``."""
    import signal

    # The program has its own way to end on Ctrl-C; the interpreter's would wait for it to come back.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _core.run(["chengwen", *sys.argv[1:]])
