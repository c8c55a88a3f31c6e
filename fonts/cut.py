#!/usr/bin/env python3
"""Cuts the built-in faces out of the fonts they come from. Same input, same bytes (fonttools 4.68).

usage: cut.py FOLDER_WITH_ORIGINALS [FOLDER_TO_WRITE]       checks the originals, writes the cuts and their hashes

What is done to each face:
 - hanzi: those of Zhuque Fangsong (all of 通用规范汉字表 and GB2312), GB2312, and the frequent half of Big5; 宋体 keeps all
   it has, since the others fall back on it
 - outlines: fewer points (simplify.py), on a grid of 2/1000 em
 - out: hinting, vertical metrics and every layout table: the painter places each glyph in its cell by itself
 - digits are half an em wide, as in the official faces, and —— is one glyph two em wide (U+2E3A)
 - 宋体 gets ≒, the one sign of GBK it lacks
 - quotation marks are full-width, which some fonts keep behind a variation selector (cmap format 14, U+FE01)
"""
import hashlib
import pathlib
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from fontTools import subset
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

from simplify import simplify

FANGSONG = "LXGWZhuqueFangsong-Regular.ttf"
# Cut: (original, its SHA-256, name of the cut if it must not keep its own)
FACES = {
    "fangsong.ttf": (FANGSONG, "558c62730844fe54ba220146ed62f859d4e2880188d92d985f8921c6e3743bc4", None),
    "kai.ttf": ("LXGWWenKaiGBLite-Regular.ttf", "1675c708cce181871d9a8adc987f35a0cabc6ff980685cd99f05d2655ea08c4c", "Chengwen Kai"),
    "hei.ttf": ("NotoSansSC_500Medium.ttf", "b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a", None),
    "xiaobiaosong.ttf": ("NotoSerifSC_600SemiBold.ttf", "5d19e0f438d4a30371f584d34a87c9232dba0a85237db63fe5337fe743487def", None),
    "song.ttf": ("NotoSerifSC_400Regular.ttf", "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742", None),
}
# Latin, its supplement and extensions (pinyin), Greek, Cyrillic; general punctuation; letterlike, numbers, arrows,
# mathematics, enclosed, box drawing, blocks, shapes, symbols; CJK symbols, kana, bopomofo, enclosed and squared CJK;
# compatibility, half- and full-width forms.
OTHERS = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x451), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x22FF),
    (0x2300, 0x23FF), (0x2460, 0x27BF), (0x2E3A, 0x2E3B), (0x2E80, 0x2FDF), (0x3000, 0x30FF), (0x3105, 0x312F),
    (0x3190, 0x319F), (0x31C0, 0x31E3), (0x3220, 0x33FF), (0xFE10, 0xFE6F), (0xFF00, 0xFFEF),
]
DASHES = 0x2E3A
# Of 1000 to the em: how far an outline may stray from the original, and the grid its points stand on.
TOLERANCE, STEP = 1.5, 2


def hanzi(c):
    return 0x3400 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF or c >= 0x20000


def decoded(codec, lead, trail):
    """Every hanzi of a two-byte code."""
    for a in lead:
        for b in trail:
            try:
                c = bytes([a, b]).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(c) == 1 and hanzi(ord(c)):
                yield ord(c)


def wanted(folder):
    cmap = TTFont(folder / FANGSONG, lazy=True).getBestCmap()
    own = {c for c in cmap if hanzi(c)}
    gb2312 = set(decoded("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF)))
    frequent = set(decoded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]))
    assert len(gb2312) == 6763 and gb2312 <= own, len(gb2312 - own)
    return own | gb2312 | frequent | {c for low, high in OTHERS for c in range(low, high + 1)} | {0x3007}


def alternates(font, tag):
    """The single substitutions of a layout feature."""
    out = {}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == tag:
            for index in record.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[index].SubTable:
                    out.update(getattr(getattr(part, "ExtSubTable", part), "mapping", {}))
    return out


def redraw(font, name, new, width, scale):
    """A copy of a glyph, scaled in width and centred in its new width."""
    glyphs, metrics = font.getGlyphSet(), font["hmtx"]
    advance = metrics[name][0] * scale
    pen = TTGlyphPen(None)
    glyphs[name].draw(TransformPen(pen, (scale, 0, 0, 1, (width - advance) / 2, 0)))
    font["glyf"][new] = pen.glyph()
    glyph = font["glyf"][new]
    glyph.recalcBounds(font["glyf"])
    metrics[new] = (width, glyph.xMin if glyph.numberOfContours else 0)
    font.setGlyphOrder(list(dict.fromkeys(font.getGlyphOrder() + [new])))


def map_to(font, code, name):
    for table in font["cmap"].tables:
        if table.format in (4, 12):
            table.cmap[code] = name


def half_width_digits(font):
    cmap = font.getBestCmap()
    half, tabular = alternates(font, "hwid"), alternates(font, "tnum")
    for code in range(ord("0"), ord("9") + 1):
        name = cmap[code]
        name = half.get(name) or tabular.get(name) or name
        width = font["hmtx"][name][0]
        redraw(font, name, f"half{code:x}", 500, min(1, 500 / width))
        map_to(font, code, f"half{code:x}")


def full_width_quotes(font):
    for table in font["cmap"].tables:
        for code, name in (table.uvsDict.get(0xFE01, []) if table.format == 14 else []):
            if code in (0x2018, 0x2019, 0x201C, 0x201D) and name:
                map_to(font, code, name)


def lean(font):
    """Outlines of fewer points, on a grid of STEP: every document is a third smaller for what no printer shows."""
    drawn = {name: simplify(font, name, TOLERANCE) for name in font.getGlyphOrder()}
    for name, glyph in drawn.items():
        if glyph:
            glyph.coordinates = GlyphCoordinates([(round(x / STEP) * STEP, round(y / STEP) * STEP) for x, y in glyph.coordinates])
            glyph.recalcBounds(font["glyf"])
            font["glyf"][name] = glyph
            font["hmtx"][name] = (font["hmtx"][name][0], glyph.xMin)


def joined_dashes(font):
    """—— as one glyph of two em: that of the font stretched to it; a font whose — fills its em needs none."""
    name = font.getBestCmap().get(DASHES)
    if name and font["hmtx"][name][0] != 2000:
        redraw(font, name, "dashes", 2000, 2000 / font["hmtx"][name][0])
        map_to(font, DASHES, "dashes")


def image_of(font):
    """≒, the one sign of GBK the font lacks: the bars of ＝ with two of the four dots of ∷, upper left and lower right."""
    if 0x2252 in font.getBestCmap():
        return
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    dots = RecordingPen()
    glyphs[cmap[0x2237]].draw(dots)
    contours, contour = [], []
    for step in dots.value:
        contour.append(step)
        if step[0] == "closePath":
            contours.append(contour)
            contour = []
    place = lambda contour: [p for _, points in contour for p in points if p][0]
    middle = [sum(place(c)[axis] for c in contours) / len(contours) for axis in (0, 1)]
    chosen = [c for c in contours if (place(c)[0] < middle[0]) == (place(c)[1] > middle[1])]
    pen = TTGlyphPen(None)
    glyphs[cmap[0xFF1D]].draw(pen)
    for contour in chosen:
        for name, points in contour:
            getattr(pen, name)(*points)
    font["glyf"]["image"] = pen.glyph()
    font["glyf"]["image"].recalcBounds(font["glyf"])
    font["hmtx"]["image"] = (1000, font["glyf"]["image"].xMin)
    font.setGlyphOrder(list(dict.fromkeys(font.getGlyphOrder() + ["image"])))
    map_to(font, 0x2252, "image")


def rename(font, family):
    for record in list(font["name"].names):
        if record.nameID in (1, 3, 4, 6, 16, 18, 21, 25):
            if record.langID not in (0, 0x409):
                font["name"].removeNames(nameID=record.nameID, langID=record.langID)
                continue
            style = {3: " cut", 6: ""}.get(record.nameID, "")
            record.string = (family + style).replace(" ", "") if record.nameID == 6 else family + style


def cut(source, family, codes, song):
    font = TTFont(source, recalcTimestamp=False)
    half_width_digits(font)
    full_width_quotes(font)
    joined_dashes(font)
    if song:
        image_of(font)
    if family:
        rename(font, family)
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "DSIG", "vhea", "vmtx", "gasp", "FFTM"]
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes if codes else font.getBestCmap().keys())
    subsetter.subset(font)
    lean(font)
    return font


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make(folder, target, codes, name):
    original, digest, family = FACES[name]
    if sha(folder / original) != digest:
        sys.exit(f"{folder / original} is not the version that was cut; see FONTS.md")
    font = cut(folder / original, family, None if name == "song.ttf" else codes, name == "song.ttf")
    font.save(target / name)
    count = sum(hanzi(c) for c in font.getBestCmap())
    print(f"{name}: {count} hanzi, {font['maxp'].numGlyphs} glyphs, {(target / name).stat().st_size} bytes")
    return f"{sha(target / name)}  {name}\n"


def main(folder, target):
    with ProcessPoolExecutor() as workers:
        lines = workers.map(partial(make, folder, target, wanted(folder)), FACES)
    (target / "SHA256SUMS").write_text("".join(lines))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    here = pathlib.Path(__file__).resolve().parent
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else here)
