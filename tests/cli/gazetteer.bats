load helper

# Rows of a GeoNames dump: id, name, alternates, lat, lon, class, code, country, unit,
# population.
gn() {
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t\t%s\t\t\t\t%s\t\t9\tAsia/Baku\t2020-01-01\n' \
        "$1" "$2" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "${10}"
}

dump() {
    {
        gn 900000001 'Zumrad District' '' 40.1 47.1 A ADM1 AZ 77 0
        gn 900000002 'Zumradkend' 'Зумрадкенд,Zumradkənd' 40.12 47.12 P PPL AZ 77 1200
        gn 900000003 'Zumrad Well' '' 40.13 47.12 H WLL AZ 77 0
        gn 900000004 'Zumrad Gap' '' 40.3 47.3 T PASS AZ 77 0
        gn 900000005 'Zumrad Nowhere' '' 400 47.3 P PPL AZ 77 0
    } > AZ.txt
}

layer() {
    cat > my.csv <<'CSV'
name,lat,lon,country,type,name_vi,aliases,desk notes
Zzyzxville,40.1234,46.5678,AZ,village,Gi-dích,"Zizix; Зизикс",ours
Qwertopol,41.5,44.25,Armenia,city,,,ours
CSV
}

# where QUERY LON LAT ID ARGS...: the one answer.
where() {
    local query=$1 lon=$2 lat=$3 id=$4
    shift 4
    succeeds geocode "$query" "$@"
    [[ $output == *"\"coordinates\":[$lon,$lat]"* ]] || fail "$query should be at $lon,$lat"
    [[ $output == *"\"place_id\":\"$id\""* ]] || fail "$query should be $id"
}

figures() { # JSON KEY=N...
    python3 - "$@" <<'PY'
import json, sys
got = json.loads(sys.argv[1])
for want in sys.argv[2:]:
    key, n = want.split("=")
    assert got[key] == int(n), (key, got[key], n)
assert got["rows"] == sum(got[k] for k in ("places", "names", "words", "rejected", "other", "retired")), got
PY
}

@test "a layer takes one command, and --gazetteer to use it" {
    layer
    succeeds gazetteer build --add my.csv -o "$OUT/my.bin"
    [[ $stderr == *"2 rows, 2 became places"*"places below"* ]]
    where Zzyzxville 46.5678 40.1234 my:zzyzxville --gazetteer "$OUT/my.bin"
    where Зизикс 46.5678 40.1234 my:zzyzxville --gazetteer "$OUT/my.bin"
    where Gi-dích 46.5678 40.1234 my:zzyzxville --gazetteer "$OUT/my.bin"
    where Qwertopol 44.25 41.5 my:qwertopol --gazetteer "$OUT/my.bin"
    [[ $output == *'"countrycode":"AM"'* ]]
    succeeds geocode Shusha --gazetteer "$OUT/my.bin"
    layered=$output
    succeeds geocode Shusha
    [ "$output" = "$layered" ]
    succeeds gazetteer check "$OUT/my.bin"
}

@test "DATELINE_GAZETTEER says it for all commands" {
    layer
    succeeds gazetteer build --add my.csv -o "$OUT/my.bin" -q
    [ -z "$stderr" ]
    export DATELINE_GAZETTEER=$OUT/my.bin
    where Zzyzxville 46.5678 40.1234 my:zzyzxville
    printf 'date,place,title\n2020-01-01,Zzyzxville,Talks\n' > events.csv
    succeeds geojson events.csv -q
    [[ $output == *46.5678*40.1234* ]]
}

@test "a layer goes on top of another" {
    layer
    printf 'name;lat;lon\nXyzzy Hamlet;40,5;46,5\n' > second.csv
    succeeds gazetteer build --add my.csv -o "$OUT/one.bin" -q
    succeeds gazetteer build --gazetteer "$OUT/one.bin" --add second.csv -o "$OUT/two.bin" -q
    where Zzyzxville 46.5678 40.1234 my:zzyzxville --gazetteer "$OUT/two.bin"
    where 'Xyzzy Hamlet' 46.5 40.5 second:xyzzy-hamlet --gazetteer "$OUT/two.bin"
}

@test "the gazetteer in use, put together again, is the same to the byte" {
    printf 'id\tnames\n' > nothing.tsv
    succeeds gazetteer build --add nothing.tsv -o "$OUT/a.bin" -q
    succeeds gazetteer build "$OUT/a.bin" -o "$OUT/b.bin" -q
    cmp "$OUT/a.bin" "$OUT/b.bin"
    cmp "$OUT/a.bin" "$(dirname "$DATELINE")/geodata/gazetteer.bin"
}

@test "a row of a layer adds to the place that is known by that name there" {
    printf 'name,lat,lon,name_vi\nShusha,39.7605,46.7495,Xu-xa-xu\n' > my.csv
    succeeds gazetteer build --add my.csv -o "$OUT/my.bin" --json
    figures "$output" rows=1 places=1 known=1
    where Xu-xa-xu 46.7495 39.7605 gn:147105 --gazetteer "$OUT/my.bin"
}

@test "a GeoNames dump with its alternate names, under any file name" {
    dump
    mv AZ.txt a.csv
    printf '1\t900000002\tvi\tDum-rát-ken\t1\t\t\t\t\t\n2\t5\ten\tElsewhere\t\t\t\t\t\t\n' > b.csv
    succeeds gazetteer build b.csv a.csv -o "$OUT/g.bin" --json
    figures "$output" rows=7 places=3 names=1 rejected=1 other=2 base=0
    [[ $stderr == *a.csv* && $stderr == *"latitude '400'"* ]]
    where Зумрадкенд 47.12 40.12 gn:900000002 --gazetteer "$OUT/g.bin"
    where Dum-rát-ken 47.12 40.12 gn:900000002 --gazetteer "$OUT/g.bin"
    where 'Zumrad Gap' 47.3 40.3 gn:900000004 --gazetteer "$OUT/g.bin"
    succeeds geocode Zumradkend --lang vi --gazetteer "$OUT/g.bin"
    [[ $output == *'"name":"Dum-rát-ken"'* ]]
    run --separate-stderr dateline geocode 'Zumrad Well' --gazetteer "$OUT/g.bin"
    [[ $output != *900000003* ]]
}

@test "a table of Who's On First" {
    {
        printf 'wof_id\tname\tplacetype\tcountry\tis_current\tlat\tlon\tgn_id\tpopulation\trepo_hier\tnames_json\n'
        printf '12\tGetapanzor\tlocality\tAM\t-1\t40.2\t44.2\t\t300\t\t"{""hye_x_preferred"": [""Գետափանզոր""], ""rus_x_variant"": [""Гетапанзор""]}"\n'
        printf '13\tGetgonezor\tlocality\tAM\t0\t40.2\t44.2\t\t\t\t\n'
    } > wof.tsv
    succeeds gazetteer build --add wof.tsv -o "$OUT/w.bin" --json
    figures "$output" rows=2 places=1 retired=1
    where Գետափանզոր 44.2 40.2 wof:12 --gazetteer "$OUT/w.bin"
    where Гетапанзор 44.2 40.2 wof:12 --gazetteer "$OUT/w.bin"
    [[ $output == *"Who's On First"* ]]
}

@test "several forms make one file" {
    dump
    layer
    printf 'id\tkind\tname\tlat\tlon\tnames\nhc:q\tregion\tQarkuin\t40\t46\tru:Каркуин\n' > own.tsv
    succeeds gazetteer build own.tsv AZ.txt my.csv -o "$OUT/all.bin" --json
    figures "$output" rows=8 places=6 rejected=1 other=1
    where Каркуин 46 40 hc:q --gazetteer "$OUT/all.bin"
    where Zzyzxville 46.5678 40.1234 my:zzyzxville --gazetteer "$OUT/all.bin"
    where Zumradkend 47.12 40.12 gn:900000002 --gazetteer "$OUT/all.bin"
}

@test "the licence line is kept, and shown with answers, maps and tiles" {
    layer
    succeeds gazetteer build --add my.csv --licence 'Names: Desk X, CC BY 4.0' -o "$OUT/my.bin" -q
    succeeds geocode Zzyzxville --gazetteer "$OUT/my.bin"
    [[ $output == *'"attribution":"GeoNames'*'Names: Desk X, CC BY 4.0"'* ]]
    succeeds gazetteer info -v --gazetteer "$OUT/my.bin"
    [[ $output == *'Names: Desk X, CC BY 4.0'* ]]
    succeeds map three.csv --gazetteer "$OUT/my.bin" -o "$OUT/map.svg" --layout "$OUT/map.json" -q
    python3 -c 'import json; print(json.load(open("out/map.json")))' | grep -q 'Desk X'
    succeeds tiles three.csv --gazetteer "$OUT/my.bin" -z 0 -o "$OUT/tiles" -q
    grep -rq 'Desk X' "$OUT/tiles"
    { echo '# licence: Names: Desk Y, CC0'; cat my.csv; } > remark.csv
    succeeds gazetteer build --gazetteer "$OUT/my.bin" --add remark.csv -o "$OUT/two.bin" -q
    succeeds geocode Zzyzxville --gazetteer "$OUT/two.bin"
    [[ $output == *'Desk X, CC BY 4.0; Names: Desk Y, CC0"'* ]]
}

@test "rows that cannot be used are listed, at most twenty, and counted" {
    { echo name,lat,lon; echo Zzyzxville,40,46; for i in {1..25}; do echo "Bad $i,,46"; done; } > bad.csv
    succeeds gazetteer build --add bad.csv -o "$OUT/b.bin"
    [[ $stderr == *"bad.csv:3:7: no latitude"* ]]
    [ "$(grep -c 'no latitude' <<< "$stderr")" -eq 20 ]
    [[ $stderr == *"and 5 more"*"26 rows, 1 became places, 25 rejected"* ]]
    succeeds gazetteer build --add bad.csv -o "$OUT/b.bin" --json
    figures "$output" rows=26 places=1 rejected=25
    python3 -c 'import json, sys; [json.loads(l) for l in sys.argv[1].splitlines()]' "$stderr"
}

@test "--strict makes them errors, and nothing is written" {
    printf 'name,lat,lon\nGood,1,2\nBad,x,2\n' > bad.csv
    refused 3 "bad.csv:3:5: 'x' is no latitude" gazetteer build --strict --add bad.csv -o "$OUT/b.bin"
}

@test "the project's own tables fail at the first fault" {
    printf 'id\tkind\tname\tlat\tlon\nx:1\tsettlement\tA\t95\t2\n' > own.tsv
    refused 3 "own.tsv:2:.*lat '95'" gazetteer build own.tsv -o "$OUT/b.bin"
    printf 'id\tkind\tname\tlat\tlon\tcountry\tpopultion\n' > own.tsv
    refused 3 "did you mean 'population'" gazetteer build own.tsv -o "$OUT/b.bin"
}

@test "a table without a usable row is refused" {
    printf 'name,lat,lon\nBad,x,2\n' > bad.csv
    refused 3 "bad.csv:2:5: no row could be used" gazetteer build --add bad.csv -o "$OUT/b.bin"
    printf 'name,lat,lon\n' > bad.csv
    refused 3 "no rows" gazetteer build --add bad.csv -o "$OUT/b.bin"
    gn 1 Well '' 40 47 H WLL AZ '' 0 > bad.csv
    refused 3 "no row is of a kind" gazetteer build --add bad.csv -o "$OUT/b.bin"
}

@test "what is no table of places is refused with what could be read" {
    echo 'Dear editors, here are the villages:' > letter.txt
    refused 3 "GeoNames dump.*Who's On First.*name, lat and lon" gazetteer build --add letter.txt -o "$OUT/b.bin"
    printf 'name,where\nA,B\n' > half.csv
    refused 3 'no column for the latitude' gazetteer build --add half.csv -o "$OUT/b.bin"
    printf 'PK\003\004xxxx' > AZ.zip
    refused 3 'unpack it' gazetteer build --add AZ.zip -o "$OUT/b.bin"
    head -c 100000 /dev/urandom > noise
    printf '\0' | cat - noise > noise2
    refused 3 '' gazetteer build --add noise2 -o "$OUT/b.bin"
    refused 6 'missing.csv' gazetteer build --add missing.csv -o "$OUT/b.bin"
}

@test "a damaged gazetteer is refused, as input and in use" {
    layer
    succeeds gazetteer build my.csv -o "$OUT/my.bin" -q
    head -c 300 "$OUT/my.bin" > cut.bin
    refused 5 'cut short' gazetteer build --gazetteer cut.bin --add my.csv -o "$OUT/b.bin"
    refused 5 'cut short' gazetteer build cut.bin my.csv -o "$OUT/b.bin"
    python3 - <<'PY'
d = bytearray(open("out/my.bin", "rb").read())
d[-5] ^= 0x55
open("flipped.bin", "wb").write(d)
PY
    refused 5 'damaged|checksum' gazetteer build flipped.bin my.csv -o "$OUT/b.bin"
    refused 5 'there is no' geocode Baku --gazetteer missing.bin
}

@test "a hundred thousand rows take seconds" {
    python3 - <<'PY'
with open("big.csv", "w") as f:
    f.write("name,lat,lon,names\n")
    for i in range(100000):
        f.write(f"Same Name,{i % 170 - 85}.{i % 97},{i % 350 - 175}.5,Other {i}|Third\n")
PY
    SECONDS=0
    succeeds gazetteer build big.csv -o "$OUT/big.bin" --json
    figures "$output" rows=100000 places=100000
    [ "$SECONDS" -lt 60 ]
}
