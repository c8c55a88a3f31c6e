#!/usr/bin/env bash
# What the tests notice: breaks the program in one place after another (`cargo mutants`) and counts how often a test fails.
#
#   tests/mutants.sh                            the rooms whose conditions are guarded
#   tests/mutants.sh punctuation layout         these rooms, or files below src/
#   tests/mutants.sh --sample 60 --seed 7       about 60 places of all, others with another seed
#   tests/mutants.sh --floor 85                 fails when less than 85 of 100 are noticed
#
# The unit tests of the room go first, since they take no time; what they miss is tried again with the integration tests over
# texts and documents. The share of each room and every place that nobody noticed are printed. It works on a copy, in `MUTANTS`
# (default: target/mutants).
set -euo pipefail
cd "$(dirname "$0")/.."

rooms=()
sample=0
seed=0
floor=0
while [ $# -gt 0 ]; do
  case $1 in
    --sample) sample=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    --floor) floor=$2; shift 2 ;;
    -*) sed -n '2,12s/^# \?//p' "$0"; exit 64 ;;
    *) rooms+=("$1"); shift ;;
  esac
done
[ "${#rooms[@]}" -gt 0 ] || rooms=(punctuation extract layout write elements bind)
work=${MUTANTS:-$PWD/target/mutants}
mkdir -p "$work/tree"
work=$(cd "$work" && pwd)
# The packages that `cargo test` has compiled serve here too.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target} CARGO_INCREMENTAL=1
fast=(--config=profile.dev.package.chengwen.opt-level=0 --config=profile.dev.package.chengwen.debug=false)

# The files as they are now; one that is the same keeps its time, so that nothing is compiled again for it.
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  if [ -f "$file" ] && ! cmp -s "$file" "$work/tree/$file"; then
    mkdir -p "$work/tree/$(dirname "$file")"
    cp "$file" "$work/tree/$file"
  fi
done
(cd "$work/tree" && find . -type f -not -path './.git/*') | while IFS= read -r file; do
  [ -f "$file" ] || rm "$work/tree/$file"
done
cd "$work/tree"

# Tests over texts and documents: what the rooms above are for. The others start processes, or are slow where nothing is optimized.
integration=(bind:: compilation:: formulas:: golden:: official:: painter:: reading:: rules:: shapes::)
files=()
for room in "${rooms[@]}"; do
  [ -d "src/$room" ] && files+=(-f "src/$room/**") || files+=(-f "src/${room%.rs}.rs")
done
shard=()
if [ "$sample" -gt 0 ]; then
  all=$(cargo mutants --list "${files[@]}" | wc -l)
  parts=$((all > sample ? all / sample : 1))
  shard=(--shard "$((seed % parts))/$parts" --sharding round-robin)
fi

say() { printf '\n== %s\n' "$*"; }

# tried NAME ARGUMENTS...: breaks what no earlier round has caught.
tried() {
  local code=0
  cargo mutants --in-place --baseline skip --timeout 300 -o "$work" --no-shuffle --colors never \
    "${files[@]}" "${shard[@]}" "$@" >>"$work/told.txt" 2>&1 || code=$?
  # 2: some were missed, 3: some took too long; all others are faults of ours.
  case $code in 0 | 2 | 3) ;; *) tail -20 "$work/told.txt"; exit "$code" ;; esac
}

rm -rf "$work"/{mutants.out,mutants.out.old,first.out,told.txt}
units=("${rooms[@]/%/::}")
units=("${units[@]//\//::}")
say "the tests pass on what is not broken"
cargo test --quiet "${fast[@]}" --lib -- "${units[@]}"
cargo test --quiet "${fast[@]}" --test it -- "${integration[@]}"
say "unit tests"
tried -- --lib -- "${units[@]}"
cp -r "$work/mutants.out" "$work/first.out"
say "integration tests over what is left"
tried --iterate -- --test it -- "${integration[@]}"
python3 "$OLDPWD/tests/judges/mutants.py" "$work" --floor "$floor"
