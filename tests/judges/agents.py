#!/usr/bin/env python3
"""A real client talks to `chengwen mcp`: agents.py BINARY

Uses the reference client of the Model Context Protocol (`pip install mcp`), calls every tool once, and looks at what is on the disk then.
"""

import asyncio
import json
import pathlib
import sys
import tempfile

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

TEXT = "岚川市春耕工作总结\n今年以来,岚川市坚持稳中求进,各项工作取得新的进展。\n打印本页\n"
PROSE = "岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市农活已经完成七成，预计月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时。\n"


def answer(result):
    assert not failed(result), result
    return json.loads(result.content[0].text)


def failed(result):
    return getattr(result, "is_error", None) or getattr(result, "isError", False)


async def talk(binary, folder):
    server = StdioServerParameters(command=binary, args=["mcp", str(folder)])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        tools = {tool.name for tool in (await session.list_tools()).tools}
        assert tools == {"inspect", "check", "convert", "bind", "split"}, tools
        seen = answer(await session.call_tool("inspect", {"path": "a.txt"}))
        assert seen["removed"][0]["text"] == "打印本页", seen
        found = answer(await session.call_tool("check", {"text": PROSE}))
        assert any(finding["rule"] == "title.missing" for finding in found["findings"]), found
        options = {"template": "hongtou", "set": {"发文字号": "某政发〔2026〕1号"}}
        answer(await session.call_tool("convert", {"path": "a.txt", "output": "a.docx", "options": options}))
        answer(await session.call_tool("bind", {"inputs": ["a.txt", "b.txt"], "output": "汇编.pdf"}))
        whole = f"第一篇：春播工作心得体会\n{PROSE}第二篇：秋收工作心得体会\n{PROSE}"
        answer(await session.call_tool("split", {"text": whole, "output": "articles"}))
        for arguments in [{"path": "/etc/passwd"}, {"path": "../secret.txt"}, {"path": "none.txt"}]:
            assert failed(await session.call_tool("inspect", arguments)), arguments
        assert failed(await session.call_tool("convert", {"path": "a.txt", "output": "a.docx"}))


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "papers"
        folder.mkdir()
        (folder.parent / "secret.txt").write_text("secret")
        (folder / "a.txt").write_text(TEXT)
        (folder / "b.txt").write_text(TEXT.replace("春耕", "秋收"))
        asyncio.run(talk(binary, folder))
        assert (folder / "a.docx").read_bytes().startswith(b"PK")
        assert (folder / "汇编.pdf").read_bytes().startswith(b"%PDF")
        assert len(list((folder / "articles").iterdir())) == 2
    print("mcp: 5 tools called by a real client, 4 refusals, files as asked")


main()
