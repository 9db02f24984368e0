load helper

# A name of so many bytes, of this piece again and again.
long_name() { # PIECE BYTES
    python3 -c 'import sys; p = sys.argv[1]; sys.stdout.write(p * (int(sys.argv[2]) // len(p.encode())))' "$1" "$2"
}

@test "a name as long as an argument can be is not found, and soon" {
    for piece in a , ' ' 'ա ' '(' 'near ' '́' 'Baku / '; do
        run --separate-stderr timeout 10 "$DATELINE" geocode -- "$(long_name "$piece" 120000)"
        [[ $status == [04] ]] || fail "120000 bytes of '$piece' end with $status"
        python3 -c 'import json,sys; json.loads(sys.argv[1])' "${output:0:100000}" 2> /dev/null || [ ${#output} -gt 100000 ]
    done
}

@test "a field of 60 kB in a table is a row that is not found" {
    { echo id,query; echo "1,$(long_name ա 60000)"; echo 2,Baku; } > in.csv
    succeeds geocode --batch in.csv -o "$OUT/out.csv"
    [ "$(tail -n 1 "$OUT/out.csv" | cut -d, -f1-3)" = 2,Baku,Baku ]
    sed -n 2p "$OUT/out.csv" | tr -d '\r' | grep -q 'ա,,,,,,,,,$'
}

@test "a field of a megabyte is refused with its place" {
    { echo id,query; echo "1,$(long_name a 1100000)"; } > in.csv
    refused 7 'in.csv:2' geocode --batch in.csv -o "$OUT/x.csv"
}

@test "a table of strange names has an answer for each row" {
    python3 - <<'PY'
import csv, random
rng = random.Random(4)
pieces = ["Shusha", "Мартуни", "Երևանում", "ერევანში", "Şuşa'da", "قره باغ", "làng ", "near ", "between ",
          " and ", "10 km north of ", ", ", " (", ") ", " / ", "'", "\u2019", "\x01", "\x7f", "\t", "\n", "\r\n",
          "\u202e", "\u0301", "\U0001f3d4", "\ufeff", "\u00a0", "\ufffd", "Шуshа", "Armenian", "24", "-", '"', "%s",
          "\ue000", "\U0010ffff", "\u200d", "ﷺ", "ß", "İ"]
with open("in.csv", "w", newline="", encoding="utf-8") as f:
    w = csv.writer(f)
    w.writerow(["id", "query", "lang", "country"])
    for i in range(3000):
        w.writerow([i, "".join(rng.choice(pieces) for _ in range(rng.randrange(7))),
                    rng.choice(["", "ru", "vi", "xx", "zz-ZZ-long-tag-of-nothing"]), rng.choice(["", "AM", "ZZ", "Армения", "?"])])
PY
    succeeds geocode --batch in.csv -o "$OUT/one.csv" --threads 1
    succeeds geocode --batch in.csv -o "$OUT/two.csv" --threads 3
    cmp "$OUT/one.csv" "$OUT/two.csv"
    python3 - "$OUT/one.csv" <<'PY'
import csv, sys
asked = list(csv.DictReader(open("in.csv", newline="", encoding="utf-8")))
rows = list(csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8")))
assert [r["query"] for r in rows] == [r["query"] for r in asked]
for r in rows:
    if r["confidence"]:
        assert 0 < float(r["confidence"]) <= 1 and -90 <= float(r["lat"]) <= 90 and -180 <= float(r["lon"]) <= 180, r
PY
}

@test "a table that is cut or has NULs in any place ends with a clear status" {
    printf 'id,query,lang\n1,"Şuşa, Azərbaycan",az\n2,Երևան,hy\n' > whole.csv
    size=$(wc -c < whole.csv)
    for at in $(seq 0 3 $((size - 1))); do
        head -c $at whole.csv > cut.csv
        { head -c $at whole.csv; printf '\0'; tail -c +$((at + 1)) whole.csv; } > nul.csv
        for name in cut nul; do
            run --separate-stderr dateline geocode --batch $name.csv -o "$OUT/$name.csv"
            [[ $status == [03] ]] || fail "$name at $at ends with $status"
            [[ $status == 0 || $stderr == *"$name.csv"* ]] || fail "$name at $at has no place"
        done
        [ "$status" -eq 3 ] || fail "a NUL at $at is taken"
    done
}

# geo/gazetteer.bin, a copy that may be damaged.
copy_gazetteer() {
    mkdir -p geo
    cp "${DATELINE%/*}/geodata/gazetteer.bin" geo/
    SIZE=$(wc -c < geo/gazetteer.bin)
}

@test "a gazetteer cut anywhere is refused" {
    copy_gazetteer
    for size in $((SIZE - 1)) $((SIZE - 4096)) $((SIZE / 2 + 1)) $((SIZE / 7)) 65536 4097 1000 257 64 33 8 1 0; do
        truncate -s $size geo/gazetteer.bin
        refused 5 'gazetteer' geocode Shusha --geodata geo -o "$OUT/x.json"
        refused 5 'gazetteer' gazetteer check geo/gazetteer.bin
    done
}

@test "a gazetteer with a flipped byte is found out by check, and answers or refuses" {
    copy_gazetteer
    for at in 0 3 9 13 17 22 31 40 64 100 200 300 4096 70001 $((SIZE / 3)) $((SIZE / 2)) $((SIZE * 2 / 3)) \
        $((SIZE * 4 / 5)) $((SIZE * 9 / 10)) $((SIZE - 1)); do
        was=$(od -An -tu1 -j $at -N 1 geo/gazetteer.bin)
        printf "\\x$(printf %02x $((was ^ 0x55)))" | dd of=geo/gazetteer.bin bs=1 seek=$at conv=notrunc status=none
        refused 5 'gazetteer' gazetteer check geo/gazetteer.bin
        run --separate-stderr dateline geocode --geodata geo Shusha Yeravan 'в Шуше' 'Martuni, Gegharkunik'
        [[ $status == [045] ]] || fail "a flipped byte at $at ends with $status"
        printf "\\x$(printf %02x $was)" | dd of=geo/gazetteer.bin bs=1 seek=$at conv=notrunc status=none
    done
    succeeds gazetteer check geo/gazetteer.bin
}
