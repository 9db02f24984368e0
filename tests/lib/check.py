#!/usr/bin/env python3
"""Checks of what the command wrote, for tests/cli. Standard library only.

    check.py CHECK ARGUMENT...

Prints every fault on a line of its own and ends with 1, or ends with 0.
"""
import json
import math
import os
import sqlite3
import struct
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import png
import rules

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
INKSCAPE = "{http://www.inkscape.org/namespaces/inkscape}"
GROUPS = ("background sea land areas hatching borders borders-disputed rivers roads "
          "labels-water labels-country labels-place arrows events event-labels inset "
          "furniture").split()

faults = []


def fault(text, *args):
    faults.append(text % args if args else text)


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


# ---- layout reports ----------------------------------------------------------

def layout(path, smallest="11"):
    """No label on another or on a strange marker, none cut, none too small or too pale."""
    for _, why in rules.faults(load(path), float(smallest)):
        fault("%s", why)


# ---- SVG ---------------------------------------------------------------------

def words(element):
    return "".join(element.itertext())


def svg(path, layout_path):
    """The structure that an artist finds in Inkscape (users.md S7)."""
    root = xml.parse(path).getroot()
    for name in ("width", "height", "viewBox", "role", "lang"):
        if not root.get(name):
            fault("the root has no %s", name)
    if root.get("role") != "img":
        fault("the role is %s", root.get("role"))
    for name in ("title", "desc"):
        if root.find(SVG + name) is None or not words(root.find(SVG + name)).strip():
            fault("there is no <%s>", name)
    groups = [g for g in root if g.tag == SVG + "g"]
    names = [g.get("id") for g in groups]
    if names != GROUPS:
        fault("the groups are %s", " ".join(map(str, names)))
    for g in groups:
        if g.get(INKSCAPE + "label") != g.get("id") or \
           g.get(INKSCAPE + "groupmode") != "layer":
            fault("group %s is no Inkscape layer", g.get("id"))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    for name in sorted({i for i in ids if ids.count(i) > 1}):
        fault("two elements have the id %s", name)
    for name in ("use", "clipPath", "mask", "filter", "foreignObject", "script"):
        if root.find(".//" + SVG + name) is not None:
            fault("there is a <%s>", name)
    for image in root.iter(SVG + "image"):
        if not (image.get(XLINK + "href") or "").startswith("data:image/png;base64,"):
            fault("the image %s is not in the file", image.get("id"))
    if not any(f in (root.get("font-family") or "") for f in ("sans-serif", "serif")):
        fault("the font family has no generic fallback")
    live = sorted(words(t) for t in root.iter(SVG + "text"))
    want = sorted(t["text"] for t in load(layout_path)["texts"])
    for text in want:
        if text in live:
            live.remove(text)
        else:
            fault("no <text> says '%s'", text)
        if unicodedata.normalize("NFC", text) != text:
            fault("'%s' is not NFC", text)
    for text in live:
        fault("a <text> says '%s', which the layout report lacks", text)


def svg_outlined(path):
    root = xml.parse(path).getroot()
    if root.find(".//" + SVG + "text") is not None:
        fault("there is a <text>")
    if root.find(".//" + SVG + "path") is None:
        fault("there is no <path>")


# ---- PNG ---------------------------------------------------------------------

def png_chunks(path, width, height, dots_per_meter):
    with open(path, "rb") as file:
        parts = dict(png.chunks(file.read()))
    size = struct.unpack(">II", parts["IHDR"][:8])
    if size != (int(width), int(height)):
        fault("the picture has %dx%d pixels", *size)
    if "sRGB" not in parts:
        fault("there is no sRGB chunk")
    if "pHYs" not in parts:
        fault("there is no pHYs chunk")
    elif struct.unpack(">IIB", parts["pHYs"]) != (int(dots_per_meter),) * 2 + (1,):
        fault("pHYs is %s", struct.unpack(">IIB", parts["pHYs"]))


def png_size(path, width, height):
    with open(path, "rb") as file:
        size = struct.unpack(">II", dict(png.chunks(file.read()))["IHDR"][:8])
    if size != (int(width), int(height)):
        fault("the picture has %dx%d pixels", *size)


# ---- PDF ---------------------------------------------------------------------

def pdf_lines(pdf_path, layout_path):
    """Each label comes out of pdftotext whole: a line of its own, or its words
    together when it has several lines."""
    text = subprocess.run(["pdftotext", "-raw", pdf_path, "-"], check=True,
                          stdout=subprocess.PIPE).stdout.decode("utf-8")
    lines = [unicodedata.normalize("NFC", l.strip()) for l in text.splitlines()]
    flat = " ".join(" ".join(lines).split())
    for t in load(layout_path)["texts"]:
        if " ".join(t["text"].split()) not in flat:
            fault("pdftotext does not give '%s' whole", t["text"])


def pdf_fonts(path):
    out = subprocess.run(["pdffonts", path], check=True, stdout=subprocess.PIPE)
    rows = out.stdout.decode("utf-8").splitlines()[2:]
    if not rows:
        fault("there are no fonts")
    for row in rows:
        if row.split()[-5:-2] != ["yes", "yes", "yes"]:
            fault("not embedded, a subset and with Unicode: %s", row)


# ---- GeoJSON -----------------------------------------------------------------

def ring_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


def positions(value):
    if value and isinstance(value[0], (int, float)):
        yield value
    else:
        for v in value:
            yield from positions(v)


def geojson(path, count):
    """RFC 7946 and the flat, typed properties of users.md C2."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    d = json.loads(text, parse_constant=lambda c: fault("%s is not JSON", c))
    if d.get("type") != "FeatureCollection" or "crs" in d:
        fault("not a FeatureCollection of RFC 7946")
    features = d["features"]
    if len(features) != int(count):
        fault("%d features, not %s", len(features), count)
    ids = [f.get("id") for f in features]
    if len(set(ids)) != len(ids) or not all(isinstance(i, str) and i for i in ids):
        fault("ids are not distinct strings")
    keys = {tuple(f["properties"]) for f in features}
    if len(keys) > 1:
        fault("features have %d different lists of keys", len(keys))
    points = []
    for f in features:
        g = f["geometry"]
        for key, value in f["properties"].items():
            if value == "" or isinstance(value, (list, dict)):
                fault("%s: %s is %r", f["id"], key, value)
        for key in ("start", "end"):
            value = f["properties"][key]
            if value is not None and len(value) != 10:
                fault("%s: %s is %s, not a date", f["id"], key, value)
        if g is None:
            continue
        for p in positions(g["coordinates"]):
            points.append(p)
            if not (-180 <= p[0] <= 180 and -90 <= p[1] <= 90):
                fault("%s: %s is not on the Earth", f["id"], p)
            if any(round(c, 6) != c for c in p):
                fault("%s: %s has more than 6 decimals", f["id"], p)
        if g["type"] == "Polygon":
            for i, ring in enumerate(g["coordinates"]):
                if ring[0] != ring[-1] or (ring_area(ring) > 0) != (i == 0):
                    fault("%s: ring %d is open or winds the wrong way", f["id"], i)
    if points and d.get("bbox") is None:
        fault("there is no bbox")
    elif points:
        west, south, east, north = d["bbox"]
        for p in points:
            in_x = west <= p[0] <= east if west <= east else p[0] >= west or p[0] <= east
            if not in_x or not south <= p[1] <= north:
                fault("%s is outside the bbox", p)


def same_events(a, b):
    """The same features, whatever file they came from."""
    one, other = load(a), load(b)
    for d in (one, other):
        d["dateline"].pop("sources", None)
    if one != other:
        for f, g in zip(one["features"], other["features"]):
            for key in f["properties"]:
                if f["properties"][key] != g["properties"].get(key):
                    fault("%s: %s was %r and is %r", f["id"], key, f["properties"][key],
                          g["properties"].get(key))
            if f["geometry"] != g["geometry"]:
                fault("%s: the geometry changed", f["id"])
        fault("the files differ")


def ogr_types(path, *wanted):
    """What GDAL makes of the columns: name=Type."""
    out = subprocess.run(["ogrinfo", "-so", "-al", path], check=True,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if out.stderr.strip():
        fault("GDAL complains: %s", out.stderr.decode("utf-8").strip())
    types = {}
    for line in out.stdout.decode("utf-8").splitlines():
        name, _, kind = line.partition(": ")
        types[name] = kind.split(" (")[0]
    for want in wanted:
        name, _, kind = want.partition("=")
        if types.get(name) != kind:
            fault("GDAL sees %s as %s, not %s", name, types.get(name), kind)


# ---- geocoding ---------------------------------------------------------------

def kilometers(lat1, lon1, lat2, lon2):
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def answers(path, *wanted):
    """lat,lon of each feature in order, within 5 km."""
    features = load(path)["features"]
    if len(features) != len(wanted):
        fault("%d answers, not %d", len(features), len(wanted))
    for f, want in zip(features, wanted):
        lat, lon = map(float, want.split(","))
        name = f["properties"]["geocoding"].get("query", "?")
        if not f["geometry"]:
            fault("%s is not found", name)
            continue
        x, y = f["geometry"]["coordinates"]
        if kilometers(lat, lon, y, x) > 5:
            fault("%s is %.1f km off", name, kilometers(lat, lon, y, x))


# ---- tiles -------------------------------------------------------------------

def tile_of(lon, lat, z):
    n = 1 << z
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n
    return int((lon + 180) / 360 * n), int(y)


def tile_paths(root, suffix):
    out = set()
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith("." + suffix):
                path = os.path.relpath(os.path.join(folder, name), root).split(os.sep)
                if len(path) != 3:
                    fault("%s is not z/x/y", "/".join(path))
                    continue
                out.add((int(path[0]), int(path[1]), int(path[2].split(".")[0])))
    return out


def tiles(root, suffix, zooms, box):
    """Every tile of the box and no other."""
    low, high = map(int, zooms.split("-"))
    w, s, e, n = map(float, box.split(","))
    want = set()
    for z in range(low, high + 1):
        x0, y0 = tile_of(w, n, z)
        x1, y1 = tile_of(e, s, z)
        want |= {(z, x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1)}
    have = tile_paths(root, suffix)
    for t in sorted(want - have):
        fault("tile %d/%d/%d is missing", *t)
    for t in sorted(have - want):
        fault("tile %d/%d/%d is outside the box", *t)


def tilejson(path, content, zooms):
    d = load(path)
    low, high = map(int, zooms.split("-"))
    for key in ("tilejson", "tiles", "name", "attribution", "bounds", "center"):
        if not d.get(key):
            fault("TileJSON has no %s", key)
    if (d.get("minzoom"), d.get("maxzoom")) != (low, high):
        fault("zooms are %s-%s", d.get("minzoom"), d.get("maxzoom"))
    for url in d.get("tiles", []):
        if not all(part in url for part in ("{z}", "{x}", "{y}")):
            fault("the address is %s", url)
    layers = [l["id"] for l in d.get("vector_layers", [])]
    if content == "mvt" and "events" not in layers:
        fault("the vector layers are %s", layers)
    for l in d.get("vector_layers", []):
        if not isinstance(l.get("fields"), dict):
            fault("layer %s has no fields", l["id"])


def mbtiles(path, kind, root):
    """The metadata of MBTiles 1.3, and the same tiles as in a directory."""
    db = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    meta = dict(db.execute("select name, value from metadata"))
    for key in ("name", "format", "bounds", "center", "minzoom", "maxzoom",
                "attribution", "description", "type"):
        if not meta.get(key):
            fault("metadata has no %s", key)
    if meta.get("format") != kind:
        fault("the format is %s", meta.get("format"))
    if kind == "pbf" and "vector_layers" not in json.loads(meta.get("json", "{}")):
        fault("metadata has no json with vector_layers")
    if db.execute("pragma integrity_check").fetchone()[0] != "ok":
        fault("SQLite finds the file damaged")
    here = {(z, x, (1 << z) - 1 - y): bytes(b) for z, x, y, b in db.execute(
        "select zoom_level, tile_column, tile_row, tile_data from tiles")}
    there = tile_paths(root, kind)
    if set(here) != there:
        fault("%d tiles, and %d in the directory", len(here), len(there))
    if kind == "pbf" and any(b[:2] != b"\x1f\x8b" for b in here.values()):
        fault("a vector tile is not gzipped")
    zooms = {z for z, _, _ in here}
    if zooms and (str(min(zooms)), str(max(zooms))) != (meta["minzoom"], meta["maxzoom"]):
        fault("the zooms of the metadata are not those of the tiles")


def seam(root, z, x, y):
    """Two neighbours meet: across the seam the picture goes on as it does
    beside it. Cut labels and doubled strokes show as a step."""
    left = png.read(os.path.join(root, z, x, y + ".png"))
    right = png.read(os.path.join(root, z, str(int(x) + 1), y + ".png"))
    def steps(a, i, b, k):
        return sum(max(abs(p[4 * i + c] - q[4 * k + c]) for c in range(3)) > 40
                   for p, q in zip(a[2], b[2]))
    w = left[0]
    at = steps(left, w - 1, right, 0)
    beside = max(steps(left, w - 2, left, w - 1), steps(right, 0, right, 1))
    if at > beside + 8:
        fault("%d pixels jump at the seam, %d beside it", at, beside)


# ---- slides ------------------------------------------------------------------

def frames(root, count, width, height):
    names = sorted(os.listdir(root))
    want = ["%03d.png" % (i + 1) for i in range(int(count))]
    if names != want:
        fault("the frames are %s", " ".join(names))
    for name in names:
        png_size(os.path.join(root, name), width, height)


def steady(a, b, share):
    """Two frames differ in few pixels only: the ground does not move."""
    one, other = png.read(a), png.read(b)
    n = len(png.differing(one, other, 3))
    print("# %.2f %% of the pixels differ" % (100 * n / (one[0] * one[1])))
    if not n:
        fault("the frames are the same")
    if n > float(share) * one[0] * one[1]:
        fault("%d pixels differ", n)


def error_json(path, status, line="0"):
    """The last line of stderr is one object (cli.md)."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    if len(lines) != 1:
        fault("stderr has %d lines, not one object: %s", len(lines), lines)
    d = json.loads(lines[-1])
    if set(d) != {"status", "source", "line", "column", "message"}:
        fault("the members are %s", sorted(d))
    if d["status"] != status or d["line"] != int(line) or not d["message"]:
        fault("the error is %s", d)


CHECKS = {f.__name__.replace("_", "-"): f for f in (
    layout, svg, svg_outlined, png_chunks, png_size, pdf_lines, pdf_fonts, geojson,
    same_events, ogr_types, answers, tiles, tilejson, mbtiles, seam,
    frames, steady, error_json)}

if __name__ == "__main__":
    CHECKS[sys.argv[1]](*sys.argv[2:])
    for f in faults[:40]:
        print(f)
    sys.exit(1 if faults else 0)
