"""What the package promises: tried against the command that comes with it."""

from __future__ import annotations

import itertools
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import chengwen

ROOT = Path(__file__).resolve().parents[2]
NOTICE = "青禾县农业农村局关于做好春播工作的通知\n各乡镇人民政府：\n现就春播工作通知如下。\n一、加强领导\n各乡镇成立专班。\n阅读 325 次\n青禾县农业农村局\n2026年4月1日\n"


def command(*arguments: str, cwd: Path) -> None:
    subprocess.run([sys.executable, "-m", "chengwen", *arguments], cwd=cwd, check=True, env={**os.environ, "LANG": "C.UTF-8"})


def texts() -> list[Path]:
    """What there is to try: the examples, small cases, and the client's inputs where they are."""
    shared = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    return [*sorted((ROOT / "examples").glob("*.txt")), *sorted((ROOT / "tests" / "corpus").glob("*/input.*"))[:20], *shared]


@pytest.mark.parametrize("path", texts(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_documents_are_those_of_the_command(path: Path, tmp_path: Path) -> None:
    formats = ["docx", "pdf", "json", "markdown"]
    command("convert", "-q", str(path), "-o", str(tmp_path / "out"), "--to", ",".join(formats), cwd=tmp_path)
    written = {file.suffix: file.read_bytes() for file in (tmp_path / "out").rglob("*.*")}
    result = chengwen.convert(path, to=formats)
    for format, ending in zip(formats, [".docx", ".pdf", ".json", ".md"]):
        assert result.documents[format] == written[ending], format


def test_pictures_beside_a_page_are_read(tmp_path: Path) -> None:
    pixel = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000064000000640802000000bc")  # not a whole picture: told, not lost
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "1.png").write_bytes(pixel)
    page = "<html><body><h1>春播工作</h1><p>各乡镇抓住农时，抢墒播种，进度快于往年。</p><p><img src='a_files/1.png'></p><p>下一步抓好田间管理，确保丰收。</p></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    command("convert", "-q", "a.html", "-o", "a.docx", cwd=tmp_path)
    result = chengwen.convert(tmp_path / "a.html")
    assert result.documents["docx"] == (tmp_path / "a.docx").read_bytes()
    told = {finding.rule: finding.message for finding in result.findings}
    alone = {finding.rule: finding.message for finding in chengwen.convert(page.encode(), name="a.html").findings}
    assert told != alone, "the file was looked at"


def test_a_compilation_is_that_of_the_command(tmp_path: Path) -> None:
    paths = []
    for number, town in enumerate(["甲镇", "乙镇", "丙镇"]):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"{town}春播工作总结\n今年以来，{town}扎实推进春播，取得明显成效。\n阅读 {number} 次\n", encoding="utf-8")
        paths.append(path)
    command("bind", "-q", *map(str, paths), "-o", "all.docx", "--title", "春播工作总结汇编", cwd=tmp_path)
    result = chengwen.bind(paths, title="春播工作总结汇编")
    assert result.documents["docx"] == (tmp_path / "all.docx").read_bytes()
    assert (result.title, len(result.document.articles)) == ("春播工作总结汇编", 3)
    assert [part.report.removed[0].text for part in result.parts] == ["阅读 0 次", "阅读 1 次", "阅读 2 次"]
    pairs = [(str(path), path.read_bytes()) for path in paths]
    assert chengwen.bind(pairs, title="春播工作总结汇编").documents == result.documents


def test_a_text_is_read_as_data() -> None:
    reading = chengwen.read(NOTICE.encode("gbk"))
    assert reading.title == "青禾县农业农村局关于做好春播工作的通知"
    assert (reading.kind, reading.encoding) == ("text", "GB18030")
    kinds = [block.type for block in reading.document.blocks]
    assert kinds == ["recipient", "para", "h1", "para", "signature", "date"]
    assert [(gone.text, gone.line) for gone in reading.report.removed] == [("阅读 325 次", 6)]


def test_options_are_those_of_the_command(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, encoding="utf-8")
    command("convert", "-q", "a.txt", "--set", "发文字号=青农〔2026〕1号", "--keep", "web", "--script", "traditional", "-o", "a.docx", cwd=tmp_path)
    result = chengwen.convert(path, elements={"发文字号": "青农〔2026〕1号"}, keep="web", script="traditional")
    assert result.documents["docx"] == (tmp_path / "a.docx").read_bytes()
    assert "閱讀" in "".join(block.text for block in result.document.blocks)
    said = chengwen.convert(NOTICE.encode(), rules='[[is]]\nline = "各乡镇成立专班。"\nis = "heading-2"\n')
    assert "h2" in [block.type for block in said.document.blocks]


def test_options_here_are_all_there_are() -> None:
    source = (Path(chengwen.__file__)).read_text(encoding="utf-8")
    options = source.split("class Options", 1)[1].split("__all__", 1)[0]
    named = {line.split(":")[0].strip() for line in options.splitlines() if line.startswith("        ") and ": " in line and "#" not in line}
    named -= {"lang"}
    called = {{"kind": "from", "elements": "set"}.get(name, name) for name in named}
    assert called == set(chengwen.options_schema()["properties"]) - {"to", "name"}


@pytest.mark.parametrize(
    ("source", "options", "code"),
    [
        (b"", {}, "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), {}, "not-text"),
        (b"\xe9\x9d\x92", {"template": "nothing"}, "options"),
        (b"\xe9\x9d\x92", {"colour": "red"}, "options"),
        ("nowhere.txt", {}, "read"),
    ],
)
def test_errors_have_codes(source: bytes, options: dict[str, str], code: str) -> None:
    with pytest.raises(chengwen.Error) as caught:
        chengwen.convert(source, **options)
    assert caught.value.code == code
    assert pickle.loads(pickle.dumps(caught.value)).code == code


def test_messages_speak_the_language_asked_for() -> None:
    messages = []
    for lang in ("zh", "en"):
        with pytest.raises(chengwen.Error) as caught:
            chengwen.convert(b"", lang=lang)
        messages.append(caught.value.message)
    assert "没有文字" in messages[0] and "no text" in messages[1]


def test_many_are_converted_in_order_and_none_stops_the_others() -> None:
    def sources():
        for number in itertools.count():
            yield b"" if number == 3 else f"第{number}篇工作总结\n今年以来，各项工作扎实推进。\n".encode()

    results = list(itertools.islice(chengwen.convert_many(sources(), jobs=2), 40))
    assert isinstance(results[3], chengwen.Error) and results[3].code == "empty"
    titles = [result.title for result in results if isinstance(result, chengwen.Result)]
    assert titles == [f"第{number}篇工作总结" for number in range(40) if number != 3]


def test_a_document_is_saved_whole(tmp_path: Path) -> None:
    result = chengwen.convert(NOTICE.encode(), to=["docx", "markdown"])
    result.save(tmp_path / "a.docx")
    result.save(tmp_path / "a.md")
    assert (tmp_path / "a.docx").read_bytes() == result.documents["docx"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.docx", "a.md"]
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o666 & ~chengwen._umask()
    with pytest.raises(ValueError, match="only docx, markdown"):
        result.save(tmp_path / "a.pdf")


def test_the_command_comes_along(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "chengwen", "convert", "a.txt", "missing.txt", "--json"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert {json.loads(line)["status"] for line in done.stdout.splitlines()} == {"done", "failed"}
    version = subprocess.run([sys.executable, "-m", "chengwen", "--version"], capture_output=True, check=True, text=True)
    assert version.stdout.split()[1] == chengwen.__version__
