#!/usr/bin/env bash
# Time of a whole process, from the command to the finished Word file: benches/cold.sh [INPUT]
# Needs hyperfine (apt-get install hyperfine).
set -euo pipefail
cd "$(dirname "$0")/.."
input=${1:-examples/article.txt}
cargo build --release --quiet
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
hyperfine --shell=none --warmup 5 --runs 50 \
  "target/release/chengwen convert $input -o $out/document.docx --force --quiet"
