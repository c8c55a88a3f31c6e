"""Fewer points for the same outline.

Outlines that were traced have a point where no designer would set one. Neighbouring lines and curves are replaced by one
line or one quadratic curve wherever that strays from them by no more than a tolerance, and the cheapest way round each
contour is taken. Corners stay. At 16 pt, a tolerance of 1.5/1000 em is 0.0085 mm: a fifth of a dot of a 600 dpi printer.
"""
import math

from fontTools.pens.basePen import BasePen
from fontTools.pens.ttGlyphPen import TTGlyphPen

SPAN = 7  # as many pieces become one at most
CORNER = math.cos(math.radians(35))
LINE, CURVE = 2.2, 4.2  # about the bytes of each
ROUNDS = 4  # of moving the samples along the curve


def simplify(font, name, tolerance):
    """The glyph `name` of `font`, drawn anew; none if there is nothing to draw."""
    glyphs = font.getGlyphSet()
    if font["glyf"][name].numberOfContours == 0:
        return None
    contours, pen = Contours(glyphs), TTGlyphPen(None)
    glyphs[name].draw(contours)
    for pieces in filter(None, contours.found):
        found = simpler(pieces, tolerance)
        pen.moveTo(pair(found[-1][-1]))
        for *control, end in found:
            pen.qCurveTo(pair(control[0]), pair(end)) if control else pen.lineTo(pair(end))
        pen.closePath()
    return pen.glyph(dropImpliedOnCurves=True)


class Contours(BasePen):
    """Each contour as its pieces: (start, end) for a line, (start, control, end) for a curve."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.found = []

    def _moveTo(self, point):
        self.found.append([])
        self.first = self.at = complex(*point)

    def _lineTo(self, point):
        self.piece(complex(*point))

    def _qCurveToOne(self, control, point):
        self.piece(complex(*control), complex(*point))

    def _closePath(self):
        self.piece(self.first)

    def piece(self, *points):
        if points != (self.at,):
            self.found[-1].append((self.at, *points))
        self.at = points[-1]


def simpler(pieces, tolerance):
    """The cheapest pieces that stay within `tolerance` of the given ones, without their starts."""
    corner = [dot(unit(pieces[i - 1][-1] - pieces[i - 1][-2]), unit(piece[1] - piece[0])) < CORNER for i, piece in enumerate(pieces)]
    turn = corner.index(True) if any(corner) else 0
    pieces, corner = pieces[turn:] + pieces[:turn], corner[turn:] + corner[:turn]
    traces = [list(trace(piece)) for piece in pieces]
    best = [(0, 0, ())]  # up to each piece: cost, where the last piece begins, its control point
    for end in range(1, len(pieces) + 1):
        choices = []
        for begin in range(end - 1, max(-1, end - SPAN - 1), -1):
            if begin < end - 1 and corner[begin + 1]:
                break
            control = joined(pieces, traces, begin, end, tolerance)
            if control is not None:
                cost = best[begin][0] + (CURVE if control else LINE)
                choices.append((cost, -begin, control))
        cost, begin, control = min(choices, key=lambda choice: choice[:2])
        best.append((cost, -begin, control))
    found, end = [], len(pieces)
    while end:
        _, begin, control = best[end]
        found.append((*control, pieces[end - 1][-1]))
        end = begin
    return found[::-1] if len(found) > 1 else [piece[1:] for piece in pieces]


def joined(pieces, traces, begin, end, tolerance):
    """What one piece in the place of several needs as control points: (), one, or None where one piece does not do."""
    points = [pieces[begin][0], *(point for trace in traces[begin:end] for point in trace)]
    if straight(points, tolerance * 0.75):
        return ()
    if end - begin == 1:
        return pieces[begin][1:-1]
    return fitted(points, tolerance)


def straight(points, tolerance):
    start, end = points[0], points[-1]
    direction, length = unit(end - start), abs(end - start)
    return length > 0 and all(
        -tolerance <= dot(point - start, direction) <= length + tolerance and abs(cross(point - start, direction)) <= tolerance
        for point in points
    )


def fitted(points, tolerance):
    """The control point of the quadratic curve through `points`, by least squares; None if it strays."""
    start, end = points[0], points[-1]
    at = [0.0]
    for a, b in zip(points, points[1:]):
        at.append(at[-1] + abs(b - a))
    at = [t / at[-1] for t in at]
    for _ in range(ROUNDS):
        weights = [2 * t * (1 - t) for t in at]
        rest = [(p - start * (1 - t) ** 2 - end * t * t) * w for p, t, w in zip(points, at, weights)]
        control = sum(rest) / sum(w * w for w in weights)
        control = complex(round(control.real), round(control.imag))
        at = [0.0, *(nearest((start, control, end), p, t) for p, t in zip(points[1:-1], at[1:-1])), 1.0]
        strays = max(abs(on((start, control, end), t) - p) for p, t in zip(points, at))
        if strays <= tolerance:
            return (control,)
        if strays > tolerance * 4 or any(b < a for a, b in zip(at, at[1:])):
            return None
    return None


def nearest(curve, point, t):
    """One step of Newton's towards the place on the curve nearest to a point."""
    start, control, end = curve
    away = on(curve, t) - point
    first = 2 * ((control - start) * (1 - t) + (end - control) * t)
    second = 2 * (end - 2 * control + start)
    slope = dot(first, first) + dot(away, second)
    return min(1.0, max(0.0, t - dot(away, first) / slope)) if slope else t


def trace(piece):
    """Points along a piece, without its start."""
    count = max(2, min(8, int(abs(piece[-1] - piece[0]) / 6) + 2))
    return (on(piece, i / count) for i in range(1, count + 1))


def on(piece, t):
    if len(piece) == 2:
        return piece[0] * (1 - t) + piece[1] * t
    return piece[0] * (1 - t) ** 2 + 2 * piece[1] * t * (1 - t) + piece[2] * t * t


def unit(vector):
    return vector / abs(vector) if vector else vector


def dot(a, b):
    return a.real * b.real + a.imag * b.imag


def cross(a, b):
    return a.real * b.imag - a.imag * b.real


def pair(point):
    return (point.real, point.imag)
