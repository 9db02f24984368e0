"""Counties of the United States: counties.py us-atlas/counties-10m.json PLACES

Writes us-counties.tsv into the folder PLACES. Each row has the point that is the county's centre of area
and the radius of a circle of its area. A name without its type word ("Avoyelles") is one of the county's
where no other county, no settlement of the country and nothing in the other tables is called so, and where
it is no word and no person's name in the lexicon.
"""
import collections
import json
import math
import os
import re
import sys

COLUMNS = ("id kind name country admin1 lat lon radius_km population code names from to parent source").split()
STATES = dict(zip(
    "01 02 04 05 06 08 09 10 12 13 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 44 45 46 47 48 49 50 51 53 54 55 56".split(),
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY".split()))
CENSUS_AREAS = {"02016", "02050", "02063", "02066", "02070", "02105", "02158", "02180", "02198", "02240", "02261", "02290"}
INDEPENDENT = {"24510", "29510", "32510"}  # cities outside of counties, which the settlements have
KM_PER_DEGREE = 111.195
SHORTEST = 7  # letters of a name that stands alone
WORDS = {"Petroleum", "Treasure", "Yellowstone", "Maverick", "Summers", "Glacier", "Frontier", "Boundary", "Alfalfa",
         "Freestone", "Pleasants", "Traverse", "Isabella", "Evangeline", "Emanuel", "Clear Creek", "Bear Lake", "Hot Spring",
         "Powder River", "Red Willow", "Otter Tail", "Big Stone", "Black Hawk"}


def lines(topology):
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        yield line


def ring(arcs, ids):
    points = []
    for i in ids:
        line = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += line[1:] if points else line
    return points


def centre(rings):
    """Centre and area, in square kilometres, of the outer rings."""
    area = east = north = 0.0
    for points in rings:
        lat0 = sum(p[1] for p in points) / len(points)
        narrow = math.cos(math.radians(lat0))
        a = cx = cy = 0.0
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            cross = x0 * y1 - x1 * y0
            a, cx, cy = a + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
        if not a:
            continue
        size = abs(a) / 2 * narrow * KM_PER_DEGREE ** 2
        area, east, north = area + size, east + cx / (3 * a) * size, north + cy / (3 * a) * size
    return east / area, north / area, area


def type_word(fips):
    if fips[:2] == "22":
        return "Parish"
    if fips[:2] == "02":
        return "Census Area" if fips in CENSUS_AREAS else "Borough"
    return "County"


def other_spellings(name):
    """DeSoto and De Soto, St. Mary and Saint Mary are one."""
    joined = re.sub(r"^(De|La|Le|Du) (?=[A-Z])", r"\1", name)
    apart = re.sub(r"^(De|La|Le|Du)(?=[A-Z])", r"\1 ", name)
    full = re.sub(r"^(St|Ste)\. ", lambda m: {"St": "Saint ", "Ste": "Sainte "}[m.group(1)], name)
    plain = re.sub(r"^(St|Ste)\. ", r"\1 ", name)
    return sorted({joined, apart, full, plain} - {name})


def read_table(path):
    with open(path, encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]
    for row in rows[1:]:
        yield dict(zip(rows[0], row))


def other_meanings(places):
    """What a county's name alone would also be, in small letters."""
    taken = set()
    for table in ("countries", "admin1", "world-regions", "regions", "settlements-america-north"):
        for row in read_table(os.path.join(places, table + ".tsv")):
            taken.add(row["name"].lower())
            taken.update(n.rpartition(":")[2].lower() for n in row["names"].split("|") if n.startswith(("en", "de", "fr")))
    lexicon = os.path.join(places, "..", "lexicon")
    for table in sorted(os.listdir(lexicon)):
        if table.startswith("en-"):
            for row in read_table(os.path.join(lexicon, table)):
                taken.update(row["words"].lower().split("|") if row.get("words") else ())
    return taken


def main(source, places):
    with open(source, encoding="utf-8") as f:
        topology = json.load(f)
    arcs = list(lines(topology))
    units = {r["id"]: r["name"] for r in read_table(os.path.join(places, "admin1.tsv"))}
    taken = other_meanings(places)
    rows = []
    counties = [g for g in topology["objects"]["counties"]["geometries"]
                if g["id"][:2] in STATES and g["id"] not in INDEPENDENT and not (g["id"][:2] == "51" and g["id"] >= "51510")]
    times = collections.Counter(g["properties"]["name"] for g in counties)
    for g in sorted(counties, key=lambda g: g["id"]):
        polygons = g["arcs"] if g["type"] == "MultiPolygon" else [g["arcs"]]
        lon, lat, area = centre([ring(arcs, p[0]) for p in polygons])
        name, state = g["properties"]["name"], "a1:US-" + STATES[g["id"][:2]]
        word = type_word(g["id"])
        names = [f"en:{n} {word}" for n in other_spellings(name)]
        alone = times[name] == 1 and name.lower() not in taken | {w.lower() for w in WORDS} and len(name) >= SHORTEST
        rows.append(dict(zip(COLUMNS, ("fips:" + g["id"], "admin2", f"{name} {word}", "US", units[state],
                                       f"{lat:.4f}", f"{lon:.4f}", f"{math.sqrt(area / math.pi):.0f}", "", "ADM2",
                                       "|".join(names + ["en:" + name] * alone), "", "", state, "census"))))
    with open(os.path.join(places, "us-counties.tsv"), "w", encoding="utf-8", newline="\n") as f:
        f.write("\t".join(COLUMNS) + "\n")
        for r in rows:
            f.write("\t".join(r[c] for c in COLUMNS) + "\n")
    print(f"us-counties {len(rows)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
