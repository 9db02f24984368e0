load helper

# Nothing overlaps, nothing is cut, nothing is too small: the three sizes of the
# demonstration in five languages, and shapes of page that are less kind.

neat() { # ARGS...
    succeeds map "$KARABAKH" -f svg -o "$OUT/m.svg" --layout "$OUT/l.json" "$@"
    check layout "$OUT/l.json" || fail "$*"
}

in_all_languages() {
    for lang in vi en ru hy ka; do
        neat --lang $lang "$@"
    done
}

@test "the desktop map is neat in every language" { in_all_languages --preset desktop; }
@test "the mobile map is neat in every language" { in_all_languages --preset mobile; }
@test "the slide is neat in every language" { in_all_languages --preset slide; }

@test "maps in further languages are neat" {
    for lang in fr tr az; do
        neat --lang $lang --size 1200x800
    done
}

@test "maps with every word of furniture are neat" {
    neat --title 'Cuộc chiến thứ nhất và thứ hai về Nagorno-Karabakh, 1988 đến 2024' \
        --subtitle 'Ế Ộ Ữ Ặ ẫ ỹ g' --source 'TTXVN, AFP, Reuters' --credit 'Toà soạn' --lang vi --preset mobile
}

@test "wide and tall pages are neat" {
    neat --preset wide
    neat --preset og
    neat --preset social-1x1
    neat --preset story-9x16
}

@test "titles that are too long are kept inside the page" {
    long=$(printf 'Vùng đất rất dài %.0s' $(seq 40))
    succeeds map three.csv --preset mobile --title "$long" --subtitle "$long" --source "$long" \
        --credit "$long" -f svg -o "$OUT/m.svg" --layout "$OUT/l.json"
    check layout "$OUT/l.json"
}

@test "one word that is wider than the page is kept inside it" {
    long=$(printf 'x%.0s' $(seq 400))
    printf 'date,title,place,lat,lon\n2020-01-01,%s,%s,40,44\n' "$long" "$long" > long.csv
    succeeds map long.csv --preset mobile --title "$long" -f svg -o "$OUT/m.svg" --layout "$OUT/l.json"
    check layout "$OUT/l.json"
}

@test "five hundred events in one town are neat" {
    python3 - > many.csv <<'PY'
print("date,title,place,lat,lon")
for i in range(500):
    print("2020-01-%02d,event %d,Baku,40.41,49.87" % (i % 28 + 1, i))
PY
    succeeds map many.csv -f svg -o "$OUT/m.svg" --layout "$OUT/l.json"
    check layout "$OUT/l.json"
}

@test "five hundred events all over are neat" {
    python3 - > many.csv <<'PY'
print("date,title,place,lat,lon")
for i in range(500):
    print("2020-01-%02d,event %d,spot %d,%f,%f" % (i % 28 + 1, i, i, 38 + i * 7919 % 400 / 100, 43 + i * 104729 % 800 / 100))
PY
    succeeds map many.csv -f svg -o "$OUT/m.svg" --layout "$OUT/l.json"
    check layout "$OUT/l.json"
}

@test "every event is a marker, off the map, or named as left out" {
    succeeds map "$KARABAKH" -f svg -o "$OUT/m.svg" --layout "$OUT/l.json" --lang en
    python3 - <<'PY'
import json
d = json.load(open("out/l.json"))
for u in d["unplaced"]:
    assert u["id"] and u["why"], u
for o in d["offmap"]:
    assert o["id"] and o["why"], o
PY
}

@test "a character that no font has is an error, or else a warning in the report" {
    printf 'date,title,place\n2020-01-01,a\xf0\x93\x80\x80b,Baku\n' > glyph.csv
    refused 3 "no font has a glyph for U\+13000 '.*' in '.*a.*b'; take it out, or have a box" map glyph.csv -o "$OUT/m.png"
    refused 3 "no font has a glyph for U\+13000" slides glyph.csv -o "$OUT/s.pdf"
    refused 3 "no font has a glyph for U\+1F600 .* in 'T .*'" map "$KARABAKH" --title $'T \xf0\x9f\x98\x80' -o "$OUT/m.png"
    succeeds map glyph.csv --missing-glyphs -o "$OUT/m.png" --layout "$OUT/l.json" --save-spec "$OUT/s.json"
    succeeds map --spec "$OUT/s.json" -o "$OUT/n.png"
    cmp "$OUT/m.png" "$OUT/n.png"
    grep -q '"warnings":\["no glyph for 1 characters of' "$OUT/l.json"
    printf 'date,title,place\n2020-01-01,ab,Baku\n' > glyph.csv
    succeeds map glyph.csv -o "$OUT/m.png" --layout "$OUT/l.json"
    grep -q '"warnings":\[\]' "$OUT/l.json"
}
