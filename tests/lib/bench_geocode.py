#!/usr/bin/env python3
"""How good the geocoder is on city names that are not GeoNames', and how many rows of a
table it locates in a second. Standard library only.

    bench_geocode.py COMMAND [LANG...]

The cities are those of GWeather (Debian: libgweather-4-common), read where they are
installed: names in many languages, with positions. Nothing of them is kept. Each is
looked up alone: its country is not given, and there are no neighbours. Without the
package that part is skipped.
"""
import collections
import csv
import gettext
import math
import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as xml

LOCATIONS = "/usr/share/libgweather-4/Locations.xml"
CATALOGS = "/usr/share/locale"
DOMAIN = "libgweather-4.0-locations"
LANGS = "vi fr tr az ru ka".split()
NEAR_KM, BINS, SURE = 25, 10, 0.8
SPEED_ROWS = 200000
City = collections.namedtuple("City", "context name country lat lon")
Result = collections.namedtuple("Result", "confidence right country exonym")


def kilometers(lat1, lon1, lat2, lon2):
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def cities(path):
    """A city without a position has that of its first weather station."""
    out = []

    def walk(element, country):
        for e in element:
            if e.tag == "country":
                walk(e, e.findtext("iso-code"))
            elif e.tag == "city":
                name = e.find("_name") if e.find("_name") is not None else e.find("name")
                at = e.findtext("coordinates") or e.findtext("location/coordinates")
                if name is not None and at:
                    lat, lon = map(float, at.split())
                    out.append(City(name.get("msgctxt"), name.text, country, lat, lon))
            else:
                walk(e, country)

    walk(xml.parse(path).getroot(), None)
    return out


def translated(catalog, city):
    key = "%s\x04%s" % (city.context, city.name) if city.context else city.name
    return catalog.get(key)


def batch(command, rows, *options):
    """rows of (query, lang) through geocode --batch; seconds, and a dict for each."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = os.path.join(folder, "in.csv"), os.path.join(folder, "out.csv")
        with open(source, "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["id", "query", "lang"])
            table.writerows([i, query, lang] for i, (query, lang) in enumerate(rows))
        begin = time.monotonic()
        subprocess.run([command, "geocode", "--batch", source, "-o", target, "-q"]
                       + list(options), check=True)
        spent = time.monotonic() - begin
        with open(target, encoding="utf-8", newline="") as file:
            return spent, list(csv.DictReader(file))


def results_of(command, lang, all_cities):
    catalog = gettext.translation(DOMAIN, CATALOGS, [lang])._catalog
    asked = [(c, translated(catalog, c)) for c in all_cities]
    asked = [(c, name) for c, name in asked if name]
    _, found = batch(command, [(name, lang) for _, name in asked], "--min-confidence", "0.0001")
    for (city, name), row in zip(asked, found):
        right = bool(row["lat"]) and kilometers(
            city.lat, city.lon, float(row["lat"]), float(row["lon"])) <= NEAR_KM
        yield Result(float(row["confidence"] or 0), right, city.country, name != city.name)


def share(results):
    return sum(r.right for r in results) / len(results) if results else 0


def print_reliability(results):
    print("  confidence     names  right within %d km" % NEAR_KM)
    for i in range(BINS):
        part = [r for r in results if min(int(r.confidence * BINS), BINS - 1) == i]
        print("  %.1f to %.1f  %8d  %s" % (i / BINS, (i + 1) / BINS, len(part),
                                           "%.3f" % share(part) if part else "    -"))


def bench_cities(command, langs):
    if not os.path.exists(LOCATIONS):
        print("skipped: city names of GWeather; libgweather-4-common is not installed")
        return
    all_cities, everything = cities(LOCATIONS), []
    print("city names of GWeather, the country not given, right within %d km" % NEAR_KM)
    print("  %-9s %6s %6s %8s %6s %9s %6s" % ("language", "names", "right", "not US",
                                              "right", "exonyms", "right"))
    for lang in langs:
        try:
            results = list(results_of(command, lang, all_cities))
        except FileNotFoundError:
            print("  %-9s skipped: no catalog" % lang)
            continue
        abroad = [r for r in results if r.country != "US"]
        exonyms = [r for r in results if r.exonym]
        print("  %-9s %6d %6.3f %8d %6.3f %9d %6.3f" % (
            lang, len(results), share(results), len(abroad), share(abroad), len(exonyms),
            share(exonyms)))
        everything += results
    everything.sort(key=lambda r: -r.confidence)
    sure = everything[:int(len(everything) * SURE)]
    print("  the most confident %d %% (from %.2f): %.4f right" % (
        SURE * 100, sure[-1].confidence if sure else 0, share(sure)))
    print_reliability(everything)


def bench_speed(command):
    """Rows of a table in a second, of names as they are and with a letter left out."""
    names = ["Baku", "Shusha", "Ереван", "Martuni, Gegharkunik", "Paris, Texas", "London",
             "Брюссель", "Tbilisi", "làng Taghavard", "Springfield"]
    wrong = ["Yeravan", "Stepanakret", "Lodnon", "Brusells", "Tbilsi", "Copenhagan"]
    for title, words in (("as they are", names), ("misspelled", wrong)):
        for threads in ("1", "2"):
            rows = [(words[i % len(words)], "") for i in range(SPEED_ROWS if words is names
                                                               else SPEED_ROWS // 10)]
            spent, _ = batch(command, rows, "--threads", threads)
            print("geocode --batch, names %-12s %s thread(s) %12.0f rows/s" % (
                title, threads, len(rows) / spent))


if __name__ == "__main__":
    bench_cities(os.path.abspath(sys.argv[1]), sys.argv[2:] or LANGS)
    bench_speed(os.path.abspath(sys.argv[1]))
