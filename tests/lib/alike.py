#!/usr/bin/env python3
"""Compares a picture with ours outside its texts: alike.py OURS OTHER LAYOUT [PERCENT]

LAYOUT is the layout report of the map; the boxes of its texts and a halo around them
are left out, for other programs draw type in their own way. Pixels differ when a
channel does by more than 32 of 255, which leaves out how edges are smoothed.
Prints the share of pixels that differ; more than PERCENT (1) is a fault.
"""
import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import png

TOLERANCE = 32
AROUND = 4


def masked(layout, width, height):
    """A bytearray of 1 where a text is."""
    out = bytearray(width * height)
    scale = width / layout["size"][0]
    for text in layout["texts"]:
        for box in text.get("boxes") or [text["box"]]:
            x0 = max(0, int((box[0] - AROUND) * scale))
            x1 = min(width, int((box[2] + AROUND) * scale) + 1)
            for y in range(max(0, int((box[1] - AROUND) * scale)),
                           min(height, int((box[3] + AROUND) * scale) + 1)):
                if x1 > x0:
                    out[y * width + x0:y * width + x1] = b"\1" * (x1 - x0)
    return out


def main(ours, other, report, percent="1"):
    a, b = png.read(ours), png.read(other)
    if a[:2] != b[:2]:
        sys.exit("%dx%d, not %dx%d" % (b[0], b[1], a[0], a[1]))
    with open(report, encoding="utf-8") as file:
        mask = masked(json.load(file), a[0], a[1])
    seen = len(mask) - sum(mask)
    found = sum(1 for x, y in png.differing(a, b, TOLERANCE) if not mask[y * a[0] + x])
    share = 100 * found / max(seen, 1)
    print("%.3f %% of %d pixels differ" % (share, seen))
    sys.exit(share > float(percent))


if __name__ == "__main__":
    main(*sys.argv[1:])
