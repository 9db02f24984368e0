#!/usr/bin/env python3
"""Check geodata/places/caucasus.tsv against an outside list of settlements.

The outside list is ../shared/reference/settlements_{az,am,ge}.tsv beside the
repository; it is a check and never a source, and without it the script says
"skipped" and succeeds. Form (columns, ids, NFC, duplicates) is always checked.

A settlement of AZ, AM or GE passes when a reference entry that shares one of
its names lies within 5 km. It fails when the name is known there only
farther away. Settlements whose names the reference does not have are listed.
Exit code: 0 all good, 1 a row is wrong.
"""
import csv
import json
import math
import pathlib
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACES = ROOT / "geodata" / "places"
REFERENCE = ROOT.parent / "shared" / "reference"
LIMIT_KM = 5.0
HOMONYM_KM = 60.0  # a namesake farther off than this is another place
COLUMNS = ("id kind name country admin1 lat lon radius_km population code "
           "names from to parent source").split()
KINDS = set("settlement country admin1 admin2 region world_region sea lake river "
            "mountain pass road line site".split())

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


def names_of(row):
    names = [row["name"]]
    for name in row["names"].split("|"):
        if name:
            names.append(name.split(":", 1)[1] if name[2:3] == ":" else name)
    return names


def read_places(path):
    lines = path.read_bytes().decode("utf-8").split("\n")
    faults = []
    if lines[-1] != "":
        faults.append(f"{path.name}: last line has no line feed")
    if lines[0].split("\t") != COLUMNS:
        faults.append(f"{path.name}:1: header is not the one in geodata/README.md")
    rows = []
    for number, line in enumerate(lines[1:-1], 2):
        cells = line.split("\t")
        where = f"{path.name}:{number}"
        if len(cells) != len(COLUMNS):
            faults.append(f"{where}: {len(cells)} columns instead of {len(COLUMNS)}")
            continue
        row = dict(zip(COLUMNS, cells))
        if unicodedata.normalize("NFC", line) != line or "\r" in line:
            faults.append(f"{where}: not NFC or a carriage return")
        if row["kind"] not in KINDS:
            faults.append(f"{where}: unknown kind {row['kind']}")
        if not row["source"] or not row["name"]:
            faults.append(f"{where}: name or source is empty")
        if any(cell != cell.strip() for cell in cells) or "||" in row["names"]:
            faults.append(f"{where}: stray blank or empty name")
        try:
            inside = abs(float(row["lat"])) <= 90 and abs(float(row["lon"])) <= 180
            [float(row[c]) for c in ("radius_km", "population", "from", "to") if row[c]]
        except ValueError:
            inside = False
        if not inside:
            faults.append(f"{where}: a number cannot be read or is out of range")
            continue
        rows.append(row)
    ids = [row["id"] for row in rows]
    faults += [f"{path.name}: id {i} twice" for i in sorted(set(ids)) if ids.count(i) > 1]
    return rows, faults


def check_parents(rows):
    ids = {row["id"] for row in rows}
    return [f"{row['id']}: parent {row['parent']} is no row" for row in rows
            if row["parent"].startswith("hc:") and row["parent"] not in ids]


def read_reference():
    index = {}
    for country in ("az", "am", "ge"):
        path = REFERENCE / f"settlements_{country}.tsv"
        if not path.exists():
            return None
        csv.field_size_limit(1 << 24)
        with path.open(encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f, delimiter="\t"):
                names = {row["name"]}
                if row["names_json"]:
                    for found in json.loads(row["names_json"]).values():
                        names.update(found if isinstance(found, list) else [found])
                point = (float(row["lat"]), float(row["lon"]), row["name"])
                for key in {fold(n) for n in names if n}:
                    index.setdefault(key, []).append(point)
    return index


def nearest(row, index):
    lat, lon = float(row["lat"]), float(row["lon"])
    best = None
    for key in {fold(n) for n in names_of(row)}:
        for there in index.get(key, ()):
            d = km(lat, lon, there[0], there[1])
            if d <= HOMONYM_KM and (best is None or d < best[0]):
                best = (d, there[2])
    return best


def main():
    faults = []
    settlements = []
    for name in ("caucasus.tsv", "cities-extra.tsv"):
        rows, found = read_places(PLACES / name)
        faults += found + check_parents(rows)
        print(f"{name}: {len(rows)} rows")
        if name == "caucasus.tsv":
            settlements = [r for r in rows if r["kind"] == "settlement"
                           and r["country"] in ("AZ", "AM", "GE")]
    index = read_reference()
    if index is None:
        print("reference settlements: skipped (not beside the repository)")
    else:
        missing, good = [], 0
        for row in settlements:
            found = nearest(row, index)
            if found is None:
                missing.append(f"{row['id']} {row['name']}")
            elif found[0] > LIMIT_KM:
                faults.append(f"{row['id']} {row['name']}: {found[0]:.1f} km from its namesake")
            else:
                good += 1
        print(f"settlements of AZ, AM, GE: {len(settlements)}, within {LIMIT_KM:g} km: {good}, "
              f"no counterpart: {len(missing)}")
        for line in missing:
            print("  no counterpart:", line)
    for line in faults:
        print("WRONG", line)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
