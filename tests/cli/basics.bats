load helper

@test "help lists every command" {
    succeeds help
    for verb in map geocode geojson tiles slides styles gazetteer basemap help; do
        grep -q "^  $verb " <<< "$output" || fail "$verb is missing"
    done
    [ -z "$stderr" ]
}

@test "--help and -h say the same as help" {
    succeeds help
    help=$output
    succeeds --help
    [ "$output" = "$help" ]
    succeeds -h
    [ "$output" = "$help" ]
}

@test "every command has help with an example and the exit codes" {
    for verb in map geocode geojson tiles slides styles gazetteer basemap help; do
        succeeds help $verb
        [[ $output == "usage: dateline $verb"* ]] || fail "no usage line: $verb"
        [[ $output == *"exit: 0 ok"* ]]
        grep -q "^  dateline $verb" <<< "$output" || fail "no example: $verb"
        help=$output
        succeeds $verb --help
        [ "$output" = "$help" ]
        succeeds $verb -h
        [ "$output" = "$help" ]
    done
}

@test "no line of the help is wider than a terminal" {
    for verb in map geocode geojson tiles slides styles gazetteer basemap help; do
        succeeds help $verb
        long=$(awk 'length > 100' <<< "$output")
        [ -z "$long" ] || fail "$verb: $long"
    done
}

@test "the manual page is troff that man can read" {
    succeeds help --man
    [[ $output == ".TH DATELINE 1"* ]]
    needs groff
    "$DATELINE" help --man | groff -man -Tutf8 -ww > "$OUT/page" 2> "$OUT/warnings"
    [ ! -s "$OUT/warnings" ] || fail "$(cat "$OUT/warnings")"
}

@test "completions are valid in their shells" {
    "$DATELINE" help --completion bash | bash -n
    succeeds help --completion zsh
    [[ $output == "#compdef dateline"* ]]
    succeeds help --completion fish
    [[ $output == "complete -c dateline"* ]]
}

@test "the version is that of the header" {
    succeeds --version
    want=$(sed -n 's/^#define DATELINE_VERSION "\(.*\)"/\1/p' "$TESTS/../include/dateline.h")
    [ "$output" = "dateline $want" ]
}

@test "a word that is no command is refused, with the nearest one" {
    refused 2 "did you mean 'map'" mpa
    refused 2 "did you mean 'geocode'" geocde x
    refused 2 "unknown command 'xyzzy'" xyzzy
    refused 2 "did you mean 'tiles'" help tlies
}

@test "no command at all shows what there is" {
    refused 2 "usage: dateline" 
}

@test "an unknown option is refused, with the nearest one" {
    refused 2 "did you mean 'output'" map three.csv --ouput "$OUT/m.png"
    refused 2 "did you mean 'preset'" map three.csv --prest desktop -o "$OUT/m.png"
    refused 2 "unknown option '-x'" map three.csv -x
    refused 2 "unknown option" map three.csv -qx -o "$OUT/m.png"
    refused 2 "takes no value" map three.csv --quiet=yes -o "$OUT/m.png"
}

@test "an option without its value is refused" {
    refused 2 "--output wants FILE" map three.csv --output
    refused 2 "-o wants FILE" map three.csv -o
    refused 2 "--size wants WxH" map three.csv -o "$OUT/m.png" --size
}

@test "a value that is none of the choices is refused, with the nearest one" {
    refused 2 "did you mean 'png'" map three.csv --format pgn -o "$OUT/m"
    refused 2 "did you mean 'month'" slides three.csv --step moth -o "$OUT/s.pdf"
    refused 2 "content" tiles three.csv --content jpeg -o "$OUT/t"
}

@test "options are understood in every usual spelling and order" {
    succeeds map three.csv --size=640x480 --output="$OUT/a.svg"
    succeeds map --size 640x480 -o"$OUT/b.svg" three.csv
    succeeds map -qo "$OUT/c.svg" --size 640x480 three.csv
    succeeds map -qvvo "$OUT/d.svg" three.csv --size 640x480
    for f in b c d; do
        cmp "$OUT/a.svg" "$OUT/$f.svg"
    done
}

@test "after -- a word is a file, whatever it looks like" {
    cp three.csv ./-three.csv
    succeeds map --size 640x480 -o "$OUT/a.svg" -- -three.csv
    refused 6 "cannot open '--size'" map -o "$OUT/b.svg" -- --size
}

@test "- is standard input" {
    succeeds geojson three.csv
    want=$output
    run --separate-stderr dateline geojson - < three.csv
    [ "$status" -eq 0 ]
    [ "${output//<stdin>/three.csv}" = "$want" ]
}

@test "commands can be put in a row" {
    "$DATELINE" geojson three.csv | "$DATELINE" map - --size 640x480 -f svg -o - > "$OUT/a.svg"
    head -c 100 "$OUT/a.svg" | grep -q '<?xml'
}

@test "pictures go to standard output with -o -" {
    dateline map three.csv --size 640x480 -f png -o - > "$OUT/a.png"
    dateline map three.csv --size 640x480 -o "$OUT/b.png"
    cmp "$OUT/a.png" "$OUT/b.png"
}

@test "success is silent when stderr is no terminal" {
    succeeds map three.csv --size 640x480 -o "$OUT/a.png"
    [ -z "$output$stderr" ] || fail "it should say nothing"
    succeeds map three.csv --size 640x480 -o "$OUT/a.png" -v
    [[ $stderr == *"a.png: 3 events"* ]] || fail "-v should say what was done"
}

@test "a lost standard output is an error" {
    [ -e /dev/full ] || skip "no /dev/full"
    status=0
    "$DATELINE" help > /dev/full 2> err || status=$?
    [ "$status" -eq 6 ]
    grep -q "standard output" err
    status=0
    "$DATELINE" geojson three.csv > /dev/full 2> err || status=$?
    [ "$status" -eq 6 ]
}

@test "a closed pipe ends the command quietly" {
    run --separate-stderr bash -c '"$1" help --man | head -n 1' - "$DATELINE"
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
}

@test "styles lists styles and presets" {
    succeeds styles
    [[ $output == *newsroom-light* && $output == *desktop* && $output == *1280x960* ]]
}

@test "gazetteer info counts places and names" {
    succeeds gazetteer info
    [[ $output =~ ^[0-9]+\ places,\ [0-9]+\ names$ ]]
    succeeds gazetteer info --json
    python3 -c 'import json,sys; d=json.loads(sys.argv[1]); assert d["places"] > 1000 < d["names"]' "$output"
}

@test "the compiled gazetteer passes its own check" {
    succeeds gazetteer check "$(dirname "$DATELINE")/geodata/gazetteer.bin"
}

@test "geodata and styles are found from any directory and without HOME" {
    cd /
    run --separate-stderr env -u HOME "$DATELINE" map "$BATS_TEST_TMPDIR/three.csv" --size 640x480 -o "$OUT/a.png"
    [ "$status" -eq 0 ]
    [ -z "$stderr" ] || fail "it should say nothing"
}

@test "missing geodata is a fault of the geodata" {
    refused 5 "gazetteer" geocode --geodata "$OUT/none" Baku
    refused 5 "gazetteer" gazetteer check three.csv
}

@test "nothing is asked of the network" {
    needs unshare
    unshare -rn true 2> /dev/null || skip "no name spaces here"
    run --separate-stderr unshare -rn "$DATELINE" map three.csv --size 640x480 -o "$OUT/a.png"
    [ "$status" -eq 0 ]
}
