#!/usr/bin/env python3
"""tests/data/places.tsv through the command. Standard library only.

    places.py COMMAND TABLE [--floors FILE] [--misses] [--case CASE] [--lang LANG]
    places.py COMMAND TABLE --write-floors FILE

Prints how many rows are right by case and by language. With --floors ends with 1 when a
case has fewer than the file states: tab-separated case and least number. --write-floors
makes that file of what is right now. With --misses lists the rows that are not right,
with what came instead.
"""
import argparse
import collections
import csv
import json
import math
import os
import re
import subprocess
import sys
import tempfile

LEAST = 0.3  # the confidence that a table of events asks for
AREA_KM = 10
ASSOCIATIVE = ("adjective", "associative")  # how -v calls the rule
COLUMNS = "query lang case asks hint place lat lon within_km".split()
Row = collections.namedtuple("Row", COLUMNS)
Answer = collections.namedtuple("Answer", "lat lon kind radius confidence rule label")
NOWHERE = Answer(None, None, "", 0, 0, "", "nothing")


def read_table(path):
    rows = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.startswith("#") or not line.strip():
                continue
            fields = line.rstrip("\n").split("\t")
            if len(fields) != len(COLUMNS):
                sys.exit("%s:%d: %d columns, not %d" % (path, number, len(fields), len(COLUMNS)))
            rows.append(Row(*fields))
    keys = collections.Counter((r.query, r.lang, r.hint) for r in rows)
    twice = [k for k, n in keys.items() if n > 1]
    if twice:
        sys.exit("%s: twice: %s" % (path, twice))
    return rows


def kilometers(lat1, lon1, lat2, lon2):
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def read_rules(text):
    """The rule of the best candidate of each name, out of what -v tells."""
    rules, waits = [], False
    for line in text.splitlines():
        if re.search(r": \d+ candidates( or more)?$", line):
            rules.append("")
            waits = True
        else:
            found = re.match(r"  [01]\.\d{3}  (\S+)", line)
            if waits and found:
                rules[-1] = found.group(1)
            waits = waits and not found
    return rules


def look_up(command, lang, hint, names):
    args = [command, "geocode", "-v", "--lang", lang]
    if hint:
        args += ["--%s=%s" % tuple(hint.split("=", 1))]
    run = subprocess.run(args + ["--"] + names, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    told = run.stderr.decode("utf-8")
    if run.returncode not in (0, 4):
        sys.exit("the command ends with %d: %s" % (run.returncode, told[-500:]))
    features, rules = json.loads(run.stdout)["features"], read_rules(told)
    if len(features) != len(names) or len(rules) != len(names):
        sys.exit("%d answers with %d rules to %d names" % (len(features), len(rules), len(names)))
    for feature, rule in zip(features, rules):
        p = feature["properties"]["geocoding"]
        if not feature["geometry"]:
            yield NOWHERE
            continue
        lon, lat = feature["geometry"]["coordinates"]
        yield Answer(lat, lon, p["kind"], p["radius_km"], p["confidence"], rule, p["label"])


def look_up_beside(command, row, others):
    """The first place of a table of events that has the others, too."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "date", "title", "place", "lang"])
        for i, name in enumerate([row.query] + others):
            table.writerow(["e%d" % i, "2020-01-%02d" % (i + 1), "Event", name, row.lang])
        file.flush()
        run = subprocess.run([command, "geojson", file.name, "-q"], check=True,
                             stdout=subprocess.PIPE)
    for feature in json.loads(run.stdout)["features"]:
        if feature.get("id") == "e0" and feature["geometry"]:
            lon, lat = feature["geometry"]["coordinates"][:2]
            return Answer(lat, lon, "", 0, 1, "", "%s,%s" % (lat, lon))
    return NOWHERE


def answers(command, rows):
    groups = collections.defaultdict(list)
    out = {}
    for row in rows:
        if row.hint.startswith("beside="):
            out[row] = look_up_beside(command, row, row.hint[7:].split(";"))
        else:
            groups[row.lang, row.hint].append(row)
    for (lang, hint), group in groups.items():
        out.update(zip(group, look_up(command, lang, hint, [r.query for r in group])))
    return out


def fault_of(row, a):
    """What is wrong with an answer; empty if nothing is."""
    if row.asks == "nothing":
        return "is found" if a.lat is not None and a.confidence >= LEAST else ""
    if a.lat is None:
        return "is not found"
    far = kilometers(float(row.lat), float(row.lon), a.lat, a.lon)
    if far > float(row.within_km):
        return "%.0f km off" % far
    if row.asks == "area" and (a.kind == "settlement" or a.radius <= AREA_KM):
        return "is no area"
    if row.asks == "line" and a.kind not in ("road", "line"):
        return "is no line"
    if row.asks == "associative" and a.rule not in ASSOCIATIVE:
        return "is not marked associative"
    return ""


def print_shares(title, pairs):
    good, of = collections.Counter(), collections.Counter()
    for key, right in pairs:
        of[key] += 1
        good[key] += right
    print("%-12s %s" % (title, "  ".join("%s %d/%d" % (k, good[k], of[k]) for k in sorted(of))))
    return good


def main():
    p = argparse.ArgumentParser()
    p.add_argument("command")
    p.add_argument("table")
    p.add_argument("--floors")
    p.add_argument("--write-floors")
    p.add_argument("--misses", action="store_true")
    p.add_argument("--case")
    p.add_argument("--lang")
    o = p.parse_args()
    rows = [r for r in read_table(o.table)
            if o.case in (None, r.case) and o.lang in (None, r.lang)]
    found = answers(os.path.abspath(o.command), rows)
    faults = {r: fault_of(r, found[r]) for r in rows}
    good = print_shares("case", ((r.case, not faults[r]) for r in rows))
    print_shares("language", ((r.lang, not faults[r]) for r in rows))
    print("%d of %d names are answered right" % (sum(not f for f in faults.values()), len(rows)))
    if o.misses:
        for r in rows:
            if faults[r]:
                a = found[r]
                print("\t".join((r.case, r.lang, r.query, r.hint, r.place, faults[r],
                                 a.label, a.rule, "%.3f" % a.confidence)))
    if o.write_floors:
        with open(o.write_floors, "w", encoding="utf-8") as file:
            file.write("# How many rows of places.tsv are right, at least, by case; written by "
                       "lib/places.py.\n# case\tleast\n")
            file.writelines("%s\t%d\n" % (c, good[c]) for c in sorted({r.case for r in rows}))
    low = []
    if o.floors:
        with open(o.floors, encoding="utf-8") as file:
            for line in file:
                if not line.startswith("#"):
                    case, least = line.split("\t")
                    if good[case] < int(least):
                        low.append("%s: %d are right, and %d were" % (case, good[case], int(least)))
    for line in low:
        print(line)
    sys.exit(1 if low else 0)


if __name__ == "__main__":
    main()
