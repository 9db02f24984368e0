#!/usr/bin/env python3
"""Land borders of the world: borders.py [GEODATA]

Writes places/borders.tsv from the base map's countries (basemap/world-land.geojsonl) and the names of
places/countries.tsv. A border is "bd:AM-AZ", the codes of its countries in the order of letters; its point is
the one of its line that is nearest to the middle of it, its radius reaches to the line's farther end. Borders
that a table by hand has, with names as the press has them, are left to that table. Those that run along lines
which the base map's tables of disputed lines have are there as well.
"""
import collections
import json
import math
import pathlib
import sys

COLUMNS = "id kind name country admin1 lat lon radius_km population code names from to parent source".split()
EARTH_KM = 6371.0088
# Both names in the nominative, so that no language needs its cases. Other languages than these have
# no room in the compiled file.
FORMS = {"en": "{}-{} border", "vi": "biên giới {}-{}", "fr": "frontière {}-{}", "ru": "граница {} — {}"}
SOURCE = "ne; cldr"


def rings(geometry):
    polygons = geometry["coordinates"]
    for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
        yield from polygon


def segments(ring):
    for a, b in zip(ring, ring[1:]):
        if a != b:
            yield tuple(sorted((tuple(a), tuple(b))))


def distance(a, b):
    lon1, lat1, lon2, lat2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1, math.sqrt(h)))


def middle(points):
    """Of the line's own points the one with the least sum of squares to all."""
    step = max(1, len(points) // 400)
    some = points[::step]
    return min(some, key=lambda p: sum(distance(p, q) ** 2 for q in some))


def shared_lines(path):
    owners = collections.defaultdict(set)
    for line in open(path, encoding="utf-8"):
        f = json.loads(line)
        if f["properties"]["layer"] != "country":
            continue
        for ring in rings(f["geometry"]):
            for s in segments(ring):
                owners[s].add(f["properties"]["code"])
    borders = collections.defaultdict(set)
    for s, who in owners.items():
        if len(who) == 2:
            borders["-".join(sorted(who))].update(s)
    return borders


def disputed_lines(path, borders):
    for line in open(path, encoding="utf-8"):
        f = json.loads(line)
        p, g = f["properties"], f["geometry"]
        pair = p.get("code", "").split("|")
        if p["layer"] != "border" or p["class"] == "disputed" or [len(c) for c in pair] != [2, 2]:
            continue
        parts = [g["coordinates"]] if g["type"] == "LineString" else g["coordinates"]
        borders["-".join(sorted(pair))].update(tuple(q) for part in parts for q in part)


def names_of(countries, pair, lang):
    one, two = (countries[c].get(lang) for c in pair)
    if not one or not two:
        return []
    orders = [(one, two), (two, one)] if lang in ("en",) else [(one, two)]
    return [f"{lang}:{FORMS[lang].format(*order)}" for order in orders]


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[1]
    countries, by_hand = {}, set()
    for line in (root / "places/countries.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        row = dict(zip(COLUMNS, line.split("\t")))
        names = {}
        for name in row["names"].split("|"):
            lang, _, text = name.partition(":")
            names.setdefault(lang, text)
        names["en"] = row["name"]
        countries[row["id"].removeprefix("cc:")] = names
    for line in (root / "places/caucasus-areas.tsv").read_text(encoding="utf-8").splitlines():
        by_hand.add(line.split("\t")[0])
    borders = shared_lines(root / "basemap/world-land.geojsonl")
    disputed_lines(root / "basemap/world-lines.geojsonl", borders)
    rows = []
    for code in sorted(borders):
        pair = code.split("-")
        if f"bd:{code}" in by_hand or any(c not in countries for c in pair):
            continue
        points = sorted(borders[code])
        at = middle(points)
        radius = max(5, math.ceil(max(distance(at, p) for p in points)))
        names = [n for lang in FORMS for n in names_of(countries, pair, lang)]
        rows.append([f"bd:{code}", "line", FORMS["en"].format(*(countries[c]["en"] for c in pair)), "", "",
                     f"{round(at[1], 3):g}", f"{round(at[0], 3):g}", str(radius), "", "BDRY",
                     "|".join(names), "", "", "", SOURCE])
    with open(root / "places/borders.tsv", "w", encoding="utf-8", newline="\n") as f:
        for row in [COLUMNS, *rows]:
            f.write("\t".join(row) + "\n")
    print(f"borders {len(rows)}")


if __name__ == "__main__":
    main()
