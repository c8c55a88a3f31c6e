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
target/release/examples/articles "$desk/made" $((count * 2))
mkdir "$desk/in" "$desk/out"
# Only what the others read too: UTF-8 text.
find "$desk/made" -name '*.txt' -print0 | sort -z |
  while IFS= read -r -d '' file; do ! iconv -f utf-8 -t utf-8 "$file" >/dev/null 2>&1 || echo "$file"; done |
  sed -n "1,${count}p" | xargs -I{} cp {} "$desk/in"
cd "$desk"
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
# measure ROUNDS NAME COMMAND...: runs it so often, prints milliseconds a document and the ratio. What is over in a blink is run
# several times, for the mean.
measure() {
  local rounds=$1 name=$2 begun each time=0
  shift 2
  for _ in $(seq "$rounds"); do
    rm -rf out && mkdir out
    # What others wrote before is not waited for.
    sync
    begun=$(date +%s%N)
    "$@" >/dev/null 2>&1
    time=$((time + $(date +%s%N) - begun))
  done
  each=$(echo "scale=3; $time / 1000000 / $count / $rounds" | bc)
  [ "$(find out -name '*.docx' | wc -l)" -eq "$count" ] || { echo "$name made $(find out -name '*.docx' | wc -l) of $count"; return; }
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
measure 9 "chengwen, the folder" "$chengwen" convert in -o out
measure 1 "chengwen, a process for each" bash -c "for file in in/*; do $chengwen convert \"\$file\" -o out -q; done"
measure 1 "pandoc, a process for each" each_pandoc
measure 1 "python-docx, a process for each" each_python
measure 1 "python-docx, one process" all_python
if command -v soffice >/dev/null; then
  office --version >/dev/null 2>&1 || true
  measure 1 "LibreOffice, a process for each" each_office
  measure 1 "LibreOffice, one process" office in/*
else
  echo "LibreOffice is not here; apt-get install libreoffice-writer"
fi
