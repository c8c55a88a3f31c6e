#!/usr/bin/env bash
# Many articles at once: benches/bulk.sh [COUNT]    (default 10000)
#
# Prints time, memory and processor time for DOCX and PDF on all cores and on one, and for a tenth of the articles, and
# says which of the numbers promised in the README hold. Needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-10000}
cargo build --release --quiet --bin chengwen --example articles
chengwen=$PWD/target/release/chengwen
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
target/release/examples/articles "$desk/all" "$count"
target/release/examples/articles "$desk/tenth" "$((count / 10))"
cd "$desk"
echo "$(nproc) cores, load before: $(cut -d' ' -f1-3 /proc/loadavg); $count articles, $(du -sh --apparent-size all | cut -f1)"

# measure NAME ARGUMENTS...: seconds, processor seconds and MB in the variables NAME_s, NAME_cpu and NAME_mb.
measure() {
  local name=$1 seconds user system kilobytes
  shift
  rm -rf out
  /usr/bin/time -f '%e %U %S %M' -o measured "$chengwen" convert "$@" -o out -q
  read -r seconds user system kilobytes <measured
  declare -g "${name}_s=$seconds" "${name}_cpu=$(echo "$user + $system" | bc)" "${name}_mb=$((kilobytes / 1024))"
  printf '%-28s %8.2f s  %8.2f s of processor  %5d MB\n' "$name" "$seconds" "$(echo "$user + $system" | bc)" "$((kilobytes / 1024))"
}

# within NAME VALUE LIMIT: whether a number is what was promised.
within() {
  local verdict=no
  [ "$(echo "$2 <= $3" | bc)" -eq 1 ] && verdict=yes
  printf '%-44s %8.2f  at most %-8s %s\n' "$1" "$2" "$3" "$verdict"
}

measure docx_tenth tenth
measure docx all
measure docx_one_core all -j1
measure pdf_tenth tenth --to pdf
measure pdf all --to pdf
echo
within "DOCX, seconds" "$docx_s" 15
within "DOCX, MB of memory" "$docx_mb" 150
within "PDF, seconds" "$pdf_s" 60
within "one core / all cores, taken from 1.8" "$(echo "scale=3; 1.8 - $docx_one_core_s / $docx_s" | bc)" 0
within "ten times the files, times the time" "$(echo "scale=3; $docx_s / $docx_tenth_s" | bc)" 10.5
within "ten times the files, MB more" "$((docx_mb - docx_tenth_mb))" 10
