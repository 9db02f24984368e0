load helper

BOX=44,39,47,41

@test "vector tiles fill the box, with a TileJSON" {
    succeeds tiles "$KARABAKH" --zoom 0-7 --box $BOX -o "$OUT/t"
    check tiles "$OUT/t" pbf 0-7 $BOX
    check tilejson "$OUT/t/tile.json" mvt 0-7
}

@test "picture tiles fill the box, with a TileJSON" {
    succeeds tiles "$KARABAKH" --content png --zoom 4-7 --box $BOX -o "$OUT/t"
    check tiles "$OUT/t" png 4-7 $BOX
    check tilejson "$OUT/t/tile.json" png 4-7
}

@test "a picture tile has the pixels that were asked for" {
    succeeds tiles three.csv --content png --zoom 6 --box $BOX -o "$OUT/t"
    check png-size "$(find "$OUT/t" -name '*.png' | head -n 1)" 512 512
    succeeds tiles three.csv --content png --tile-size 256 --zoom 6 --box $BOX -o "$OUT/u"
    check png-size "$(find "$OUT/u" -name '*.png' | head -n 1)" 256 256
    succeeds tiles three.csv --content png --tile-size 256 --scale 2 --zoom 6 --box $BOX -o "$OUT/v"
    check png-size "$(find "$OUT/v" -name '*.png' | head -n 1)" 512 512
}

@test "one zoom is one zoom" {
    succeeds tiles three.csv --zoom 3 --box $BOX -o "$OUT/t"
    [ "$(ls "$OUT/t")" = "3
tile.json" ]
    succeeds tiles three.csv --zoom 0 --box $BOX -o "$OUT/u"
    [ "$(ls "$OUT/u")" = "0
tile.json" ] || fail "$(ls "$OUT/u")"
}

@test "MBTiles has the metadata and the tiles of the directory" {
    succeeds tiles "$KARABAKH" --zoom 0-6 --box $BOX --attribution 'Toà soạn' -o "$OUT/t"
    succeeds tiles "$KARABAKH" --zoom 0-6 --box $BOX --attribution 'Toà soạn' -o "$OUT/t.mbtiles"
    check mbtiles "$OUT/t.mbtiles" pbf "$OUT/t"
    succeeds tiles three.csv --content png --zoom 4-6 --box $BOX -o "$OUT/p"
    succeeds tiles three.csv --content png --zoom 4-6 --box $BOX -o "$OUT/p.mbtiles"
    check mbtiles "$OUT/p.mbtiles" png "$OUT/p"
}

@test "GDAL reads the vector tiles" {
    needs ogrinfo
    succeeds tiles "$KARABAKH" --zoom 0-6 -o "$OUT/t.mbtiles"
    ogrinfo -so -al "$OUT/t.mbtiles" > info 2> warnings || skip "this GDAL cannot read MBTiles"
    grep -q '^Layer name: events' info
    [ ! -s warnings ] || fail "$(cat warnings)"
}

@test "tiles have the same bytes with any number of threads and in any locale" {
    for content in mvt png; do
        succeeds tiles "$KARABAKH" --content $content --zoom 0-6 --threads 1 -o "$OUT/a$content"
        LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo dateline tiles "$KARABAKH" --content $content --zoom 0-6 --threads 7 -o "$OUT/b$content"
        diff -r "$OUT/a$content" "$OUT/b$content"
        succeeds tiles "$KARABAKH" --content $content --zoom 0-6 --threads 1 -o "$OUT/a.mbtiles"
        succeeds tiles "$KARABAKH" --content $content --zoom 0-6 --threads 7 -o "$OUT/b.mbtiles"
        cmp "$OUT/a.mbtiles" "$OUT/b.mbtiles"
    done
}

@test "no label and no line is cut at a seam" {
    succeeds tiles "$KARABAKH" --content png --tile-size 256 --zoom 8 --box 45,39,48,41 -o "$OUT/t"
    pairs=0
    for f in "$OUT"/t/8/*/*.png; do
        y=$(basename "$f" .png) x=$(basename "$(dirname "$f")")
        [ -e "$OUT/t/8/$((x + 1))/$y.png" ] || continue
        check seam "$OUT/t" 8 $x $y
        pairs=$((pairs + 1))
    done
    [ $pairs -gt 2 ]
}

@test "tiles are written over tiles of an earlier run" {
    succeeds tiles three.csv --zoom 0-4 --box $BOX -o "$OUT/t"
    succeeds tiles three.csv --zoom 0-2 --box $BOX -o "$OUT/t"
    check tiles "$OUT/t" pbf 0-2 $BOX
    succeeds tiles three.csv --zoom 0-4 --box $BOX -o "$OUT/t.mbtiles"
    succeeds tiles three.csv --zoom 0-2 --box $BOX -o "$OUT/t.mbtiles"
    succeeds tiles three.csv --zoom 0-2 --box $BOX -o "$OUT/t"
    check mbtiles "$OUT/t.mbtiles" pbf "$OUT/t"
}

@test "tiles across the antimeridian are on both sides of it" {
    printf 'date,title,lat,lon\n2020-01-01,west,-17,178\n2020-01-02,east,-17,-178\n' > fiji.csv
    succeeds tiles fiji.csv --zoom 4 --box=175,-20,-175,-12 -o "$OUT/t"
    [ -n "$(ls "$OUT"/t/4/15)" ] && [ -n "$(ls "$OUT"/t/4/0)" ]
    [ "$(ls "$OUT/t/4" | wc -l)" = 2 ]
}
