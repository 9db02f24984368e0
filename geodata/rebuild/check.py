#!/usr/bin/env python3
"""Check the tables of places that are compiled by hand.

    check.py [folder of tables]

Those are all tables of geodata/places with the columns of geodata/README.md that
places.py does not generate; the South Caucasus has the most of them. A fault is: a column, id,
kind, number or date that cannot be; text that is not NFC; a row without source; a
name that is not in the script of its language; a parent, country or unit that is no
row; a point outside of its unit or country; a place that is there twice; an
area without a name in one of eight languages; fewer rows than promised; and a
settlement more than 5 km from the one of that name in an outside list.

That list is ../shared/reference/settlements_{az,am,ge}.tsv beside the repository. It
is a check and never a source; without it the check is skipped, which is said.
Settlements whose names it does not have are listed and are no fault.
Exit code: 0 all good, 1 something is wrong.
"""
import csv
import datetime
import json
import math
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACES = ROOT / "geodata" / "places"
LAND = ROOT / "geodata" / "basemap" / "region-land.geojsonl"
REFERENCE = ROOT.parent / "shared" / "reference"

COLUMNS = ("id kind name country admin1 lat lon radius_km population code "
           "names from to parent source").split()
KINDS = set("settlement country admin1 admin2 region world_region sea lake river "
            "mountain pass road line site organization".split())
GENERATED = re.compile(r"settlements-.*|countries|admin1|world-regions|airports|borders")
AREA_LANGUAGES = "vi fr ru tr az hy ka".split()  # and English, which is the column name
AREA_KINDS = ("region", "world_region", "admin1", "road", "line")
NATURE_KINDS = ("mountain", "pass", "river", "lake", "sea")
PROMISED = {"settlements that the packages lack": 400,
            "regions, districts, roads and lines": 80,
            "mountains, passes, rivers, lakes and reservoirs": 60}

LIMIT_KM = 5.0      # to the same settlement in the outside list
HOMONYM_KM = 60.0   # a namesake farther off than this is another place
TWICE_KM = 3.0      # two places of one name and kind closer than this are one
PACKAGE_KM = 5.0    # the same between a settlement by hand and one of a package
OUTSIDE_KM = 4.0    # how far Natural Earth's outlines, and points by hand, may be off
BOX = (24, 30, 64, 52)  # west, south, east, north: what those outlines cover

LATIN, CYRILLIC, ARABIC = "LATIN", "CYRILLIC", "ARABIC"
SCRIPTS = {"hy": "ARMENIAN", "ka": "GEORGIAN", "ru": CYRILLIC, "uk": CYRILLIC,
           "bg": CYRILLIC, "sr": CYRILLIC, "be": CYRILLIC, "ar": ARABIC, "fa": ARABIC,
           "ur": ARABIC, "he": "HEBREW", "el": "GREEK", "az": LATIN, "tr": LATIN,
           "vi": LATIN, "fr": LATIN, "en": LATIN, "de": LATIN, "es": LATIN, "it": LATIN,
           "pl": LATIN, "pt": LATIN, "nl": LATIN, "cs": LATIN, "sv": LATIN}

# Spellings that writers use for one sound; both sides are folded alike.
SPELLINGS = (("kh", "x"), ("gh", "g"), ("zh", "j"), ("dj", "j"), ("dz", "j"),
             ("ts", "c"), ("ch", "c"), ("tch", "c"), ("sh", "s"), ("ou", "u"),
             ("y", "i"), ("ə", "a"), ("e", "a"), ("w", "v"), ("q", "k"), ("ı", "i"))


def fold(name):
    text = unicodedata.normalize("NFD", name.casefold())
    text = "".join(c for c in text if c.isalnum())
    for old, new in SPELLINGS:
        text = text.replace(old, new)
    squeezed = ""
    for c in text:
        if not squeezed.endswith(c):
            squeezed += c
    return squeezed


def km(lat1, lon1, lat2, lon2):
    p1, p2 = math.radians(lat1), math.radians(lat2)
    d = (math.sin((p2 - p1) / 2) ** 2
         + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2)
    return 2 * 6371.0 * math.asin(math.sqrt(d))


def tagged_names(row):
    """(language or "", name) of all names; the preferred one first. Words that only
    belong to a place ("ru~:...") are not its names."""
    found = [("", row["name"])]
    for name in filter(None, row["names"].split("|")):
        tag = re.match(r"([a-z]{2,3})(~?):(.*)", name)
        if not tag:
            found.append(("", name))
        elif not tag[2]:
            found.append((tag[1], tag[3]))
    return found


def names_of(row):
    return [name for _, name in tagged_names(row)]


def point_of(row):
    return (float(row["lat"]), float(row["lon"])) if row["lat"] and row["lon"] else None


# ---- form of a row ----

def date_key(text):
    """Comparable; ValueError for what is no year and no date."""
    if re.fullmatch(r"-?\d{1,4}", text):
        return (int(text), 0, 0)
    day = datetime.date.fromisoformat(text)
    return (day.year, day.month, day.day)


def number_faults(row):
    try:
        point = point_of(row)
        if point and (abs(point[0]) > 90 or abs(point[1]) > 180):
            return ["a position out of range"]
        if row["radius_km"] and not 0 <= float(row["radius_km"]) <= 20015:
            return ["a radius out of range"]
        if row["population"] and not row["population"].isdigit():
            return ["a population that is no number"]
        days = [date_key(row[c]) for c in ("from", "to") if row[c]]
    except ValueError as e:
        return [f"a number or date that cannot be read: {e}"]
    return ["it ends before it begins"] if len(days) == 2 and days[0] > days[1] else []


def script_fault(lang, name):
    want = SCRIPTS.get(lang)
    if not want:
        return None
    # Codes such as M2 or TANAP are written in Latin letters everywhere.
    text = re.sub(r"\b[A-Z]{1,6}\d*\b", "", name) if want != LATIN else name
    for c in text:
        if c.isalpha() and not unicodedata.name(c, "").startswith((want, "MODIFIER")):
            return f"{lang}:{name} is not in {want.title()} letters"
    return None


def name_faults(row):
    faults, seen = [], set()
    for name in filter(None, row["names"].split("|")):
        if not re.fullmatch(r"([a-z]{2,3}~?:)?[^:|]+", name):
            faults.append(f"a name that is not lang:Name: {name}")
        if name in seen:
            faults.append(f"the name {name} twice")
        seen.add(name)
    faults += [f for f in (script_fault(l, n) for l, n in tagged_names(row)) if f]
    if script_fault("en", row["name"]):
        faults.append("a name in international use that is not in Latin letters")
    return faults


def row_faults(row, line, known):
    faults = number_faults(row) + name_faults(row)
    if unicodedata.normalize("NFC", line) != line or "\r" in line:
        faults.append("not NFC, or a carriage return")
    if row["kind"] not in KINDS:
        faults.append(f"unknown kind {row['kind']}")
    if not row["source"] or not row["name"]:
        faults.append("no name or no source")
    if any(cell != cell.strip() for cell in row.values()) or "||" in row["names"]:
        faults.append("a stray blank or an empty name")
    if not re.fullmatch(r"((gn|oa):\d+|fips:\d{5}|(cc|a1|wr|hc|bd):[A-Za-z0-9~:-]+)", row["id"]):
        faults.append("an id of no known form")
    if not point_of(row) and row["id"] not in known:
        faults.append("no position")
    if (point_of(row) and row["kind"] not in ("settlement", "organization")
            and row["id"].startswith("hc:")):
        if not row["radius_km"]:
            faults.append("no radius")
    return faults


def read_table(path):
    """Rows, each with its own line under the key None, and faults of form."""
    lines = path.read_bytes().decode("utf-8").split("\n")
    faults = [] if lines[-1] == "" else [f"{path.name}: the last line has no line feed"]
    rows = []
    for number, line in enumerate(lines[1:-1], 2):
        cells = line.split("\t")
        if len(cells) == len(COLUMNS):
            rows.append((number, line, dict(zip(COLUMNS, cells))))
        else:
            faults.append(f"{path.name}:{number}: {len(cells)} columns")
    return rows, faults


def is_place_table(path):
    with path.open(encoding="utf-8") as f:
        return f.readline().rstrip("\n").split("\t") == COLUMNS


def read_all(folder):
    """Hand rows by table, generated rows by id, faults."""
    hand, generated, faults = {}, {}, []
    for path in sorted(folder.glob("*.tsv")):
        if not is_place_table(path):
            continue
        rows, found = read_table(path)
        if GENERATED.fullmatch(path.stem):
            generated.update((row["id"], row) for _, _, row in rows)
        else:
            hand[path.name] = rows
            faults += found
    known = set(generated) | {row["id"] for rows in hand.values() for _, _, row in rows
                              if point_of(row)}
    for table, rows in hand.items():
        for number, line, row in rows:
            for fault in row_faults(row, line, known):
                faults.append(f"{table}:{number}: {row['id']}: {fault}")
    return {t: [row for _, _, row in rows] for t, rows in hand.items()}, generated, faults


# ---- between rows ----

def check_ids(hand):
    seen, faults = {}, []
    for table, rows in hand.items():
        for row in rows:
            if not point_of(row):
                continue  # it adds names to the row of another table
            where = seen.setdefault(row["id"], table)
            if where is table and seen.get((row["id"], table)):
                faults.append(f"{table}: {row['id']} twice")
            elif where is not table and row["id"].startswith("hc:"):
                faults.append(f"{row['id']}: in {where} and in {table}")
            seen[(row["id"], table)] = True
    return faults


def check_links(rows, generated):
    ids = set(generated) | {row["id"] for row in rows}
    faults = []
    for row in rows:
        if row["parent"] and row["parent"] not in ids:
            faults.append(f"{row['id']}: parent {row['parent']} is no row")
        if row["country"] and f"cc:{row['country']}" not in ids:
            faults.append(f"{row['id']}: country {row['country']} is no row")
    return faults


class Near:
    """Places by name and by squares of a degree."""

    def __init__(self, rows):
        self.at = {}
        for row in rows:
            point = point_of(row)
            if point:
                for key in {fold(n) for n in names_of(row)}:
                    self.at.setdefault(key, []).append((point, row))

    def find(self, row, within, kinds):
        point = point_of(row)
        for key in {fold(n) for n in names_of(row)}:
            for there, other in self.at.get(key, ()):
                if (other["id"] != row["id"] and other["kind"] in kinds
                        and km(*point, *there) <= within):
                    yield other


def check_twice(rows, generated):
    faults = []
    by_hand = Near(rows)
    packaged = Near(r for r in generated.values() if r["kind"] in ("settlement", "site")
                    and r["country"] in ("AZ", "AM", "GE"))
    for row in rows:
        if not point_of(row):
            continue
        # Several lakes, or a place and its fortress, may stand on one spot.
        for other in by_hand.find(row, TWICE_KM, (row["kind"],)):
            if row["id"] < other["id"]:
                faults.append(f"{row['id']} and {other['id']}: one name and one place")
                break
        if row["kind"] in ("settlement", "site") and row["id"].startswith("hc:"):
            same = [o for o in packaged.find(row, PACKAGE_KM, (row["kind"],))
                    if o["country"] == row["country"]]
            faults += [f"{row['id']}: give {o['id']} {o['name']} the names" for o in same[:1]]
    return faults


def check_languages(rows, generated):
    faults = []
    for row in rows:
        if row["kind"] in AREA_KINDS:
            also = generated.get(row["id"])
            have = {lang for lang, _ in tagged_names(row) + (tagged_names(also) if also else [])}
            lacking = [lang for lang in AREA_LANGUAGES if lang not in have]
            if lacking:
                faults.append(f"{row['id']}: no name in {' '.join(lacking)}")
    return faults


# ---- inside its unit ----

def rings_of(geometry):
    parts = geometry["coordinates"]
    for polygon in parts if geometry["type"] == "MultiPolygon" else [parts]:
        yield from polygon


def outlines():
    """Rings of the units of the region, by ISO 3166-2 code."""
    units = {}
    with LAND.open(encoding="utf-8") as f:
        for line in f:
            feature = json.loads(line)
            if feature["properties"]["layer"] == "admin1":
                code = feature["properties"]["code"]
                units.setdefault(code, []).extend(rings_of(feature["geometry"]))
    return units


def km_outside(point, rings):
    """0 inside, else to the nearest edge; on a plane around the point."""
    lat, lon = point
    kx = 111.32 * math.cos(math.radians(lat))
    inside, best = False, math.inf
    for ring in rings:
        xy = [((x - lon) * kx, (y - lat) * 110.9) for x, y, *_ in ring]
        for (x1, y1), (x2, y2) in zip(xy, xy[1:]):
            if (y1 > 0) != (y2 > 0) and x1 - y1 * (x2 - x1) / (y2 - y1) > 0:
                inside = not inside
            dx, dy = x2 - x1, y2 - y1
            t = -(x1 * dx + y1 * dy) / ((dx * dx + dy * dy) or 1)
            t = min(1, max(0, t))
            best = min(best, math.hypot(x1 + t * dx, y1 + t * dy))
    return 0.0 if inside else best


def units_by_name(rows, generated):
    """(country, name) to the unit's row; a district by hand also without "District"."""
    found = {}
    for row in rows + list(generated.values()):
        if row["kind"] == "admin1" and point_of(row):
            name = generated.get(row["id"], row)["name"]
            for n in (name, name.removesuffix(" District"), name.split(" Autonomous")[0]):
                found.setdefault((row["country"], n), row)
    return found


def km_outside_unit(point, unit, shapes):
    rings = shapes.get(unit["id"].removeprefix("a1:"))
    if rings:
        return km_outside(point, rings)
    # A circle of the same area only; units are longer than wide.
    return max(0.0, km(*point, *point_of(unit)) - 2 * float(unit["radius_km"] or 30))


def check_inside(rows, generated):
    shapes = outlines()
    countries = {}
    for code, rings in shapes.items():
        countries.setdefault(code[:2], []).extend(rings)
    units = units_by_name(rows, generated)
    faults = []
    for row in rows:
        point, code = point_of(row), row["country"]
        if not point or not code or not (BOX[1] < point[0] < BOX[3]
                                         and BOX[0] < point[1] < BOX[2]):
            continue
        if row["admin1"] and (code, row["admin1"]) not in units:
            faults.append(f"{row['id']}: {row['admin1']} is no unit of {code}")
        elif row["admin1"]:
            off = km_outside_unit(point, units[code, row["admin1"]], shapes)
            if off > OUTSIDE_KM:
                faults.append(f"{row['id']} {row['name']}: {off:.0f} km outside {row['admin1']}")
        elif code in countries and row["kind"] not in ("sea", "line", "road"):
            off = km_outside(point, countries[code])
            if off > OUTSIDE_KM:
                faults.append(f"{row['id']} {row['name']}: {off:.0f} km outside {code}")
    return faults


# ---- against the outside list ----

def read_reference():
    index = {}
    csv.field_size_limit(1 << 24)
    for country in ("az", "am", "ge"):
        path = REFERENCE / f"settlements_{country}.tsv"
        if not path.exists():
            return None
        with path.open(encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f, delimiter="\t"):
                names = {row["name"]}
                if row["names_json"]:
                    for found in json.loads(row["names_json"]).values():
                        names.update(found if isinstance(found, list) else [found])
                point = (float(row["lat"]), float(row["lon"]))
                for key in {fold(n) for n in names if n}:
                    index.setdefault(key, []).append(point)
    return index


def check_reference(rows):
    index = read_reference()
    if index is None:
        print("outside list of settlements: skipped (not beside the repository)")
        return []
    faults, alone, good = [], [], 0
    for row in rows:
        point = point_of(row)
        if row["kind"] != "settlement" or row["country"] not in ("AZ", "AM", "GE") or not point:
            continue
        off = min((km(*point, *there) for key in {fold(n) for n in names_of(row)}
                   for there in index.get(key, ())), default=math.inf)
        if off > HOMONYM_KM:
            alone.append(f"{row['id']} {row['name']}")
        elif off > LIMIT_KM:
            faults.append(f"{row['id']} {row['name']}: {off:.1f} km from its namesake outside")
        else:
            good += 1
    print(f"settlements of AZ, AM, GE: {good} within {LIMIT_KM:g} km of the outside list, "
          f"{len(alone)} not in it")
    for line in alone:
        print("  not in it:", line)
    return faults


def check_counts(rows):
    have = dict(zip(PROMISED, (
        sum(r["kind"] == "settlement" and r["id"].startswith("hc:")
            and r["country"] in ("AZ", "AM", "GE") for r in rows),
        sum(r["kind"] in AREA_KINDS for r in rows),
        sum(r["kind"] in NATURE_KINDS for r in rows))))
    for what, count in have.items():
        print(f"{what}: {count} (promised {PROMISED[what]})")
    print("sites:", sum(r["kind"] == "site" for r in rows))
    return [f"too few {what}" for what, count in have.items() if count < PROMISED[what]]


def main(args):
    hand, generated, faults = read_all(pathlib.Path(args[0]) if args else PLACES)
    for table, rows in hand.items():
        print(f"{table}: {len(rows)} rows")
    everywhere = [row for rows in hand.values() for row in rows]
    caucasus = [row for table, rows in hand.items() if table.startswith("caucasus")
                for row in rows]
    faults += check_ids(hand) + check_links(everywhere, generated)
    if not faults:  # the rest takes rows that can be read
        faults += check_twice(caucasus, generated)
        faults += check_languages(caucasus, generated)
        faults += check_inside(everywhere, generated)
        faults += check_reference(caucasus)
        faults += check_counts(caucasus)
    for line in faults:
        print("WRONG", line)
    print(f"{len(everywhere)} places by hand, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
