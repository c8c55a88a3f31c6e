#!/usr/bin/env bash
# Draws the pictures of this folder: pages of the built-in templates, from the texts beside them and those of examples/.
#
#   docs/gallery/make.sh            writes the pictures
#   docs/gallery/make.sh --check    writes nothing; exits with 1 when a picture is not what would be drawn
#
# CHENGWEN names the program, which is built if it is not named. Needs pdftoppm (poppler-utils) and ImageMagick. The same versions of them give the same bytes; others smooth the edges of type
# a little differently, so --check lets pictures pass that look alike.
set -euo pipefail
cd "$(dirname "$0")/../.."
gallery=docs/gallery
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
drawn=$desk/drawn
mkdir "$drawn"
program=${CHENGWEN:-}
if [ -z "$program" ]; then
  cargo build --release --locked --quiet --bin chengwen
  program=${CARGO_TARGET_DIR:-target}/release/chengwen
fi

# draw TEMPLATE INPUT PAGES [OPTION...]: TEMPLATE-PAGE.png for each of PAGES, small enough for a page of the web: 80 dpi, sixteen
# colours, a thin frame.
draw() {
  local template=$1 input=$2 pages=$3 page
  "$program" convert "$input" --template "$template" --to pdf -o "$desk/$template.pdf" --quiet --trust-front-matter "${@:4}"
  for page in $pages; do
    pdftoppm -r 80 -f "$page" -l "$page" -singlefile -png "$desk/$template.pdf" "$desk/sheet"
    convert "$desk/sheet.png" -bordercolor '#bbbbbb' -border 1 +dither -colors 16 -strip -define png:compression-level=9 \
      -define png:exclude-chunks=date,time "PNG8:$drawn/$template-$page.png"
  done
}

# alike ONE OTHER: whether two pictures differ by no more than the edges of type.
alike() {
  [ -f "$1" ] && [ -f "$2" ] || return
  cmp -s "$1" "$2" && return
  local difference
  difference=$(compare -metric RMSE "$1" "$2" null: 2>&1 | sed 's/.*(\(.*\))/\1/') || true
  awk -v d="$difference" 'BEGIN { exit !(d != "" && d + 0 < 0.02) }'
}

draw gongwen $gallery/texts/gongwen.txt "1 2" --toc
draw hongtou $gallery/texts/hongtou.txt "1 2"
draw shangxing $gallery/texts/shangxing.txt 1
draw xinhan $gallery/texts/xinhan.txt 1
draw mingling $gallery/texts/mingling.txt 1
draw jiyao $gallery/texts/jiyao.txt "1 2"
draw jianbao $gallery/texts/jianbao.txt 1
draw dianbao $gallery/texts/dianbao.txt 1
draw jianghua $gallery/texts/jianghua.txt 1 --no-toc
draw jianghua-da $gallery/texts/jianghua.txt 1 --no-toc
draw zongjie $gallery/texts/zongjie.txt "1 2" --toc
draw huibian examples/compilation.txt "1 3 5" --set 标题=岚川区机关党建经验材料汇编 --set 编印单位=岚川区委区直机关工委 --set 编印日期=2026年8月

if [ "${1:-}" != --check ]; then
  rm -f $gallery/*.png
  cp "$drawn"/*.png $gallery
  exit
fi
faults=0
for name in $(ls "$drawn" $gallery | grep 'png$' | sort -u); do
  alike "$gallery/$name" "$drawn/$name" || { echo "$gallery/$name is not what is drawn now; run docs/gallery/make.sh" && faults=1; }
done
exit $faults
