#!/usr/bin/env python3
"""The peers' map of 50 cities and 20 events, and 1,000 random events, drawn by the
command and judged by the same rules: how many labels are placed, and how many of them
are clean - they overlap no label and no marker, are not cut, and no other marker is
nearer than their own.

usage: render_peers.py [BUILD] [PEERS]; says skipped when the peers' data are absent."""
import csv
import json
import math
import os
import subprocess
import sys
import tempfile
import time

BUILD = sys.argv[1] if len(sys.argv) > 1 else "build/release"
PEERS = sys.argv[2] if len(sys.argv) > 2 else "../shared/peers/render"
# The peers' extent, web Mercator on 1200 x 800 px.
EXTENT = (4230140.650, 4540049.538, 5677294.030, 5504818.458)
# So large a page leaves 1200 x 800 px between its margins and lines of text.
PAGE = os.environ.get("PAGE", "1236x866")
R = 6378137


def lonlat(x, y):
    return (math.degrees(x / R), math.degrees(2 * math.atan(math.exp(y / R)) - math.pi / 2))


def box():
    west, south = lonlat(EXTENT[0], EXTENT[1])
    east, north = lonlat(EXTENT[2], EXTENT[3])
    return "%.5f,%.5f,%.5f,%.5f" % (west, south, east, north)


def write(path, header, rows, delimiter=","):
    with open(path, "w", newline="", encoding="utf8") as f:
        w = csv.writer(f, delimiter=delimiter, lineterminator="\n")
        w.writerow(header)
        w.writerows(rows)


def cities_as_gazetteer(folder, rows):
    """The cities become the settlements that the map knows."""
    table = os.path.join(folder, "cities.tsv")
    header = ("id kind name country admin1 lat lon radius_km population code names from to "
              "parent source").split()
    write(table, header,
          [["ct:" + r["id"], "settlement", r["name"], r["cc"], "", r["lat"], r["lon"], "",
            r["pop"], r["fcode"], "", "", "", "", "peers"] for r in rows], "\t")
    out = os.path.join(folder, "cities.bin")
    subprocess.run([os.path.join(BUILD, "dateline"), "gazetteer", "build", "--quiet", table,
                    "-o", out], check=True, stdout=subprocess.DEVNULL)
    return out


def draw(folder, events, more):
    picture, layout = os.path.join(folder, "map.png"), os.path.join(folder, "map.json")
    command = [os.path.join(BUILD, "dateline"), "map", events, "-o", picture, "--size", PAGE,
               "--projection", "mercator", "--box", box(), "--no-geocode", "--no-disclaimer",
               "--quiet"] + more
    subprocess.run(command + ["--layout", layout], check=True)
    times = []
    for _ in range(5):
        t = time.monotonic()
        subprocess.run(command, check=True)
        times.append(time.monotonic() - t)
    with open(layout, encoding="utf8") as f:
        return json.load(f), sorted(times)[2]


def style(folder):
    """All labels in 11 px, as the peers were asked to draw them."""
    path = os.path.join(folder, "peers.json")
    with open(path, "w", encoding="utf8") as f:
        json.dump({"style": "peers", "extends": "newsroom-light", "kind-size": 11.2,
                   "types": {n: {"size": 11, "bold": False}
                             for n in ("capital", "city", "town", "event")}}, f)
    return path


def gap(b, x, y):
    dx, dy = max(b[0] - x, 0, x - b[2]), max(b[1] - y, 0, y - b[3])
    return math.hypot(dx, dy)


def labels_of(layout):
    """One box for each thing that is named: heading and what stands below it."""
    found = {}
    for t in layout["texts"]:
        key = t.get("event_id") or t.get("place_id")
        if t["role"] not in ("capital", "city", "town", "event", "event-date") or not key:
            continue
        b, old = t["box"], found.get(key)
        if old:
            b = [min(b[0], old["box"][0]), min(b[1], old["box"][1]),
                 max(b[2], old["box"][2]), max(b[3], old["box"][3])]
        found[key] = {"box": b, "anchor": t["anchor"], "text": t["text"],
                      "leader": t.get("leader") or bool(old and old["leader"])}
    return list(found.values())


def judge(layout):
    labels, markers = labels_of(layout), layout["markers"]
    frame = layout["view"]["frame"]
    faults = {"overlap": set(), "marker": set(), "cut": set(), "nearer": set()}
    for i, a in enumerate(labels):
        b = a["box"]
        if b[0] <= frame[0] or b[1] <= frame[1] or b[2] >= frame[2] or b[3] >= frame[3]:
            faults["cut"].add(i)
        for j, o in enumerate(labels[:i]):
            c = o["box"]
            if min(b[2], c[2]) - max(b[0], c[0]) > 0.5 and \
                    min(b[3], c[3]) - max(b[1], c[1]) > 0.5:
                faults["overlap"] |= {i, j}
        own, other = 1e9, 1e9
        for m in markers:
            d = gap(b, m["x"], m["y"])
            if d < m["r"] - 0.5:
                faults["marker"].add(i)
            if math.hypot(m["x"] - a["anchor"][0], m["y"] - a["anchor"][1]) <= 1:
                own = min(own, d - m["r"])
            else:
                other = min(other, d - m["r"])
        # A leader line says whose label it is.
        if other < own - 0.5 and not a["leader"]:
            faults["nearer"].add(i)
    return labels, faults


def report(name, layout, seconds, of):
    labels, faults = judge(layout)
    dirty = faults["overlap"] | faults["marker"] | faults["cut"]
    led = sum(1 for l in labels if l["leader"])
    print("%-22s %4d of %4d placed, %4d clean (%d with leaders); overlaps %d, on markers %d, "
          "cut %d, nearer to another marker %d; %.3f s" %
          (name, len(labels), of, len(labels) - len(dirty), led, len(faults["overlap"]),
           len(faults["marker"]), len(faults["cut"]), len(faults["nearer"]), seconds))
    if os.environ.get("VERBOSE"):
        for k, v in faults.items():
            for i in sorted(v):
                print("   ", k, labels[i]["text"])
        for u in layout["unplaced"]:
            print("    unplaced", u)


def main():
    data = os.path.join(PEERS, "data")
    if not os.path.exists(os.path.join(data, "cities50.csv")):
        print("render_peers           skipped: no %s" % data)
        return
    rows = {n: list(csv.DictReader(open(os.path.join(data, n + ".csv"), encoding="utf8")))
            for n in ("cities50", "events20", "events1000")}
    with tempfile.TemporaryDirectory() as folder:
        events = os.path.join(folder, "events.csv")
        header = ["id", "title", "lat", "lon"]
        few = cities_as_gazetteer(folder, rows["cities50"])
        write(events, header, [[r["id"], r["label"], r["lat"], r["lon"]]
                               for r in rows["events20"]])
        all_cities = ["--gazetteer", few, "--cities", str(len(rows["cities50"]))]
        as_peers = ["--style", style(folder)]
        layout, seconds = draw(folder, events, all_cities + as_peers)
        report("50 cities, 20 events", layout, seconds, 70)
        layout, seconds = draw(folder, events, all_cities)
        report("the same, as it comes", layout, seconds, 70)
        none = cities_as_gazetteer(folder, rows["cities50"][:1])
        write(events, header, [[r["id"], r["label"], r["lat"], r["lon"]]
                               for r in rows["events1000"]])
        layout, seconds = draw(folder, events, ["--gazetteer", none, "--cluster", "none"] + as_peers)
        report("1000 random events", layout, seconds, 1000)
    print("peers: 70: QGIS 68-69, MapServer 66-67, mapnik 66 clean; 1000: mapnik 611, "
          "QGIS 488, MapServer 309")


main()
