load helper

VERBS="map extract geocode geojson tiles slides styles gazetteer basemap help"

# What the examples read, under the names that they use.
lay_out_examples() {
    mkdir -p docs/examples places basemap
    cp "$TESTS"/../docs/examples/{karabakh.csv,article.txt,article-vi.txt} docs/examples
    cp docs/examples/article.txt article.txt
    printf "<html><body><h1>News</h1><p>%s</p></body></html>\n" "$(tail -1 article.txt)" > article.html
    python3 -c 'import json; print(json.dumps({"doc_id": 1, "text": open("article.txt").read()}))' > documents.jsonl
    cp three.csv events.csv
    cp three.csv a.csv
    "$DATELINE" geojson three.csv -f json -o b.json
    printf '%s\n' id,query,country,lang 1,Shusha,AZ,en 2,Гюмри,,ru > places.csv
    printf '%s\n' name,lat,lon 'Upper Village,40.1,46.5' > my-places.csv
    cp "$TESTS"/../geodata/places/{countries,admin1}.tsv places
    # Without the rows that only add names to places of other tables.
    awk -F'\t' '/^#/ || $6 != ""' "$TESTS"/../geodata/places/caucasus-nature.tsv > places/caucasus.tsv
    cp "$TESTS"/../geodata/basemap/world-{land,lines}.geojsonl basemap
}

# runs LINE: a command line as it stands in a document succeeds in a shell.
runs() {
    run --separate-stderr eval "$1"
    [ "$status" -eq 0 ] || fail "this should run: $1"
}

# The command lines of a text: those that are indented and begin with the command.
command_lines() {
    grep -E '^ +dateline [a-z]' | sed 's/^ *//'
}

@test "every command line of the README runs" {
    lay_out_examples
    command_lines < "$TESTS/../README.md" > lines
    [ "$(wc -l < lines)" -ge 6 ]
    while IFS= read -r line; do
        runs "$line"
    done < lines
}

@test "every example of the help runs" {
    lay_out_examples
    for verb in $VERBS; do
        "$DATELINE" help $verb | command_lines > lines
        [ -s lines ] || fail "no example: $verb"
        while IFS= read -r line; do
            runs "$line"
        done < lines
    done
}

@test "every option that the README names is one of the command that it stands with" {
    for verb in $VERBS; do
        "$DATELINE" help $verb
    done > all
    grep -oE '(^|[^-a-z])--[a-z][a-z-]*' "$TESTS/../README.md" | grep -oE -- '--.*' | sort -u > named
    [ -s named ]
    while IFS= read -r option; do
        grep -qE -- "(^|[ ,])$option( |\$)" all || fail "no command has $option"
    done < named
    command_lines < "$TESTS/../README.md" | sed 's/ #.*//' > lines
    while IFS= read -r line; do
        verb=$(cut -d ' ' -f 2 <<< "$line")
        for option in $(grep -oE -- ' -[-a-z]+' <<< "$line"); do
            "$DATELINE" help "$verb" | grep -qE -- "(^|[ ,])$option([ ,]|\$)" ||
                fail "$verb has no $option"
        done
    done < lines
}

@test "the schema of styles has the names that styles have" {
    python3 - "$TESTS/../styles" "$OUT/all.json" <<'PY'
import json, sys
styles, out = sys.argv[1:]
schema = json.load(open(styles + "/schema.json"))
house = json.load(open(styles + "/newsroom-light.json"))
groups = schema["properties"]
for group in ("types", "classes", "kinds"):
    known = groups[group]["propertyNames"]["enum"]
    assert set(known) == set(house[group]), set(known) ^ set(house[group])
assert set(house) <= set(groups), set(house) - set(groups)
# Everything that the schema allows, once: the command accepts it.
value = {"color": "#123456", "number": 5, "boolean": True, "symbol": "plus"}
def some(of):
    if "$ref" in of:
        name = of["$ref"].rsplit("/", 1)[1]
        return value[name] if name in value else some(schema["$defs"][name])
    if of["type"] == "object":
        return {name: some(member) for name, member in of["properties"].items()}
    if of["type"] == "array":
        return [4, 2]
    return min(value[of["type"]], of["maximum"]) if of["type"] == "number" else value[of["type"]]
style = {"extends": "newsroom-light", "event-ground": "none", "kind-size": 20}
for group in ("types", "classes", "kinds"):
    style[group] = {name: some(groups[group]["additionalProperties"])
                    for name in groups[group]["propertyNames"]["enum"]}
style["classes"] = {name: dict(paint, symbol=symbol) for (name, paint), symbol
                    in zip(style["classes"].items(), schema["$defs"]["symbol"]["enum"] * 2)}
json.dump(style, open(out, "w"))
PY
    succeeds map three.csv --size 480x360 --style "$OUT/all.json" -o "$OUT/map.svg"
}
