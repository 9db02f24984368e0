"""Reads, compares and writes PNG pictures, with nothing but the standard library.

Enough of the format for what the project writes: grey, RGB or RGBA of 8 bits a
channel or a palette of 1 to 8 bits, not interlaced.
"""
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunks(data):
    """Name and body of each chunk; a wrong checksum or a cut file raises."""
    if data[:8] != SIGNATURE:
        raise ValueError("not a PNG")
    at, out = 8, []
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        (crc,) = struct.unpack(">I", data[at + 8 + size:at + 12 + size])
        if zlib.crc32(name + body) != crc:
            raise ValueError("wrong checksum of chunk %s" % name)
        out.append((name.decode("ascii"), body))
        at += 12 + size
    if not out or out[-1][0] != "IEND":
        raise ValueError("the file is cut off")
    return out


def _unfilter(raw, stride, height, step):
    rows, prior = [], bytearray(stride)
    for y in range(height):
        start = y * (stride + 1)
        kind, line = raw[start], bytearray(raw[start + 1:start + 1 + stride])
        if kind == 1:
            for i in range(step, stride):
                line[i] = (line[i] + line[i - step]) & 255
        elif kind == 2:
            line = bytearray((a + b) & 255 for a, b in zip(line, prior))
        elif kind == 3:
            for i in range(stride):
                left = line[i - step] if i >= step else 0
                line[i] = (line[i] + ((left + prior[i]) >> 1)) & 255
        elif kind == 4:
            for i in range(stride):
                a = line[i - step] if i >= step else 0
                c = prior[i - step] if i >= step else 0
                b = prior[i]
                pa, pb, pc = abs(b - c), abs(a - c), abs(a + b - 2 * c)
                near = a if pa <= pb and pa <= pc else b if pb <= pc else c
                line[i] = (line[i] + near) & 255
        elif kind:
            raise ValueError("unknown filter %d" % kind)
        rows.append(line)
        prior = line
    return rows


def read(path):
    """(width, height, rows): each row is bytes of RGBA."""
    with open(path, "rb") as file:
        parts = chunks(file.read())
    width, height, depth, color, _, _, interlace = struct.unpack(
        ">IIBBBBB", dict(parts)["IHDR"])
    steps = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
    if interlace or color not in steps or (depth != 8 and (color != 3 or depth > 8)):
        raise ValueError("%s: a kind of PNG that this reader does not know" % path)
    raw = zlib.decompress(b"".join(body for name, body in parts if name == "IDAT"))
    rows = _unfilter(raw, (width * steps[color] * depth + 7) // 8, height, steps[color])
    if depth < 8:
        rows = [[line[x * depth // 8] >> (8 - depth - x * depth % 8) & ((1 << depth) - 1)
                 for x in range(width)] for line in rows]
    palette, alpha = dict(parts).get("PLTE", b""), dict(parts).get("tRNS", b"")

    def rgba(row):
        if color == 6:
            return bytes(row)
        out = bytearray()
        for i in range(0, len(row), steps[color]):
            if color == 2:
                out += row[i:i + 3] + b"\xff"
            elif color == 3:
                k = row[i]
                out += palette[3 * k:3 * k + 3]
                out.append(alpha[k] if k < len(alpha) else 255)
            else:
                out += bytes([row[i]] * 3 + [row[i + 1] if color == 4 else 255])
        return bytes(out)

    return width, height, [rgba(row) for row in rows]


def write(path, width, height, rows):
    """rows of RGBA bytes."""
    def chunk(name, body):
        return (struct.pack(">I", len(body)) + name + body +
                struct.pack(">I", zlib.crc32(name + body)))

    raw = b"".join(b"\0" + bytes(row) for row in rows)
    with open(path, "wb") as file:
        file.write(SIGNATURE)
        file.write(chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)))
        file.write(chunk(b"IDAT", zlib.compress(raw, 6)))
        file.write(chunk(b"IEND", b""))


def differing(a, b, tolerance=0):
    """Coordinates of the pixels of which a channel differs by more than tolerance.
    The pictures have the same size."""
    found = []
    for y, (p, q) in enumerate(zip(a[2], b[2])):
        if p == q:
            continue
        for x in range(a[0]):
            u, v = p[4 * x:4 * x + 4], q[4 * x:4 * x + 4]
            if u != v and max(abs(i - k) for i, k in zip(u, v)) > tolerance:
                found.append((x, y))
    return found


def difference(a, b):
    """Rows of a picture of what differs, eight times as strong, on white."""
    rows = []
    for p, q in zip(a[2], b[2]):
        row = bytearray()
        for i in range(0, len(p), 4):
            row += bytes(max(0, 255 - 8 * abs(p[i + k] - q[i + k])) for k in range(3))
            row.append(255)
        rows.append(bytes(row))
    return rows
