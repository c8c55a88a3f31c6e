#!/usr/bin/env python3
"""Files for the fuzzer to start from: seeds.py CORPUS [FOLDER]...

Cases of the tests and small files of each format, made here; FOLDER holds more, of any format. Each has the bytes in front by which its target
chooses; packages are written as their parts (`door.rs`).
"""

import hashlib
import io
import json
import pathlib
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
LARGEST = 16_000

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
BODY = "".join(
    f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ["关于春耕工作的通知", "各乡镇：", "一、抓好春耕", "各地要抓住农时。"]
)
TABLE = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p/></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
MARKS = "<w:p><w:ins><w:r><w:t>甲</w:t></w:r></w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
MADE = {
    "docx": [
        f"==== word/document.xml\n<w:document {W}><w:body>{BODY}{TABLE}{MARKS}</w:body></w:document>\n"
        f"==== word/footnotes.xml\n<w:footnotes {W}><w:footnote w:id='2'><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>\n"
        f"==== word/numbering.xml\n<w:numbering {W}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum></w:numbering>\n"
    ],
    "odt": [
        f"==== mimetype\napplication/vnd.oasis.opendocument.text==== content.xml\n<office:document-content {OFFICE}><office:body><office:text><text:h>春耕</text:h>"
        "<text:p>各地<text:s text:c='2'/>抓好<text:note><text:note-body><text:p>注</text:p></text:note-body></text:note>。</text:p><text:list><text:list-item><text:p>甲</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>\n"
    ],
    "epub": [
        "==== mimetype\napplication/epub+zip==== META-INF/container.xml\n<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>\n"
        "==== a.opf\n<package><metadata><title>春耕</title></metadata><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>\n"
        "==== a.xhtml\n<html><body><h1>春耕</h1><p>各地抓好春耕。</p></body></html>\n"
    ],
    "rtf": [r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 a;}}\pard\b \'b4\'ba\u32789?\b0\par\trowd\cellx100\cellx200 \u30002?\cell \u20057?\cell\row{\footnote \u27880?}\par}"],
    "word-xml": [f"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'><w:body>{BODY}{TABLE}</w:body></w:wordDocument>"],
    "mht": [
        "MIME-Version: 1.0\r\nSubject: =?utf-8?B?5pil6ICV?=\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: a.html\r\n\r\n"
        "<p>=E6=98=A5</p><img src=3D'cid:a'>\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <a>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
    ],
    "pdf": [
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        "4 0 obj<</Length 77>>stream\nBT /F 12 Tf 72 720 Td (Spring) Tj 0 -20 Td [(a) -300 (b)] TJ ET 10 10 m 90 10 l S\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n"
    ],
}
BUNDLES = [
    (3, "标题,正文\n春耕,各地抓好春耕。\n"),
    (4, json.dumps([{"title": "春耕", "content": "各地抓好春耕。", "date": "2026-01-02"}], ensure_ascii=False)),
    (5, "<rss><channel><item><title>春耕</title><description>&lt;p&gt;各地抓好春耕。&lt;/p&gt;</description></item></channel></rss>"),
]
KEPT = (".xml", ".xhtml", ".html", ".opf", "document.xml.rels", "mimetype")
TEXTS = ("mimetype", "container.xml", ".opf", "/document.xml", "content.xml", "notes.xml", ".xhtml")
DOORS = ["docx", "doc", "rtf", "odt", "epub", "pdf", "word-xml", "mht", "html", "markdown", "text"]
ENDINGS = {"htm": "html", "md": "markdown", "txt": "text", "wps": "doc", "eml": "mht", "mhtml": "mht", "fodt": "odt"}


def archive():
    """A zip of two texts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("a/春耕.txt", "各地抓好春耕。")
        package.writestr("b.html", "<p>各地抓好春耕。</p>")
    return packed.getvalue()


def unpacked(bytes_):
    """The parts of a package as text; none if it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(bytes_)) as package:
            wanted = [name for name in package.namelist() if name.endswith(KEPT)]
            parts = [(name, package.read(name)) for name in wanted]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None
    # The text before what only says how it looks: a long seed is cut.
    parts.sort(key=lambda part: (not part[0].endswith(TEXTS), len(part[1])))
    return b"".join(b"==== " + name.encode() + b"\n" + content for name, content in parts if len(content) < LARGEST)


def main():
    corpus = pathlib.Path(sys.argv[1])

    def put(target, bytes_):
        folder = corpus / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(bytes_).hexdigest()[:16]).write_bytes(bytes_)

    for door, texts in MADE.items():
        for text in texts:
            put(f"door-{door}", b"\0" + text.encode())
    for choice, text in BUNDLES:
        put("bundle", bytes([choice]) + text.encode())
    put("bundle", b"\0" + archive())
    files = [*ROOT.glob("tests/corpus/*/input.*"), *ROOT.glob("tests/official/*.t*"), *ROOT.glob("examples/*.*"), *ROOT.glob("templates/*.toml")]
    files += [file for folder in sys.argv[2:] for file in pathlib.Path(folder).rglob("*") if file.is_file()]
    for file in files:
        ending = file.suffix[1:].lower()
        door = ENDINGS.get(ending, ending)
        bytes_ = file.read_bytes()
        if door in ("docx", "odt", "epub"):
            bytes_ = unpacked(bytes_) or bytes_
        bytes_ = bytes_[: LARGEST if door in ("text", "html", "markdown") else 10 * LARGEST]
        if door == "toml":
            put("template", bytes_)
            put("settings", bytes_)
        elif door in DOORS and len(bytes_) <= 4 * LARGEST:
            put(f"door-{door}", b"\0" + bytes_)
        if door in ("text", "html", "markdown"):
            put("decode", bytes_)
            put("structure", bytes_)
            put("layout", b"\0\0" + bytes_)
            put("stream", json.dumps({"id": 1, "name": file.name, "text": bytes_.decode(errors="replace")}).encode())


main()
