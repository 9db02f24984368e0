#!/usr/bin/env python3
"""Whole maps against what they should look like. Standard library only.

    golden.py check  OUT [NAME...]   compare cases whose name contains a NAME
    golden.py accept OUT NAME...     take what is drawn now as the new expectation

DATELINE is the command. A case is a directory with `case` (the arguments of
`dateline map`, one line), what they read, and three expectations: layout.json and
map.svg, compared exactly, and map.png, compared exactly or else with a tolerance.
What differs goes to OUT: CASE.{out,ref,diff}.png and index.html.
"""
import ctypes
import difflib
import hashlib
import html
import os
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
import png

CHANNEL = 3     # of 255, how far a channel may be off
SHARE = 0.0005  # how many of the pixels may be off at all
FILES = ("layout.json", "map.svg", "map.png")


def fonts_key():
    """Of the fonts that maps are drawn with: other versions have other widths, and
    then no position can be expected to be the same."""
    conf = xml.etree.ElementTree.parse(os.path.join(HERE, "..", "..", "styles", "fonts.conf"))
    folder = conf.find("dir").text
    key = hashlib.sha256()
    for accepted in conf.iter("acceptfont"):
        path = os.path.join(folder, os.path.basename(accepted.find("glob").text))
        key.update(read(path) if os.path.exists(path) else b"")
    return key.hexdigest()


def cairo_key():
    """Of the library that rasterises glyphs: since 1.17.4 at fractions of a pixel."""
    try:
        version = ctypes.CDLL("libcairo.so.2").cairo_version_string
    except OSError:
        return "none"
    version.restype = ctypes.c_char_p
    return version().decode()


def cases(names):
    found = sorted(n for n in os.listdir(HERE) if os.path.exists(os.path.join(HERE, n, "case")))
    return [n for n in found if not names or any(part in n for part in names)]


def draw(name, out):
    """Run the case twice, for the two formats; the expectations go beside them."""
    folder = os.path.join(HERE, name)
    target = os.path.join(os.path.abspath(out), name)
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    with open(os.path.join(folder, "case"), encoding="utf-8") as file:
        words = shlex.split(file.read())
    command = os.path.abspath(os.environ.get("DATELINE", "build/release/dateline"))
    env = dict(os.environ, LC_ALL="C", TZ="UTC")
    for output, more in (("map.svg", ["--layout", os.path.join(target, "layout.json")]),
                         ("map.png", [])):
        run = subprocess.run([command, "map"] + words + ["-q", "-o", os.path.join(target, output)] + more,
                             cwd=folder, env=env, stdin=subprocess.DEVNULL, timeout=120,
                             stderr=subprocess.PIPE)
        if run.returncode:
            raise RuntimeError("exit %d: %s" % (run.returncode, run.stderr.decode("utf-8", "replace").strip()))
    return target


def read(path):
    with open(path, "rb") as file:
        return file.read()


def compare_text(want, have, what):
    if read(want) == read(have):
        return []
    a, b = (read(p).decode("utf-8", "replace").splitlines() for p in (want, have))
    lines = [l[:160] for l in difflib.unified_diff(a, b, "expected", "drawn", n=0, lineterm="")]
    more = ["... and %d lines more" % (len(lines) - 12)] if len(lines) > 12 else []
    return ["%s differs" % what] + lines[2:12] + more


def compare_picture(name, want, have, out):
    if read(want) == read(have):
        return []
    a, b = png.read(want), png.read(have)
    shutil.copy(want, os.path.join(out, name + ".ref.png"))
    shutil.copy(have, os.path.join(out, name + ".out.png"))
    if a[:2] != b[:2]:
        return ["the picture has %dx%d pixels, not %dx%d" % (b[:2] + a[:2])]
    off, far = len(png.differing(a, b)), len(png.differing(a, b, CHANNEL))
    if not far and off <= SHARE * a[0] * a[1]:
        return []
    png.write(os.path.join(out, name + ".diff.png"), a[0], a[1], png.difference(a, b))
    return ["%d pixels differ, %d of them by more than %d" % (off, far, CHANNEL)]


def check(name, out, pixels):
    folder = os.path.join(HERE, name)
    try:
        target = draw(name, out)
    except (RuntimeError, subprocess.TimeoutExpired) as why:
        return [str(why)]
    faults = ["%s is missing; accept the case" % f for f in FILES
              if not os.path.exists(os.path.join(folder, f))]
    if not faults:
        for f in FILES[:2]:
            faults += compare_text(os.path.join(folder, f), os.path.join(target, f), f)
        if pixels:
            faults += compare_picture(name, os.path.join(folder, FILES[2]),
                                      os.path.join(target, FILES[2]), out)
    if not faults:
        shutil.rmtree(target)
    return faults


def only_draw(name, out):
    try:
        shutil.rmtree(draw(name, out))
    except (RuntimeError, subprocess.TimeoutExpired) as why:
        return [str(why)]
    return []


def write_index(failed, out):
    with open(os.path.join(out, "index.html"), "w", encoding="utf-8") as file:
        file.write("<!doctype html><meta charset=utf-8><title>golden</title>\n"
                   "<p>expected, drawn, difference (eight times as strong)\n")
        for name, faults in failed:
            file.write("<h2>%s</h2><pre>%s</pre>\n" % (name, html.escape("\n".join(faults))))
            for kind in ("ref", "out", "diff"):
                if os.path.exists(os.path.join(out, "%s.%s.png" % (name, kind))):
                    file.write('<img src="%s.%s.png" alt="%s">\n' % (name, kind, kind))


def accept(names, out):
    with open(os.path.join(HERE, "drawn-with"), "w", encoding="ascii") as file:
        file.write("%s %s\n" % (fonts_key(), cairo_key()))
    for name in names:
        if name not in cases([]):
            sys.exit("golden: no case '%s'; there are: %s" % (name, ", ".join(cases([]))))
        target = draw(name, out)
        for f in FILES:
            shutil.copy(os.path.join(target, f), os.path.join(HERE, name, f))
        print("golden: %s accepted; look at %s" % (name, os.path.join("tests/golden", name, "map.png")))


def main(verb, out, *names):
    os.makedirs(out, exist_ok=True)
    if verb == "accept":
        if not names:
            sys.exit("golden: name the cases to accept: make golden-accept T=CASE")
        return accept(names, out)
    chosen, failed = cases(names), []
    stamp = os.path.join(HERE, "drawn-with")
    drawn_with = read(stamp).decode().split() if os.path.exists(stamp) else ["", ""]
    same_fonts, same_cairo = drawn_with[0] == fonts_key(), drawn_with[1] == cairo_key()
    if not chosen:
        sys.exit("golden: no such case")
    if not same_fonts:
        print("golden: the fonts are not those that the cases were drawn with: they are drawn, "
              "and the comparison is skipped")
    if same_fonts and not same_cairo:
        print("golden: the cases were drawn with cairo %s: the comparison of pixels is skipped"
              % drawn_with[1])
    for name in chosen:
        faults = check(name, out, same_cairo) if same_fonts else only_draw(name, out)
        print("%s %s" % ("not ok" if faults else "ok", name))
        for f in faults:
            print("#   " + f)
        if faults:
            failed.append((name, faults))
    if failed:
        write_index(failed, out)
        print("golden: %d of %d cases differ; see %s" % (len(failed), len(chosen), os.path.join(out, "index.html")))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
