"""Ring and line geometry on integer coordinates (1e-5 degree) for basemap.py.

A ring is a list of points without the repeated first one; counter-clockwise
rings have land on the left, clockwise ones are holes. All results depend on
the input only, never on hash order.
"""
import heapq
import math

Q = 100000


def q(x):
    return int(math.floor(x * Q + 0.5))


def signed_area(ring):
    a = 0
    for i in range(len(ring)):
        x1, y1 = ring[i - 1]
        x2, y2 = ring[i]
        a += x1 * y2 - x2 * y1
    return a / 2


def km2(ring):
    lat = sum(p[1] for p in ring) / len(ring) / Q
    return abs(signed_area(ring)) / Q / Q * 111.195 ** 2 * math.cos(math.radians(lat))


def clean(points):
    """Without repeated points and without the closing one."""
    out = []
    for p in points:
        if not out or p != out[-1]:
            out.append(p)
    while len(out) > 1 and out[0] == out[-1]:
        out.pop()
    return out


def oriented(rings):
    """First ring counter-clockwise, the others clockwise."""
    out = []
    for i, r in enumerate(rings):
        r = clean(r)
        if len(r) < 3:
            continue
        if (signed_area(r) > 0) != (i == 0):
            r = r[::-1]
        out.append(r)
    return out


def inside(ring, p):
    x, y = p
    c = False
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            c = not c
        x1, y1 = x2, y2
    return c


def in_rings(rings, p):
    return sum(inside(r, p) for r in rings) % 2 == 1


def _cross(a, b, axis, at):
    """Where edge ab meets coordinate axis == at; the same for ab and ba."""
    if b < a:
        a, b = b, a
    t = (at - a[axis]) / (b[axis] - a[axis])
    other = int(math.floor(a[1 - axis] + t * (b[1 - axis] - a[1 - axis]) + 0.5))
    return (at, other) if axis == 0 else (other, at)


def cut_half(rings, axis, at, sign):
    """The part of one polygon (all its rings) with sign * coordinate >= sign * at."""
    keep = lambda p: sign * p[axis] >= sign * at
    whole, chains = [], []
    for r in rings:
        flags = [keep(p) for p in r]
        if all(flags):
            whole.append(r)
            continue
        if not any(flags):
            continue
        n = len(r)
        start = next(i for i in range(n) if flags[i] and not flags[i - 1])
        i = 0
        while i < n:
            k = (start + i) % n
            if not flags[k]:
                i += 1
                continue
            chain = [_cross(r[k - 1], r[k], axis, at)]
            while i < n and flags[(start + i) % n]:
                chain.append(r[(start + i) % n])
                i += 1
            k = (start + i) % n
            chain.append(_cross(r[k - 1], r[k], axis, at))
            chains.append(chain)
    ends = []
    for i, c in enumerate(chains):
        ends.append((c[0][1 - axis], i, "in"))
        ends.append((c[-1][1 - axis], i, "out"))
    ends.sort()
    follow = {}
    for a, b in zip(ends[::2], ends[1::2]):
        if a[2] == b[2]:
            raise ValueError("polygon is not simple at the cut")
        frm, to = (a, b) if a[2] == "out" else (b, a)
        follow[frm[1]] = to[1]
    done = set()
    for i in range(len(chains)):
        ring, k = [], i
        while k not in done:
            done.add(k)
            ring += chains[k]
            k = follow[k]
        ring = clean(ring)
        if len(ring) >= 3 and signed_area(ring) != 0:
            whole.append(ring)
    return whole


def cut_box(rings, box):
    w, s, e, n = box
    for axis, at, sign in ((0, w, 1), (0, e, -1), (1, s, 1), (1, n, -1)):
        rings = cut_half(rings, axis, at, sign)
    return rings


def on_edge(a, b, box):
    w, s, e, n = box
    return (a[0] == b[0] and a[0] in (w, e)) or (a[1] == b[1] and a[1] in (s, n))


def densify(ring, box, step):
    """More points along the box's own edges, so that they bend with a projection."""
    out = []
    for i, b in enumerate(ring):
        a = ring[i - 1]
        if on_edge(a, b, box):
            axis = 1 if a[0] == b[0] else 0
            lo, hi = sorted((a[axis], b[axis]))
            marks = list(range((lo // step + 1) * step, hi, step))
            for m in marks if a[axis] < b[axis] else marks[::-1]:
                out.append((a[0], m) if axis else (m, a[1]))
        out.append(b)
    return out


def clip_line(line, box):
    """The pieces of a line inside a box."""
    w, s, e, n = box
    pieces = [line]
    for axis, at, sign in ((0, w, 1), (0, e, -1), (1, s, 1), (1, n, -1)):
        out = []
        for l in pieces:
            cur = []
            for i, p in enumerate(l):
                ok = sign * p[axis] >= sign * at
                if i and ok != (sign * l[i - 1][axis] >= sign * at):
                    c = _cross(l[i - 1], p, axis, at)
                    if ok:
                        cur = [c]
                    else:
                        out.append(cur + [c])
                        cur = []
                if ok:
                    cur.append(p)
            out.append(cur)
        pieces = [c for c in (dedup(c) for c in out) if len(c) > 1]
    return pieces


def dedup(line):
    out = []
    for p in line:
        if not out or p != out[-1]:
            out.append(p)
    return out


def edges_of(rings):
    for r in rings:
        for i in range(len(r)):
            yield r[i - 1], r[i]


def dissolve(rings):
    """Union of areas that share edges exactly: edges used in both directions vanish."""
    left = {}
    for a, b in edges_of(rings):
        if (b, a) in left:
            left[b, a] -= 1
            if not left[b, a]:
                del left[b, a]
        else:
            left[a, b] = left.get((a, b), 0) + 1
    out = {}
    for a, b in sorted(left):
        out.setdefault(a, []).append(b)
    result = []
    for start in sorted(out):
        while out.get(start):
            ring, prev, at = [start], start, out[start].pop(0)
            while at != start:
                ring.append(at)
                options = out[at]
                k = 0
                if len(options) > 1:
                    k = _leftmost(prev, at, options)
                prev, at = at, options.pop(k)
            result.append(ring)
    return result


def _leftmost(prev, at, options):
    back = math.atan2(prev[1] - at[1], prev[0] - at[0])
    turn = [(back - math.atan2(o[1] - at[1], o[0] - at[0])) % (2 * math.pi) for o in options]
    return min(range(len(options)), key=lambda i: turn[i] or 9)


def nest(rings):
    """Polygons: each counter-clockwise ring with the clockwise ones inside it."""
    outer = sorted((r for r in rings if signed_area(r) > 0), key=lambda r: -signed_area(r))
    holes = [r for r in rings if signed_area(r) < 0]
    polys = [[r] for r in outer]
    boxes = [bounds(r) for r in outer]
    for h in holes:
        hb = bounds(h)
        best = None
        for i, r in enumerate(outer):
            b = boxes[i]
            if b[0] <= hb[0] and b[1] <= hb[1] and b[2] >= hb[2] and b[3] >= hb[3]:
                ours = set(r)
                probe = next((p for p in h if p not in ours), None)
                if probe is None:
                    probe = ((h[0][0] + h[1][0]) / 2, (h[0][1] + h[1][1]) / 2)
                if inside(r, probe):
                    best = i  # the smallest one, as they come by size
        if best is not None:
            polys[best].append(h)
    return polys


def bounds(points):
    xs = [p[0] for p in points]
    ys = [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def join(edges):
    """Undirected edges into as few lines as they allow, straight on at branches."""
    near = {}
    for a, b in sorted(edges):
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    lines = []

    def walk(start):
        line = [start]
        while near.get(line[-1]):
            at = line[-1]
            k = 0
            if len(line) > 1 and len(near[at]) > 1:
                k = straight(line[-2], at, near[at])
            nxt = near[at].pop(k)
            near[nxt].remove(at)
            line.append(nxt)
        return line

    for odd in (True, False):
        for p in sorted(near):
            while near[p] and (not odd or len(near[p]) % 2):
                lines.append(walk(p))
    return lines


def straight(prev, at, options):
    def bend(o):
        ax, ay = at[0] - prev[0], at[1] - prev[1]
        bx, by = o[0] - at[0], o[1] - at[1]
        return -(ax * bx + ay * by) / (math.hypot(ax, ay) * math.hypot(bx, by) or 1)
    return min(range(len(options)), key=lambda i: bend(options[i]))


def smooth(line, closed=False, times=2):
    """Corners cut, so that a line by hand looks no more angular than others
    (Chaikin 1974)."""
    for _ in range(times):
        out = [] if closed else [line[0]]
        n = len(line)
        for i in range(n if closed else n - 1):
            (ax, ay), (bx, by) = line[i], line[(i + 1) % n]
            out += [((3 * ax + bx) // 4, (3 * ay + by) // 4), ((ax + 3 * bx) // 4, (ay + 3 * by) // 4)]
        line = out if closed else out + [line[-1]]
    return line


def thin(line, tolerance, closed=False, keep=()):
    """Visvalingam-Whyatt down to triangles of tolerance squared (degrees)."""
    limit = tolerance * tolerance * Q * Q
    n = len(line)
    if n < 4:
        return line
    prev = [i - 1 for i in range(n)]
    nxt = [i + 1 for i in range(n)]
    if closed:
        prev[0], nxt[-1] = n - 1, 0
    gone = [False] * n
    count = n

    def size(i):
        (x1, y1), (x2, y2), (x3, y3) = line[prev[i]], line[i], line[nxt[i]]
        return abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2 * math.cos(math.radians(y2 / Q))

    ends = range(n) if closed else range(1, n - 1)
    area = {i: size(i) for i in ends if line[i] not in keep}
    heap = [(a, i) for i, a in area.items()]
    heapq.heapify(heap)
    while heap and count > 4:
        a, i = heapq.heappop(heap)
        if gone[i] or a != area[i]:
            continue
        if a > limit:
            break
        gone[i] = True
        count -= 1
        nxt[prev[i]], prev[nxt[i]] = nxt[i], prev[i]
        for k in (prev[i], nxt[i]):
            if k in area:
                area[k] = size(k)
                heapq.heappush(heap, (area[k], k))
    return [p for i, p in enumerate(line) if not gone[i]]


def km(a, b):
    dx = (a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2 / Q))
    return math.hypot(dx, a[1] - b[1]) / Q * 111.195
