#!/usr/bin/env python3
"""Packs a folder as FOLDER.zip; the same files give the same bytes, and names are UTF-8 and say so.

usage: zip.py FOLDER
"""
import os
import pathlib
import sys
import time
import zipfile

folder = pathlib.Path(sys.argv[1])
# The format counts from 1980, in steps of two seconds.
stamp = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
with zipfile.ZipFile(f"{folder}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        entry = zipfile.ZipInfo(path.as_posix(), stamp)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o100644 << 16
        archive.writestr(entry, path.read_bytes(), compresslevel=9)
