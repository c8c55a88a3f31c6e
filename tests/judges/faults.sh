#!/usr/bin/env bash
# What can go wrong with a long run, made to go wrong: tests/judges/faults.sh CHENGWEN ARTICLES [KILLS] [FILES]
#
# ARTICLES is the generator (target/release/examples/articles). Needs root for the full disk and the rights; what cannot be tried here says so.
set -euo pipefail
chengwen=$(realpath "$1")
articles=$(realpath "$2")
kills=${3:-50}
files=${4:-100000}
desk=$(mktemp -d)
trap 'mountpoint -q "$desk/small" && umount "$desk/small"; chmod -R u+rwx "$desk"; rm -rf "$desk"' EXIT
cd "$desk"
faults=0

fault() { echo "FAULT: $*"; faults=$((faults + 1)); }
# told FILE WORDS: the messages in FILE say WORDS.
told() { grep -qF -- "$2" "$1" || { fault "no \"$2\" in:"; head -5 "$1"; }; }
# sums FOLDER: names and hashes of its documents.
sums() { (cd "$1" && find . -type f ! -name '.*' -print0 | sort -z | xargs -0 -r sha256sum); }
# run CODE ARGUMENTS...: a run that ends with CODE; its messages are in the file err.
run() {
  local expected=$1 code=0
  shift
  "$chengwen" "$@" >out.txt 2>err || code=$?
  [ "$code" -eq "$expected" ] || { fault "ended with $code, not $expected: $*"; head -5 err; }
}

echo "== killed $kills times at random instants, then resumed"
"$articles" in 2000
run 0 convert in -o whole --to docx,json -q
sums whole >whole.txt
RANDOM=7
for ((i = 0; i < kills; i++)); do
  # A run that has nothing left to do is begun anew, so that every kill meets work.
  [ "$(find out -name '*.docx' 2>/dev/null | wc -l)" -lt 1900 ] || rm -rf out
  "$chengwen" convert in -o out --to docx,json --resume -q 2>/dev/null &
  sleep "0.$(printf '%03d' $((RANDOM % 600)))"
  kill -9 $! 2>/dev/null || true
  wait $! 2>/dev/null || true
  [ ! -d out ] || sums out >part.txt
  [ ! -d out ] || [ -z "$(comm -23 <(sort part.txt) <(sort whole.txt))" ] || fault "kill $i left a file that is not whole"
done
run 0 convert in -o out --to docx,json --resume -q
sums out >again.txt
cmp -s whole.txt again.txt || fault "the bytes differ after the kills"
[ -z "$(find out -name '*.part')" ] || fault "temporary files are left"
rm -rf out

echo "== disk full"
mkdir small
if mount -t tmpfs -o size=3m tmpfs small 2>/dev/null; then
  run 2 convert in -o small/out
  told err "free some space and run again with --resume"
  [ "$(find small/out -name '*.docx' -size 0 | wc -l)" -eq 0 ] || fault "an empty document"
  mount -o remount,size=200m small
  run 0 convert in -o small/out --resume --to docx -q
  (cd whole && find . -name '*.docx' -print0 | sort -z | xargs -0 sha256sum) >docx.txt
  sums small/out >full.txt
  cmp -s docx.txt full.txt || fault "the bytes differ after a full disk"
  echo "== read-only output"
  mount -o remount,ro small
  run 2 convert in -o small/new
  told err "cannot write to small/new"
  told err "check the permissions"
  umount small
else
  echo "not tried: no tmpfs can be mounted here"
fi

echo "== unreadable input"
mkdir -p rights/closed
cp in/000/000000.txt rights/a.txt
cp in/000/000001.txt rights/b.txt
cp in/000/000002.txt rights/closed/c.txt
chmod 000 rights/b.txt rights/closed
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
  chmod 777 . "$desk"
  mkdir -m 777 rout
  code=0
  setpriv --reuid=65534 --regid=65534 --clear-groups "$chengwen" convert rights -o rout 2>err || code=$?
elif [ "$(id -u)" -ne 0 ]; then
  code=0
  "$chengwen" convert rights -o rout 2>err || code=$?
else
  code=
  echo "not tried: root may read everything"
fi
if [ -n "$code" ]; then
  [ "$code" -eq 2 ] || fault "ended with $code"
  told err "rights/b.txt: cannot read it"
  told err "rights/closed: cannot read it"
  [ -f rout/a.docx ] || fault "the readable one was not converted"
fi
chmod -R u+rwx rights

echo "== a file of 1 GB"
mkdir big
cp in/000/000000.txt big/a.txt
yes '今年以来，各项工作取得新的进展。' | head -c 1G >big/huge.txt || true
/usr/bin/time -f '%M' -o memory "$chengwen" convert big -o bigout 2>err || true
told err "huge.txt: it is 1024 MB"
told err "split it"
[ -f bigout/a.docx ] || fault "the small one was not converted"
[ "$(tail -1 memory)" -lt 200000 ] || fault "took $(tail -1 memory) KB"
rm -rf big bigout

echo "== two runs at once"
run 0 convert in -o once -q
"$chengwen" convert in -o twice -q &
first=$!
for _ in $(seq 100); do [ -f twice/.chengwen.lock ] && break; sleep 0.01; done
run 2 convert in -o twice
told err "another run works on twice"
wait "$first" || fault "the first run was disturbed"
cmp -s <(sums once) <(sums twice) || fault "the bytes differ"
rm -rf once twice

echo "== the output inside the input"
run 0 convert in -o in/out --to markdown -q
run 0 convert in -o in/out --to markdown --resume
told err "skipped        2000"
rm -rf in/out

echo "== $files files"
mkdir many
(cd in/000 && for ((i = 0; i < files; i++)); do echo "$((i % 500)) $i"; done) | python3 -c '
import os, sys
texts = [f"岚川市工作总结\n今年以来,第{n}项工作取得新的进展。\n".encode() for n in range(500)]
for line in sys.stdin:
    text, number = map(int, line.split())
    folder = f"many/{number // 1000:03}"
    if number % 1000 == 0: os.mkdir(folder)
    with open(f"{folder}/{number}.txt", "wb") as file: file.write(texts[text])
'
/usr/bin/time -f '%e s, %M KB' -o memory "$chengwen" convert many -o manyout --to markdown 2>err || fault "failed: $(head -3 err)"
told err "done         $(printf '%6d' "$files")"
echo "$files files: $(tail -1 memory)"

[ "$faults" -eq 0 ] || { echo "$faults faults"; exit 1; }
echo "every fault was told, everything else done, nothing lost"
