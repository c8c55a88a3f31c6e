"""Renders a DOCX through LibreOffice and reads the lines back; shared by the judges.

LibreOffice 7.4 puts a quarter of a character between han and digits even where the document says no
(w:autoSpaceDE/DN = 0, which Word obeys). `gap=False` takes that out on the way, through a flat ODT, and so shows what
Word shows; `gap=True` is LibreOffice as its users see it.
"""
import os
import pathlib
import re
import subprocess
import tempfile

import pdfplumber

HERE = pathlib.Path(__file__).resolve().parent
TOP, LEFT, BOTTOM, RIGHT = 104.9, 79.35, 742.7, 521.6  # the type area in points
PITCH, CELL = 28.95, 15.7
FOOTER = 745


def soffice(source, form, folder):
    profile = os.environ.get("JUDGE_PROFILE", os.path.join(tempfile.gettempdir(), "chengwen-judge"))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", form,
               "--outdir", str(folder), str(source)]
    environment = dict(os.environ, FONTCONFIG_FILE=str(HERE / "fonts.conf"))
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=600)
    return pathlib.Path(folder) / (pathlib.Path(source).stem + "." + form)


def pdf(docx, folder, gap=False):
    """The PDF of a DOCX."""
    if gap:
        return soffice(docx, "pdf", folder)
    flat = soffice(docx, "fodt", folder)
    text = flat.read_text(encoding="utf8")
    flat.write_text(text.replace('style:text-autospace="ideograph-alpha"', 'style:text-autospace="none"'), encoding="utf8")
    return soffice(flat, "pdf", folder)


def pages(path):
    """For every page its printed number (None in front of the articles) and its lines, each a list of characters."""
    out = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            number, rows = None, {}
            foot = "".join(c["text"] for c in sorted(page.chars, key=lambda c: c["x0"]) if c["top"] > FOOTER)
            found = re.search(r"—\s*(\d+)\s*—", foot)
            if found:
                number = int(found.group(1))
            for c in page.chars:
                if not c["text"].strip() or c["top"] > FOOTER:
                    continue
                middle = (c["top"] + c["bottom"]) / 2
                key = next((y for y in rows if abs(y - middle) < 9), middle)
                rows.setdefault(key, []).append(c)
            lines = [sorted(row, key=lambda c: c["x0"]) for _, row in sorted(rows.items())]
            out.append((number, lines))
    return out


def text(line):
    return re.sub(r"\s", "", "".join(c["text"] for c in line))
