load helper

# Yerevan, Baku, Shusha, Taghavard, Brussels, Istanbul.
SIX="40.18,44.51 40.41,49.87 39.76,46.75 39.67,46.92 50.85,4.35 41.01,28.95"

six() { # NAMES...
    succeeds geocode "$@"
    printf '%s\n' "$output" > "$OUT/answer.json"
    check answers "$OUT/answer.json" $SIX
}

@test "the six places are found by their English names" {
    six Yerevan Baku Shusha Taghavard Brussels Istanbul
}

@test "the six places are found by their Vietnamese names" {
    six Ê-rê-van Ba-cu Shusha 'làng Taghavard' Brúc-xen I-xtan-bun
}

@test "the six places are found by their Russian names" {
    six Ереван Баку Шуша Тагавард Брюссель Стамбул
}

@test "the six places are found by their French names" {
    six Erevan Bakou Chouchi Taghavard Bruxelles Istanbul
}

@test "the six places are found by their own names" {
    six Երևան Bakı Şuşa Թաղավարդ Bruxelles İstanbul
}

@test "the table of names is answered right, in each case as often as before" {
    run python3 "$TESTS/lib/places.py" "$DATELINE" "$TESTS/data/places.tsv" --floors "$TESTS/data/places-floors.tsv"
    sed 's/^/# /' <<< "$output" >&3
    [ "$status" -eq 0 ]
}

@test "the answer is GeocodeJSON" {
    succeeds geocode Shusha --lang vi
    python3 - "$output" <<'PY'
import json, sys
d = json.loads(sys.argv[1])
assert d["type"] == "FeatureCollection" and d["geocoding"]["version"] == "0.1.0"
p = d["features"][0]["properties"]["geocoding"]
for key in ("label", "name", "country", "countrycode", "kind", "confidence", "place_id", "radius_km", "precision"):
    assert key in p, key
assert 0 <= p["confidence"] <= 1 and p["countrycode"] == "AZ"
PY
}

@test "what is not found is a feature without geometry, and exit 4" {
    run --separate-stderr dateline geocode Shusha Xyzzyqwerty Baku
    [ "$status" -eq 4 ]
    printf '%s\n' "$output" > "$OUT/answer.json"
    python3 -c 'import json; f=json.load(open("out/answer.json"))["features"]; assert [bool(x["geometry"]) for x in f] == [True, False, True]'
    [[ $stderr == *"found"* ]]
}

@test "--limit gives several answers, best first" {
    succeeds geocode Martuni --limit 5
    python3 - "$output" <<'PY'
import json, sys
c = [f["properties"]["geocoding"]["confidence"] for f in json.loads(sys.argv[1])["features"]]
assert len(c) > 1 and c == sorted(c, reverse=True), c
PY
}

@test "--country chooses among places of one name" {
    succeeds geocode Martuni --country AM
    [[ $output == *'"countrycode":"AM"'* ]]
    succeeds geocode Martuni --country AZ
    [[ $output == *'"countrycode":"AZ"'* ]]
}

@test "a qualifier chooses among places of one name" {
    succeeds geocode 'Paris, Texas'
    [[ $output == *'"countrycode":"US"'* ]]
    succeeds geocode 'Shusha, Azerbaijan' 'thị trấn Shusha'
    printf '%s\n' "$output" > "$OUT/answer.json"
    check answers "$OUT/answer.json" 39.76,46.75 39.76,46.75
}

@test "hostile names are answered like any other" {
    long=$(printf 'ạ%.0s' $(seq 2000))
    for name in '' ' ' , ,,,, "$long" $'\xff\xfe' $'a\nb' "'; drop table places; --" '%s%n' '🏔' $'\xe2\x80\xae'; do
        run --separate-stderr dateline geocode -- "$name"
        [[ $status == [0347] ]] || fail "'$name' ends with $status"
        [ -z "$output" ] || python3 -c 'import json,sys; json.loads(sys.argv[1])' "$output"
    done
}

@test "a lookup is quick" {
    dateline geocode Shusha > /dev/null
    start=$(date +%s%N)
    for i in 1 2 3 4 5; do "$DATELINE" geocode Shusha > /dev/null; done
    spent=$(( ($(date +%s%N) - start) / 5000000 ))
    [ $spent -lt 200 ] || fail "$spent ms"
}

@test "--batch answers each row in order" {
    cat > in.csv <<'CSV'
lang,id,query,country,note
,1,Shusha,,x
vi,2,Ba-cu,,
,3,Xyzzyqwerty,,

,4,,,
,5,"say ""Baku"", twice",,
,"6,a","Paris, Texas",,
,7,Martuni,AM,
,7,Martuni,az,
CSV
    succeeds geocode --batch in.csv -o "$OUT/out.csv"
    [ -z "$output$stderr" ]
    python3 - "$OUT/out.csv" <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8")))
assert list(rows[0]) == "id query name lon lat country kind precision radius_km confidence place_id".split()
assert [r["id"] for r in rows] == ["1", "2", "3", "4", "5", "6,a", "7", "7"], rows
assert rows[4]["query"] == 'say "Baku", twice' and rows[1]["query"] == "Ba-cu"
found = [bool(r["lon"] and r["lat"] and r["place_id"]) for r in rows]
assert found == [True, True, False, False, False, True, True, True], found
assert all(not any(list(r.values())[2:]) for r, f in zip(rows, found) if not f)
assert [r["country"] for r in rows] == ["AZ", "AZ", "", "", "", "US", "AM", "AZ"]
assert abs(float(rows[0]["lat"]) - 39.76) < .01 and abs(float(rows[0]["lon"]) - 46.75) < .01
assert all(0 < float(r["confidence"]) <= 1 for r, f in zip(rows, found) if f)
PY
}

@test "--batch reads standard input and writes standard output" {
    printf '\xef\xbb\xbfID\tQuery\r\n1\tBaku\r\n2\tNowhereatall' > in.tsv
    dateline geocode --batch in.tsv -o "$OUT/file.csv"
    dateline geocode --batch - -o - < in.tsv > "$OUT/pipe.csv"
    dateline geocode --batch - < in.tsv > "$OUT/plain.csv"
    cmp "$OUT/file.csv" "$OUT/pipe.csv"
    cmp "$OUT/file.csv" "$OUT/plain.csv"
    [ "$(wc -l < "$OUT/file.csv")" -eq 3 ]
    cp in.tsv "$OUT/same.csv"
    dateline geocode --batch "$OUT/same.csv" -o "$OUT/same.csv"
    cmp "$OUT/file.csv" "$OUT/same.csv"
}

@test "--batch is the same with any number of threads, in memory that does not grow" {
    python3 - <<'PY'
import csv
names = "Baku Shusha Xyzzyqwerty Ереван Paris Martuni London Брюссель Tbilisi Springfield".split()
with open("in.csv", "w", newline="", encoding="utf-8") as f:
    w = csv.writer(f)
    w.writerow(["id", "query", "country"])
    w.writerows([i, names[i * i % 10] + ("" if i % 3 else ", Texas"), "" if i % 5 else "AZ"] for i in range(100000))
PY
    dateline geocode --batch in.csv -o "$OUT/one.csv" --threads 1
    python3 - "$DATELINE" "$OUT/seven.csv" <<'PY'
import resource, subprocess, sys
subprocess.run([sys.argv[1], "geocode", "--batch", "in.csv", "-o", sys.argv[2], "--threads", "7"], check=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
binary = open(sys.argv[1], "rb").read()
if b"__asan_init" not in binary and b"__tsan_init" not in binary:
    assert peak < 60 * 1024, f"{peak} KiB"
PY
    cmp "$OUT/one.csv" "$OUT/seven.csv"
    [ "$(wc -l < "$OUT/one.csv")" -eq 100001 ]
}

@test "--batch refuses what it cannot read, with the place" {
    printf 'id,place\n1,Baku\n' > header.csv
    refused 3 "header.csv:1:1: .*no column 'query'" geocode --batch header.csv -o "$OUT/x.csv"
    : > empty.csv
    refused 3 'empty' geocode --batch empty.csv -o "$OUT/x.csv"
    printf 'id,query\n1,Baku\n2,"Shusha\n' > quote.csv
    refused 3 'quote.csv:3:3: .*never closed' geocode --batch quote.csv -o "$OUT/x.csv"
    printf 'id,query\n1,B\xe4ku\n' > latin.csv
    refused 3 'latin.csv:2:3: .*UTF-8' geocode --batch latin.csv -o "$OUT/x.csv"
    printf 'id,query\n1,Ba\0ku\n' > binary.csv
    refused 3 'binary.csv:2:3: .*not text' geocode --batch binary.csv -o "$OUT/x.csv"
    refused 6 'no such file' geocode --batch none.csv -o "$OUT/x.csv"
    refused 6 'it is a directory' geocode --batch "$OUT" -o "$OUT/x.csv"
}

@test "--batch that cannot write leaves nothing" {
    printf 'id,query\n1,Baku\n' > in.csv
    mkdir "$OUT/dir.csv"
    refused 6 'it is a directory' geocode --batch in.csv -o "$OUT/dir.csv"
    refused 6 'no such file or directory' geocode --batch in.csv -o "$OUT/none/x.csv"
    [ ! -e /dev/full ] || refused 6 'the disk is full' geocode --batch in.csv -o /dev/full
    echo old > "$OUT/old.csv"
    printf 'id,query\n1,Baku\n2,"\n' > half.csv
    refused 3 'never closed' geocode --batch half.csv -o "$OUT/old.csv"
    [ "$(cat "$OUT/old.csv")" = old ]
}

@test "a row that an unquoted comma cut is not guessed at" {
    printf 'id,query\n1,Paris, Texas\n2,Baku,\n' > in.csv
    succeeds geocode --batch in.csv
    [[ $stderr == *"in.csv:2: "*"quotes"* ]]
    [[ ${lines[1]} == "1,Paris,,,,,,,,,"* ]]
    [[ ${lines[2]} == 2,Baku,Baku,49.* ]]
}

@test "--min-confidence leaves out what is less certain" {
    printf 'id,query\n1,Martuni\n' > in.csv
    succeeds geocode --batch in.csv
    [[ ${lines[1]} == *gn:* ]]
    succeeds geocode --batch in.csv --min-confidence 0.95
    [[ ${lines[1]} != *gn:* ]]
    run --separate-stderr dateline geocode Martuni --min-confidence 0.95
    [ "$status" -eq 4 ]
}

@test "names, --batch and --reverse do not go together" {
    printf 'id,query\n1,Baku\n' > in.csv
    refused 2 'together' geocode Baku --batch in.csv -o "$OUT/x.csv"
    refused 2 'together' geocode --reverse 1,2 --batch in.csv -o "$OUT/x.csv"
    refused 2 'together' geocode Baku --reverse 1,2
    refused 2 'limit' geocode --batch in.csv --limit 3 -o "$OUT/x.csv"
}

# around LON,LAT NAME KIND MOST_KM
around() {
    succeeds geocode --reverse "$1"
    python3 - "$output" "$@" <<'PY'
import json, sys
f, = json.loads(sys.argv[1])["features"]
p = f["properties"]["geocoding"]
assert p["query"] == sys.argv[2] and p["name"] == sys.argv[3] and p["kind"] == sys.argv[4], p
assert 0 <= p["distance_km"] <= float(sys.argv[5]) and 0 <= p["bearing"] < 360, p
assert f["geometry"]["type"] == "Point" and "admin1" in p and "countrycode" in p
PY
}

@test "--reverse finds the nearest settlement, with distance and bearing" {
    around 44.5126,40.1777 Yerevan settlement 2
    around 46.75,39.75 Shusha settlement 2
    [[ $output == *'"countrycode":"AZ"'* && $output == *'"bearing":180'* ]]
    around 46.92,39.668 Taghavard settlement 0
    succeeds geocode --reverse 46.92,39.668 --lang ru -o "$OUT/answer.json"
    grep -q Тагавард "$OUT/answer.json"
    around -179.9,-16.8 Labasa settlement 100
    [[ $output == *'"countrycode":"FJ"'* ]]
}

@test "--reverse names the sea or the country where nobody lives" {
    around 50.8,41.5 'Caspian Sea' sea 0
    around 180,0 'Pacific Ocean' sea 0
    around -180,0 'Pacific Ocean' sea 0
    around 0,90 'Arctic Ocean' sea 0
    around 0,-90 Antarctica country 0
    around 0,25 Algeria country 0
}

@test "--reverse refuses what is no point" {
    for point in 44 44,91 44,-90.5 1e9,0 -181,0 a,b 1,2,3 '' , nan,0 inf,0; do
        refused 2 'reverse' geocode --reverse="$point"
    done
}

@test "-v tells the person what else it could have been" {
    succeeds geocode Martuni -v
    [[ $stderr == *"candidates"*" whole "*"Martuni"*"Martuni"* ]]
    succeeds geocode 'làng Taghavard' -v
    [[ $stderr == *" typed "*"hc:taghavard"* ]]
    succeeds geocode Martuni
    [ -z "$stderr" ]
    succeeds geocode San -v
    [ "$(grep -c '^  0' <<< "$stderr")" -le 10 ]
}
