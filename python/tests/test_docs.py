"""The examples of the docs, run as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest

import chengwen

ROOT = Path(__file__).resolve().parents[2]
NOTICE = "<html><head><title>关于春播的通知</title></head><body><h1>关于做好春播工作的通知</h1><p>各乡镇人民政府：</p><p>现就做好今年春播工作通知如下，请认真落实。</p></body></html>"


def examples(page: str) -> dict[str, list[str]]:
    """The Python blocks of a page by the heads they stand below."""
    found: dict[str, list[str]] = {}
    head = ""
    for title, code in re.findall(r"^#+ ([^\n]*)$|^```python\n(.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        head = title or head
        if code:
            found.setdefault(head, []).append(code)
    return found


DOCS = examples("docs/python.md")


def run(code: str, **names: Any) -> dict[str, Any]:
    room = {"chengwen": chengwen, "Path": Path, **names}
    exec(compile(code, "docs", "exec"), room)
    return room


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("关于春播的通知.html", "工作总结.html"):
        (tmp_path / name).write_text(NOTICE, encoding="utf-8")
    return tmp_path


def test_every_example_is_tried() -> None:
    assert set(DOCS) == {"From Python", "Many texts", "A pandas table", "A Scrapy pipeline", "Airflow", "PySpark", "Ray"}
    assert all(len(codes) == 1 for codes in DOCS.values())


def test_the_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(DOCS["From Python"][0])
    assert capsys.readouterr().out.startswith("关于做好春播工作的通知 1 ")
    elements = ["--set", "发文字号=青农〔2026〕1号", "--set", "抄送=县委办公室，县政府办公室"]
    command = [sys.executable, "-m", "chengwen", "convert", "-q", "关于春播的通知.html", "--keep", "captions", *elements, "-o", "command.docx"]
    subprocess.run(command, check=True, env={**os.environ, "LANG": "C.UTF-8"})
    assert (folder / "通知.docx").read_bytes() == (folder / "command.docx").read_bytes()


def test_that_of_the_package(folder: Path) -> None:
    (code,) = examples("python/README.md")["chengwen for Python"]
    run(code)
    assert (folder / "工作总结.docx").read_bytes().startswith(b"PK") and (folder / "工作总结.pdf").read_bytes().startswith(b"%PDF")


def test_many_texts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "inbox").mkdir()
    for name, text in [("1", NOTICE), ("2", ""), ("3", NOTICE)]:
        (folder / "inbox" / f"{name}.html").write_text(text, encoding="utf-8")
    run(DOCS["Many texts"][0])
    assert sorted(path.name for path in (folder / "inbox").glob("*.docx")) == ["1.docx", "3.docx"]
    assert "2.html empty" in capsys.readouterr().out


def test_pandas() -> None:
    pytest.importorskip("pandas")
    articles = run(DOCS["A pandas table"][0])["articles"]
    assert list(articles["title"]) == ["甲镇工作总结", "乙镇工作总结"]
    assert all(document.startswith(b"PK") for document in articles["docx"])


def test_scrapy() -> None:
    pipeline = run(DOCS["A Scrapy pipeline"][0])["ChengwenPipeline"]()
    told = []
    spider = types.SimpleNamespace(logger=types.SimpleNamespace(warning=lambda form, *values: told.append(form % values)))
    item = pipeline.process_item({"url": "a", "html": NOTICE}, spider)
    assert item["title"] == "关于做好春播工作的通知" and item["docx"].startswith(b"PK") and not told
    assert "docx" not in pipeline.process_item({"url": "b", "html": ""}, spider)
    assert told[0].startswith("b: ") and told[0].endswith("(empty)")


def test_airflow(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The task is a function; Airflow calls it.
    decorators = types.ModuleType("airflow.decorators")
    decorators.task = lambda function: function  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "airflow", types.ModuleType("airflow"))
    monkeypatch.setitem(sys.modules, "airflow.decorators", decorators)
    (folder / "leer.txt").write_text("", encoding="utf-8")
    failed = run(DOCS["Airflow"][0])["write_documents"](["工作总结.html", "leer.txt"], str(folder))
    assert failed == ["leer.txt: empty"]
    assert (folder / "工作总结.docx").exists() and (folder / "工作总结.pdf").exists()


def test_pyspark() -> None:
    pandas = pytest.importorskip("pandas")
    tables = []

    class Frame:
        """Hands its rows to the function as Spark does, in batches."""

        def mapInPandas(self, function: Any, schema: str) -> Any:
            assert schema == "id long, docx binary, error string"
            tables.extend(function(iter([pandas.DataFrame({"id": [1, 2], "text": ["甲镇工作总结\n今年以来，成效明显。", ""]})])))
            return types.SimpleNamespace(write=types.SimpleNamespace(parquet=lambda path: None))

    run(DOCS["PySpark"][0], frame=Frame(), pd=pandas)
    (table,) = tables
    assert pandas.isna(table["error"][0]) and table["error"][1] == "empty" and table["docx"][0].startswith(b"PK")


def test_ray(monkeypatch: pytest.MonkeyPatch) -> None:
    # tests/judges/ray_workers.py has the real one.
    ray = types.ModuleType("ray")
    ray.remote = lambda function: types.SimpleNamespace(remote=function)  # type: ignore[attr-defined]
    ray.get = list  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ray", ray)
    documents = run(DOCS["Ray"][0], texts=["甲镇工作总结\n今年以来，成效明显。\n"])["documents"]
    assert documents[0].startswith(b"PK")
