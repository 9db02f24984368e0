#!/usr/bin/env python3
"""Every preset, theme, language and table of events, drawn and judged. Standard library only.

    grid.py self              the rules find what is wrong in a doctored report
    grid.py part OUT [STEP]   one map in seventeen, in which all pairs meet, and some pictures
    grid.py all OUT           all of them
    grid.py pictures OUT      the colors of what is painted, from pixels
    grid.py sheet OUT         contact sheets for eyes: OUT/index.html, OUT/contact-*.png

DATELINE is the command, PIXELS the program of tests/grid/pixels.c. A fault is one line
with the command that shows it; with any, the exit is 1.
"""
import collections
import html
import json
import multiprocessing
import os
import shlex
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import events
import painted
import png
import rules

STEP = 17  # shares no factor with any of the four numbers of choices
SHOWN = 40  # faults of a kind that are printed in full
Map = collections.namedtuple("Map", "preset theme lang table")
# Maps are also drawn with all of these, and with the contrary of each.
SHADED = "--relief always".split()
FULL = "--legend always --inset always --list always --graticule --north".split()
BARE = "--relief none --legend none --inset none --list none".split()


def styles(path):
    with open(os.path.join(ROOT, "styles", path), encoding="utf-8") as file:
        return json.load(file)


def names(folder):
    skip = ("schema.json", "presets.json")
    return sorted(n[:-5] for n in os.listdir(os.path.join(ROOT, "styles", folder))
                  if n.endswith(".json") and n not in skip)


def stated(theme, key, otherwise):
    """By a theme or the one that it extends."""
    d = styles(theme + ".json")
    return d.get(key, stated(d["extends"], key, otherwise) if "extends" in d else otherwise)


def smallest_of(preset):
    """Of type, in pixels: 6 pt where it is printed (rule 1), 14 pt of a slide of 960 pt
    (rule 3), else 11."""
    if "size_mm" in preset:
        return 8
    return 28 * preset["size"][0] / 1920 if preset.get("slide") else 11


class Grid:
    def __init__(self, out):
        self.out = os.path.relpath(out, ROOT)
        os.makedirs(out, exist_ok=True)
        os.chdir(ROOT)
        self.tables = events.write(os.path.join(self.out, "events"))
        self.presets = styles("presets.json")
        self.smallest = {n: smallest_of(p) for n, p in self.presets.items()}
        self.contrast = {t: stated(t, "contrast", 4.5) for t in names("")}
        self.shaded = {t for t in self.contrast if stated(t, "shade", 0)}
        self.langs = names("words")
        self.command = os.environ.get("DATELINE", "build/release/dateline")

    def maps(self):
        return [Map(p, t, l, f) for p in self.presets for t in self.contrast
                for l in self.langs for f in self.tables]

    def words(self, m):
        table, _, more = m.table.partition(" ")
        return ["map", self.tables[table], "--preset", m.preset, "--style", m.theme, "--lang", m.lang] + more.split()

    def show(self, m):
        return "dateline " + " ".join(map(shlex.quote, self.words(m) + ["-o", "m.png"]))

    def draw(self, m, to, more=()):
        """The layout report, and the seconds it took."""
        report = os.path.join(self.out, "report-%d.json" % os.getpid())
        env = dict(os.environ, LC_ALL="C", TZ="UTC")
        began = time.monotonic()
        run = subprocess.run([self.command] + self.words(m) + ["-q", "-o", to, "--layout", report] + list(more),
                             env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, timeout=120)
        took = time.monotonic() - began
        if run.returncode:
            raise RuntimeError("exit %d: %s" % (run.returncode, run.stderr.decode("utf-8", "replace").strip()))
        with open(report, encoding="utf-8") as file:
            d = json.load(file)
        os.remove(report)
        return d, took

    def judge(self, m):
        try:
            report, took = self.draw(m, "-", ["-f", "svg"])
        except (RuntimeError, subprocess.TimeoutExpired, ValueError) as why:
            return m, [("failed", str(why))], 0, 0
        return m, rules.faults(report, self.smallest[m.preset], self.contrast[m.theme]), took, len(report["texts"])

    def judge_pixels(self, m):
        path = os.path.join(self.out, "painted-%d.png" % os.getpid())
        try:
            report, took = self.draw(m, path, ["--scale", "2"])
            picture = painted.read(path)
        except (RuntimeError, subprocess.TimeoutExpired, subprocess.CalledProcessError, ValueError) as why:
            return m, [("failed", str(why))], 0, 0
        os.remove(path)
        return m, painted.faults(report, picture, 2, self.contrast[m.theme]), took, len(report["texts"])


grid = None


def judge(m):
    return grid.judge(m)


def judge_pixels(m):
    return grid.judge_pixels(m)


def total(found):
    """What the faults are of, most first."""
    print("faults by rule:")
    for rule, n in collections.Counter(r for _, r, _ in found).most_common():
        print("  %6d %s" % (n, rule))
    for field in Map._fields:
        by = collections.Counter((getattr(m, field), r) for m, r, _ in found)
        print("by %s: " % field + ", ".join("%s %s %d" % (k + (n,)) for k, n in by.most_common(12)))


def run(what, maps, judging):
    began, found, slowest, texts = time.monotonic(), [], (0, None), 0
    told = collections.Counter()
    with multiprocessing.Pool(os.cpu_count()) as pool:
        for m, faults, took, n in pool.imap(judging, maps, 4):
            slowest, texts = max(slowest, (took, m)), texts + n
            for rule, why in faults:
                found.append((m, rule, why))
                told[rule] += 1
                if told[rule] <= SHOWN:
                    print("%s: %s: %s" % (rule, why, grid.show(m)))
    if found:
        total(found)
    print("grid: %s: %d maps, %d texts, %d faults in %d maps, %.0f s; the slowest took %.2f s: %s" % (
        what, len(maps), texts, len(found), len({m for m, _, _ in found}), time.monotonic() - began,
        slowest[0], grid.show(slowest[1])), flush=True)
    return len(found)


def furnished():
    """Each preset with each theme, in turn with everything on and off."""
    themes, langs, tables = list(grid.contrast), grid.langs, list(grid.tables)
    return [Map(p, t, langs[(i + k) % len(langs)],
                " ".join([tables[(i + k // 2) % len(tables)]] + (BARE if (i + k) % 4 == 0 else FULL + SHADED * (t in grid.shaded))))
            for i, p in enumerate(grid.presets) for k, t in enumerate(themes)]


def sample():
    """Pictures in which each theme has each table, and all presets and languages occur."""
    themes, langs, tables = list(grid.contrast), grid.langs, list(grid.tables)
    out = [Map("desktop", t, langs[(i + k) % len(langs)], f)
           for i, t in enumerate(themes) for k, f in enumerate(tables)]
    return out + presented()


def presented():
    themes, langs, tables = list(grid.contrast), grid.langs, list(grid.tables)
    return [Map(p, themes[i % len(themes)], langs[i % len(langs)], tables[i % len(tables)])
            for i, p in enumerate(grid.presets)]


def self_check():
    text = {"text": "Baku", "role": "city", "box": [10, 10, 50, 24], "font_px": 12, "contrast": 7,
            "anchor": [5, 30]}
    good = {"size": [100, 100], "view": {"frame": [5, 5, 95, 95]}, "warnings": [], "texts": [text],
            "markers": [{"id": "a", "x": 60, "y": 60, "r": 5, "event": True}]}

    def doctored(**change):
        return dict(good, texts=[dict(text, **change)])

    river = dict(text, text="Kura", box=[0, 0, 100, 100], boxes=[[60, 60, 70, 70], [70, 70, 80, 80]])
    cases = [("", good), ("overlap", dict(good, texts=[text, dict(text, box=[49, 23, 80, 40])])),
             ("", dict(good, texts=[text, dict(river, box=[5, 5, 95, 95])], markers=[])),
             ("overlap", dict(good, texts=[dict(text, box=[60, 60, 90, 66]), dict(river, box=[5, 5, 95, 95])],
                              markers=[])),
             ("marker", doctored(box=[50, 55, 70, 65])), ("", doctored(box=[50, 55, 70, 65], event_id="a")),
             ("cut", doctored(box=[80, 10, 101, 24])), ("cut", doctored(box=[2, 10, 30, 24])),
             ("", doctored(box=[2, 10, 30, 24], role="list")),
             ("cut", dict(good, markers=[{"id": "a", "x": 93, "y": 60, "r": 5, "event": True}])),
             ("small", doctored(font_px=10.9)), ("contrast", doctored(contrast=4.4)),
             ("glyph", dict(good, warnings=["no glyph for 1 characters of 'x'"])),
             ("empty", dict(good, texts=[]))]
    bad = 0
    for want, report in cases:
        have = " ".join(sorted({r for r, _ in rules.faults(report)}))
        if have != want:
            print("grid: a report with '%s' wrong is found to have '%s' wrong" % (want, have))
            bad += 1
    bad += painted.self_check()
    print("grid: the rules find what is wrong" if not bad else "grid: the rules are wrong")
    return bad


def sheet(name, maps, width, columns):
    """Pictures side by side, in rows as high as the highest of them."""
    rows, captions, line = [], [], []
    for i, m in enumerate(maps):
        path = os.path.join(grid.out, "%s-%02d.png" % (name, i + 1))
        grid.draw(m, path)
        line.append(painted.read(path, width))
        captions.append((os.path.basename(path), m))
        if len(line) == columns or m is maps[-1]:
            high = max(p.height for p in line)
            for y in range(high + 8):
                row = bytearray(b"\x88\x88\x88\xff" * ((width + 8) * columns))
                for k, p in enumerate(line):
                    if y < p.height:
                        at = 4 * k * (width + 8)
                        for c in range(3):
                            row[at + c:at + 4 * p.width:4] = p.rgb[3 * y * p.width + c:3 * (y + 1) * p.width:3]
                rows.append(bytes(row))
            line = []
    png.write(os.path.join(grid.out, "contact-%s.png" % name), (width + 8) * columns, len(rows), rows)
    return captions


def write_sheets():
    sheets = [("presets", presented(), 400, 4),
              ("themes", [Map("desktop", t, "en", "example") for t in grid.contrast], 640, 2),
              ("languages", [Map("mobile", "newsroom-light", l, "example") for l in grid.langs], 400, 4),
              ("tables", [Map("social-16x9", "relief", "vi", f) for f in grid.tables], 640, 2)]
    with open(os.path.join(grid.out, "index.html"), "w", encoding="utf-8") as file:
        file.write("<!doctype html><meta charset=utf-8><title>grid</title>\n"
                   "<style>figure{display:inline-block;margin:8px}img{max-width:560px}</style>\n")
        for name, maps, width, columns in sheets:
            file.write("<h2><a href=contact-%s.png>%s</a></h2>\n" % (name, name))
            for path, m in sheet(name, maps, width, columns):
                file.write('<figure><img src="%s" alt=""><figcaption>%s</figcaption></figure>\n'
                           % (path, html.escape(grid.show(m))))
    print("grid: look at %s" % os.path.join(grid.out, "index.html"))


def main(verb, out=None, step=STEP):
    global grid
    step = int(step)
    if verb == "self":
        return self_check()
    grid = Grid(out)
    if verb == "sheet":
        return write_sheets()
    if verb == "part":
        return self_check() + run("part", grid.maps()[::step], judge) + \
            run("furnished", furnished()[::max(1, 3 * step // STEP)], judge) + \
            run("painted", sample()[::5], judge_pixels)
    if verb == "all":
        return self_check() + run("all", grid.maps(), judge) + run("furnished", furnished(), judge) + \
            run("painted", sample(), judge_pixels)
    if verb == "pictures":
        return run("painted", sample(), judge_pixels)
    sys.exit(__doc__)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(1 if main(*sys.argv[1:4]) else 0)
