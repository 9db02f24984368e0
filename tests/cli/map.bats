load helper

@test "a map is a PNG with its color space and resolution" {
    succeeds map "$KARABAKH" --size 1200x800 -o "$OUT/m.png"
    check png-chunks "$OUT/m.png" 1200 800 2835
    succeeds map three.csv --size 640x480 --scale 2 -o "$OUT/n.png"
    check png-chunks "$OUT/n.png" 1280 960 5669
}

@test "a map has the size of its preset" {
    for size in mobile:640:800 desktop:1280:960 og:1200:630 social-1x1:1080:1080 slide:1920:1080; do
        IFS=: read -r preset w h <<< "$size"
        succeeds map three.csv --preset $preset -o "$OUT/m.png"
        check png-size "$OUT/m.png" $w $h
    done
}

@test "an SVG has the layers and the live text that an artist wants" {
    for lang in en vi ru; do
        succeeds map "$KARABAKH" --size 1200x800 --lang $lang --title 'Ế Ộ Ữ Ặ & <ẫ>' \
            -o "$OUT/m.svg" --layout "$OUT/l.json"
        check svg "$OUT/m.svg" "$OUT/l.json"
    done
}

@test "an SVG of the region is small" {
    succeeds map "$KARABAKH" --size 1200x800 -o "$OUT/m.svg"
    size=$(stat -c %s "$OUT/m.svg")
    [ "$size" -lt 450000 ] || fail "$size bytes"
}

@test "--outline-text leaves no live text in an SVG" {
    succeeds map three.csv --size 640x480 --outline-text -o "$OUT/m.svg"
    check svg-outlined "$OUT/m.svg"
}

@test "other programs draw the SVG" {
    needs rsvg-convert
    succeeds map three.csv --size 640x480 -o "$OUT/m.svg"
    rsvg-convert "$OUT/m.svg" -o "$OUT/m.png"
    check png-size "$OUT/m.png" 640 480
}

@test "an SVG asks nothing of the network" {
    succeeds map "$KARABAKH" --size 1200x800 -o "$OUT/m.svg"
    ! grep -E '(href|src|url)[=(]["'\'']?(https?|//)' "$OUT/m.svg"
}

@test "what is in a file cannot break out of an SVG" {
    printf 'date,title,lat,lon,id\n2020-01-01,"</text><script>alert(1)</script> & ""q"" ]]>",40,44,"<a id=""x"">"\n' > evil.csv
    succeeds map evil.csv --size 640x480 --title '<script>' -o "$OUT/m.svg" --layout "$OUT/l.json"
    check svg "$OUT/m.svg" "$OUT/l.json"
}

@test "a PDF has its fonts embedded" {
    needs pdffonts pdfinfo
    succeeds map three.csv --lang vi --title 'Ế Ộ Ữ Ặ ẫ ỹ g' -o "$OUT/m.pdf"
    check pdf-fonts "$OUT/m.pdf"
    [ "$(pdfinfo "$OUT/m.pdf" | awk '/^Pages/ { print $2 }')" = 1 ]
    pdfinfo "$OUT/m.pdf" | grep -q '^Title: *Ế Ộ Ữ Ặ ẫ ỹ g'
}

@test "text comes out of a PDF in whole lines" {
    needs pdftotext
    for lang in en vi ru; do
        succeeds map "$KARABAKH" --size 1200x800 --lang $lang -o "$OUT/m.pdf" --layout "$OUT/l.json"
        check pdf-lines "$OUT/m.pdf" "$OUT/l.json"
    done
}

@test "Vietnamese labels come out of a PDF as they were written" {
    needs pdftotext
    cat > vi.csv <<'CSV'
date,title,place,lat,lon
2020-01-01,Nghị sĩ bầu người dẫn đầu phong trào,Thượng Karabakh,39.8,46.7
2020-01-02,Ế Ộ Ữ Ặ ẫ ỹ g,Đường Ướt,40.8,45.2
CSV
    succeeds map vi.csv --lang vi --title 'Cuộc chiến thứ nhất về vùng đất' -o "$OUT/m.pdf"
    pdftotext "$OUT/m.pdf" "$OUT/text"
    grep -qx 'Cuộc chiến thứ nhất về vùng đất' "$OUT/text"
    grep -qx 'Thượng Karabakh' "$OUT/text"
    grep -qx 'Đường Ướt' "$OUT/text"
}

same_everywhere() { # FORMAT ARGS...
    local format=$1
    shift
    succeeds map "$@" -o "$OUT/a.$format" --layout "$OUT/a.json"
    for change in "LC_ALL=C.UTF-8 TZ=Asia/Tokyo" "LC_ALL=vi_VN.UTF-8 LANG=fr_FR.UTF-8 TZ=America/Lima" \
                  "LC_ALL=tr_TR.UTF-8 LANGUAGE=ka:ru HOME=/nonexistent COLUMNS=20"; do
        run --separate-stderr env $change "$DATELINE" map "$@" -o "$OUT/b.$format" --layout "$OUT/b.json"
        [ "$status" -eq 0 ]
        cmp "$OUT/a.$format" "$OUT/b.$format" || fail "$change changes the $format"
        cmp "$OUT/a.json" "$OUT/b.json" || fail "$change changes the layout"
    done
    for threads in 1 7; do
        succeeds map "$@" --threads $threads -o "$OUT/b.$format" --layout "$OUT/b.json"
        cmp "$OUT/a.$format" "$OUT/b.$format" || fail "$threads threads change the $format"
        cmp "$OUT/a.json" "$OUT/b.json"
    done
}

@test "a PNG has the same bytes everywhere" {
    same_everywhere png "$KARABAKH" --size 1200x800
}

@test "an SVG has the same bytes everywhere" {
    same_everywhere svg "$KARABAKH" --size 1200x800 --lang vi
}

@test "a PDF has the same bytes everywhere" {
    same_everywhere pdf "$KARABAKH" --size 1200x800 --lang ru
}

# Locales of which the machine has the tables, so that the C library really uses them.
@test "a locale with a decimal comma changes nothing" {
    needs localedef
    localedef -i de_DE -f UTF-8 "$BATS_TEST_TMPDIR/de_DE.UTF-8" 2> /dev/null || skip "no locale sources"
    succeeds map "$KARABAKH" --size 1200x800 -o "$OUT/a.svg"
    LOCPATH=$BATS_TEST_TMPDIR LC_ALL=de_DE.UTF-8 "$DATELINE" map "$KARABAKH" --size 1200x800 -o "$OUT/b.svg"
    cmp "$OUT/a.svg" "$OUT/b.svg"
}

@test "the name of the output does not change it" {
    succeeds map three.csv --size 640x480 -o "$OUT/a.svg"
    mkdir "$OUT/sub dir"
    succeeds map three.csv --size 640x480 -o "$OUT/sub dir/ống.svg"
    cmp "$OUT/a.svg" "$OUT/sub dir/ống.svg"
}

@test "the order of the rows does not change the map" {
    { head -n 1 three.csv; tail -n +2 three.csv | sort -r; } > turned.csv
    succeeds map three.csv --size 640x480 -o "$OUT/a.png"
    succeeds map turned.csv --size 640x480 -o "$OUT/b.png"
    cmp "$OUT/a.png" "$OUT/b.png"
}

@test "an existing picture is replaced, and a broken run leaves it alone" {
    echo old > "$OUT/m.png"
    refused 4 "no style" map three.csv --style nosuch -o "$OUT/m.png"
    [ "$(cat "$OUT/m.png")" = old ]
    succeeds map three.csv --size 640x480 -o "$OUT/m.png"
    check png-size "$OUT/m.png" 640 480
}

@test "--during leaves out what is outside it" {
    succeeds map three.csv --during 2020-02 --size 640x480 -o "$OUT/m.svg" --layout "$OUT/l.json"
    [ "$(python3 -c 'import json; print(sum(m["event"] for m in json.load(open("out/l.json"))["markers"]))')" = 2 ]
}

@test "a box across the antimeridian is a narrow map" {
    printf 'date,title,lat,lon\n2020-01-01,west,-17,178\n2020-01-02,east,-17,-178\n' > fiji.csv
    succeeds map fiji.csv --size 640x480 -o "$OUT/a.png" --layout "$OUT/a.json"
    python3 -c 'import json; v=json.load(open("out/a.json"))["view"]; assert v["m_per_px"] < 3000, v'
    succeeds map fiji.csv --box=170,-22,-170,-12 --size 640x480 -o "$OUT/b.png" --layout "$OUT/b.json"
    python3 -c 'import json; v=json.load(open("out/b.json"))["view"]; assert v["m_per_px"] < 6000, v'
}

@test "every projection that help names draws a map" {
    for p in auto lambert albers mercator azimuthal orthographic equal-earth EPSG:3857 \
             '+proj=laea +lat_0=40 +lon_0=47'; do
        succeeds map three.csv --projection "$p" --size 640x480 -o "$OUT/m.png"
        check png-size "$OUT/m.png" 640 480
    done
}

@test "a map without events is drawn for a box" {
    printf 'date,title,place\n' > none.csv
    succeeds map none.csv --box 43,38,51,42 --size 640x480 -o "$OUT/m.png"
}

@test "several files make one map" {
    printf '[{"date":"2021-01-01","title":"d","lat":41.7,"lon":44.8}]' > one.json
    succeeds map three.csv one.json --size 640x480 -o "$OUT/m.svg" --layout "$OUT/l.json"
    python3 -c 'import json; m=json.load(open("out/l.json"))["markers"]; assert sum(x["event"] for x in m) == 4, m'
}

@test "a page in millimetres is exact in a PDF" {
    needs pdfinfo
    succeeds map three.csv --size 107x90.5mm -o "$OUT/m.pdf"
    pdfinfo "$OUT/m.pdf" | grep -qE '^Page size: *303.30?7? x 256.5' || fail "$(pdfinfo "$OUT/m.pdf")"
    succeeds map three.csv --size 107x90mm --bleed 3 -o "$OUT/m.pdf"
    pdfinfo -box "$OUT/m.pdf" | grep -q '^TrimBox'
    refused 2 "WxH" map three.csv --size 107x90cm -o "$OUT/m.pdf"
    refused 2 "at least 64x64" map three.csv --size 5x5mm -o "$OUT/m.pdf"
}

@test "--alt writes one line and a description" {
    succeeds map three.csv --size 640x480 -o "$OUT/m.png" --alt "$OUT/alt.txt"
    [ "$(head -n 1 "$OUT/alt.txt" | wc -m)" -gt 20 ]
    [ "$(head -n 1 "$OUT/alt.txt" | wc -m)" -le 251 ]
    [ -z "$(sed -n 2p "$OUT/alt.txt")" ]
    grep -q Shusha "$OUT/alt.txt"
}

@test "--note is said below the map, line by line" {
    succeeds map three.csv --size 800x600 --note 'first note' --note 'second note' -o "$OUT/m.svg"
    grep -q 'first note' "$OUT/m.svg"
    grep -q 'second note' "$OUT/m.svg"
}

@test "--names takes a table" {
    printf 'Shusha,Susa hill\n# not a row\n' > names.csv
    succeeds map three.csv --size 800x600 --names names.csv -o "$OUT/m.svg"
    grep -q 'Susa hill' "$OUT/m.svg"
    printf 'one column only\n' > names.csv
    refused 3 "two columns" map three.csv --names names.csv -o "$OUT/n.svg"
    refused 2 "as-written, dual, local" map three.csv --names nosuch.csv -o "$OUT/n.svg"
}

@test "--cities says how many towns are named, also side by side" {
    row='%s\tsettlement\t%s\tXX\t\t%s\t%s\t\t%s\tPPL\t\t\t\t\ttest\n'
    printf 'id\tkind\tname\tcountry\tadmin1\tlat\tlon\tradius_km\tpopulation\tcode\tnames\tfrom\tto\tparent\tsource\n' > towns.tsv
    # shellcheck disable=SC2059
    for i in 1 2 3 4 5 6 7 8; do
        printf "$row" ct:$i Aa$i "4$((i % 2)).5" "4$i.00" ${i}00000
        printf "$row" ct:2$i Bb$i "4$((i % 2)).55" "4$i.06" ${i}000
    done >> towns.tsv
    succeeds gazetteer build -q towns.tsv -o "$OUT/towns.bin"
    printf 'title,lat,lon\nHere,40.9,44.4\n' > here.csv
    for n in 3 16; do
        succeeds map here.csv --gazetteer "$OUT/towns.bin" --no-geocode --box 40,39,49,42 --size 1200x800 \
            --cities $n --inset none -o "$OUT/m.svg" --layout "$OUT/m.json"
        named=$(grep -o '"place_id": *"ct:[0-9]*"' "$OUT/m.json" | sort -u | wc -l)
        [ "$named" = $n ] || fail "$named of $n"
    done
}

@test "a map of the world on a high page leaves room for the events in words" {
    printf 'title,lat,lon\nA,-34,-58\nB,35,139\nC,51,0\nD,-33,151\n' > world.csv
    succeeds map world.csv --no-geocode --size 600x1200 -o "$OUT/m.svg" --layout "$OUT/m.json"
    python3 - "$OUT/m.json" <<'END'
import json, sys
m = json.load(open(sys.argv[1]))
frame = m["view"]["frame"]
assert frame[3] - frame[1] < 0.75 * (frame[2] - frame[0]), frame
assert sum(t["role"] == "list" for t in m["texts"]) == 4
END
}

@test "choices that there are not are refused" {
    refused 2 "did you mean 'defacto'" map three.csv --boundaries defakto -o "$OUT/m.png"
    refused 2 "is no day" map three.csv --asof 2021-13-01 -o "$OUT/m.png"
    refused 2 "unknown legend" map three.csv --legend perhaps -o "$OUT/m.png"
    refused 2 "shows no relief" map three.csv --style wire --relief always -o "$OUT/m.png"
    refused 6 "nosuch.hgt" map three.csv --style relief --terrain nosuch.hgt -o "$OUT/m.png"
}

@test "the footer says the view, the day and the naming" {
    succeeds map three.csv --size 1200x800 --boundaries defacto --asof 2021-11-16 --names dual \
        -o "$OUT/m.png" --layout "$OUT/l.json"
    grep -q 'de facto' "$OUT/l.json"
    grep -q '16 Nov 2021' "$OUT/l.json"
    grep -q 'both are given' "$OUT/l.json"
    succeeds map three.csv --size 1200x800 -o "$OUT/m.png" --layout "$OUT/l.json"
    grep -q '20 Feb 2020' "$OUT/l.json"
    succeeds map three.csv --size 1200x800 --no-disclaimer -o "$OUT/m.png" --layout "$OUT/l.json"
    ! grep -q 'Boundaries' "$OUT/l.json"
}

@test "a logo is a PNG of any kind, and nothing else" {
    python3 - <<'PY'
import struct, zlib
def png(path, depth, color, rows, palette=None):
    chunk = lambda t, d: struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d))
    body = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, depth, color, 0, 0, 0))
    body += chunk(b"PLTE", palette) if palette else b""
    open(path, "wb").write(b"\x89PNG\r\n\x1a\n" + body + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
png("rgb.png", 8, 2, (b"\0" + b"\x20\x40\x60" * 8) * 8)
png("rgba.png", 8, 6, (b"\0" + b"\x20\x40\x60\x80" * 8) * 8)
png("gray.png", 8, 0, (b"\0" + b"\x20" * 8) * 8)
png("palette.png", 8, 3, (b"\0" + b"\1" * 8) * 8, b"\0\0\0\xff\0\0")
data = open("rgb.png", "rb").read()
open("cut.png", "wb").write(data[:50])
open("huge.png", "wb").write(data[:16] + b"\x7f\xff\xff\xff" * 2 + data[24:])
PY
    for logo in rgb rgba gray palette; do
        succeeds map three.csv --size 640x480 --logo $logo.png -o "$OUT/m.svg"
        grep -q 'data:image/png' "$OUT/m.svg" || fail "no logo: $logo"
    done
    refused 3 "damaged" map three.csv --logo cut.png -o "$OUT/n.png"
    refused 7 "4096x4096" map three.csv --logo huge.png -o "$OUT/n.png"
    refused 3 "has to be a PNG" map three.csv --logo three.csv -o "$OUT/n.png"
}
