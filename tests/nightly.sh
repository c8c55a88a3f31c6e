#!/usr/bin/env bash
# What takes hours: mutated pages, fuzzing, mutants. Run it at night, anywhere:
#
#   tests/nightly.sh [MINUTES] [FOLDER]...    minutes for each target of the fuzzer (default 30), folders with more files to start from
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

part "a million mutated pages" cargo run --release --quiet --example mutated -- 0 1000000 "$@"
if cargo +nightly fuzz --version >/dev/null 2>&1; then
  part "fuzzing" fuzz/nightly "$minutes" "$@"
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
