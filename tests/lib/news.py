#!/usr/bin/env python3
"""What `dateline extract` takes from the short articles of tests/data/articles.

    news.py COMMAND [--least SHARE] [-v]

COMMAND is the dateline binary. Of the expected events at least SHARE must be found (default 0.85), of the
events on the map as large a part must be expected, and no dot may stand where only a government speaks."""
import argparse
import glob
import json
import math
import os
import subprocess
import sys
import tempfile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "articles")


def km(lat1, lon1, lat2, lon2):
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def positions(geometry):
    found, todo = [], [geometry["coordinates"]]
    while todo:
        x = todo.pop()
        if isinstance(x[0], (int, float)):
            found.append((x[1], x[0]))
        else:
            todo += x
    return found


def read_expected(path):
    e = {"events": [], "max": None, "nodot": []}
    for line in open(path, encoding="utf-8"):
        word, *rest = line.split()
        if word == "event":
            kinds, start, end, lat, lon, reach = rest
            e["events"].append((kinds.split("|"), start, end, float(lat), float(lon), float(reach)))
        elif word == "max":
            e["max"] = int(rest[0])
        elif word == "nodot":
            e["nodot"].append(tuple(map(float, rest)))
        else:
            e[word] = rest[0]
    return e


def near(feature, lat, lon, reach):
    return min(km(la, lo, lat, lon) for la, lo in positions(feature["geometry"])) <= reach


def fits(feature, want):
    kinds, start, end, lat, lon, reach = want
    p = feature["properties"]
    days = (p["start"] or p["end"], p["end"] or p["start"])
    return (p["kind"] in kinds and None not in days and days[0] <= end and days[1] >= start
            and near(feature, lat, lon, reach))


def run(command, path, e):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "e.geojson")
        made = subprocess.run([command, "extract", path, "--published", e["published"], "-q", "-o", out],
                              capture_output=True, text=True)
        if made.returncode:
            sys.exit(f"{path}: exit {made.returncode}: {made.stderr}")
        return [f for f in json.load(open(out, encoding="utf-8"))["features"] if f["geometry"]]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("command")
    ap.add_argument("--least", type=float, default=0.85)
    ap.add_argument("-v", action="store_true")
    args = ap.parse_args()
    right = wanted = extra = shown = dots = 0
    for path in sorted(glob.glob(os.path.join(HERE, "*.txt"))):
        e = read_expected(path[:-4] + ".expect")
        features = run(args.command, path, e)
        missed = [w for w in e["events"] if not any(fits(f, w) for f in features)]
        wrong = [f for f in features if any(near(f, *place) for place in e["nodot"])]
        over = max(0, len(features) - e["max"]) if e["max"] is not None else 0
        right += len(e["events"]) - len(missed)
        wanted += len(e["events"])
        shown += len(features)
        extra += over
        dots += len(wrong)
        if args.v and (missed or wrong or over):
            print(os.path.basename(path), "missed", missed, "over", over, "false dots", len(wrong))
    precision = (shown - extra) / shown if shown else 0
    print(f"{right} of {wanted} events, {shown} on the map, {extra} too many, {dots} false dots")
    return right < args.least * wanted or precision < args.least or dots > 0


if __name__ == "__main__":
    sys.exit(main())
