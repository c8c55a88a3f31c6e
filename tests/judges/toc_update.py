#!/usr/bin/python3
"""Updating the table of contents in LibreOffice must change nothing: the same entries, the same text on every page.

Who presses F9 in Word, or 更新目录 in LibreOffice, must find the document as it was. (LibreOffice 7.4 sets the entries of deeper
levels a level too deep when they come from TC fields; so their indents are not compared.)

usage: toc_update.py FILE.docx...     exits 1 on a difference; needs python3-uno, so the system's own Python
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

HERE = pathlib.Path(__file__).resolve().parent


def office(pipe, profile):
    """A LibreOffice that listens, and its desktop."""
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}",
               f"--accept=pipe,name={pipe};urp;"]
    started = subprocess.Popen(command, env=dict(os.environ, FONTCONFIG_FILE=str(HERE / "fonts.conf")),
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return started, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.5)
    started.terminate()
    raise SystemExit("LibreOffice does not answer")


def setting(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def squeeze(text):
    return re.sub(r"\s", "", text)


def pages(document, folder):
    """The text of every page, without white space; how many dots lead to a number is no matter."""
    path = pathlib.Path(folder) / "page.pdf"
    document.storeToURL(path.as_uri(), (setting("FilterName", "writer_pdf_Export"),))
    shown = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True)
    return [re.sub(r"\.{2,}", "…", squeeze(page)) for page in shown.stdout.split("\f")[:-1]]


def judge(desktop, docx, folder):
    url = pathlib.Path(docx).resolve().as_uri()
    document = desktop.loadComponentFromURL(url, "_blank", 0, (setting("Hidden", True),))
    indexes = [document.getDocumentIndexes().getByIndex(i) for i in range(document.getDocumentIndexes().getCount())]
    before = pages(document, folder), [squeeze(index.getAnchor().getString()) for index in indexes]
    for index in indexes:
        index.update()
    after = pages(document, folder), [squeeze(index.getAnchor().getString()) for index in indexes]
    document.close(True)
    changed = [number for number, (a, b) in enumerate(zip(before[0], after[0]), 1) if a != b]
    faults = [f"page {number} is another" for number in changed]
    if len(before[0]) != len(after[0]):
        faults.append(f"{len(before[0])} pages before, {len(after[0])} after")
    faults += [f"entries {a[:60]} became {b[:60]}" for a, b in zip(before[1], after[1]) if a != b]
    for fault in faults:
        print(f"{docx}: {fault}")
    print(f"{docx}: {len(indexes)} tables of contents, {len(before[0])} pages, {len(faults)} differences", flush=True)
    return len(faults)


def main(files):
    with tempfile.TemporaryDirectory() as folder:
        started, desktop = office(f"chengwen{os.getpid()}", f"{folder}/profile")
        try:
            total = sum(judge(desktop, file, folder) for file in files)
        finally:
            desktop.terminate()
            started.wait(timeout=60)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
