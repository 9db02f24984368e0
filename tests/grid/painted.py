"""Contrast of what was painted, measured in the picture. Standard library only.

The layout report says where texts and markers stand; what color they have there, and
what is around them, only the pixels tell.
"""
import collections
import math
import os
import struct
import subprocess

import rules

SYMBOL = 3.0   # contrast of what carries meaning (rule 13)
RING = (1, 4)  # px outside a marker where its ground is looked at
MELT = 0.92    # of the asked contrast; edges of thin type are mixed with the ground


class Picture(collections.namedtuple("Picture", "width height rgb")):
    def at(self, x, y):
        i = 3 * (y * self.width + x)
        return self.rgb[i], self.rgb[i + 1], self.rgb[i + 2]


def read(path, width=0):
    """Shrunk to width, where one is given."""
    out = subprocess.run([os.environ.get("PIXELS", "build/release/tests/grid/pixels"), path, str(width)],
                         stdout=subprocess.PIPE, check=True).stdout
    w, h = struct.unpack("<II", out[:8])
    return Picture(w, h, out[8:])


LINEAR = [(c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4) for c in range(256)]


def luminance(color):
    return 0.2126 * LINEAR[color[0]] + 0.7152 * LINEAR[color[1]] + 0.0722 * LINEAR[color[2]]


def contrast(a, b):
    """Of two luminances (WCAG 2.1)."""
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def disc(picture, x, y, r0, r1):
    """Luminances of the pixels from r0 to r1 around a point."""
    out = []
    for v in range(max(0, math.floor(y - r1)), min(picture.height, math.ceil(y + r1) + 1)):
        for u in range(max(0, math.floor(x - r1)), min(picture.width, math.ceil(x + r1) + 1)):
            if r0 <= math.hypot(u + 0.5 - x, v + 0.5 - y) <= r1:
                out.append(luminance(picture.at(u, v)))
    return sorted(out)


def symbol_contrast(picture, m, scale):
    """Of the part of a marker that stands out most, a tenth of it or more, against the
    middle of what is around it; None where nothing is around it."""
    x, y, r = m["x"] * scale, m["y"] * scale, m["r"] * scale
    inside = disc(picture, x, y, 0, r)
    around = disc(picture, x, y, r + RING[0] * scale, r + RING[1] * scale)
    if not around or not inside:
        return None
    ground = around[len(around) // 2]
    tenth = len(inside) // 10
    return max(contrast(inside[tenth], ground), contrast(inside[-1 - tenth], ground))


def text_contrast(picture, box, scale):
    """Of the color of a text against the one that most of its box has, halo included."""
    x0, y0, x1, y1 = (round(v * scale) for v in box)
    seen = collections.Counter()
    for y in range(max(0, y0), min(picture.height, y1)):
        row = picture.rgb[3 * (y * picture.width + max(0, x0)):3 * (y * picture.width + min(picture.width, x1))]
        seen.update(zip(row[::3], row[1::3], row[2::3]))
    if not seen:
        return None
    ground = luminance(seen.most_common(1)[0][0])
    area = sum(seen.values())
    best, least = 1, max(2, area // 200)
    for have, n in sorted(((contrast(luminance(c), ground), n) for c, n in seen.items()), reverse=True):
        least -= n
        if least <= 0:
            best = have
            break
    return best


def faults(report, picture, scale, least):
    out = []
    for m in report["markers"]:
        have = symbol_contrast(picture, m, scale)
        if m["event"] and have is not None and have < SYMBOL:
            out.append(("symbol", "the marker of %s at %.0f,%.0f has contrast %.2f as painted, less than %g"
                        % (m["id"], m["x"], m["y"], have, SYMBOL)))
    for t in report["texts"]:
        have = max((text_contrast(picture, b, scale) or 21 for b in rules.boxes(t)), default=21)
        if have < least * MELT:
            out.append(("painted", "'%s' (%s) at %.0f,%.0f has contrast %.2f as painted, %.2f as reported"
                        % (t["text"], t["role"], t["box"][0], t["box"][1], have, t["contrast"])))
    return out


def self_check():
    """A dark marker and a faint one, a dark text and a faint one, on white."""
    width, height = 60, 40
    rgb = bytearray(b"\xff" * (3 * width * height))

    def fill(x0, y0, x1, y1, grey):
        for y in range(y0, y1):
            rgb[3 * (y * width + x0):3 * (y * width + x1)] = bytes([grey] * (3 * (x1 - x0)))

    fill(8, 8, 13, 13, 0x50)
    fill(38, 8, 43, 13, 0xC0)
    fill(5, 30, 25, 32, 0x40)
    fill(35, 30, 55, 32, 0xB0)
    text = {"role": "city", "contrast": 9}
    report = {"markers": [{"id": "a", "x": 10.5, "y": 10.5, "r": 3, "event": True},
                          {"id": "b", "x": 40.5, "y": 10.5, "r": 3, "event": True}],
              "texts": [dict(text, text="dark", box=[4, 27, 26, 35]),
                        dict(text, text="faint", box=[34, 27, 56, 35])]}
    found = faults(report, Picture(width, height, bytes(rgb)), 1, 4.5)
    good = len(found) == 2 and "marker of b" in found[0][1] and "'faint'" in found[1][1]
    if not good:
        print("grid: of what is painted is found wrong: %s" % found)
    return 0 if good else 1
