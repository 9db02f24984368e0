"""Rebuild geodata/basemap/*-status.geojsonl: areas with a status, dated lines, roads.

    python3 geodata/rebuild/basemap_status.py

needs python3 alone. It reads what basemap.py wrote, basemap_status.json, and the
dates and settlements of geodata/places.
"""
import csv
import json
import os
import sys

from basemap import Out, OUT
from basemap_geom import *

HERE = os.path.dirname(os.path.abspath(__file__))
PLACES = os.path.join(HERE, "..", "places")
EDITIONS = (("region", 5), ("world", 4))
COARSE = 0.007  # degrees, as in basemap.py
EXTRA = ("un", "defacto", "from", "to", "approximate")


def features(name):
    with open(os.path.join(OUT, name), encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def parts_of(geometry):
    """Rings or lines, as integers."""
    c, kind = geometry["coordinates"], geometry["type"]
    if kind == "LineString":
        c = [c]
    if kind == "MultiPolygon":
        c = [r for poly in c for r in poly]
    parts = [[(q(x), q(y)) for x, y in part] for part in c]
    return [clean(p) for p in parts] if "Polygon" in kind else parts


class Map:
    def __init__(self, edition):
        self.country, self.unit, self.line = {}, {}, {}
        for f in features(edition + "-land.geojsonl"):
            p = f["properties"]
            layer = {"country": self.country, "admin1": self.unit}.get(p["layer"])
            if layer is not None:
                layer[p["code"]] = parts_of(f["geometry"])
        for f in features(edition + "-lines.geojsonl"):
            self.line[f["properties"]["code"]] = parts_of(f["geometry"])

    def border(self, pair):
        one, two = (self.country[c] for c in pair.split("|"))
        return {p for r in one for p in r} & {p for r in two for p in r}


def places():
    at, dates = {}, {}
    names = sorted(n for n in os.listdir(PLACES) if n.endswith(".tsv"))
    for name in names:
        with open(os.path.join(PLACES, name), encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row.get("lat") and row.get("id"):
                    at[row["id"]] = (q(float(row["lon"])), q(float(row["lat"])))
                if row.get("id", "").startswith(("hc:", "wr:")):
                    dates[row["id"]] = (row.get("name"), row.get("from"), row.get("to"))
    return at, dates


def day(text):
    digits = (text or "").replace("-", "")
    return int(digits) if digits.isdigit() and len(digits) in (4, 8) else None


def check(name, ring, rule, at):
    for key, want in (("inside", True), ("outside", False)):
        for place in rule.get(key, ()):
            if place not in at:
                sys.exit("%s: no place %s" % (name, place))
            if inside(ring, at[place]) != want:
                sys.exit("%s: %s is not %s" % (name, place, key))


def split(ring, line, at):
    """The part of a ring with the point at, of the two that a line between two of its
    corners makes."""
    i, k = ring.index(line[0]), ring.index(line[-1])
    turn = ring[i:] + ring[:i]
    k = turn.index(line[-1])
    one = clean(turn[:k] + line[::-1][:-1])
    two = clean(turn[k:] + line[:-1])
    ring = one if inside(one, at) else two
    return ring if signed_area(ring) > 0 else ring[::-1]


def along(ring, lines, at):
    """The same for a line in pieces, each from corner to corner."""
    for line in lines:
        if line[0] in ring and line[-1] in ring and line[0] != line[-1]:
            ring = split(ring, line, at)
    return ring


def crossing(a, b, c, d):
    """Where the segments ab and cd cross, and how far along ab; None where not."""
    den = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
    if not den:
        return None
    t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / den
    u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / den
    if not (0 <= t < 1 and 0 <= u < 1):
        return None
    return t, (round(a[0] + t * (b[0] - a[0])), round(a[1] + t * (b[1] - a[1])))


def cut_by(ring, line, keep):
    """The part of a ring on the side of a line where keep(point) holds: the largest of
    those that the line's passages through the ring make."""
    marks = []
    for i in range(len(line) - 1):
        hits = sorted((h[0], h[1], k) for k in range(len(ring))
                      for h in [crossing(line[i], line[i + 1], ring[k - 1], ring[k])] if h)
        marks += [(i, at, k) for t, at, k in hits]
    best = [ring] if keep(ring) else []
    for (i, p, k), (j, r, l) in zip(marks, marks[1:]):
        middle = line[i + 1:j + 1]
        probe = middle[len(middle) // 2] if middle else ((p[0] + r[0]) // 2, (p[1] + r[1]) // 2)
        if not inside(ring, probe):
            continue
        with_ends = []
        for n in range(len(ring)):
            with_ends += [m[1] for m in ((i, p, k), (j, r, l)) if m[2] == n]
            with_ends.append(ring[n])
        with_ends = clean(with_ends)
        inner = [p] + middle + [r]
        a, b = with_ends.index(p), with_ends.index(r)
        turn = with_ends[a:] + with_ends[:a]
        b = turn.index(r)
        best += [clean(turn[:b] + inner[::-1][:-1]), clean(turn[b:] + inner[:-1])]
    best = [b if signed_area(b) > 0 else b[::-1] for b in best if len(b) > 2]
    best = [b for b in best if keep(b)]
    if not best:
        sys.exit("a line leaves nothing of a unit")
    return max(best, key=lambda b: (abs(signed_area(b)), b))


def mostly(ring, held):
    """Whether most corners and the middle of a ring are in held."""
    own = [p for p in ring if p not in held]
    return sum(inside(held, p) for p in own) > 0.8 * len(own)


def add_area(out, edition, rings, rule, name=None, dates=None):
    props = {k: rule.get(k) for k in EXTRA}
    if dates:
        props["from"], props["to"] = (day(d) for d in dates[1:])
    size = sum(km2(r) for r in rings if signed_area(r) > 0)
    out.add(edition, "area", "Polygon", nest(rings), **{
        "class": rule["class"], "code": rule["id"], "name": name or rule["name"],
        "rank": next((i + 1 for i, s in enumerate((2e6, 7e5, 2e5, 6e4, 1.5e4, 4e3, 1e3, 1e2)) if size >= s), 9),
        **props})


def region_shapes(m, tables, at):
    shapes = {}
    for name, rule in tables["rings"].items():
        ring = smooth([(q(x), q(y)) for x, y in rule["ring"]], True)
        check(name, ring, rule, at)
        shapes[name] = ring if signed_area(ring) > 0 else ring[::-1]
        print("  %-12s %6.0f km2" % (name, km2(ring)))
    lines = {}
    for name, rule in tables["cuts"].items():
        line = smooth([(q(x), q(y)) for x, y in rule["line"]])
        near = [min(m.border(pair), key=lambda p: (km(p, end), p))
                for pair, end in zip(rule["snap"], (line[0], line[-1]))]
        line = [near[0]] + line + [near[1]]
        ring = next(r for r in m.country[rule["country"]] if inside(r, (q(rule["at"][0]), q(rule["at"][1]))))
        shapes[name] = split(ring, line, (q(rule["at"][0]), q(rule["at"][1])))
        check(name, shapes[name], rule, at)
        lines[name] = line
        print("  %-12s %6.0f km2" % (name, km2(shapes[name])))
    return shapes, lines


def union(m, rule, shapes, lines):
    rings = [r for code in rule.get("units", ()) for r in m.unit[code]]
    rings = dissolve(rings)
    for code in rule.get("parts", ()):
        held = shapes[rule["of"]]
        for ring in m.unit[code]:
            rings.append(cut_by(ring, lines[rule["of"]], lambda b: mostly(b, held)))
    return rings


class Twice:
    """What the region's file gets, and the world's, coarser, where it can be seen there:
    for maps that reach beyond the region's box."""

    def __init__(self, out, world):
        self.out, self.world = out, world

    def add(self, edition, layer, kind, parts, **props):
        self.out.add(edition, layer, kind, parts, **props)
        if props.get("un") == props.get("defacto") == "hidden" or layer == "road":
            return
        if kind == "Polygon":
            parts = [[thin(r, COARSE, True) for r in poly] for poly in parts]
        else:
            parts = [thin(line, COARSE) for line in parts]
        self.world.add("world", layer, kind, parts, **props)


def region_lines(world):
    """Lines of the region that the world's data has no edge for."""
    known = {f["properties"]["code"] for f in features("world-lines.geojsonl")}
    for f in features("region-lines.geojsonl"):
        p = {k: v for k, v in f["properties"].items() if k not in ("layer", "edition")}
        if p["code"] not in known:
            lines = [thin(line, COARSE) for line in parts_of(f["geometry"])]
            world.add("world", "border", "Line", lines, **p)


def region_only(out, m, tables):
    at, dates = places()
    shapes, lines = region_shapes(m, tables, at)
    for rule in tables["areas"]:
        add_area(out, "region", [shapes[rule.get("ring", rule.get("cut"))]], {"approximate": True, **rule})
    for rule in tables["unions"]:
        hidden = {"class": "former", "un": "hidden", "defacto": "hidden", "approximate": True, **rule}
        add_area(out, "region", union(m, rule, shapes, lines), hidden, dates[rule["id"]][0], dates[rule["id"]])
    for rule in tables["status_units"]:
        add_area(out, "region", union(m, rule, shapes, lines), rule)
    for rule in tables["lines"]:
        if "ring" in rule:
            line = shapes[rule["ring"]] + shapes[rule["ring"]][:1]
        elif "cut" in rule:
            line = lines[rule["cut"]]
        else:
            line = smooth([(q(x), q(y)) for x, y in rule["line"]])
        out.add("region", "border", "Line", [line], **{
            "class": rule["class"], "code": rule["code"], "name": rule["name"], "rank": 2,
            **{k: rule.get(k) for k in EXTRA if k != "approximate"}, "approximate": True})
    for rule in tables["roads"]:
        line = smooth([(q(x), q(y)) for x, y in rule["line"]])
        out.add("region", "road", "Line", [line], **{
            "class": rule.get("class"), "code": rule["code"], "name": rule["name"], "rank": rule["rank"],
            **{k: rule.get(k) for k in EXTRA if k != "approximate"}, "approximate": True})


def both(out, m, edition, tables, twice):
    for rule in (r for r in tables["line_areas"] if edition in r["editions"]):
        to = out if len(rule["editions"]) == 2 or edition == "world" else twice
        where = (q(rule["at"][0]), q(rule["at"][1]))
        ring = next((r for r in m.country[rule["country"]] if signed_area(r) > 0 and inside(r, where)), None)
        if ring is None:
            sys.exit("%s: nothing at %s" % (rule["id"], rule["at"]))
        add_area(to, edition, [along(ring, m.line[rule["line"]], where)], rule)
    for rule in (r for r in tables["countries"] if edition in r["editions"]):
        add_area(out, edition, m.country[rule["code"]], rule)


def main():
    tables = json.load(open(os.path.join(HERE, "basemap_status.json"), encoding="utf-8"))
    outs = {edition: Out(edition + "-status.geojsonl", digits) for edition, digits in EDITIONS}
    twice = Twice(outs["region"], outs["world"])
    for edition, out in outs.items():
        m = Map(edition)
        both(out, m, edition, tables, twice)
        if edition == "region":
            region_only(twice, m, tables)
    region_lines(outs["world"])
    for out in outs.values():
        out.save()


if __name__ == "__main__":
    main()
