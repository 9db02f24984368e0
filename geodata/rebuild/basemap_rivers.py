"""Rivers of GSHHG (WDB II): pieces without names, joined and named by waypoints."""
import heapq

from basemap_geom import Q, join, km, q, smooth

GAP_KM = 3.0      # pieces of one river may end this far apart
LEAP_KM = 130.0   # a river goes on behind a lake
SNAP_KM = 6.0     # a border river and its border are one line
MOUTH_KM = 10.0   # from the end of a line by hand to the river it flows into
TWIN_KM = 10.0    # from a river's old course to the border that replaces it
NEAR_KM = 25.0    # how far a waypoint may be from its river


class Grid:
    """Points by cells of a quarter degree."""

    CELL = Q // 4

    def __init__(self, points):
        self.cells = {}
        for p in sorted(points):
            self.cells.setdefault((p[0] // self.CELL, p[1] // self.CELL), []).append(p)

    def near(self, p, limit):
        reach = int(limit / 18) + 1
        cx, cy = p[0] // self.CELL, p[1] // self.CELL
        found = []
        for x in range(cx - reach, cx + reach + 1):
            for y in range(cy - reach, cy + reach + 1):
                for o in self.cells.get((x, y), ()):
                    d = km(p, o)
                    if d <= limit:
                        found.append((d, o))
        return sorted(found)


def pieces(near):
    """A number for each point, the same where one can be reached from the other."""
    number = {}
    for start in sorted(near):
        if start in number:
            continue
        number[start], stack = start, [start]
        while stack:
            for o in near[stack.pop()]:
                if o not in number:
                    number[o] = start
                    stack.append(o)
    return number


def graph_of(segments):
    near = {}
    for s in segments:
        for a, b in zip(s, s[1:]):
            if a != b:
                near.setdefault(a, {})[b] = 1.0
                near.setdefault(b, {})[a] = 1.0
    grid = Grid(near)
    ends = sorted({s[0] for s in segments} | {s[-1] for s in segments})
    for e in ends:
        for d, o in grid.near(e, GAP_KM)[:6]:
            if o != e and o not in near[e]:
                near[e][o] = near[o][e] = 3.0
    piece = pieces(near)
    far = Grid(ends)
    for e in ends:
        reached = {piece[e]}
        for d, o in far.near(e, LEAP_KM):
            if piece[o] not in reached:
                reached.add(piece[o])
                near[e][o] = near[o][e] = 4.0
    return near, grid


def with_border(near, grid, edges):
    """The same graph with the border's own edges, cheap to follow, and ways onto them."""
    more = {}
    for a, b in edges:
        more.setdefault(a, {})[b] = 0.3
        more.setdefault(b, {})[a] = 0.3
    for p in sorted(more):
        for d, o in grid.near(p, SNAP_KM)[:3]:
            more[p][o] = 2.5
            more.setdefault(o, {})[p] = 2.5
    return more


def path(near, more, start, goal):
    best, back, heap = {start: 0.0}, {}, [(0.0, start)]
    while heap:
        d, p = heapq.heappop(heap)
        if p == goal:
            break
        if d > best[p]:
            continue
        for links in (near.get(p, {}), more.get(p, {})):
            for o, cost in links.items():
                nd = d + cost * (km(p, o) + 0.001)
                if nd < best.get(o, 1e18):
                    best[o], back[o] = nd, p
                    heapq.heappush(heap, (nd, o))
    if goal not in best:
        return None
    line = [goal]
    while line[-1] != start:
        line.append(back[line[-1]])
    return line[::-1]


def split_leaps(line, near, more):
    """Lines without the leaps over lakes."""
    parts, cur = [], [line[0]]
    for a, b in zip(line, line[1:]):
        if near.get(a, {}).get(b) == 4.0 and b not in more.get(a, {}):
            parts.append(cur)
            cur = []
        cur.append(b)
    parts.append(cur)
    return [p for p in parts if len(p) > 1]


def mouths(rivers, segments, pairs):
    """The rivers drawn by hand, each beginning on the river that it flows into."""
    known = {p for s in segments for p in s}
    known.update(p for r in rivers for code in r.get("border", ()) for e in pairs.get(code, ()) for p in e)
    lines = {}
    for i, r in enumerate(rivers):
        if "line" not in r:
            continue
        line = [(q(x), q(y)) for x, y in r["line"]]
        found = Grid(known).near(line[0], MOUTH_KM)
        if found:
            line[0] = found[0][1]
        lines[i] = smooth(line)
        known.update(lines[i])
    return lines


def without_spurs(line):
    """Without the ways out to a waypoint beside the river and back again."""
    out = []
    for p in line:
        if len(out) > 1 and out[-2] == p:
            out.pop()
        elif not out or out[-1] != p:
            out.append(p)
    return out


def course(river, stops, near, more):
    """The way through all stops; what cannot be, or goes a long way round, is left out."""
    line = []
    for a, b in zip(stops, stops[1:]):
        piece = path(near, more, a, b)
        direct = km(a, b)
        length = sum(km(u, v) for u, v in zip(piece, piece[1:])) if piece else 1e9
        if length > 3.5 * direct + 100:
            print("  %s: no way from %.2f %.2f" % (river["name"], a[0] / Q, a[1] / Q))
            continue
        line += piece if not line or line[-1] != piece[0] else piece[1:]
    return without_spurs(line)


def named_and_rest(segments, rivers, pairs):
    """Named lines, the joined rest, and the points where a river is a border."""
    by_hand = mouths(rivers, segments, pairs)
    near, grid = graph_of(segments + list(by_hand.values()))
    edges = {(min(a, b), max(a, b)) for s in segments for a, b in zip(s, s[1:]) if a != b}
    named, shared = [], set()
    for i, river in enumerate(rivers):
        more = with_border(near, grid, [e for p in river.get("border", ()) for e in pairs.get(p, ())])
        stops = []
        for x, y in river.get("via") or ():
            found = grid.near((q(x), q(y)), NEAR_KM)
            if found:
                stops.append(found[0][1])
            else:
                print("  %s: no river near %.2f %.2f" % (river["name"], x, y))
        if not stops:
            stops = [by_hand[i][0], by_hand[i][-1]]
        line = course(river, stops, near, more)
        if len(line) < 2:
            continue
        named.append((river, split_leaps(line, near, more)))
        ours = {p for a, b in zip(line, line[1:]) if b in more.get(a, {}) for p in (a, b)}
        shared |= ours
        # the river's own course beside the border: taken away, and what flowed
        # into it is led on to the border
        old = course(river, stops, near, {}) if ours else []
        for a, b in list(zip(line, line[1:])) + list(zip(old, old[1:])):
            edges.discard((min(a, b), max(a, b)))
        bank, beside = Grid(ours), set(old) - set(line)
        for p in sorted({p for e in edges for p in e if p in beside}):
            found = bank.near(p, TWIN_KM)
            if found and found[0][1] != p:
                edges.add((min(p, found[0][1]), max(p, found[0][1])))
    return named, join(edges), shared
