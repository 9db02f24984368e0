load helper

# spec JSON: a spec in a file, beside three.csv.
spec() {
    printf '%s\n' "$1" > spec.json
}

# wrong CODE PATTERN JSON: refused, with a place in the document.
wrong() {
    spec "$3"
    refused "$1" "$2" map three.csv --spec spec.json -o "$OUT/m.png"
}

@test "what was drawn can be drawn again from its saved spec" {
    printf 'Shusha\tSusa\n' > names.tsv
    for options in "--size 1200x800" "--preset print-2col --style relief" "--preset mobile --lang vi" \
                   "--box 44,38,50,42 --size 700x500 --north --graticule --bleed 3 --scale 2" \
                   "--during 2020 --size 640x480 --boundaries defacto --asof 2021-11-16" \
                   "--names names.tsv --legend none --inset none --list always --numbers" ; do
        for format in png svg pdf; do
            succeeds map "$KARABAKH" $options --title 'A "title" & <more>' --note one --note two \
                --source S --credit C -o "$OUT/a.$format" --save-spec "$OUT/s.json"
            succeeds map --spec "$OUT/s.json" -o "$OUT/b.$format"
            cmp "$OUT/a.$format" "$OUT/b.$format" || fail "not the same $format: $options"
        done
    done
}

@test "a saved spec is the same when it is saved again" {
    succeeds map "$KARABAKH" --size 900x700 -o "$OUT/a.svg" --save-spec "$OUT/s.json"
    succeeds map --spec "$OUT/s.json" -o "$OUT/b.svg" --save-spec "$OUT/t.json"
    cmp "$OUT/s.json" "$OUT/t.json"
}

@test "annotations survive being saved" {
    printf '%s' '{"type":"Polygon","coordinates":[[[46,39],[47,39],[47,40],[46,39]]]}' > area.geojson
    spec '{"dateline":1,"size":[800,600],"events":"three.csv","annotations":[
      {"type":"arrow","from":"Shusha","to":"Goris","curve":0.2,"label":"away"},
      {"type":"area","geometry":"area.geojson","fill":"hatch45","label":"here"},
      {"type":"line","geometry":{"type":"LineString","coordinates":[[45,40],[46,40.5]]}},
      {"type":"callout","at":[46.5,39.6],"text":"a note","width_px":150},
      {"type":"text","at":"Yerevan","text":"b note"},
      {"type":"ring","at":[46.2,39.6],"radius_km":20}]}'
    succeeds map --spec spec.json -o "$OUT/a.svg" --save-spec "$OUT/s.json"
    grep -q 'a note' "$OUT/a.svg"
    grep -q 'away' "$OUT/a.svg"
    succeeds map --spec "$OUT/s.json" -o "$OUT/b.svg"
    cmp "$OUT/a.svg" "$OUT/b.svg"
}

@test "options go before what the spec says" {
    spec '{"dateline":1,"size":[800,600],"title":"Old","lang":"vi","events":"three.csv"}'
    succeeds map --spec spec.json --title New --size 640x480 -o "$OUT/m.png" --layout "$OUT/l.json"
    check png-size "$OUT/m.png" 640 480
    grep -q '"New"' "$OUT/l.json"
    succeeds map --spec spec.json --preset mobile -o "$OUT/m.png"
    check png-size "$OUT/m.png" 640 800
}

@test "paths in a spec are relative to it" {
    mkdir deep
    cp three.csv deep/events.csv
    printf '{"dateline":1,"size":[640,480],"events":["events.csv"]}' > deep/spec.json
    succeeds map --spec deep/spec.json -o "$OUT/a.svg"
    succeeds map three.csv --size 640x480 -o "$OUT/b.svg"
    cmp "$OUT/a.svg" "$OUT/b.svg"
}

@test "a filter leaves events out" {
    spec '{"dateline":1,"size":[640,480],"events":"three.csv","filter":{"kind":["clash","talks"],"from":"2020-02"}}'
    succeeds map --spec spec.json -o "$OUT/m.png" --layout "$OUT/l.json"
    [ "$(python3 -c 'import json; print(sum(m["event"] for m in json.load(open("out/l.json"))["markers"]))')" = 1 ]
}

@test "an unknown key is refused where it stands, with the nearest one" {
    spec '{"dateline": 1,
  "titel": "x"}'
    refused 3 "spec.json:2:[0-9]+: unknown key 'titel'; did you mean 'title'" \
        map three.csv --spec spec.json -o "$OUT/m.png"
    wrong 3 "did you mean 'projection'" '{"dateline":1,"frame":{"projektion":"auto"}}'
    wrong 3 "did you mean 'reference_cities'" '{"dateline":1,"labels":{"reference_citys":5}}'
    wrong 3 "did you mean 'radius_km'" '{"dateline":1,"annotations":[{"type":"ring","radius_kn":3}]}'
    wrong 3 "unknown key 'xyzzyplugh'" '{"dateline":1,"xyzzyplugh":1}'
}

@test "a wrong value is refused where it stands" {
    wrong 3 'spec.json:1:[0-9]+: title: a text' '{"dateline":1,"title":5}'
    wrong 3 'spec.json:1:[0-9]+: .*a number from' '{"dateline":1,"scale":"2"}'
    wrong 3 'spec.json:1:[0-9]+: .*number from 0.1 to 16' '{"dateline":1,"scale":99}'
    wrong 3 'west, south, east, north' '{"dateline":1,"frame":{"bbox":[1,2,3]}}'
    wrong 3 'west, south, east, north' '{"dateline":1,"frame":{"bbox":[1,5,3,2]}}'
    wrong 3 "did you mean 'offensive'" '{"dateline":1,"filter":{"kind":["offensve"]}}'
    wrong 3 'true or false' '{"dateline":1,"furniture":{"north":"yes"}}'
    wrong 3 'asof: a day' '{"dateline":1,"boundaries":{"asof":"2021-02-31"}}'
    wrong 3 'version 1' '{"dateline":2}'
    wrong 3 'begins with' '{"lang":"vi"}'
    wrong 3 'is the file cut off' '{"dateline":1'
    wrong 3 'an object' '[1]'
    wrong 3 'whole number' '{"dateline":1,"filter":{"priority_max":1.5}}'
    wrong 3 'a list' '{"dateline":1,"annotations":{}}'
    wrong 3 'wants from and to' '{"dateline":1,"annotations":[{"type":"arrow","from":"Shusha"}]}'
    wrong 3 'is a Polygon' '{"dateline":1,"annotations":[{"type":"area","geometry":{"type":"Point","coordinates":[1,2]}}]}'
    wrong 4 "spec.json:1:[0-9]+: no preset 'desktp'; did you mean 'desktop'" '{"dateline":1,"preset":"desktp"}'
    wrong 4 "spec.json:1:[0-9]+: no style 'wyre'; did you mean 'wire'" '{"dateline":1,"theme":"wyre"}'
    wrong 4 "spec.json:1:[0-9]+: no such place 'Qqzzxxy'" '{"dateline":1,"annotations":[{"type":"text","at":"Qqzzxxy","text":"x"}]}'
    wrong 6 'nosuch.geojson' '{"dateline":1,"annotations":[{"type":"line","geometry":"nosuch.geojson"}]}'
}

@test "what a key cannot do yet is said, not passed over" {
    wrong 3 "'published' cannot be followed yet" '{"dateline":1,"published":"2024-01-01"}'
    wrong 3 "unknown mode 'badge'; there are: auto, none" '{"dateline":1,"cluster":{"mode":"badge"}}'
    wrong 3 "cannot be followed yet" '{"dateline":1,"cluster":{"radius_px":18}}'
    wrong 3 "cannot be chosen yet" '{"dateline":1,"insets":[{"kind":"locator","size":0.22}]}'
    wrong 3 "cannot be followed yet" '{"dateline":1,"sequence":{"hold":2.5}}'
    wrong 3 "no output of a map yet" '{"dateline":1,"output":["pptx"]}'
    wrong 3 "position on the page cannot be followed yet" '{"dateline":1,"annotations":[{"type":"text","at":"px:40,820","text":"x"}]}'
}

@test "variants are laid out anew, each at its size" {
    succeeds map three.csv --variants mobile,desktop,social-16x9,slide,print-2col --source 'A & <B>' -o "$OUT/v"
    [ "$(ls "$OUT/v" | tr '\n' ' ')" = "embed.html three-desktop.png three-mobile.png three-print-2col.pdf three-slide.png three-social-16x9.png " ]
    check png-size "$OUT/v/three-mobile.png" 640 800
    check png-size "$OUT/v/three-slide.png" 1920 1080
    succeeds map three.csv --preset mobile --source 'A & <B>' -o "$OUT/m.png"
    cmp "$OUT/m.png" "$OUT/v/three-mobile.png"
}

@test "the embed code names files that are there, by width" {
    succeeds map three.csv --variants wide,mobile,desktop --retina --source 'A & <B>' --credit C -o "$OUT/v/"
    python3 - "$OUT/v" <<'PY'
import html.parser, os, sys
class P(html.parser.HTMLParser):
    tags, text = [], ""
    def handle_starttag(self, tag, attrs): self.tags.append((tag, dict(attrs)))
    def handle_data(self, data): self.text += data
p = P(); p.feed(open(sys.argv[1] + "/embed.html", encoding="utf-8").read())
names = [t for t, _ in p.tags]
assert names.count("figure") == names.count("picture") == names.count("img") == names.count("figcaption") == 1
widths = [int(a["media"].split()[1].rstrip("px)")) for t, a in p.tags if t == "source"]
assert widths == [640, 1280], widths
img = dict(p.tags)["img"]
assert img["width"] == "1600" and 20 < len(img["alt"]) <= 250, img
for t, a in p.tags:
    for one in a.get("srcset", a.get("src", "x 1x")).split(","):
        name = one.split()[0]
        assert name == "x" or os.path.isfile(os.path.join(sys.argv[1], name)), name
assert "A & <B> \xb7 C" in p.text
PY
}

@test "variants appear all or none, and other files stay" {
    mkdir "$OUT/v"
    echo mine > "$OUT/v/mine-mobile.txt"
    refused 4 "no preset 'nosuch'" map three.csv --variants mobile,nosuch -o "$OUT/v"
    refused 2 "twice" map three.csv --variants mobile,mobile -o "$OUT/v"
    refused 2 "is a file" map three.csv --variants mobile -o three.csv
    [ "$(ls "$OUT/v")" = mine-mobile.txt ]
    succeeds map three.csv --variants mobile -o "$OUT/v"
    [ -s "$OUT/v/mine-mobile.txt" ]
}

@test "a spec lists its variants and formats" {
    spec '{"dateline":1,"events":"three.csv","variants":["mobile","og"],"output":["png","svg"]}'
    succeeds map --spec spec.json -o "$OUT/v/"
    [ "$(ls "$OUT/v" | tr '\n' ' ')" = "embed.html spec-mobile.png spec-mobile.svg spec-og.png spec-og.svg " ]
    spec '{"dateline":1,"events":"three.csv","size":[640,480],"output":["png","pdf"]}'
    succeeds map --spec spec.json -o "$OUT/w/"
    [ "$(ls "$OUT/w" | tr '\n' ' ')" = "embed.html spec.pdf spec.png " ]
}

@test "slides follow the sequence of a spec" {
    spec '{"dateline":1,"events":"three.csv","sequence":{"step":"month","cumulative":true}}'
    succeeds slides --spec spec.json -o "$OUT/s"
    [ "$(ls "$OUT/s" | wc -l)" = 2 ]
}

@test "the schema accepts what the command accepts" {
    python3 -c 'import jsonschema' 2> /dev/null || skip "no jsonschema"
    succeeds map "$KARABAKH" --size 900x700 --names dual --note x -o "$OUT/a.svg" --save-spec "$OUT/s.json"
    succeeds map three.csv --preset print-2col --style relief --relief always -o "$OUT/a.pdf" --save-spec "$OUT/t.json"
    python3 - "$TESTS/../docs" "$OUT/s.json" "$OUT/t.json" <<'PY'
import glob, json, sys, jsonschema
schema = json.load(open(sys.argv[1] + "/map-spec.schema.json"))
jsonschema.Draft202012Validator.check_schema(schema)
v = jsonschema.Draft202012Validator(schema)
examples = glob.glob(sys.argv[1] + "/examples/*-map.json")
assert examples
for path in examples + sys.argv[2:]:
    v.validate(json.load(open(path)))
for bad in ({}, {"dateline": 2}, {"dateline": 1, "titel": "x"}, {"dateline": 1, "published": "2024"},
            {"dateline": 1, "frame": {"bbox": [1, 2, 3]}}, {"dateline": 1, "cluster": {"mode": "badge"}},
            {"dateline": 1, "annotations": [{"type": "arrow", "from": "x"}]}):
    assert not v.is_valid(bad), bad
PY
}

@test "the schema has the keys that the command has" {
    python3 - "$TESTS/../docs/map-spec.schema.json" > keys <<'PY'
import json, sys
for key in json.load(open(sys.argv[1]))["properties"]:
    print(key)
PY
    wrong 3 "unknown key" '{"dateline":1,"xyzzyplugh":1}'
    while IFS= read -r key; do
        [ "$key" = '$schema' ] && key='.schema'
        grep -qE "[ ,]$key(,|\$)" <<< "$stderr" || [ ${#stderr} -gt 200 ] || fail "$key is not known"
    done < keys
}

# The layers of an SVG that differ, by name.
changed_layers() {
    python3 - "$1" "$2" <<'PY'
import sys, xml.etree.ElementTree as E
def layers(path):
    return {g.get("id"): E.tostring(g) for g in E.parse(path).getroot() if g.tag.endswith("}g") and g.get("id")}
a, b = layers(sys.argv[1]), layers(sys.argv[2])
print("\n".join(k for k in a if a[k] != b.get(k)))
assert list(a) == list(b)
PY
}

@test "boundaries, day and naming change only the layers that they should" {
    # A legend or a list below the map takes its room from it, and says what is drawn.
    for page in "--size 1200x800" "--preset mobile --lang vi --legend none --list none" "--preset social-16x9 --lang ru --list none"; do
        succeeds map "$KARABAKH" $page --asof 2024-11-01 -o "$OUT/a.svg"
        for change in "--asof 2024-11-01 --boundaries defacto" "--asof 2021-11-16" "--asof 2024-04-17" \
                      "--asof 2024-11-01 --names dual" "--asof 2024-11-01 --names local"; do
            succeeds map "$KARABAKH" $page $change -o "$OUT/b.svg"
            # Names are also in the insets, and beside the pointers to what is far away.
            allowed='borders.*|areas|hatching|labels-.*|event-labels|furniture|inset'
            [[ $change == *names* ]] && allowed="$allowed|arrows"
            # A corridor has its dates too.
            [[ $change == --asof\ 2021* ]] && allowed="$allowed|roads"
            changed_layers "$OUT/a.svg" "$OUT/b.svg" > changed
            ! grep -vxE "$allowed" changed || fail "$page $change: $(cat changed)"
            grep -qx furniture changed || fail "the footer does not say it: $page $change"
        done
    done
}
