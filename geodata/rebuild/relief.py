"""Rebuild geodata/relief/*.rlf from Debian's ferret-datasets; see geodata/README.md.

    python3 geodata/rebuild/relief.py [/usr/share/ferret-vis/data/etopo5.cdf]

needs python3 alone. The form of the files is told in src/relief/compile.h.
"""
import array
import math
import os
import struct
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "relief")
SOURCE = "/usr/share/ferret-vis/data/etopo5.cdf"
PER = 12  # cells in a degree
NX, NY = 360 * PER, 180 * PER + 1

# Between 41.2 and 42.1 N ETOPO5 joins two surveys: south of the seam everything from
# the coast of Guria to the Surami range is up to 1300 m too high, with a straight edge
# on the lowland of Kolkheti. Heights above the sea of places there, as maps print
# them: latitude, longitude, metres.
SEAM = (41.60, 41.40, 42.15, 43.90)  # south, west, north, east
HEIGHTS = [
    (41.65, 41.70, 60), (41.82, 41.80, 15), (41.92, 41.78, 10), (41.98, 41.76, 8), (42.05, 41.75, 4),
    (42.05, 41.90, 15), (41.92, 42.00, 80), (42.09, 42.03, 20), (42.02, 42.24, 150), (42.08, 42.30, 40),
    (42.16, 42.34, 25), (42.08, 42.50, 60), (42.07, 42.82, 190), (42.11, 43.03, 170), (42.02, 43.20, 330),
    (42.02, 43.56, 740), (41.99, 43.60, 700), (42.08, 43.40, 620), (41.84, 43.38, 830), (41.75, 43.53, 1700),
    (41.91, 42.75, 950), (41.83, 42.87, 2150), (41.75, 42.83, 1350), (41.86, 42.32, 1950), (41.88, 42.50, 2450),
    (41.97, 42.50, 900), (41.97, 42.85, 700), (41.95, 43.05, 1100), (41.93, 43.20, 1500), (41.85, 43.10, 2100),
    (41.80, 42.05, 700), (41.75, 41.95, 500), (41.92, 42.20, 600), (41.85, 42.15, 1000), (41.75, 42.15, 1600),
    (41.75, 42.45, 2000), (41.64, 42.99, 1050), (41.64, 42.31, 1100), (41.63, 42.19, 900), (41.60, 41.94, 600),
    (41.63, 42.51, 2000), (41.85, 43.75, 1500), (42.00, 43.85, 650), (41.75, 41.85, 300), (41.67, 41.85, 500),
]


def heights(path):
    """The one field of the netCDF-3 file, north first, from 180 W."""
    f = open(path, "rb").read()
    at = f.find(b"\0\0\0\4ROSE")
    if f[:4] != b"CDF\1" or at < 0:
        sys.exit("%s is not ETOPO5 as netCDF-3" % path)
    begin = 52552  # of the variable's data, behind the two axes
    a = array.array("f")
    a.frombytes(f[begin:begin + 4 * NX * NY])
    a.byteswap()
    if round(a[round((27.99 + 90) * PER) * NX + round(86.92 * PER)]) < 5000:
        sys.exit("%s: no mountain where Everest is" % path)
    rows = [a[j * NX:(j + 1) * NX] for j in range(NY - 1, -1, -1)]
    return [list(r[NX // 2:]) + list(r[:NX // 2]) for r in rows]


def at(lat, lon):
    return round((90 - lat) * PER), round((lon + 180) * PER)


def edge(rows):
    """The mean step across the northern edge of the seam, where the land is flat."""
    j, i0 = at(42.125, 41.85)[0], at(42, 41.85)[1]
    steps = [max(abs(rows[k][i] - rows[k + 1][i]) for k in (j - 1, j, j + 1)) for i in range(i0, i0 + 8)]
    return sum(steps) / len(steps)


def repair(rows):
    """Move the faulty block onto the known heights: each pulls on its neighbourhood,
    and the pull fades out toward the edges of the block, but the northern."""
    south, west, north, east = SEAM
    pull = []
    for lat, lon, h in HEIGHTS:
        j, i = at(lat, lon)
        pull.append((lat, lon, h - rows[j][i]))
    new = {}
    for j in range(at(north, west)[0], at(south, west)[0] + 1):
        for i in range(at(north, west)[1], at(north, east)[1] + 1):
            lat, lon = 90 - j / PER, i / PER - 180
            h = rows[j][i]
            if h <= 0:
                continue
            total, sum_ = 0.02, 0
            for plat, plon, d in pull:
                w = math.exp(-((lat - plat) ** 2 + ((lon - plon) * 0.745) ** 2) / (2 * 0.07 ** 2))
                total, sum_ = total + w, sum_ + w * d
            fade = min(1, (lat - south) / 0.25, (east - lon) / 0.3)
            new[j, i] = max(3, h + sum_ / total * max(0, fade))
    for (j, i), h in new.items():
        rows[j][i] = h
    for _ in range(2):  # and without its noise
        soft = {}
        for j, i in new:
            near = [(rows[j + b][i + a], (2 - abs(a)) * (2 - abs(b))) for a in (-1, 0, 1) for b in (-1, 0, 1)
                    if rows[j + b][i + a] > 0]
            soft[j, i] = sum(h * w for h, w in near) / sum(w for h, w in near)
        for (j, i), h in soft.items():
            rows[j][i] = h


def halved(rows):
    out = []
    for j in range(0, NY, 2):
        up, mid, down = rows[max(0, j - 1)], rows[j], rows[min(NY - 1, j + 1)]
        col = [a + 2 * b + c for a, b, c in zip(up, mid, down)]
        out.append([(col[i - 1] + 2 * col[i] + col[(i + 1) % NX]) / 16 for i in range(0, NX, 2)])
    return out


class Bits:
    def __init__(self):
        self.out, self.word, self.n = bytearray(), 0, 0

    def put(self, value, n):
        self.word = self.word << n | value
        self.n += n
        while self.n >= 8:
            self.n -= 8
            self.out.append(self.word >> self.n & 255)
        self.word &= (1 << self.n) - 1

    def end(self):
        if self.n:
            self.put(0, 8 - self.n)
        return bytes(self.out)


def packed(rows):
    """Each height is told by how it differs from what its neighbours say (the median of
    left, above, and their plane), in Rice's code with a running parameter."""
    bits, sum_, n = Bits(), 64, 1
    above = [0] * len(rows[0])
    for row in rows:
        for i, v in enumerate(row):
            a = row[i - 1] if i else above[0]
            b, c = above[i], above[i - 1] if i else above[0]
            guess = min(a, b) if c >= max(a, b) else max(a, b) if c <= min(a, b) else a + b - c
            u = (v - guess) * 2 if v >= guess else (guess - v) * 2 - 1
            k = 0
            while n << k < sum_:
                k += 1
            if u >> k < 24:
                bits.put((1 << (u >> k)) - 1 << 1, (u >> k) + 1)
                bits.put(u & (1 << k) - 1, k)
            else:
                bits.put((1 << 24) - 1, 24)
                bits.put(u, 20)
            sum_, n = sum_ + u, n + 1
            if n == 64:
                sum_, n = sum_ >> 1, n >> 1
        above = row
    return bits.end()


def save(name, rows, west, north, per, quantum):
    steps = [[int(math.floor(h / quantum + 0.5)) for h in row] for row in rows]
    data = packed(steps)
    head = struct.pack("<8siiIIIII", b"DLRLSRC\n", west, north, per, len(rows[0]), len(rows), quantum,
                       zlib.crc32(data))
    with open(os.path.join(OUT, name), "wb") as f:
        f.write(head + data)
    print("%-12s %5d x %-5d %8d bytes" % (name, len(rows[0]), len(rows), len(head + data)))


def main():
    rows = heights(sys.argv[1] if len(sys.argv) > 1 else SOURCE)
    before = edge(rows)
    repair(rows)
    print("step across the seam in Georgia: %.0f m, was %.0f m" % (edge(rows), before))
    if edge(rows) > 220:
        sys.exit("the seam in Georgia is still there")
    os.makedirs(OUT, exist_ok=True)
    j, i = at(53, 23)
    save("region.rlf", [r[i:i + 42 * PER + 1] for r in rows[j:j + 24 * PER + 1]], 23 * PER, 53 * PER, PER, 2)
    save("world.rlf", halved(rows), -180 * 6, 90 * 6, 6, 8)


if __name__ == "__main__":
    main()
