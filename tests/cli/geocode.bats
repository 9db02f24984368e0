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

@test "the table of names resolves" {
    run check places "$DATELINE" "$TESTS/data/places.tsv" 0.95
    echo "$output" >&3
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
