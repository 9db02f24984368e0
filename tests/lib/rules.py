"""What a layout report must hold to be a map that can be printed as it is. Used by
tests/lib/check.py and by tests/grid. Standard library only.

A fault is (rule, sentence); the rules are "overlap", "marker", "cut", "small",
"contrast", "glyph" and "empty".
"""
import math

SLACK = 0.05  # px, two texts may share: coordinates have two decimals
# Texts that stand on the map, not around it.
ON_MAP = ("country", "water", "capital", "city", "town", "event", "event-date", "pointer",
          "region", "river-name", "badge")


def overlap(a, b):
    """How deep two boxes lie in each other, in pixels; 0 if they do not."""
    return max(0, min(min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])))


def gap(box, x, y):
    dx = max(box[0] - x, 0, x - box[2])
    dy = max(box[1] - y, 0, y - box[3])
    return math.hypot(dx, dy)


def boxes(text):
    """What its ink covers: piece by piece where it is not level."""
    return text.get("boxes") or [text["box"]]


def deepest(t, u):
    if overlap(t["box"], u["box"]) <= SLACK:
        return 0
    return max(overlap(a, b) for a in boxes(t) for b in boxes(u))


def overlaps(texts):
    order = sorted(range(len(texts)), key=lambda i: (texts[i]["box"][1], i))
    for at, i in enumerate(order):
        t = texts[i]
        for k in order[at + 1:]:
            u = texts[k]
            if u["box"][1] >= t["box"][3]:
                break
            depth = deepest(t, u)
            if depth > SLACK:
                yield "overlap", "'%s' lies on '%s' by %.1f px" % (t["text"], u["text"], depth)


def on_markers(texts, markers):
    for t in texts:
        for m in markers:
            if m["id"] in (t.get("event_id"), t.get("place_id")) or \
               gap(t["box"], m["x"], m["y"]) >= m["r"] - 1:
                continue
            if min(gap(b, m["x"], m["y"]) for b in boxes(t)) < m["r"] - 1:
                yield "marker", "'%s' lies on the marker of %s" % (t["text"], m["id"])


def cut(texts, size):
    for t in texts:
        x0, y0, x1, y1 = t["box"]
        if not (0 <= x0 < x1 <= size[0] and 0 <= y0 < y1 <= size[1]):
            yield "cut", "'%s' is not inside the page: %s" % (t["text"], t["box"])


def cut_by_frame(texts, frame):
    for t in texts:
        x0, y0, x1, y1 = t["box"]
        inside = x0 >= frame[0] - 1 and y0 >= frame[1] - 1 and x1 <= frame[2] + 1 and y1 <= frame[3] + 1
        outside = overlap(t["box"], frame) <= SLACK
        if not inside and not outside and t["role"] in ON_MAP:
            yield "cut", "'%s' crosses the frame: %s" % (t["text"], t["box"])


def cut_markers(markers, frame):
    for m in markers:
        if m["x"] - m["r"] < frame[0] - 1 or m["x"] + m["r"] > frame[2] + 1 or \
           m["y"] - m["r"] < frame[1] - 1 or m["y"] + m["r"] > frame[3] + 1:
            yield "cut", "the marker of %s is cut by the frame: %.1f %.1f r %.1f" % (
                m["id"], m["x"], m["y"], m["r"])


def legible(texts, smallest, contrast):
    for t in texts:
        if t["font_px"] < smallest - 0.005:
            yield "small", "'%s' (%s) is %g px, less than %g" % (t["text"], t["role"], t["font_px"], smallest)
        if t["contrast"] < contrast - 0.005:
            yield "contrast", "'%s' (%s) has contrast %g, less than %g" % (
                t["text"], t["role"], t["contrast"], contrast)


def faults(report, smallest=11, contrast=4.5):
    """All of them; smallest is in pixels."""
    texts, markers, frame = report["texts"], report["markers"], report["view"]["frame"]
    out = list(overlaps(texts))
    out += on_markers(texts, markers)
    out += cut(texts, report["size"])
    out += cut_by_frame(texts, frame)
    out += cut_markers(markers, frame)
    out += legible(texts, smallest, contrast)
    out += [("glyph", w) for w in report.get("warnings", [])]
    if not texts:
        out.append(("empty", "there is no text at all"))
    return out
