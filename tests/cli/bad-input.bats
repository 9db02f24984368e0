load helper

# Whatever is wrong, there is one clear message, the right exit code, and no file
# that was not there before. The verbs share their reading, so most cases go
# through map and some through each of the others.

bad() { # CODE PATTERN FILE
    local ext
    for ext in png svg pdf; do
        refused "$1" "$2" map "$3" -o "$OUT/m.$ext" --layout "$OUT/l.json"
    done
    refused "$1" "$2" tiles "$3" --zoom 0-2 -o "$OUT/t"
    refused "$1" "$2" tiles "$3" --zoom 0-2 -o "$OUT/t.mbtiles"
    refused "$1" "$2" slides "$3" -o "$OUT/s.pdf"
    refused "$1" "$2" slides "$3" -o "$OUT/frames"
}

unreadable() { # CODE PATTERN FILE: also for geojson, which draws nothing
    bad "$@"
    refused "$1" "$2" geojson "$3" -o "$OUT/o.geojson"
    refused "$1" "$2" geojson "$3"
}

# ---- files of events ---------------------------------------------------------

@test "a missing file" { unreadable 6 "cannot open 'none.csv'.*no such file" none.csv; }
@test "a directory in place of a file" { unreadable 6 "is a directory" "$BATS_TEST_TMPDIR"; }

@test "a file that may not be read" {
    [ "$(id -u)" -ne 0 ] || skip "root may read everything"
    chmod 0 three.csv
    unreadable 6 "permission denied" three.csv
}

@test "an empty file" {
    : > empty.csv
    unreadable 3 "the file is empty" empty.csv
    printf ' \n\n' > blank.csv
    unreadable 3 "blank.csv" blank.csv
}

@test "a binary file" {
    head -c 5000 "$DATELINE" > binary.csv
    unreadable 3 "binary|not" binary.csv
    printf '\x89PNG\r\n\x1a\n0000' > picture.csv
    unreadable 3 "picture" picture.csv
}

@test "JSON that is cut off" {
    printf '[{"date":"2020-01-01","title":"a","place":"Baku"},{"date":"2020-0' > cut.json
    unreadable 3 "cut.json:1:59: .*cut off" cut.json
    printf '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[44,' > cut.geojson
    unreadable 3 "cut.geojson:1:104: " cut.geojson
}

@test "JSON ten thousand levels deep" {
    python3 -c 'print("[" * 10000 + "]" * 10000)' > deep.json
    unreadable 7 "deep.json:1:65: .*deeper" deep.json
    python3 -c 'print("{\"a\":" * 10000 + "1" + "}" * 10000)' > objects.json
    unreadable 7 "deeper" objects.json
    python3 -c 'print("[" * 10000)' > open.json
    unreadable 7 "deeper" open.json
    python3 -c 'print("{\"type\":\"FeatureCollection\",\"features\":" + "[" * 10000)' > deep.geojson
    unreadable 7 "deeper" deep.geojson
}

@test "text that is not UTF-8" {
    printf 'date,title,lat,lon\n2020-01-01,caf\xe9,40,44\n' > latin.csv
    unreadable 3 "latin.csv:2:15: .*UTF-8" latin.csv
    printf '[{"date":"2020-01-01","title":"\xc0\x80"}]' > latin.json
    unreadable 3 "latin.json:1:32: .*UTF-8" latin.json
    printf 'date,title,place\n2020-01-01,\xed\xa0\x80,Baku\n' > surrogate.csv
    unreadable 3 "UTF-8" surrogate.csv
}

@test "a field of a million bytes" {
    python3 -c 'print("date,title,lat,lon\n2020-01-01," + "x" * (1 << 20) + ",40,44")' > field.csv
    unreadable 7 "field.csv:2:12: .*65536" field.csv
    python3 -c 'print("date,title,lat,lon\n2020-01-01,\"" + "x" * (1 << 20) + "\",40,44")' > quoted.csv
    unreadable 7 "quoted.csv:2:12: " quoted.csv
}

@test "a field of a million bytes in JSON is refused like one in CSV" {
    python3 -c 'print("[{\"date\":\"2020-01-01\",\"title\":\"" + "x" * (1 << 20) + "\",\"lat\":40,\"lon\":44}]")' > field.json
    run --separate-stderr dateline map field.json -o "$OUT/m.svg"
    [[ $status == [37] ]] || fail "it should be refused"
    [ -z "$(ls "$OUT")" ]
}

@test "a quote that is never closed" {
    printf 'date,title,place\n2020-01-01,"a,Baku\n' > quote.csv
    unreadable 3 "quote.csv:2:12: .*never closed" quote.csv
}

@test "a table without any column that is known" {
    printf 'foo,bar\n1,2\n' > foreign.csv
    unreadable 3 "foreign.csv:1:1: .*foo, bar" foreign.csv
}

@test "latitude 91" {
    printf 'date,title,lat,lon\n2020-01-01,a,91,44\n' > far.csv
    unreadable 3 "far.csv:2:14: .*91.*-90..90" far.csv
    printf '[{"date":"2020-01-01","title":"a","lat":40,"lon":1e300}]' > far.json
    unreadable 3 "far.json:1:" far.json
}

@test "latitude and longitude swapped" {
    printf 'date,title,lat,lon\n2020-01-01,a,140.5,40\n' > swapped.csv
    unreadable 3 "swapped.csv:2:14: .*swapped" swapped.csv
}

@test "latitude and longitude swapped within range are noticed by the place" {
    cat > swapped.csv <<'CSV'
date,title,place,country,lat,lon
2020-01-01,a,Yerevan,Armenia,44.51,40.18
2020-01-02,b,Baku,Azerbaijan,49.87,40.41
CSV
    run --separate-stderr dateline geojson swapped.csv -o "$OUT/o.geojson"
    [[ $stderr == *swapped* ]] || fail "it should say that they look swapped"
}

@test "coordinates that are no numbers" {
    for value in nan NaN inf -Infinity 1e999 0x28 banana; do
        printf 'date,title,lat,lon\n2020-01-01,a,%s,44\n' $value > nan.csv
        unreadable 3 "nan.csv:2:14: " nan.csv
    done
    printf '[{"date":"2020-01-01","title":"a","lat":NaN,"lon":44}]' > nan.json
    unreadable 3 "nan.json:1:" nan.json
}

@test "a day that does not exist" {
    printf 'date,title,place\n2023-02-30,a,Baku\n' > day.csv
    unreadable 3 "day.csv:2:1: .*February 2023 has 28 days" day.csv
    printf 'date,title,place\n2023-13-01,a,Baku\n' > month.csv
    unreadable 3 "month.csv:2:1: " month.csv
    printf 'date,title,place\n2023-05-01/2022-05-01,a,Baku\n' > order.csv
    unreadable 3 "order.csv:2:1: .*before" order.csv
}

@test "an unknown column is named, with the nearest known one, and kept" {
    printf 'date,titel,title,place,hat\n2020-01-01,x,a,Baku,red\n' > column.csv
    succeeds geojson column.csv -o "$OUT/o.geojson"
    [[ $stderr == *"column 'titel' is not known (did you mean 'title'?)"* ]]
    [[ $stderr == *"column 'hat' is not known"* ]]
    grep -q red "$OUT/o.geojson"
}

@test "an unknown place is named; with --strict it is an error" {
    printf 'date,title,place\n2020-01-01,a,Xyzzyqwerty\n2020-01-02,b,Baku\n' > place.csv
    succeeds map place.csv -o "$OUT/m.png"
    [[ $stderr == *"place.csv:2: no such place 'Xyzzyqwerty'"* ]]
    rm "$OUT/m.png"
    bad_strict 4 "place.csv:2: no such place 'Xyzzyqwerty'" place.csv
}

bad_strict() {
    refused "$1" "$2" map "$3" --strict -o "$OUT/m.png"
    refused "$1" "$2" geojson "$3" --strict
    refused "$1" "$2" tiles "$3" --strict --zoom 0-1 -o "$OUT/t"
    refused "$1" "$2" slides "$3" --strict -o "$OUT/s.pdf"
}

@test "a bad row is named; with --strict it is an error" {
    printf 'date,title,place\n2020-02-30,a,Baku\n2020-01-02,b,Baku\n' > row.csv
    succeeds map row.csv -o "$OUT/m.png"
    [[ $stderr == *"row.csv:2:1: there is no day 30"* ]]
    rm "$OUT/m.png"
    bad_strict 3 "row.csv:2:1: there is no day 30" row.csv
}

@test "nothing that can be drawn" {
    printf 'date,title,place\n2020-01-01,a,Xyzzyqwerty\n' > place.csv
    bad 4 "no such place|nothing to draw" place.csv
    printf '{"type":"FeatureCollection","features":[]}' > none.geojson
    bad 4 "nothing to draw" none.geojson
    refused 4 "nothing to draw" map three.csv --during 2030 -o "$OUT/m.png"
}

@test "hostile JSON neither hangs nor crashes" {
    python3 - <<'PY'
import json
open("many.json", "w").write("[" + ",".join("{}" for _ in range(20000)) + "]")
open("keys.json", "w").write("[{" + ",".join('"k%d":1' % i for i in range(20000)) + "}]")
open("big.json", "w").write('[{"date":"2020-01-01","title":"a","lat":1' + "0" * 5000 + ',"lon":1}]')
open("nul.json", "w").write('[{"date":"2020-01-01","title":"a\\u0000b","lat":1,"lon":1}]')
open("ring.geojson", "w").write(json.dumps({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"date": "2020", "title": "a"},
     "geometry": {"type": "Polygon", "coordinates": c}}
    for c in ([], [[]], [[[1, 2]]], [[1, 2]], [[[1]]], [[["a", "b"]]], [[[1, 2], [3, 4], [1, 2]]], None, 5)]}))
PY
    for f in many.json keys.json big.json nul.json ring.geojson; do
        run --separate-stderr timeout 20 "$DATELINE" map $f -o "$OUT/m.svg"
        [[ $status == [0347] ]] || fail "$f ends with $status"
        rm -f "$OUT/m.svg"
    done
}

# ---- outputs -----------------------------------------------------------------

@test "an output that cannot be made" {
    for o in "$OUT/none/m.png" /proc/m.png three.csv/m.png; do
        refused 6 "cannot write '$o'" map three.csv -o "$o"
    done
    refused 6 "cannot write" geojson three.csv -o "$OUT/none/o.geojson"
    refused 6 "cannot write" tiles three.csv --zoom 0 --box 44,39,47,41 -o "$OUT/none/t.mbtiles"
    refused 6 "cannot" tiles three.csv --zoom 0-1 --box 44,39,47,41 -o /proc/t
    refused 6 "cannot" slides three.csv -o /proc/frames
    refused 6 "cannot" slides three.csv -o "$OUT/none/s.pdf"
}

@test "a layout report that cannot be written leaves no picture" {
    refused 6 "cannot write" map three.csv -o "$OUT/m.png" --layout "$OUT/none/l.json"
}

@test "a directory where one may not write" {
    mkdir "$OUT/locked"
    chmod 500 "$OUT/locked"
    if [ "$(id -u)" -ne 0 ]; then
        refused 6 "permission denied" map three.csv -o "$OUT/locked/m.png"
        return
    fi
    needs setpriv
    chmod 755 "$BATS_RUN_TMPDIR" "$BATS_TEST_TMPDIR" 2> /dev/null
    as_nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
    as_nobody "$DATELINE" --version > /dev/null 2>&1 || skip "nobody may not run the command"
    as_nobody test -r "$BATS_TEST_TMPDIR/three.csv" || skip "nobody may not read the test's directory"
    for o in "map -o $OUT/locked/m.png" "tiles --zoom 0-1 -o $OUT/locked/t" "tiles --zoom 0-1 -o $OUT/locked/t.mbtiles" \
             "slides -o $OUT/locked/s.pdf" "slides -o $OUT/locked/frames" "geojson -o $OUT/locked/o.geojson"; do
        run --separate-stderr as_nobody "$DATELINE" ${o%% *} three.csv ${o#* }
        [ "$status" -eq 6 ] || fail "$o"
        [ -z "$(ls -A "$OUT/locked")" ]
    done
}

@test "an output of an unknown kind" {
    refused 2 "png, .svg or .pdf" map three.csv -o "$OUT/m.bmp"
    refused 2 "png, .svg or .pdf" map three.csv -o "$OUT/m"
    refused 2 "png, .svg or .pdf" map three.csv -o "$OUT/"
    refused 2 "pdf or into a directory" slides three.csv -o "$OUT/s.pptx"
    refused 2 "say where" map three.csv
    refused 2 "say where" tiles three.csv
    refused 2 "say where" slides three.csv
}

# A device of our own: whoever replaces it by a file hurts nobody.
full_device() {
    FULL=/dev/full
    if [ "$(id -u)" -eq 0 ]; then
        FULL=$BATS_TEST_TMPDIR/full
        mknod "$FULL" c 1 7 2> /dev/null || skip "no device can be made here"
        ! echo x 2> /dev/null > "$FULL" || skip "devices do not work here"
    fi
}

@test "a full disk, when writing to a device" {
    full_device
    for f in png svg pdf; do
        refused 6 "disk is full" map three.csv --format $f -o "$FULL"
    done
    refused 6 "disk is full" geojson three.csv -o "$FULL"
    refused 6 "disk is full" slides three.csv --format pdf -o "$FULL"
    [ -c "$FULL" ]
}

@test "a device or a pipe is never replaced by a file" {
    [ "$(id -u)" -ne 0 ] || full_device
    mkfifo "$OUT/pipe.mbtiles"
    for o in "$OUT/pipe.mbtiles" ${FULL:+"$FULL"}; do
        run --separate-stderr dateline tiles three.csv --zoom 0-1 --format mbtiles -o "$o"
        [ ! -f "$o" ] || fail "$o is a file now"
        run --separate-stderr dateline tiles three.csv --zoom 0-1 --format xyz -o "$o"
        [ ! -d "$o" ] || fail "$o is a directory now"
        run --separate-stderr dateline slides three.csv --size 640x480 --format frames -o "$o"
        [ ! -d "$o" ] || fail "$o is a directory now"
    done
}

teardown() {
    if [ -n "$MOUNTED" ]; then umount "$MOUNTED"; fi
    chmod -R u+w "$BATS_TEST_TMPDIR"
}

@test "a full disk, when writing files" {
    [ "$(id -u)" -eq 0 ] || skip "only root can mount"
    mkdir "$OUT/disk"
    mount -t tmpfs -o size=16k tmpfs "$OUT/disk" 2> /dev/null || skip "mounting is not allowed here"
    MOUNTED=$OUT/disk
    for o in "map -o $MOUNTED/m.png" "map -o $MOUNTED/m.svg" "map -o $MOUNTED/m.pdf" "slides -o $MOUNTED/s.pdf" \
             "slides -o $MOUNTED/frames" "tiles --zoom 0-6 -o $MOUNTED/t" "tiles --zoom 0-6 -o $MOUNTED/t.mbtiles"; do
        refused 6 "full" ${o%% *} three.csv ${o#* }
        [ -z "$(ls -A "$MOUNTED")" ] || fail "$o leaves $(ls -A "$MOUNTED")"
    done
}

foreign() { # a directory with what is somebody's own
    mkdir -p "$1/sub"
    echo precious > "$1/mine.txt"
    echo precious > "$1/sub/x.png"
}

@test "slides do not delete the files of others" {
    foreign "$OUT/d"
    for o in "$OUT/d" "$OUT/d/"; do
        run --separate-stderr dateline slides three.csv --size 640x480 -o "$o"
        [ "$(cat "$OUT/d/mine.txt" "$OUT/d/sub/x.png")" = "precious
precious" ] || fail "the files are gone: $(all_files)"
    done
}

@test "tiles do not delete the files of others" {
    foreign "$OUT/d"
    refused 2 "other files" tiles three.csv --zoom 0-1 -o "$OUT/d"
    [ "$(cat "$OUT/d/mine.txt" "$OUT/d/sub/x.png")" = "precious
precious" ]
}

@test "a file is not replaced by a directory" {
    echo precious > "$OUT/f"
    run --separate-stderr dateline slides three.csv --size 640x480 --format frames -o "$OUT/f"
    [[ $status == [26] ]] || fail "slides replace a file by a directory"
    [ "$(cat "$OUT/f")" = precious ]
    refused 2 "is a file" tiles three.csv --zoom 0-1 --format xyz -o "$OUT/f"
    [ "$(cat "$OUT/f")" = precious ]
}

@test "a directory is not replaced by a file" {
    foreign "$OUT/d.mbtiles"
    foreign "$OUT/d.png"
    foreign "$OUT/d.pdf"
    refused 2 "is a directory" tiles three.csv --zoom 0-1 -o "$OUT/d.mbtiles"
    refused 6 "directory" map three.csv -o "$OUT/d.png"
    refused 6 "directory" slides three.csv -o "$OUT/d.pdf"
    [ -e "$OUT/d.mbtiles/mine.txt" ] && [ -e "$OUT/d.png/mine.txt" ] && [ -e "$OUT/d.pdf/mine.txt" ]
}

@test "a symbolic link to a directory of others is left alone" {
    foreign "$OUT/d"
    ln -s d "$OUT/link"
    run --separate-stderr dateline slides three.csv --size 640x480 -o "$OUT/link"
    [ -e "$OUT/d/mine.txt" ] && [ -L "$OUT/link" ] || fail "the link is gone"
}

# ---- options -----------------------------------------------------------------

map_refuses() { # CODE PATTERN OPTIONS...
    local code=$1 pattern=$2
    shift 2
    refused "$code" "$pattern" map three.csv -o "$OUT/m.png" "$@"
}

@test "sizes that cannot be" {
    map_refuses 2 "--size wants WxH" --size 0x0
    map_refuses 2 "--size wants WxH" --size -5x10
    map_refuses 2 "--size wants WxH" --size 640
    map_refuses 2 "--size wants WxH" --size 640x480x3
    map_refuses 2 "--size wants WxH" --size 99999999999999999999x10
    map_refuses 7 "at most 16384" --size 99999x99999
    map_refuses 7 "at most 16384" --size 640x480 --scale 100
    map_refuses 2 "at least" --size 1x1
    map_refuses 2 "--scale wants N" --scale 0
    map_refuses 2 "--scale wants N" --scale nan
    map_refuses 2 "--scale wants N" --scale=-1
    refused 7 "at most 16384" slides three.csv -o "$OUT/s.pdf" --size 99999x99999
    refused 2 "" tiles three.csv --content png -o "$OUT/t" --tile-size 300
    refused 2 "" tiles three.csv --content png -o "$OUT/t" --scale 1000
}

@test "boxes that cannot be" {
    for box in 1,2,3 1,2,3,4,5 44,42,48,40 44,38,44,40 nan,38,44,40 44,-91,48,40 -181,38,44,40 a,b,c,d ''; do
        map_refuses 2 "--box wants W,S,E,N" --box="$box"
        refused 2 "--box wants W,S,E,N" tiles three.csv -o "$OUT/t" --box="$box"
    done
}

@test "names that do not exist" {
    map_refuses 4 "did you mean 'newsroom-light'" --style newsroom-lihgt
    map_refuses 4 "no style 'xyzzy'; there are: .*newsroom-light" --style xyzzy
    map_refuses 4 "did you mean 'desktop'" --preset destkop
    map_refuses 4 "no language 'xx'; there are: .*vi" --lang xx
    map_refuses 2 "projection 'xyzzy'" --projection xyzzy
    map_refuses 2 "projection" --projection +proj=xyzzy
    map_refuses 6 "none.json" --style none.json
    refused 4 "no style" tiles three.csv -o "$OUT/t" --style xyzzy
    refused 4 "no style" slides three.csv -o "$OUT/s.pdf" --style xyzzy
}

@test "names of languages and styles are no paths" {
    map_refuses 4 "no language" --lang ../../etc/passwd
    map_refuses 4 "no language" --lang ../words/vi
    map_refuses 4 "no preset" --preset ../presets
}

@test "dates and numbers that cannot be" {
    map_refuses 2 "cannot read date 'banana'" --during banana
    map_refuses 2 "before the start" --during 2030/2020
    map_refuses 2 "--threads wants N" --threads 0
    map_refuses 2 "--threads wants N" --threads many
    refused 2 "--zoom wants" tiles three.csv -o "$OUT/t" --zoom 5-3
    refused 2 "zoom" tiles three.csv -o "$OUT/t" --zoom 0-30
    refused 2 "--zoom wants" tiles three.csv -o "$OUT/t" --zoom -1
    refused 7 "tiles are more than" tiles three.csv -o "$OUT/t" --zoom 0-22
    refused 2 "--limit wants N" geocode Baku --limit 0
}

@test "a style document with an error says where" {
    good=$(dirname "$DATELINE")/styles/newsroom-light.json
    head -c 300 "$good" > cut.json
    map_refuses 3 "cut.json:[0-9]+:[0-9]+: " --style cut.json
    printf '{\n  "style": "x",\n  "tpyes": {}\n}\n' > typo.json
    map_refuses 3 "typo.json:3:[0-9]+: .*'tpyes'; did you mean 'types'" --style typo.json
    echo '[]' > array.json
    map_refuses 3 "array.json:1:1" --style array.json
    python3 - "$good" <<'PY'
import re, sys
text = open(sys.argv[1]).read()
at = re.search(r'"#[0-9a-fA-F]{6}"', text)
open("color.json", "w").write(text[:at.start()] + '"#12345g"' + text[at.end():])
open("line", "w").write(str(text[:at.start()].count("\n") + 1))
PY
    map_refuses 3 "color.json:$(cat line):[0-9]+: .*color" --style color.json
    python3 -c 'print("[" * 10000)' > deep.json
    map_refuses 7 "deep.json" --style deep.json
}

@test "geodata and styles that are not there or damaged" {
    map_refuses 5 "gazetteer" --geodata "$OUT/none"
    mkdir geo
    geo=$(dirname "$DATELINE")/geodata
    cp "$geo/basemap.bin" geo
    head -c 100000 "$geo/gazetteer.bin" > geo/gazetteer.bin
    printf 'date,title,place\n2020-01-01,a,Baku\n' > place.csv
    refused 5 "gazetteer" map place.csv --geodata geo -o "$OUT/m.png"
    cp "$geo/gazetteer.bin" geo
    head -c 100000 "$geo/basemap.bin" > geo/basemap.bin
    map_refuses 5 "base ?map" --geodata geo
    head -c 1000000 /dev/zero > geo/basemap.bin
    map_refuses 5 "base ?map" --geodata geo
    run --separate-stderr dateline map three.csv -o "$OUT/m.png" --styles "$OUT/none"
    [[ $status == [456] ]]
}

# ---- errors for programs -----------------------------------------------------

json_error() { # CODE STATUS LINE ARGS...
    local code=$1 name=$2 line=$3
    shift 3
    run --separate-stderr dateline "$@" --json
    [ "$status" -eq "$code" ] || fail "$*"
    printf '%s\n' "$stderr" > err
    check error-json err "$name" "$line"
}

@test "with --json an error is one object on stderr" {
    json_error 6 io 0 map none.csv -o "$OUT/m.png"
    json_error 2 usage 0 map three.csv --size 0x0 -o "$OUT/m.png"
    json_error 2 usage 0 mpa
    json_error 4 not-found 0 geocode Xyzzyqwerty
    printf '[{"date":"2020-01-01",\n"title"' > cut.json
    json_error 3 input 2 map cut.json -o "$OUT/m.png"
}

@test "with --json a rejected row is part of the one object" {
    printf 'date,title,place\n2020-02-30,a,Baku\n' > row.csv
    json_error 3 input 2 map row.csv -o "$OUT/m.png" --strict
    json_error 3 input 2 map row.csv -o "$OUT/m.png"
}

# ---- interruption ------------------------------------------------------------

interrupted() { # SECONDS ARGS...
    local wait=$1 before pid code=0
    shift
    before=$(all_files)
    "$DATELINE" "$@" > /dev/null 2>&1 &
    pid=$!
    sleep "$wait"
    kill -INT $pid 2> /dev/null || skip "too fast to be interrupted"
    { sleep 10; kill -KILL $pid; } > /dev/null 2>&1 3>&- &
    wait $pid || code=$?
    kill $! 2> /dev/null || true
    [ $code -eq 130 ] || fail "$* ends with $code"
    [ "$(all_files)" = "$before" ] || fail "$* leaves $(all_files)"
}

@test "interrupted tiles leave nothing behind" {
    interrupted 0.3 tiles "$KARABAKH" --zoom 0-15 -o "$OUT/t"
    interrupted 0.3 tiles "$KARABAKH" --zoom 0-15 -o "$OUT/t.mbtiles"
    interrupted 0.3 tiles "$KARABAKH" --zoom 0-13 --content png -o "$OUT/p"
}

@test "interrupted slides leave nothing behind" {
    interrupted 0.3 slides "$KARABAKH" --scale 2 -o "$OUT/frames"
    interrupted 0.3 slides "$KARABAKH" --cumulative -o "$OUT/s.pdf"
}

@test "an interrupted map leaves nothing behind" {
    python3 - > many.csv <<'PY'
print("date,title,place,lat,lon")
for i in range(20000):
    print("2020-01-%02d,event %d,spot %d,%f,%f" % (i % 28 + 1, i, i, 38 + i * 7919 % 400 / 100, 43 + i * 104729 % 800 / 100))
PY
    interrupted 0.5 map many.csv --size 4000x4000 -o "$OUT/m.png"
}

@test "an interrupt is heard while standard input is awaited" {
    mkfifo pipe
    sleep 20 > pipe &
    feeder=$!
    "$DATELINE" map - -o "$OUT/m.png" < pipe > /dev/null 2>&1 &
    pid=$!
    sleep 0.3
    kill -INT $pid
    sleep 0.5
    alive=0
    kill -0 $pid 2> /dev/null && alive=1
    kill $feeder
    code=0
    wait $pid || code=$?
    [ $alive -eq 0 ] || fail "it goes on waiting"
    [ $code -eq 130 ] || fail "it ends with $code"
}
