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
    wrong 3 "cannot be followed yet" '{"dateline":1,"sequence":{"chapters":["a"]}}'
    wrong 3 "cannot be chosen yet" '{"dateline":1,"furniture":{"scalebar":"none"}}'
    for format in pptx gif html; do
        wrong 3 "'$format' is no output of a map yet; there are: png, svg, pdf" "{\"dateline\":1,\"output\":[\"png\",\"$format\"]}"
    done
    wrong 3 "geojson stands beside pictures" '{"dateline":1,"output":["geojson"]}'
}

@test "values of the keys of annotations, insets and sequences are checked" {
    wrong 3 'position on the page is "px:40,820"' '{"dateline":1,"annotations":[{"type":"text","at":"px:40","text":"x"}]}'
    wrong 3 'position on the page is "px:40,820"' '{"dateline":1,"annotations":[{"type":"text","at":"px:nan,2","text":"x"}]}'
    wrong 3 'is for texts and callouts' '{"dateline":1,"annotations":[{"type":"ring","at":"px:40,20","radius_km":3}]}'
    wrong 3 'is for texts and callouts' '{"dateline":1,"annotations":[{"type":"arrow","from":"px:40,20","to":"Shusha"}]}'
    wrong 3 'a width is of arrows' '{"dateline":1,"annotations":[{"type":"text","at":"Shusha","text":"x","width":3}]}'
    wrong 3 'number from 0.5 to 60' '{"dateline":1,"annotations":[{"type":"arrow","from":"Shusha","to":"Goris","width":0}]}'
    wrong 3 "unknown class 'corridr'; did you mean 'corridor'" '{"dateline":1,"annotations":[{"type":"line","class":"corridr"}]}'
    wrong 3 "unknown corner 'upperleft'; did you mean 'upper-left'" '{"dateline":1,"insets":[{"kind":"locator","corner":"upperleft"}]}'
    wrong 3 'number from 0.1 to 0.34' '{"dateline":1,"insets":[{"kind":"locator","size":0.9}]}'
    wrong 4 "no such place 'Qqzzxxy'" '{"dateline":1,"insets":[{"kind":"far","places":["Qqzzxxy"]}]}'
    wrong 3 'published: a day' '{"dateline":1,"published":"2024"}'
    wrong 3 'number from 1 to 500' '{"dateline":1,"cluster":{"radius_px":0}}'
    wrong 3 '1 to 16 numbers' '{"dateline":1,"sequence":{"fade":[]}}'
    wrong 3 'number from 0 to 1' '{"dateline":1,"sequence":{"fade":[1,2]}}'
    wrong 3 'number from 0.1 to 600' '{"dateline":1,"sequence":{"hold":-1}}'
}

# What the layout report of $1 says: a line of Python over it.
of_layout() {
    python3 -c "import json, sys; l = json.load(open(sys.argv[1])); print($2)" "$1"
}

@test "the list stands on the side that is asked for" {
    for side in right below; do
        succeeds map "$KARABAKH" --size 1000x1000 --list "$side" -o "$OUT/a.svg" --layout "$OUT/$side.json"
    done
    [ "$(of_layout "$OUT/right.json" 'l["view"]["frame"][2] < 800')" = True ]
    [ "$(of_layout "$OUT/below.json" 'l["view"]["frame"][2] > 900')" = True ]
    [ "$(of_layout "$OUT/right.json" 'l["view"]["frame"][3] > l["view"]["frame"][1] + 700')" = True ]
}

@test "markers nearer than a radius are joined" {
    cat > near.csv <<'CSV'
date,title,lat,lon
2020-01-05,One,40.0,46.0
2020-01-06,Two,40.0,46.1
2020-01-07,Three,40.0,46.9
CSV
    spec '{"dateline":1,"size":[1000,700],"events":"near.csv","frame":{"bbox":[45,39,48,41]}}'
    succeeds map --spec spec.json -o "$OUT/a.svg" --layout "$OUT/a.json"
    [ "$(of_layout "$OUT/a.json" 'sum(m["event"] for m in l["markers"])')" = 3 ]
    spec '{"dateline":1,"size":[1000,700],"events":"near.csv","frame":{"bbox":[45,39,48,41]},"cluster":{"mode":"badge","radius_px":60}}'
    succeeds map --spec spec.json -o "$OUT/a.svg" --layout "$OUT/a.json" --save-spec "$OUT/s.json"
    [ "$(of_layout "$OUT/a.json" 'sum(m["event"] for m in l["markers"])')" = 2 ]
    succeeds map --spec "$OUT/s.json" -o "$OUT/b.svg"
    cmp "$OUT/a.svg" "$OUT/b.svg"
}

@test "an inset has the corner and the size that it is given" {
    for corner in upper-left upper-right lower-right lower-left; do
        spec '{"dateline":1,"size":[1000,700],"events":"three.csv","insets":[{"kind":"locator","corner":"'$corner'","size":0.25}]}'
        succeeds map --spec spec.json -o "$OUT/a.svg" --layout "$OUT/a.json" --save-spec "$OUT/s.json"
        succeeds map --spec "$OUT/s.json" -o "$OUT/b.svg"
        cmp "$OUT/a.svg" "$OUT/b.svg"
        python3 - "$OUT/a.svg" "$OUT/a.json" "$corner" <<'PY'
import json, re, sys, xml.etree.ElementTree as E
frame = json.load(open(sys.argv[2]))["view"]["frame"]
group = [g for g in E.parse(sys.argv[1]).getroot() if g.get("id") == "inset"][0]
box = [p for p in group.iter() if p.get("id") == "inset-inset"]
# A path that moves from corner to corner, or around a globe.
x = y = 0
xs, ys = [], []
for command, rest in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", box[0].get("d")):
    n = [float(v) for v in re.findall(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)", rest)]
    for dx, dy in {"h": [(v, 0) for v in n], "v": [(0, v) for v in n]}.get(command, list(zip(n[::2], n[1::2]))):
        x, y = x + dx, y + dy
        xs.append(x)
        ys.append(y)
wide = frame[2] - frame[0]
assert abs((max(xs) - min(xs)) / wide - 0.25) < 0.01, (min(xs), max(xs), wide)
x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
have = ("lower" if y > (frame[1] + frame[3]) / 2 else "upper") + "-" + ("right" if x > (frame[0] + frame[2]) / 2 else "left")
assert have == sys.argv[3], have
PY
    done
}

@test "far places do not widen the map, and are pointed to" {
    cat > far.csv <<'CSV'
date,title,place,lat,lon
2020-01-05,Talks,Yerevan,40.18,44.51
2020-01-06,Clash,Shusha,39.76,46.75
2020-01-07,Meeting,Tbilisi,41.69,44.80
CSV
    spec '{"dateline":1,"size":[1000,700],"events":"far.csv"}'
    succeeds map --spec spec.json -o "$OUT/a.svg" --layout "$OUT/a.json"
    [ "$(of_layout "$OUT/a.json" 'sum(t["role"] == "pointer" for t in l["texts"])')" = 0 ]
    spec '{"dateline":1,"size":[1000,700],"events":"far.csv","insets":[{"kind":"far","places":["Tbilisi"],"style":"edge-pointers"}]}'
    succeeds map --spec spec.json -o "$OUT/a.svg" --layout "$OUT/a.json" --save-spec "$OUT/s.json"
    [ "$(of_layout "$OUT/a.json" 'sum(t["role"] == "pointer" for t in l["texts"]) >= 1')" = True ]
    succeeds map --spec "$OUT/s.json" -o "$OUT/b.svg"
    cmp "$OUT/a.svg" "$OUT/b.svg"
}

@test "words stand where on the page they are put, and arrows are as wide as asked" {
    spec '{"dateline":1,"size":[1000,700],"events":"three.csv","annotations":[
      {"type":"text","at":"px:40,620","text":"on the page"},
      {"type":"callout","at":"px:9000,10.5","text":"in a box"},
      {"type":"arrow","from":"Yerevan","to":"Shusha","width":12}]}'
    succeeds map --spec spec.json -o "$OUT/a.svg" --layout "$OUT/a.json" --save-spec "$OUT/s.json"
    succeeds map --spec "$OUT/s.json" -o "$OUT/b.svg" --save-spec "$OUT/t.json"
    cmp "$OUT/a.svg" "$OUT/b.svg"
    cmp "$OUT/s.json" "$OUT/t.json"
    grep -q '"px:40,620"' "$OUT/s.json"
    [ "$(of_layout "$OUT/a.json" '[round(b) for t in l["texts"] if t["text"] == "on the page" for b in t["box"][:2]]')" = '[40, 620]' ]
    [ "$(of_layout "$OUT/a.json" '[t["box"][2] <= 1000 for t in l["texts"] if t["text"] == "in a box"]')" = '[True]' ]
}

@test "areas have holes" {
    spec '{"dateline":1,"size":[800,600],"events":"three.csv","annotations":[{"type":"area","text":"here","geometry":
      {"type":"Polygon","coordinates":[[[46,39],[48,39],[48,41],[46,41],[46,39]],[[46.5,39.5],[47.5,39.5],[47.5,40.5],[46.5,40.5],[46.5,39.5]]]}}]}'
    succeeds map --spec spec.json -o "$OUT/a.svg" --save-spec "$OUT/s.json"
    python3 - "$OUT/a.svg" <<'PY'
import sys, xml.etree.ElementTree as E
group = [g for g in E.parse(sys.argv[1]).getroot() if g.get("id") == "areas"][0]
d = [p.get("d") for p in group.iter("{http://www.w3.org/2000/svg}path") if "note-1" in p.get("id", "")]
assert len(d) == 1 and d[0].count("m") == 2, d
PY
    succeeds map --spec "$OUT/s.json" -o "$OUT/b.svg"
    cmp "$OUT/a.svg" "$OUT/b.svg"
}

@test "a bbox and a fit: what is important inside the box" {
    printf '%s\n' 'date,title,lat,lon,priority' 2020-01-05,One,40.0,46.0,1 2020-01-06,Two,40.5,47.0,1 2020-01-07,Far,55.7,37.6,1 2020-01-08,Other,41.6,44.8,3 > p.csv
    spec '{"dateline":1,"size":[800,600],"events":"p.csv","frame":{"bbox":[43,38,50,43],"fit":"priority<=1"}}'
    succeeds map --spec spec.json -o "$OUT/a.svg" --layout "$OUT/a.json"
    printf '%s\n' 'date,title,lat,lon,priority' 2020-01-05,One,40.0,46.0,1 2020-01-06,Two,40.5,47.0,1 > q.csv
    succeeds map q.csv --size 800x600 -o "$OUT/b.svg" --layout "$OUT/b.json"
    [ "$(of_layout "$OUT/a.json" '[round(m["x"]) for m in l["markers"] if m["event"]][:2]')" = "$(of_layout "$OUT/b.json" '[round(m["x"]) for m in l["markers"] if m["event"]][:2]')" ]
}

@test "the day that a map is of goes into what it says of itself" {
    spec '{"dateline":1,"size":[640,480],"events":"three.csv","published":"2024-04-17"}'
    succeeds map --spec spec.json -o "$OUT/m.pdf" --save-spec "$OUT/s.json"
    grep -q '"published":"2024-04-17"' "$OUT/s.json"
    needs pdfinfo
    TZ=UTC pdfinfo -isodates "$OUT/m.pdf" | grep -q 'CreationDate: *2024-04-17'
}

# The example that the schema was made from, with what is too short in it filled in.
@test "a spec with every key draws" {
    cp "$KARABAKH" events.csv
    printf '%s' '{"type":"Polygon","coordinates":[[[46.4,39.5],[47.1,39.5],[47.1,40.2],[46.4,40.2],[46.4,39.5]]]}' > nk.geojson
    printf '%s' '{"type":"LineString","coordinates":[[46.35,39.5],[46.55,39.64],[46.75,39.8]]}' > lachin.geojson
    cat > spec.json <<'JSON'
{"dateline":1,"lang":"vi","preset":"desktop","size":[1280,960],"scale":2,"theme":"newsroom-light",
 "title":"Thượng Karabakh","subtitle":"2020–2023","notes":["Một ghi chú"],"source":"S","credit":"C","alt":"Bản đồ","published":"2024-04-17",
 "frame":{"bbox":[43.5,38.6,48.6,41.6],"projection":"auto","padding":0.08,"fit":"priority<=2"},
 "events":"events.csv","filter":{"kind":["offensive","ceasefire"],"from":"2020-09","to":"2024-04","priority_max":2},
 "number":"by-date","cluster":{"mode":"badge","radius_px":18,"list":"right"},
 "labels":{"policy":"as-written","overrides":{"Xankandi":"Stepanakert / Khankendi"},"reference_cities":5,"min_px":11},
 "boundaries":{"view":"un","asof":"2023-09-19","disputed":"dash","areas":"hatch","disclaimer":"auto"},
 "annotations":[
  {"type":"arrow","from":"Nagorno-Karabakh","to":"Goris","curve":0.25,"width":3,"style":"schematic","label":"dân tản cư"},
  {"type":"area","geometry":"nk.geojson","fill":"hatch45","class":"disputed","label":"vùng"},
  {"type":"line","geometry":"lachin.geojson","class":"road-closed"},
  {"type":"callout","at":[46.53,39.60],"text":"hành lang Lachin","width_px":180,"side":"auto"},
  {"type":"text","at":"px:40,820","text":"chữ"},
  {"type":"ring","at":[46.18,39.62],"radius_km":20}],
 "insets":[{"kind":"locator","extent":"auto","corner":"auto","size":0.22},
           {"kind":"far","places":["Brussels","Istanbul","Moscow"],"style":"edge-pointers"}],
 "furniture":{"scalebar":"auto","north":false,"legend":"auto","logo":null,"datestamp":true},
 "variants":["mobile","social-16x9","social-4x5","print-2col"],
 "sequence":{"step":"event","cumulative":true,"fade":[1,0.55,0.35,0.25],"hold":2.5,"final_hold":5,"chapters":[]},
 "output":["png","svg","pdf","geojson"]}
JSON
    succeeds map --spec spec.json -o "$OUT/m.png" --save-spec "$OUT/s.json"
    check png-size "$OUT/m.png" 2560 1920
    succeeds map --spec "$OUT/s.json" -o "$OUT/n.png"
    cmp "$OUT/m.png" "$OUT/n.png"
    succeeds map --spec spec.json -o "$OUT/v/"
    [ "$(ls "$OUT/v" | wc -l)" = 14 ] || fail "$(ls "$OUT/v")"
    [ -s "$OUT/v/spec.geojson" ]
    succeeds slides --spec spec.json -o "$OUT/s.pdf"
    python3 -c 'import jsonschema' 2> /dev/null || skip "no jsonschema"
    python3 - "$TESTS/../docs/map-spec.schema.json" spec.json "$OUT/s.json" <<'PY'
import json, sys, jsonschema
v = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
for path in sys.argv[2:]:
    v.validate(json.load(open(path)))
PY
}

@test "older events of slides fade as a spec says" {
    for fade in 5 2; do
        spec '{"dateline":1,"size":[640,480],"events":"three.csv","sequence":{"step":"event","cumulative":true,"fade":[1,0.'$fade']}}'
        succeeds slides --spec spec.json -o "$OUT/s$fade"
    done
    cmp "$OUT/s5/001.png" "$OUT/s2/001.png"
    run cmp -s "$OUT/s5/002.png" "$OUT/s2/002.png"
    [ "$status" -eq 1 ]
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
    spec '{"dateline":1,"events":"three.csv","filter":{"kind":["clash"]},"variants":["mobile","og"],"output":["png","geojson"]}'
    succeeds map --spec spec.json -o "$OUT/x/"
    [ "$(ls "$OUT/x" | tr '\n' ' ')" = "embed.html spec-mobile.png spec-og.png spec.geojson " ]
    [ "$(python3 -c 'import json; print([f["id"] for f in json.load(open("out/x/spec.geojson"))["features"]])')" = "['c']" ]
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
            {"dateline": 1, "frame": {"bbox": [1, 2, 3]}}, {"dateline": 1, "cluster": {"mode": "fan"}},
            {"dateline": 1, "output": ["geojson"]}, {"dateline": 1, "annotations": [{"type": "ring", "at": "px:1,2", "radius_km": 3}]},
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
    root = E.parse(path).getroot()
    # A name that is data is no picture.
    for e in root.iter():
        e.attrib.pop("data-places", None)
    return {g.get("id"): E.tostring(g) for g in root if g.tag.endswith("}g") and g.get("id")}
a, b = layers(sys.argv[1]), layers(sys.argv[2])
print("\n".join(k for k in a if a[k] != b.get(k)))
assert list(a) == list(b)
PY
}

@test "boundaries, day and naming change only the layers that they should" {
    # A legend or a list below the map takes its room from it, whatever they say today.
    for page in "--size 1200x800" "--preset mobile --lang vi" "--preset social-16x9 --lang ru --style atlas" \
                "--preset social-4x5" "--size 1000x1000 --list below --legend always --lang hy" "--preset print-1col --numbers"; do
        succeeds map "$KARABAKH" $page --asof 2024-11-01 -o "$OUT/a.svg" --layout "$OUT/a.json"
        for change in "--asof 2024-11-01 --boundaries defacto" "--asof 2021-11-16" "--asof 2024-04-17" \
                      "--asof 2024-11-01 --names dual" "--asof 2024-11-01 --names local"; do
            succeeds map "$KARABAKH" $page $change -o "$OUT/b.svg" --layout "$OUT/b.json"
            [ "$(of_layout "$OUT/a.json" 'l["view"]')" = "$(of_layout "$OUT/b.json" 'l["view"]')" ] || fail "the map moved: $page $change"
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
