load helper

@test "GeoJSON is what RFC 7946 and GIS programs want" {
    succeeds geojson "$KARABAKH" -o "$OUT/k.geojson"
    check geojson "$OUT/k.geojson" "$(python3 -c 'import csv,sys; print(len(list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))))' "$KARABAKH")"
    succeeds geojson three.csv -o "$OUT/t.geojson"
    check geojson "$OUT/t.geojson" 3
}

@test "GDAL sees dates, times and numbers as such" {
    needs ogrinfo
    succeeds geojson "$KARABAKH" -o "$OUT/k.geojson"
    check ogr-types "$OUT/k.geojson" start=Date end=Date time=DateTime time_end=DateTime \
        where_prec=Integer date_prec=Integer radius_km=Real confidence=Real title=String \
        date_edtf=String id=String n=Integer
}

@test "GDAL converts the GeoJSON without a warning" {
    needs ogr2ogr
    succeeds geojson "$KARABAKH" -o "$OUT/k.geojson"
    ogr2ogr -f GPKG "$OUT/k.gpkg" "$OUT/k.geojson" 2> warnings
    [ ! -s warnings ] || fail "$(cat warnings)"
}

@test "without -o the GeoJSON goes to standard output" {
    succeeds geojson three.csv
    dateline geojson three.csv -o "$OUT/t.geojson"
    [ "$output" = "$(cat "$OUT/t.geojson")" ]
}

round_trip() { # FILE FORMAT
    succeeds geojson "$1" -o "$OUT/first.geojson"
    succeeds geojson "$1" --format $2 -o "$OUT/other"
    succeeds geojson "$OUT/other" -o "$OUT/again.geojson"
    check same-events "$OUT/first.geojson" "$OUT/again.geojson"
    succeeds geojson "$OUT/other" --format $2 -o "$OUT/twice"
    [ $2 = geojson ] || cmp "$OUT/other" "$OUT/twice"
}

@test "what is written as GeoJSON is read back whole" { round_trip "$KARABAKH" geojson; }
@test "what is written as GeoJSON text sequence is read back whole" { round_trip "$KARABAKH" geojsonseq; }
@test "what is written as CSV is read back whole" { round_trip "$KARABAKH" csv; }
@test "what is written as JSON is read back whole" { round_trip "$KARABAKH" json; }

@test "awkward rows are read back whole in every format" {
    cat > odd.csv <<'CSV'
id,date,title,description,place,lat,lon,to_place,actor1,fatalities_low,fatalities_high,source_url,tags,priority,status,shade
1,2020-05~/..,"Quote "" and, comma","line one
line two",Ế Ộ,-0.000001,179.999999,Baku,"A; B",0,12,https://example.org/?a=1&b=2,x; y,2,claimed,green
2,XXXX-07-15,tab	and \ backslash,,,,,,,,,,,,planned,
3,-0044-03-15,Old,,Roma,41.9,-180,,,,,,,,,blue
"4, ""5""",2020-01-01T10:30:00+04:00,Clock,,Shusha,,,,,,,,,3,,
CSV
    for format in geojson geojsonseq csv json; do
        round_trip odd.csv $format
    done
}

@test "the output has the same bytes everywhere" {
    succeeds geojson "$KARABAKH" -o "$OUT/a"
    for threads in 1 7; do
        LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo dateline geojson "$KARABAKH" --threads $threads -o "$OUT/b"
        cmp "$OUT/a" "$OUT/b"
    done
}

@test "rows in are events and rejects" {
    printf 'date,title,place\n2023-02-30,a,Baku\n2023-02-03,b,Baku\n,,\nxx,c,Baku\n' > mixed.csv
    succeeds geojson mixed.csv -v -o "$OUT/m.geojson"
    check geojson "$OUT/m.geojson" 1
    grep -q '^mixed.csv:2:1: .*February 2023 has 28 days' <<< "$stderr"
    grep -q '^mixed.csv:5:1: ' <<< "$stderr"
}

@test "an unlocated event is kept, without a geometry" {
    printf 'date,title,place\n2023-02-03,a,Xyzzyqwerty\n' > nowhere.csv
    succeeds geojson nowhere.csv -o "$OUT/n.geojson"
    check geojson "$OUT/n.geojson" 1
    grep -q '"geometry":null' "$OUT/n.geojson"
    [[ $stderr == *"Xyzzyqwerty"* ]]
}

@test "separator, decimal comma, byte order mark and Vietnamese headers are understood" {
    printf '\xef\xbb\xbfngày;địa điểm;vĩ độ;kinh độ;tiêu đề\n15/7/2020;Baku;40,41;49,87;Một\n' > vi.csv
    succeeds geojson vi.csv -o "$OUT/v.geojson"
    grep -q '"coordinates":\[49.87,40.41\]' "$OUT/v.geojson"
    grep -q '"start":"2020-07-15"' "$OUT/v.geojson"
    printf 'дата\tместо\tширота\tдолгота\tзаголовок\n2020-07-15\tБаку\t40.41\t49.87\tРаз\n' > ru.tsv
    succeeds geojson ru.tsv -o "$OUT/r.geojson"
    grep -q '"coordinates":\[49.87,40.41\]' "$OUT/r.geojson"
}

@test "an export of ACLED is recognised" {
    cat > acled.csv <<'CSV'
event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp
AZE1,19 September 2023,2023,1,Political violence,Battles,Armed clash,A,,1,B,,1,11,,31,Caucasus,Azerbaijan,Khojaly,,,Askeran,39.94,46.83,2,Somebody,National,What happened,3,,1695686400
CSV
    succeeds geojson acled.csv -o "$OUT/a.geojson"
    grep -q '"kind":"clash"' "$OUT/a.geojson"
    grep -q '"start":"2023-09-19"' "$OUT/a.geojson"
    grep -q '"where_prec":2' "$OUT/a.geojson"
    grep -q '"fatalities":3' "$OUT/a.geojson"
}

@test "no path of the machine gets into the output" {
    succeeds geojson "$BATS_TEST_TMPDIR/three.csv" -o "$OUT/a.geojson"
    ! grep -q "$BATS_TEST_TMPDIR" "$OUT/a.geojson"
}
