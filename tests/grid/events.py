"""The tables that the grid is drawn from: four made here, the same ones every time, and
the example. Standard library only."""
import csv
import os

EXAMPLE = os.path.join("docs", "examples", "karabakh.csv")
KINDS = ("offensive clash ceasefire agreement deployment withdrawal meeting talks closure "
         "blockade displacement territorial_transfer proposal disaster protest other").split()
HEAD = "id,date,title,title_vi,place,lat,lon,kind,status,geo_precision,priority".split(",")


def numbers(seed):
    """0 <= n < 2^31, forever (a linear congruential generator)."""
    while True:
        seed = (seed * 1103515245 + 12345) % 2147483648
        yield seed >> 8


def row(i, date, words, where, more):
    place, lat, lon = where
    return ["e%03d" % i, date, words[0], words[1], place, lat, lon] + list(more)


def one():
    return [row(1, "2020-11-08", ("Shusha changes hands", "Shusha đổi chủ"), ("Shusha", "", ""),
                ("territorial_transfer", "occurred", "exact", 1))]


def forty():
    """Of one town, on forty days."""
    out = []
    for i in range(40):
        kind = KINDS[i % len(KINDS)]
        out.append(row(i + 1, "20%02d-%02d-%02d" % (16 + i // 5, 1 + i % 12, 1 + i * 7 % 28),
                       ("Report %d from the town: %s" % (i + 1, kind.replace("_", " ")),
                        "Tin thứ %d từ thị trấn" % (i + 1)), ("Shusha", "", ""),
                       (kind, ("occurred", "claimed", "planned")[i % 3], "exact", 1 + i % 3)))
    return out


def three_hundred():
    """All over the South Caucasus and the north of Iran."""
    draw, out = numbers(1905), []
    for i in range(300):
        lat, lon = 38 + next(draw) % 40000 / 10000, 43.5 + next(draw) % 65000 / 10000
        kind = KINDS[next(draw) % len(KINDS)]
        out.append(row(i + 1, "%d-%02d-%02d" % (2018 + i // 60, 1 + i // 5 % 12, 1 + i * 5 % 28),
                       ("%s number %d" % (kind.replace("_", " ").capitalize(), i + 1),
                        "Sự kiện số %d" % (i + 1)),
                       ("Spot %d" % (i + 1), "%.4f" % lat, "%.4f" % lon),
                       (kind, ("occurred", "occurred", "claimed", "planned")[i % 4],
                        ("exact", "near")[i % 5 == 0], 1 + next(draw) % 3)))
    return out


def continents():
    """Asia, Africa and South America."""
    places = ("Hanoi", "Vientiane", "Bangkok", "Manila", "Jakarta", "Beijing", "Seoul", "Tokyo",
              "New Delhi", "Tehran", "Nairobi", "Addis Ababa", "Kampala", "Kigali", "Cairo", "Lagos",
              "Accra", "Pretoria", "Bogotá", "Caracas", "Lima", "La Paz", "Santiago", "Buenos Aires",
              "Montevideo", "Brasília")
    return [row(i + 1, "2023-%02d-%02d" % (1 + i // 3, 1 + i * 11 % 28),
                ("Ministers meet in %s" % place, "Các bộ trưởng gặp nhau ở %s" % place),
                (place, "", ""), (KINDS[(6 + i * 3) % len(KINDS)], "occurred", "exact", 1 + i % 3))
            for i, place in enumerate(places)]


MADE = {"one": one, "forty": forty, "three-hundred": three_hundred, "continents": continents}


def write(folder):
    """Paths by name, the example first."""
    os.makedirs(folder, exist_ok=True)
    paths = {"example": EXAMPLE}
    for name, make in MADE.items():
        paths[name] = os.path.join(folder, name + ".csv")
        with open(paths[name], "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(HEAD)
            out.writerows(make())
    return paths
