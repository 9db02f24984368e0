load helper

# What an artist and a printer get: the same picture in other programs, text that can
# be edited and searched, layers, boxes.

drawn() { # ARGS...: png, svg, pdf and the layout report of one map in $OUT
    succeeds map "$KARABAKH" --size 1200x800 -o "$OUT/m.png" --layout "$OUT/l.json" "$@"
    succeeds map "$KARABAKH" --size 1200x800 -o "$OUT/m.svg" "$@"
    succeeds map "$KARABAKH" --size 1200x800 -o "$OUT/m.pdf" "$@"
}

alike() { # PNG PERCENT
    run python3 "$TESTS/lib/alike.py" "$OUT/m.png" "$1" "$OUT/l.json" "$2"
    [ "$status" -eq 0 ] || fail "$1 is unlike ours"
}

@test "librsvg draws the SVG as we draw the PNG" {
    needs rsvg-convert
    for lang in en vi; do
        drawn --lang $lang
        rsvg-convert "$OUT/m.svg" -o "$OUT/rsvg.png"
        alike "$OUT/rsvg.png" 1
    done
}

@test "Inkscape draws the SVG as we draw the PNG" {
    needs inkscape
    drawn --lang vi
    inkscape "$OUT/m.svg" --export-type=png --export-filename="$OUT/inkscape.png" 2> /dev/null
    alike "$OUT/inkscape.png" 1
}

@test "every label is a text of its own in Inkscape" {
    needs inkscape
    drawn --lang vi
    found=$(inkscape --query-all "$OUT/m.svg" 2> /dev/null | grep -cE '^(label|text)-')
    want=$(python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["texts"]))' "$OUT/l.json")
    [ "$found" -eq "$want" ] || fail "$found texts, not $want"
}

@test "Poppler draws the PDF as we draw the PNG" {
    needs pdftoppm
    drawn --lang en
    pdftoppm -r 96 -png -singlefile "$OUT/m.pdf" "$OUT/poppler"
    alike "$OUT/poppler.png" 1
}

@test "MuPDF and Ghostscript agree" {
    drawn --lang en
    if command -v mutool > /dev/null; then
        mutool draw -q -r 96 -o "$OUT/mupdf.png" "$OUT/m.pdf" 2> /dev/null
        alike "$OUT/mupdf.png" 2
    fi
    if command -v gs > /dev/null; then
        gs -q -sDEVICE=png16m -r96 -dTextAlphaBits=4 -dGraphicsAlphaBits=4 -o "$OUT/gs.png" "$OUT/m.pdf"
        alike "$OUT/gs.png" 2
    fi
}

@test "labels come out of a PDF once and whole" {
    needs pdftotext
    for lang in vi en ru ka hy; do
        drawn --lang $lang --title 'Ế Ộ Ữ Ặ ẫ ỹ g'
        check pdf-lines "$OUT/m.pdf" "$OUT/l.json"
        pdftotext -raw "$OUT/m.pdf" "$OUT/m.txt"
        [ "$(grep -c 'Ế Ộ Ữ Ặ ẫ ỹ g' "$OUT/m.txt")" = 1 ] || fail "the title is not there once"
    done
}

@test "a PDF is well formed, tagged, and in layers" {
    needs pdfinfo
    drawn --lang vi --title 'Bản đồ'
    pdfinfo "$OUT/m.pdf" > "$OUT/info"
    grep -q '^Tagged: *yes' "$OUT/info" || fail "$(cat "$OUT/info")"
    grep -q '^Page size: *900 x 600 pts' "$OUT/info" || fail "$(cat "$OUT/info")"
    grep -aq '/Lang (vi)' "$OUT/m.pdf"
    grep -aq '/Type /OCG /Name (borders-disputed)' "$OUT/m.pdf"
    if command -v qpdf > /dev/null; then
        qpdf --check "$OUT/m.pdf" > /dev/null
    fi
    if command -v mutool > /dev/null; then
        mutool clean "$OUT/m.pdf" "$OUT/clean.pdf"
    fi
}

@test "vector files are the same each time" {
    drawn --lang vi
    for f in png svg pdf; do cp "$OUT/m.$f" "$OUT/again.$f"; done
    drawn --lang vi
    for f in png svg pdf; do cmp "$OUT/m.$f" "$OUT/again.$f"; done
}
