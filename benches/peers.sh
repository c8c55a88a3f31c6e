#!/usr/bin/env bash
# The same articles with others: benches/peers.sh [COUNT]    (default 40)
#
# pandoc (from pypandoc-binary), a python-docx script of the plainest kind, and LibreOffice write DOCX, each with a process for
# each text, as they are used in a shell loop, and once more in the way that suits them best: python-docx in one process,
# LibreOffice with all texts in one call. None of them cleans, converts or recognises anything. Prints milliseconds a document
# and how many times that of chengwen it is.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-40}
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
cargo build --release --quiet --bin chengwen --example articles
chengwen=$PWD/target/release/chengwen
venv=${PEERS:-${TMPDIR:-/tmp}/chengwen-peers}
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install -q --disable-pip-version-check pypandoc-binary python-docx
pandoc=$("$venv/bin/python" -c 'import pypandoc; print(pypandoc.get_pandoc_path())')
# chengwen gets a folder of so many times the articles: that is what it is for, and 150 are over in a blink.
readonly MORE=8
target/release/examples/articles "$desk/made" $((count * MORE * 2))
mkdir "$desk/in" "$desk/many" "$desk/out"
# Only what the others read too: UTF-8 text.
find "$desk/made" -name '*.txt' -print0 | sort -z |
  while IFS= read -r -d '' file; do ! iconv -f utf-8 -t utf-8 "$file" >/dev/null 2>&1 || echo "$file"; done |
  sed -n "1,$((count * MORE))p" | xargs -I{} cp {} "$desk/many"
cd "$desk"
find many -type f | sort | sed -n "1,${count}p" | xargs -I{} cp {} in
count=$(find in -type f | wc -l)
cat >plain.py <<'PY'
import sys

import docx

for source, target in zip(sys.argv[1::2], sys.argv[2::2]):
    document = docx.Document()
    for line in open(source, encoding="utf-8"):
        document.add_paragraph(line.rstrip("\n"))
    document.save(target)
PY

own=
# measure FOLDER NAME COMMAND...: runs it over the texts of a folder, prints milliseconds a document and the ratio.
measure() {
  local texts name=$2 begun each
  texts=$(find "$1" -type f | wc -l)
  shift 2
  rm -rf out && mkdir out
  # What others wrote before is not waited for.
  sync
  begun=$(date +%s%N)
  "$@" >/dev/null 2>&1
  each=$(echo "scale=3; ($(date +%s%N) - $begun) / 1000000 / $texts" | bc)
  [ "$(find out -name '*.docx' | wc -l)" -eq "$texts" ] || { echo "$name made $(find out -name '*.docx' | wc -l) of $texts"; return; }
  own=${own:-$each}
  printf '%-44s %10.2f ms a document  %8.1f times\n' "$name" "$each" "$(echo "scale=3; $each / $own" | bc)"
}
each_pandoc() { for file in in/*; do "$pandoc" -f markdown "$file" -o "out/$(basename "$file" .txt).docx"; done; }
each_python() { for file in in/*; do "$venv/bin/python" plain.py "$file" "out/$(basename "$file" .txt).docx"; done; }
all_python() {
  local -a pairs=()
  for file in in/*; do pairs+=("$file" "out/$(basename "$file" .txt).docx"); done
  "$venv/bin/python" plain.py "${pairs[@]}"
}
office() { soffice "-env:UserInstallation=file://$desk/profile" --headless --infilter="Text (encoded):UTF8" --convert-to docx --outdir out "$@"; }
each_office() { for file in in/*; do office "$file"; done; }

echo "$(nproc) cores, load before: $(cut -d' ' -f1-3 /proc/loadavg); $count articles of UTF-8 text"
measure many "chengwen, a folder" "$chengwen" convert many -o out
measure in "chengwen, a process for each" bash -c "for file in in/*; do $chengwen convert \"\$file\" -o out -q; done"
measure in "pandoc, a process for each" each_pandoc
measure in "python-docx, a process for each" each_python
measure in "python-docx, one process" all_python
if command -v soffice >/dev/null; then
  office --version >/dev/null 2>&1 || true
  measure in "LibreOffice, a process for each" each_office
  measure in "LibreOffice, one process" office in/*
else
  echo "LibreOffice is not here; apt-get install libreoffice-writer"
fi
