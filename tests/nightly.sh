#!/usr/bin/env bash
# What takes hours: mutated pages, fuzzing, mutants. Run it at night, anywhere:
#
#   tests/nightly.sh [MINUTES] [FOLDER]...    minutes for each target of the fuzzer (default 30), folders with more pages to start from
#
# Needs a nightly toolchain and cargo-fuzz, cargo-mutants for the last part. What is found becomes a test.
set -euo pipefail
cd "$(dirname "$0")/.."

minutes=${1:-30}
shift || true
faults=0

part() {
  printf '\n== %s\n' "$1"
  shift
  "$@" || faults=$((faults + 1))
}

# The inputs the fuzzer starts from: each case with a first byte for `read`.
seeds() {
  local file
  mkdir -p fuzz/corpus/read fuzz/corpus/structure fuzz/corpus/settings fuzz/corpus/decode
  for file in tests/corpus/*/input.* tests/official/*.txt examples/*.{txt,html}; do
    { printf '\003'; head -c 4000 "$file"; } >"fuzz/corpus/read/$(echo "$file" | tr / _)"
    head -c 4000 "$file" >"fuzz/corpus/structure/$(echo "$file" | tr / _)"
    head -c 4000 "$file" >"fuzz/corpus/decode/$(echo "$file" | tr / _)"
  done
  cp examples/rules.toml templates/*.toml tests/official/*.t* fuzz/corpus/settings/
}

part "a million mutated pages" cargo run --release --quiet --example mutated -- 0 1000000 "$@"
if cargo +nightly fuzz --version >/dev/null 2>&1; then
  seeds
  for target in decode read settings structure; do
    part "fuzzing: $target" cargo +nightly fuzz run "$target" -- -max_total_time=$((minutes * 60)) -max_len=20000 -timeout=10
  done
else
  echo "cargo-fuzz is not here (cargo install cargo-fuzz --locked): no fuzzing"
fi
if cargo mutants --version >/dev/null 2>&1; then
  part "mutants" tests/mutants.sh
else
  echo "cargo-mutants is not here (cargo install cargo-mutants --locked): no mutants"
fi
printf '\n%d parts with faults\n' "$faults"
[ "$faults" -eq 0 ]
