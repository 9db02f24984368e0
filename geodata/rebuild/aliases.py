"""Which alternate names of a settlement are another place's or no one's, and
what language the others are in. Used by places.py."""
import re
import unicodedata

# Letters and pairs that alphabets and transliterations exchange, for the
# question whether two spellings can be one name.
SOUNDS = [("sch", "s"), ("tch", "s"), ("cz", "s"), ("ch", "s"), ("sh", "s"), ("zh", "s"),
          ("dj", "s"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("ts", "k"), ("tz", "k")]
CLASSES = str.maketrans("qxvwyjzdbpgc", "kkffisstffkk")
SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae",
                         "œ": "oe", "ə": "a", "þ": "th", "ð": "d"})
# Words that many names share.
COMMON = set("saint sankt sant san santa sao santo town city village north south east west "
             "northern southern eastern western nord sud est ouest norte sur sul new old "
             "neu alt upper lower great little big gross klein novo nova nuevo nueva port "
             "fort mount lake river point camp station mills mill corner corners creek "
             "springs hill hills the and les des del der von den los las villa ville "
             "novy novaya staraya bad ciudad pueblo".split())

# Where a same-named settlement elsewhere in the country shows that an unlike
# alternate name is a former one. In the countries left out, seats are known by
# their district's name (China, Mongolia, Indonesia, the Philippines, Colombia)
# or the old name is still in use (Ukraine, the Caucasus, Central Asia).
FORMER = set("AR AU BR CA CL DE ES FR GB GR IT MX PL PT RO RU TR".split())
FAR_KM = 50.0
# A name without a language that is that of a city of the same country, so many
# times as large, means the city, even where it is a short form of this place's.
CITY, TIMES = 100000, 20


def plain_letters(text):
    """Folded to letters without marks."""
    text = unicodedata.normalize("NFD", text.casefold().translate(SPECIAL))
    return re.sub(r"[\W_]", "", "".join(c for c in text if not unicodedata.combining(c)))


def is_latin(text):
    letter = next((c for c in text if c.isalpha()), None)
    return letter is not None and unicodedata.name(letter, "").startswith("LATIN")


def consonants(letters):
    for pair, one in SOUNDS:
        letters = letters.replace(pair, one)
    letters = re.sub("[aeiouh]", "", letters.translate(CLASSES).replace("i", ""))
    return re.sub(r"(.)\1+", r"\1", letters)


def edits(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            new.append(min(row[j] + 1, new[-1] + 1, row[j - 1] + (x != y)))
        row = new
    return row[-1]


def words_of(text):
    text = unicodedata.normalize("NFD", text.casefold().translate(SPECIAL))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return {w for w in re.split(r"[\W_]+", text) if len(w) > 2} - COMMON


def alike(a, b):
    """Whether two Latin spellings can be forms of one name. Errs towards yes."""
    x, y = plain_letters(a), plain_letters(b)
    if not x or not y or x in y or y in x or x[:3] == y[:3]:
        return True
    if edits(x, y) <= max(len(x), len(y)) * 0.4:
        return True
    s, t = consonants(x), consonants(y)
    if s == t or (min(len(s), len(t)) > 2 and (s in t or t in s)):
        return True
    if s and t and edits(s, t) <= max(len(s), len(t)) * 0.34:
        return True
    for p in words_of(a):
        for q in words_of(b):
            c = consonants(p)
            if p == q or (min(len(p), len(q)) > 3 and p[:4] == q[:4]) or (
                    len(c) > 1 and c == consonants(q)):
                return True
    return False


def initials(text):
    return re.fullmatch(r"[A-Z.]{2,6}", text) is not None


class Namesakes:
    """Settlements by their main names."""

    def __init__(self, rows, distance):
        self.distance = distance
        self.by_name = {}
        for row in rows:
            self.by_name.setdefault(plain_letters(row["name"]), []).append(row)

    def mistaken(self, row, text, tagged):
        """Whether an untagged Latin alternate name is not one of this place."""
        country, people = row["country"], int(row["population"] or 0)
        others = [r for r in self.by_name.get(plain_letters(text), ())
                  if self.distance(row, r) > FAR_KM]
        for r in others:
            size = int(r["population"] or 0)
            if r["country"] == country and size >= max(CITY, TIMES * people) and (
                    plain_letters(row["name"]) != plain_letters(text)):
                return True
        if country != "US" and country not in FORMER:
            return False
        if country == "US" and (row["admin1"] in ("Alaska", "Hawaii") or initials(text)):
            return False
        if country != "US":
            others = [r for r in others if r["country"] == country]
            largest = max((int(r["population"] or 0) for r in others), default=0)
            if not others or people >= max(CITY, TIMES * largest):
                return False
        elif not others and people >= CITY:
            return False
        return not any(alike(text, name) for name in [row["name"]] + tagged)

    def clean(self, row, keep):
        """Drops the mistaken names of a row; returns them."""
        items = row["names"].split("|") if row["names"] else []
        pairs = [i for i in items if re.match("[a-z]{2,3}:", i)]
        tagged = [i.split(":", 1)[1] for i in pairs]
        tagged = [t for t in tagged if is_latin(t)]
        dropped = [i for i in items if i not in pairs and i not in keep and is_latin(i)
                   and self.mistaken(row, i, tagged)]
        if dropped:
            gone = set(dropped)
            row["names"] = "|".join(i for i in items if i not in gone)
        return dropped


# ---------------------------------------------------------------- languages

SCRIPTS = {"ARMENIAN": "hy", "GEORGIAN": "ka", "HANGUL": "ko", "KATAKANA": "ja",
           "HIRAGANA": "ja", "GREEK": "el", "THAI": "th", "KHMER": "km", "LAO": "lo"}
VIETNAMESE = re.compile("[ơưấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]")
NOT_PERSIAN = re.compile("[ٹڈڑںےۓېۇۈۋەۆێڕڵټډړښځڼةىيك]")
NOT_ARABIC = re.compile("[پچژگکیٹڈڑںےېۇۈۋەۆێڕڵټډړښځڼڤ]")
ARAB = set("AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE".split())


def language_of(text, country):
    """The language of a name that only one language can have written, or None."""
    letters = [c for c in text if c.isalpha()]
    scripts = {unicodedata.name(c, "?").split()[0] for c in letters}
    if scripts & {"KATAKANA", "HIRAGANA"} and scripts <= {"KATAKANA", "HIRAGANA", "CJK",
                                                          "KATAKANA-HIRAGANA"}:
        return "ja"
    if len(scripts) != 1:
        return None
    script = scripts.pop()
    if script == "HEBREW":
        return None if re.search("וו|יי|ײ|װ|אַ|אָ", text) else "he"
    if script == "LATIN":
        low = unicodedata.normalize("NFC", text.lower())
        if "ə" in low and country in ("AZ", "GE", "AM", "IR", "RU", "TR"):
            return "az"
        return "vi" if VIETNAMESE.search(low) else "de" if "ß" in low else None
    if script == "CYRILLIC":
        return cyrillic_language(text.lower(), country)
    if script == "ARABIC":
        if country in ("IR", "AF") and not NOT_PERSIAN.search(text):
            return "fa"
        if "ة" in text or (country in ARAB and not NOT_ARABIC.search(text)):
            return "ar" if not NOT_ARABIC.search(text) else None
        return None
    return SCRIPTS.get(script)


def cyrillic_language(low, country):
    low = unicodedata.normalize("NFC", low)
    if re.search("[їєґ]", low):
        return None if re.search("[ўыэёј]", low) else "uk"
    if re.search("[ыэё]", low) and re.fullmatch(r"[\Wа-яё]*", low):
        return None if country in ("KZ", "KG", "MN", "BY") else "ru"
    return None
